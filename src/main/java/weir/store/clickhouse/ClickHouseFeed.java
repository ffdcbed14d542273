package weir.store.clickhouse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.FlowField;
import weir.store.Delivery;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.Remote;
import weir.store.StoreException;
import weir.store.StoreStatus;
import weir.store.WriteOnlyArchive;
import weir.store.clickhouse.feed.Column;
import weir.store.clickhouse.feed.Layout;
import weir.store.clickhouse.feed.Outbox;
import weir.store.clickhouse.feed.Spool;

/// Writes flows to a table of a ClickHouse cluster. What a writer has committed waits on disk until
/// a node has confirmed it, in good times for a moment. The table is asked by [ClickHouseReader],
/// not here.
public final class ClickHouseFeed extends WriteOnlyArchive {
  private static final Logger LOG = LoggerFactory.getLogger(ClickHouseFeed.class);

  /// For who does not say how long it may take to send what waits.
  private static final Duration UNHURRIED = Duration.ofSeconds(10);

  private final NodeLink link;
  private final Outbox outbox;
  private final String title;
  private final List<String> cautions;
  private final Supplier<FlowArchive> opening;
  private @Nullable FlowArchive local;
  private boolean closed;

  /// How a table is made that is not there.
  ///
  /// @param keep how long it keeps flows; empty for ever
  /// @param cluster that it is spread over; empty for none
  public record Creation(Optional<Duration> keep, String cluster) {}

  private ClickHouseFeed(
      NodeLink link,
      Outbox outbox,
      String title,
      List<String> cautions,
      Supplier<FlowArchive> opening) {
    super("ask the servers with weir query --clickhouse URL");
    this.link = link;
    this.outbox = outbox;
    this.title = title;
    this.cautions = List.copyOf(cautions);
    this.opening = opening;
  }

  /// Finds the table, or makes it, and begins to send what waits from earlier.
  ///
  /// @param password of the account; empty for none
  /// @param creation how a table is made where there is none; empty if it is not to be made
  /// @param schemas how tables are written
  /// @param folder where blocks wait
  /// @param mostOctets that they may take there
  /// @param local opens the data set in whose quarantine flows are kept whose times cannot be true
  /// @throws StoreException with what is wrong, in a sentence
  public static ClickHouseFeed open(
      Remote remote,
      String password,
      Optional<Creation> creation,
      Schemas schemas,
      Path folder,
      long mostOctets,
      Supplier<FlowArchive> local) {
    Spool spool = Spool.open(folder, mostOctets);
    NodeLink link = new NodeLink(new Server(remote, password));
    try {
      List<String> cautions = new ArrayList<>();
      Optional<FeedTable> table = find(link, remote, creation, schemas, cautions);
      Layout layout;
      Supplier<Optional<Layout>> look;
      if (table.isPresent()) {
        layout = survey(link, remote, table.get(), creation, cautions);
        look = () -> look(link, table.get());
      } else {
        layout =
            spool
                .remembered()
                .orElseThrow(() -> new StoreException(String.join("; ", cautions), null));
        look = Optional::empty;
        cautions.add("no node answers; the table is taken to be as it was: " + layout.table());
      }
      if (spool.refusedFlows() > 0) {
        cautions.add(
            String.format(
                Locale.ROOT,
                "%,d flows that a server has refused lie in %s; once the table is mended, have"
                    + " their files moved to %s while no collector runs, or delete them",
                spool.refusedFlows(),
                folder.resolve("aside"),
                folder.resolve("outbox")));
      }
      Outbox outbox = Outbox.open(link.nodes(), link, spool, layout, look);
      String title = layout.table().replace("`", "") + " on " + remote.name();
      return new ClickHouseFeed(link, outbox, title, cautions, local);
    } catch (RuntimeException | Error e) {
      link.close();
      spool.close();
      spool.release();
      throw e;
    }
  }

  /// A store that fills blocks and throws them away, for who warms up.
  public static FlowArchive scratch() {
    return new Scratch();
  }

  private static final class Scratch extends WriteOnlyArchive {
    private static final Layout LAYOUT =
        new Layout(
            "nowhere",
            FlowField.all().stream()
                .map(field -> Column.of(field.column(), "", field, null))
                .toList());

    private Scratch() {
      super("they are gone");
    }

    @Override
    public FlowWriter writer() {
      return Outbox.idle(LAYOUT);
    }

    @Override
    public FlowArchive apart() {
      return this;
    }
  }

  /// Asks the first node that answers; what the others say is in `cautions`.
  ///
  /// @return empty if none does
  private static Optional<FeedTable> find(
      NodeLink link,
      Remote remote,
      Optional<Creation> creation,
      Schemas schemas,
      List<String> cautions) {
    for (URI node : link.nodes()) {
      try {
        Optional<FeedTable> found = FeedTable.find(link, node, remote.address(), schemas);
        if (found.isPresent()) {
          return found;
        }
        return Optional.of(
            FeedTable.create(
                link,
                remote.address(),
                creation.orElseThrow(() -> new StoreException(nothing(remote), null))));
      } catch (IOException e) {
        cautions.add(link.words(node, e));
      }
    }
    return Optional.empty();
  }

  private static String nothing(Remote remote) {
    String database = remote.address().database();
    return (database.isEmpty() ? "the user's database" : "the database '" + database + "'")
        + " has no table that flows can be written to"
        + (remote.address().table().isEmpty()
            ? ""
            : " of the name '" + remote.address().table() + "'")
        + "; start with --create to have one made";
  }

  /// How the table looks on all nodes that answer.
  private static Layout survey(
      NodeLink link,
      Remote remote,
      FeedTable table,
      Optional<Creation> creation,
      List<String> cautions) {
    Optional<Layout> all = Optional.empty();
    for (URI node : link.nodes()) {
      try {
        Optional<Layout> one = table.layout(link, node);
        if (one.isEmpty() && creation.isPresent() && table.isOwn()) {
          table.make(link, node, remote.address(), creation.get());
          one = table.layout(link, node);
        }
        if (one.isEmpty()) {
          throw new StoreException(
              NodeLink.place(node)
                  + ": has no table "
                  + table.quoted()
                  + ", which other nodes have; make it there, or leave this node out of the"
                  + " address",
              null);
        }
        all = Optional.of(all.isEmpty() ? one.get() : common(all.get(), one.get()));
        table.requireWritable(link, node);
        table.caution(link, node).ifPresent(cautions::add);
      } catch (IOException e) {
        String words = link.words(node, e);
        if (!cautions.contains(words)) {
          cautions.add(words);
        }
      }
    }
    return all.orElseThrow(() -> new StoreException(String.join("; ", cautions), null));
  }

  private static Layout common(Layout one, Layout other) {
    List<String> names = other.columns().stream().map(Column::name).toList();
    return new Layout(
        one.table(),
        one.columns().stream().filter(column -> names.contains(column.name())).toList());
  }

  private static Optional<Layout> look(NodeLink link, FeedTable table) {
    Optional<Layout> all = Optional.empty();
    for (URI node : link.nodes()) {
      try {
        Optional<Layout> one = table.layout(link, node);
        if (one.isPresent()) {
          all = Optional.of(all.isEmpty() ? one.get() : common(all.get(), one.get()));
        }
      } catch (IOException e) {
        LOG.debug("{}", link.words(node, e));
      }
    }
    return all;
  }

  /// "netmeta.flows_raw on ch1.example and 1 more".
  public String title() {
    return title;
  }

  @Override
  public FlowWriter writer() {
    return outbox.writer();
  }

  @Override
  public Optional<Delivery> delivery() {
    return Optional.of(outbox.delivery());
  }

  @Override
  public StoreStatus status() {
    Delivery now = outbox.delivery();
    return new StoreStatus(
        now.sent(), now.waitingBytes(), 0, 0, 0, StoreStatus.Keeping.EVERYTHING, cautions);
  }

  @Override
  public synchronized FlowArchive apart() {
    if (local == null) {
      local = opening.get();
    }
    return local.apart();
  }

  private synchronized void closeLocal() {
    if (local != null) {
      local.close();
    }
  }

  @Override
  public void close(Duration within) {
    if (!closed) {
      closed = true;
      closeLocal();
      outbox.close(within.compareTo(UNHURRIED) < 0 ? within : UNHURRIED);
      link.close();
    }
  }

  @Override
  public void close() {
    close(UNHURRIED);
  }
}
