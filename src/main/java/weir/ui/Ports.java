package weir.ui;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import weir.flow.ListenAddress;
import weir.ingest.Listening;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.naming.Naming;
import weir.query.Dimensions;
import weir.settings.SettingsFile;
import weir.store.StoreException;

/// Where flows are listened for: the source that does it, what is remembered of it, and the page
/// for it.
final class Ports {
  private final Workspace workspace;
  private final SettingsFile settings;
  private final FxTasks tasks;
  private final SourceKeeper keeper;
  private final Supplier<List<SourceReading>> readings;
  private final Runnable onChange;
  private final OnDemand<ListenPage> page;

  /// Where to listen unless something else is chosen.
  private Listening usual;

  /// How often names were read: only the newest are shown.
  private int namesRead;

  /// @param readings the newest
  /// @param onChange called when a source listens elsewhere
  /// @param onLeave called when the page is to be left
  Ports(
      Workspace workspace,
      SettingsFile settings,
      FxTasks tasks,
      SourceKeeper keeper,
      Supplier<List<SourceReading>> readings,
      Runnable onChange,
      Runnable onLeave) {
    this.workspace = workspace;
    this.settings = settings;
    this.tasks = tasks;
    this.keeper = keeper;
    this.readings = readings;
    this.onChange = onChange;
    usual = Remembered.listening(settings.now());
    page =
        new OnDemand<>(
            () -> {
              workspace.naming().listen(() -> tasks.execute(this::readNames));
              return new ListenPage(this::listenThere, this::retry, onLeave);
            });
  }

  ListenPage page() {
    return page.get();
  }

  /// What was set elsewhere holds the next time.
  void recall() {
    usual = Remembered.listening(settings.now());
  }

  /// The UDP ports that are listened on, or would be.
  List<Integer> numbers() {
    return Setups.ports(inForce().orElse(usual));
  }

  List<ListenAddress> usual() {
    return usual.datagrams();
  }

  /// The source whose ports can be changed: the live data set has room for one.
  Optional<SourceReading> listener() {
    return readings.get().stream().filter(reading -> reading.listening().isPresent()).findFirst();
  }

  /// Has the page show where it is listened, or would be.
  void show() {
    page().show(inForce().orElse(usual), listener().isPresent());
    update();
    readNames();
  }

  /// Files of names may be long: they are read in the background.
  private void readNames() {
    int mine = ++namesRead;
    Listening where = inForce().orElse(usual);
    tasks.run(
        () -> {
          Naming names = workspace.naming().now();
          Dimensions dimensions = Dimensions.of(names);
          var _ = // makes the tables that filters in force need
              PortEntry.problems(PortEntry.of(where, names.tags()), dimensions);
          return new ListenPage.Names(names.tags(), dimensions);
        },
        names -> {
          if (mine == namesRead) {
            page().names(names);
          }
        },
        e -> {
          var _ = keeper.failed("Names", "Names cannot be read: " + e.getMessage(), e);
        });
  }

  private Optional<Listening> inForce() {
    return listener().flatMap(SourceReading::listening);
  }

  /// Brings the page to the newest readings.
  void update() {
    Optional<SourceReading> reading = listener();
    if (reading.isEmpty()) {
      page().stopped();
    } else {
      inForce()
          .ifPresent(
              where -> page().update(where, reading.get().listeners(), reading.get().forwards()));
    }
  }

  private void retry() {
    inForce().ifPresent(this::listen);
  }

  /// What the command line asks for: listens there, unless that is nowhere. Nothing of it is
  /// remembered.
  void listenAtFirst(Listening where) {
    if (!where.datagrams().isEmpty()) {
      listen(where);
    } else if (!where.allowed().equals(usual.allowed())
        && !where.allowed().equals(Listening.NOWHERE.allowed())) {
      usual = usual.allowing(where.allowed());
    }
  }

  /// What was chosen is remembered.
  private void listenThere(Listening where, Map<Integer, String> tags) {
    settings.change(before -> before.withListening(Remembered.ports(where)));
    tasks.run(
        () -> {
          keep(tags);
          return tags;
        },
        _ -> onChange.run(),
        e -> {
          var _ = keeper.failed("Names", SourceTrouble.saying(e), e);
          onChange.run();
        });
    listen(where);
  }

  /// Tags are names as all others, and in their file.
  private void keep(Map<Integer, String> tags) {
    try {
      workspace
          .naming()
          .change(
              said -> {
                Map<Integer, String> all = new LinkedHashMap<>(said.tags());
                tags.forEach(
                    (port, tag) -> {
                      if (tag.isEmpty()) {
                        all.remove(port);
                      } else {
                        all.put(port, tag);
                      }
                    });
                return all.equals(said.tags()) ? said : said.withTags(all);
              });
    } catch (IOException | IllegalStateException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  /// Listens where it is listened as a rule, or was chosen last.
  void listen() {
    listen(usual);
  }

  /// A source that listens already listens there from now on.
  void listen(Listening where) {
    usual = where;
    listener()
        .map(SourceReading::source)
        .ifPresentOrElse(
            source -> move(source, where), () -> keeper.open(Opening.listener(workspace, where)));
  }

  private void move(Source source, Listening where) {
    tasks.run(
        () -> {
          source.listen(where);
          return source;
        },
        _ -> onChange.run(),
        e -> {
          var _ = keeper.failed(source.name(), SourceTrouble.listening(e), e);
          onChange.run();
        });
  }
}
