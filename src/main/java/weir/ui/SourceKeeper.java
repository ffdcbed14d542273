package weir.ui;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.ingest.IngestStatus;
import weir.ingest.Source;
import weir.ingest.Workspace;

/// Has sources opened, tried again and closed, off the JavaFX thread. A wish that is fulfilled
/// already is not fulfilled twice; what fails is a source that says why.
final class SourceKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SourceKeeper.class);

  /// Who shows them.
  interface Screen {
    @Nullable Source shown();

    void select(Source source);

    /// Shows what is being opened last, or if nothing is, one of the sources or how to open one.
    void leave();

    /// What is being opened, or what is open, has changed.
    void changed();

    /// Sources have changed: they are to be read soon.
    void readSoon();
  }

  private final Workspace workspace;
  private final FxTasks tasks;
  private final Screen screen;
  private final Openings openings = new Openings();

  /// They are gone for who looks.
  private final Set<Source> closing = new HashSet<>();

  SourceKeeper(Workspace workspace, FxTasks tasks, Screen screen) {
    this.workspace = workspace;
    this.tasks = tasks;
    this.screen = screen;
  }

  /// Wishes that are not fulfilled yet, the oldest first.
  List<Opening> underWay() {
    return openings.underWay();
  }

  /// The wish that a source fulfils.
  Optional<Opening> wish(Source source) {
    return openings.of(source);
  }

  /// Takes in what is open by now.
  void read(List<SourceReading> newest) {
    closing.retainAll(newest.stream().map(SourceReading::source).toList());
  }

  /// Those that can be seen of what was read.
  List<SourceReading> seen(List<SourceReading> read) {
    return read.stream().filter(reading -> !closing.contains(reading.source())).toList();
  }

  /// The same wish twice is one source; one that failed is tried again.
  void open(Opening wish) {
    Optional<Source> there = openings.fulfilling(wish);
    if (there.isPresent() && !isFailed(there.get())) {
      screen.select(there.get());
    } else {
      openAnew(wish);
    }
  }

  /// Opens it in place of the source that fulfils the same wish already.
  void openAnew(Opening wish) {
    openings
        .fulfilling(wish)
        .ifPresentOrElse(there -> replace(there, wish), () -> begin(wish, wish.opener()));
  }

  private static boolean isFailed(Source source) {
    return source.status().state() == IngestStatus.State.FAILED;
  }

  private void begin(Opening wish, Supplier<Source> opener) {
    if (openings.begin(wish)) {
      tasks.run(
          opener,
          source -> opened(wish, source),
          e -> opened(wish, failed(wish.name(), SourceTrouble.opening(e), e)));
    }
    screen.leave(); // what is wished for is seen
    screen.changed();
  }

  private void opened(Opening wish, Source source) {
    boolean wanted = openings.end(wish, source);
    if (!wanted) {
      close(source);
    } else if (screen.shown() == null || !isFailed(source)) {
      screen.select(source);
    } else {
      screen.readSoon(); // others that were opened with it are more worth looking at
      screen.changed();
    }
  }

  void cancel(Opening opening) {
    openings.cancel(opening);
    screen.changed();
  }

  /// Fulfils a wish anew, and closes the source that does so, unless it is none by now.
  void tryAgain(Source source, Opening wish) {
    openings
        .of(source)
        .ifPresentOrElse(_ -> replace(source, wish), () -> begin(wish, wish.opener()));
  }

  private void replace(Source source, Opening wish) {
    closing.add(source);
    openings.forget(source);
    begin(wish, wish.after(() -> workspace.close(source)).opener());
  }

  void stopReading(Source source) {
    tasks.run(
        () -> {
          source.stop();
          return source;
        },
        _ -> screen.readSoon(),
        e -> LOG.warn("{} was not stopped", source.name(), e));
  }

  /// Has a source be another one. It stays where that cannot be done, and says why.
  ///
  /// @param wish fulfilled by the other one, whose opening ends the one before
  /// @param then called when it is
  void save(Source source, Opening wish, Runnable then) {
    if (!openings.begin(wish)) {
      return;
    }
    closing.add(source);
    screen.leave(); // nobody asks a store that moves
    screen.changed();
    tasks.run(
        wish.opener(),
        saved -> {
          openings.forget(source);
          opened(wish, saved);
          then.run();
        },
        e -> {
          LOG.warn("{} was not saved: {}", source.name(), e.getMessage());
          openings.cancel(wish);
          closing.remove(source);
          screen.select(source);
        });
  }

  void close(Source source) {
    closing.add(source);
    if (source == screen.shown()) {
      screen.leave(); // nobody asks a store that closes
    }
    screen.changed();
    tasks.run(
        () -> {
          workspace.close(source);
          return source;
        },
        closed -> {
          openings.forget(closed);
          screen.readSoon();
        },
        e -> {
          openings.replace(source, failed(source.name(), SourceTrouble.closing(e), e));
          screen.readSoon();
        });
  }

  /// What goes wrong with a source is seen on its row.
  Source failed(String name, String sentence, RuntimeException e) {
    LOG.error("{}: {}", name, sentence, e);
    return workspace.failed(name, sentence);
  }
}
