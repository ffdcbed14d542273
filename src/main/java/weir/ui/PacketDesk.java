package weir.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.flow.Reasons;
import weir.ingest.Packets;
import weir.ingest.Source;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.store.OwnFiles;
import weir.store.PrivateFolder;
import weir.ui.explore.PacketActions;

/// Writes the packets behind flows into files, off the JavaFX thread, one at a time.
final class PacketDesk {
  private static final long TELL_NANOS = 100_000_000L;

  private final FxTasks tasks;
  private final FileBar bar;
  private final Function<String, Optional<Path>> choose;
  private final Supplier<Optional<Wireshark>> viewer;

  /// Of what is being written; null while nothing is.
  private @Nullable AtomicBoolean cancelled;

  /// @param choose asks where to, with a name to begin with
  /// @param viewer what shows packets
  PacketDesk(
      FxTasks tasks,
      FileBar bar,
      Function<String, Optional<Path>> choose,
      Supplier<Optional<Wireshark>> viewer) {
    this.tasks = tasks;
    this.bar = bar;
    this.choose = choose;
    this.viewer = viewer;
  }

  /// What can be done with the packets of a source.
  ///
  /// @param source asked when it matters; nothing of it can be done while that is null
  PacketActions of(Supplier<@Nullable Source> source) {
    return new PacketActions() {
      @Override
      public String missing(Filter filter) {
        Source of = source.get();
        return of == null ? "nothing is open" : brief(of.packets().missing(filter));
      }

      @Override
      public String viewerMissing() {
        return viewer.get().isPresent() ? "" : "Wireshark is not installed here";
      }

      @Override
      public void save(Filter filter, TimeRange range) {
        Source of = source.get();
        if (of != null) {
          choose
              .apply(of.name().replaceAll("[^\\w.-]+", "_") + "-packets.pcapng")
              .ifPresent(to -> PacketDesk.this.save(of, filter, range, to));
        }
      }

      @Override
      public void view(Filter filter, TimeRange range) {
        Source of = source.get();
        if (of != null) {
          viewer.get().ifPresent(in -> PacketDesk.this.view(of, filter, range, in));
        }
      }
    };
  }

  /// A menu has no room for what to do.
  private static String brief(String sentence) {
    return sentence.split("[:;]", 2)[0];
  }

  private void save(Source source, Filter filter, TimeRange range, Path to) {
    write(
        source,
        filter,
        range,
        "Saving packets to " + to.getFileName(),
        () -> to,
        written -> bar.end(words(written) + " saved to " + to + remarks(written), to));
  }

  private void view(Source source, Filter filter, TimeRange range, Wireshark in) {
    Path[] file = new Path[1];
    write(
        source,
        filter,
        range,
        "Handing packets to Wireshark",
        () -> {
          file[0] = Files.createTempFile(PrivateFolder.claim("packets"), "weir-", ".pcapng");
          file[0].toFile().deleteOnExit();
          return file[0];
        },
        written -> {
          if (written.packets() == 0) {
            bar.end("No packet of these flows is kept" + remarks(written));
            return;
          }
          try {
            in.show(file[0]);
            bar.end(words(written) + " handed to Wireshark" + remarks(written));
          } catch (IOException e) {
            bar.end("Wireshark cannot be started: " + Reasons.of(e));
          }
        });
  }

  private static String words(Packets.Written written) {
    return String.format(
        Locale.ROOT, written.packets() == 1 ? "%,d packet" : "%,d packets", written.packets());
  }

  private static String remarks(Packets.Written written) {
    return written.remarks().isEmpty() ? "" : "; " + String.join("; ", written.remarks());
  }

  /// Where packets go.
  private interface Target {
    Path file() throws IOException;
  }

  private void write(
      Source source,
      Filter filter,
      TimeRange range,
      String what,
      Target target,
      Consumer<Packets.Written> then) {
    if (cancelled != null) {
      bar.end("One at a time: other packets are being written");
      return;
    }
    AtomicBoolean stop = new AtomicBoolean();
    cancelled = stop;
    bar.begin(what, () -> stop.set(true));
    tasks.run(
        () -> written(source, filter, range, what, target, stop),
        written -> {
          cancelled = null;
          if (written.isPresent()) {
            then.accept(written.get());
          } else {
            bar.clear();
          }
        },
        e -> {
          cancelled = null;
          bar.end(
              "The packets cannot be written: "
                  + (e instanceof UncheckedIOException io && io.getCause() != null
                      ? Reasons.of(io.getCause())
                      : String.valueOf(e.getMessage())));
        });
  }

  /// @return empty where it was cancelled: there is no file then
  private Optional<Packets.Written> written(
      Source source,
      Filter filter,
      TimeRange range,
      String what,
      Target target,
      AtomicBoolean stop) {
    try {
      return Optional.of(
          writtenWhole(
              target.file(),
              out -> source.packets().write(filter, range, out, new Telling(what, stop))));
    } catch (Cancelled e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All of it, or nothing.
  private static Packets.Written writtenWhole(Path file, OwnFiles.Content<Packets.Written> content)
      throws IOException {
    try {
      return OwnFiles.replace(file, content);
    } finally {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".new"));
    }
  }

  /// Ends what is being written, and leaves no file.
  private static final class Cancelled extends RuntimeException {}

  /// Tells the line how far it is, ten times a second.
  private final class Telling implements Packets.Progress {
    private final String what;
    private final AtomicBoolean stop;
    private long toldNanos = System.nanoTime();

    private Telling(String what, AtomicBoolean stop) {
      this.what = what;
      this.stop = stop;
    }

    @Override
    public boolean goOn(double share, long packets) {
      if (stop.get()) {
        throw new Cancelled();
      }
      long now = System.nanoTime();
      if (now - toldNanos >= TELL_NANOS) {
        toldNanos = now;
        tasks.execute(
            () -> {
              if (cancelled == stop) {
                bar.progress(
                    what, share, String.format(Locale.ROOT, "%,d packets so far", packets));
              }
            });
      }
      return true;
    }
  }
}
