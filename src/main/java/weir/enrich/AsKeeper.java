package weir.enrich;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.enrich.table.AsTable;
import weir.enrich.table.PrefixTable;
import weir.flow.FlowBatch;
import weir.naming.NamesFile;
import weir.query.DirectionRules;

/// Keeps an [AsFill] as it is wished and as the files of its table are: reads them on a thread of
/// its own, and again when they have changed. Flows that come need not wait for it. A file that is
/// none, or half written, leaves the table that was there in force.
public final class AsKeeper implements AutoCloseable {
  /// Hears what becomes of the files.
  public interface Listener {
    /// It is in force from now on.
    void loaded(AsTable table);

    /// What was in force still is.
    void failed(IOException why);
  }

  private static final Logger LOG = LoggerFactory.getLogger(AsKeeper.class);
  private static final String TABLES = "tables of AS";

  private final Supplier<AsWish> wish;
  private final Listener listener;
  private final AsFill fill = AsFill.later();
  private final CountDownLatch first = new CountDownLatch(1);
  private AsWish inForce = AsWish.NONE;
  private PrefixTable table = PrefixTable.EMPTY;
  private volatile String words = "";
  private List<FileStamp> known = List.of();
  private @Nullable Lookout lookout;

  private AsKeeper(Supplier<AsWish> wish, Listener listener) {
    this.wish = wish;
    this.listener = listener;
  }

  /// As a names file wishes at any time, which says what is wrong with its tables.
  public static AsKeeper start(NamesFile names) {
    return start(
        names,
        AsWish.NONE,
        new Listener() {
          @Override
          public void loaded(AsTable table) {
            LOG.info("AS by {}", table);
          }

          @Override
          public void failed(IOException why) {
            // which the names file says
          }
        });
  }

  /// As a names file wishes at any time, which says what is wrong with its tables.
  ///
  /// @param first counts before that
  public static AsKeeper start(NamesFile names, AsWish first, Listener listener) {
    AsKeeper keeper =
        start(
            () -> AsWish.of(names).and(first),
            new Listener() {
              @Override
              public void loaded(AsTable table) {
                names.wrong(TABLES, List.of());
                listener.loaded(table);
              }

              @Override
              public void failed(IOException why) {
                names.wrong(TABLES, List.of(why.getMessage() + "; AS are told as before"));
                listener.failed(why);
              }
            });
    names.listen(keeper::look);
    return keeper;
  }

  /// @param wish what is to be filled in, which may be something else each time
  public static AsKeeper start(Supplier<AsWish> wish, Listener listener) {
    return start(wish, listener, Lookout.USUAL);
  }

  /// @param look how often files are looked at
  static AsKeeper start(Supplier<AsWish> wish, Listener listener, Duration look) {
    AsKeeper keeper = new AsKeeper(wish, listener);
    keeper.lookout = Lookout.start("weir-as-tables", look, keeper::keep);
    return keeper;
  }

  /// Fills with what is in force.
  public AsFill fill() {
    return fill;
  }

  /// What it fills with, for people: tables, and one's own networks. Empty where nothing is wished.
  /// Waits until the files have been read.
  public String inWords() {
    try {
      first.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it is to end
    }
    return words;
  }

  /// Fills what is read once: waits until the files have been read, on whichever thread has flows.
  public Enrichment once(Directions directions) {
    return new Waiting(Enrichment.of(directions, fill), first);
  }

  private record Waiting(Enrichment then, CountDownLatch first) implements Enrichment {
    @Override
    public void apply(FlowBatch batch, DirectionRules rules) {
      try {
        first.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // it is to end: with what there is
      }
      then.apply(batch, rules);
    }

    @Override
    public Directions directions() {
      return then.directions();
    }
  }

  /// Looks now whether something else is wished; from any thread.
  public void look() {
    Lookout there = lookout;
    if (there != null) {
      there.look();
    }
  }

  private void keep() {
    try {
      AsWish wanted = wish.get();
      List<FileStamp> now = wanted.tables().stream().map(FileStamp::of).toList();
      if (!now.equals(known)) {
        load(wanted);
        known = now;
      }
      if (!wanted.own().equals(inForce.own())) {
        fill.use(wanted.user(), table);
      }
      inForce = wanted;
      words = words(wanted);
    } finally {
      fill.complete();
      first.countDown();
    }
  }

  private String words(AsWish wanted) {
    List<String> parts = new ArrayList<>();
    if (table.prefixes() > 0) {
      parts.add(
          "%,d prefixes of %s"
              .formatted(
                  table.prefixes(),
                  wanted.tables().stream()
                      .map(file -> String.valueOf(file.getFileName()))
                      .collect(Collectors.joining(", "))));
    }
    if (!wanted.own().isEmpty()) {
      parts.add("your own networks");
    }
    return String.join(" and ", parts);
  }

  private void load(AsWish wanted) {
    try {
      AsTable read = AsTable.load(wanted.tables());
      table = read.prefixes();
      fill.use(wanted.user(), table);
      listener.loaded(read);
    } catch (IOException e) {
      listener.failed(e);
    }
  }

  @Override
  public void close() {
    Lookout there = lookout;
    if (there != null) {
      there.close();
    }
    first.countDown();
  }
}
