package weir.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import weir.enrich.AsKeeper;
import weir.enrich.AsNaming;
import weir.enrich.Directions;
import weir.enrich.Enrichment;
import weir.ingest.CaptureSource;
import weir.ingest.Capturing;
import weir.ingest.FailedSource;
import weir.ingest.FileSource;
import weir.ingest.InputFile;
import weir.ingest.Listening;
import weir.ingest.LiveSource;
import weir.ingest.Refilling;
import weir.ingest.Saving;
import weir.ingest.Source;
import weir.ingest.StoredSource;
import weir.ingest.Workspace;
import weir.naming.NamesFile;
import weir.screen.Saved;
import weir.screen.WorkspaceFile;
import weir.store.Cancel;
import weir.store.Checkup;
import weir.store.Closing;
import weir.store.FlowArchive;
import weir.store.Refill;
import weir.store.Remote;
import weir.store.Retention;
import weir.store.SchemaGuess;
import weir.store.StoreException;
import weir.store.clickhouse.Schemas;

/// The composition root of the desktop: builds sources from their parts and closes them in reverse.
final class Workstation implements Workspace {
  /// A short file is read by then, and shown as a whole at once.
  private static final long READ_AT_ONCE_MILLIS = 300;

  private final List<Source> sources = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private final Path data;
  private final Retention retention;
  private final Directions directions;
  private final Schemas schemas;
  private final NamesFile names;
  private final AsKeeper ases;
  private final AsNaming.Keeping systems;

  /// @param data folder of the live data set, made when it is first listened for
  /// @param retention how much of that stays
  /// @param schemas how tables of others are read
  /// @param names of the network, which hold for all sources
  Workstation(
      Path data, Retention retention, Directions directions, Schemas schemas, NamesFile names) {
    this.data = data;
    this.retention = retention;
    this.directions = directions;
    this.schemas = schemas;
    this.names = names;
    this.ases = AsKeeper.start(names);
    this.systems = AsNaming.keep(names);
  }

  @Override
  public Optional<Path> liveFolder() {
    return Optional.of(data);
  }

  @Override
  public NamesFile naming() {
    return names;
  }

  @Override
  public List<Source> sources() {
    return List.copyOf(sources);
  }

  @Override
  public Source openFile(Path file) {
    boolean stream = file.equals(InputFile.STANDARD_INPUT);
    String name = stream ? "standard input" : DataSets.name(file);
    if (Files.isDirectory(file)) {
      return add(name, () -> DataSets.ask(file));
    }
    if (WorkspaceFile.is(file)) {
      return add(name, () -> Workspaces.open(file));
    }
    return add(name, () -> readAtOnce(DataSets.read(file, ases.once(directions))));
  }

  @Override
  public Saved saved(Path file) {
    return Workspaces.saved(file);
  }

  @Override
  public Saved share(
      Source source, Saving what, Path file, Saving.Progress progress, Cancel cancel) {
    return Workspaces.save(source, what, file, progress, cancel);
  }

  private static FileSource readAtOnce(FileSource source) {
    try {
      source.await(READ_AT_ONCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return source;
  }

  @Override
  public Source listen(Listening where) {
    return add(
        "Live",
        () ->
            LiveSource.openWhereItCan(
                "Live",
                where,
                Enrichment.of(directions, ases.fill()),
                named(DataSets.write(data, retention)),
                data,
                Rehearsal.BRIEF));
  }

  /// With the names in force, by which filters of ports are read.
  private FlowArchive named(FlowArchive store) {
    store.names(names::layers);
    return store;
  }

  @Override
  public Source capture(Capturing what) {
    return add(what.name(), () -> CaptureSource.open(what, ases.fill(), () -> captured(what)));
  }

  /// A folder that was chosen may have older flows in it, which nobody wants dropped.
  private FlowArchive captured(Capturing what) {
    return what.folder()
        .map(
            folder ->
                DataSets.write(
                    folder,
                    new Retention(Optional.empty(), OptionalLong.empty(), retention.freeShare())))
        .orElseGet(() -> DataSets.temporaryLive(retention));
  }

  @Override
  public Source save(Source capture, Path folder) {
    if (!(capture instanceof CaptureSource unsaved)) {
      throw new IllegalArgumentException(capture.name() + " is no capture");
    }
    unsaved.saveIn(folder);
    sources.remove(unsaved);
    return openFile(folder);
  }

  @Override
  public Optional<Refilling> refilling(Source source) {
    return source
        .archive()
        .flatMap(FlowArchive::refillPlan)
        .map(plan -> new Refilling(plan, ases.inWords(), () -> refill(source)));
  }

  /// A data set that is open for asking alone is opened for writing, in its place.
  private Refilling.Started refill(Source source) {
    FlowArchive archive = source.archive().orElseThrow();
    Optional<Refill> begun = archive.refill(ases.fill()::find);
    if (begun.isPresent()) {
      return new Refilling.Started(begun.get(), source);
    }
    Path folder =
        archive
            .folder()
            .orElseThrow(() -> new StoreException(source.name() + " is in no folder", null));
    close(source);
    try {
      FlowArchive writable = DataSets.write(folder, Retention.EVERYTHING);
      Source opened = add(new StoredSource(source.name(), writable, folder));
      return new Refilling.Started(writable.refill(ases.fill()::find).orElseThrow(), opened);
    } catch (StoreException e) {
      openFile(folder); // to be asked, as before
      throw e;
    }
  }

  @Override
  public Source connect(Remote remote, String password) {
    return add(remote.name(), () -> DataSets.ask(remote, password, directions, schemas));
  }

  @Override
  public Checkup check(Remote remote, String password) {
    return DataSets.check(remote, password, schemas);
  }

  @Override
  public SchemaGuess.Preview preview(Remote remote, String password, SchemaGuess guess) {
    return DataSets.preview(remote, password, guess);
  }

  @Override
  public Path keep(SchemaGuess guess) {
    return schemas.keep(guess);
  }

  @Override
  public Source demo() {
    return add("Demo network", DemoSource::open);
  }

  /// What opens a source, or says why it cannot.
  private interface Opening {
    Source open() throws IOException;
  }

  private Source add(String name, Opening opening) {
    try {
      return add(opening.open());
    } catch (IOException | StoreException e) {
      return failed(name, String.valueOf(e.getMessage()));
    }
  }

  /// One that is opened while all is closed is closed too.
  private Source add(Source source) {
    source.store().names(names::layers);
    sources.add(source);
    if (closed && sources.remove(source)) {
      source.close();
    }
    return source;
  }

  @Override
  public Source failed(String name, String message) {
    return add(new FailedSource(name, message));
  }

  @Override
  public void close(Source source) {
    if (sources.remove(source)) {
      source.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    ases.close();
    systems.close();
    Closing closing = Closing.unhurried();
    for (Source source : sources().reversed()) {
      closing.part(source.name(), 1, () -> close(source));
    }
    closing.rethrow();
  }

  /// Closes all sources at once, as far as can be done in some time; the process is to end then.
  ///
  /// @return what was lost by that, in sentences
  List<String> close(Duration within) {
    closed = true;
    List<String> lost = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (Source source : sources) {
      Runnable close =
          () -> {
            Closing closing = Closing.unhurried();
            closing.part(source.name(), 1, () -> source.close(within).ifPresent(lost::add));
            closing.failure().ifPresent(failure -> lost.add(String.valueOf(failure.getMessage())));
          };
      threads.add(Thread.ofPlatform().daemon().name("weir-close-" + source.name()).start(close));
    }
    Closing closing = Closing.within(within);
    threads.forEach(thread -> Closing.join(thread, closing.left(1)));
    return lost;
  }

  /// What would be lost if the process ended at this moment, in sentences.
  List<String> unsettled() {
    return sources.stream().flatMap(source -> source.unsettled().stream()).toList();
  }
}
