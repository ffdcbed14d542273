package weir.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import weir.capture.live.Machine;
import weir.exporter.ExporterStatus;
import weir.ingest.CaptureStatus;
import weir.ingest.Capturing;
import weir.ingest.FailedSource;
import weir.ingest.IngestStatus;
import weir.ingest.Listening;
import weir.ingest.Packets;
import weir.ingest.Saving;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.screen.Saved;
import weir.store.Cancel;
import weir.store.Checkup;
import weir.store.EmptyStore;
import weir.store.FlowReader;
import weir.store.Remote;
import weir.store.SchemaGuess;
import weir.store.StoreException;

/// Opens what a test hands it, and counts how often it was asked to.
final class TestWorkspace implements Workspace {
  private final List<Source> open = new CopyOnWriteArrayList<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<Source> closed = new CopyOnWriteArrayList<>();

  /// What is waited for before anything is opened.
  volatile CountDownLatch opens = new CountDownLatch(0);

  volatile Function<Path, Source> file = path -> new Plain(String.valueOf(path.getFileName()));
  volatile Supplier<Source> demo = () -> new Plain("Demo network");
  volatile BiFunction<Remote, String, Source> remote = (remote, _) -> new Plain(remote.name());

  /// What is waited for before a remote is tried out.
  volatile CountDownLatch checks = new CountDownLatch(0);

  volatile Checkup checkup = new Checkup(List.of(), List.of());
  final AtomicInteger checked = new AtomicInteger();
  volatile Function<SchemaGuess, SchemaGuess.Preview> preview =
      _ -> new SchemaGuess.Preview(List.of(), List.of());
  final List<SchemaGuess> kept = new CopyOnWriteArrayList<>();
  final FakeMachine machine = new FakeMachine();
  final List<Capturing> captured = new CopyOnWriteArrayList<>();
  volatile Function<Capturing, Source> capture = what -> new Plain(what.name());
  volatile Function<Path, Source> save = path -> new Plain(String.valueOf(path.getFileName()));
  volatile Function<Path, Saved> saved =
      path -> {
        throw new StoreException(path + " is no workspace", null);
      };
  volatile BiFunction<Saving, Path, Saved> share =
      (_, path) -> {
        throw new StoreException(path + " cannot be written", null);
      };
  volatile Function<Listening, Source> listener = _ -> new Plain("Live");

  /// One that is as it was made.
  static final class Plain implements Source {
    private final String name;
    volatile IngestStatus status;
    volatile FlowReader store = EmptyStore.INSTANCE;
    volatile boolean live;
    volatile List<ExporterStatus> exporters = List.of();
    volatile long lost;
    volatile Optional<CaptureStatus> capture = Optional.empty();
    volatile Optional<Saved> saved = Optional.empty();

    volatile Packets packets = Packets.none("there are none");

    /// What [#stop] does beside being counted.
    volatile Runnable onStop = () -> {};

    final AtomicInteger stops = new AtomicInteger();

    Plain(String name) {
      this(name, TestWorkspace.status(IngestStatus.State.READY, "", 1));
    }

    Plain(String name, IngestStatus status) {
      this.name = name;
      this.status = status;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean live() {
      return live;
    }

    @Override
    public FlowReader store() {
      return store;
    }

    @Override
    public List<ExporterStatus> exporters() {
      return exporters;
    }

    @Override
    public IngestStatus status() {
      return status;
    }

    @Override
    public long lost() {
      return lost;
    }

    @Override
    public Optional<CaptureStatus> capture() {
      return capture;
    }

    @Override
    public Optional<Saved> saved() {
      return saved;
    }

    @Override
    public Packets packets() {
      return packets;
    }

    @Override
    public void stop() {
      stops.incrementAndGet();
      onStop.run();
    }

    @Override
    public void close() {}
  }

  static IngestStatus status(IngestStatus.State state, String message, double progress) {
    return new IngestStatus(state, message, 0, 0, 0, 0, progress, Map.of(), List.of());
  }

  @Override
  public List<Source> sources() {
    return List.copyOf(open);
  }

  Source add(Source source) {
    open.add(source);
    return source;
  }

  private Source open(String wish, Supplier<Source> opener) {
    asked.add(wish);
    try {
      opens.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return add(opener.get());
  }

  @Override
  public Source openFile(Path path) {
    return open("file " + path.getFileName(), () -> file.apply(path));
  }

  @Override
  public Saved saved(Path path) {
    return saved.apply(path);
  }

  @Override
  public Saved share(
      Source source, Saving what, Path path, Saving.Progress progress, Cancel cancel) {
    progress.flows(5, 0.5);
    return share.apply(what, path);
  }

  @Override
  public Source listen(Listening where) {
    return open("listen " + where.datagrams(), () -> listener.apply(where));
  }

  @Override
  public Source capture(Capturing what) {
    captured.add(what);
    return open("capture " + what.name(), () -> capture.apply(what));
  }

  @Override
  public Source save(Source source, Path folder) {
    asked.add("save " + source.name() + " in " + folder);
    Source saved = save.apply(folder);
    open.remove(source);
    return add(saved);
  }

  @Override
  public Machine machine() {
    return machine;
  }

  @Override
  public Source connect(Remote where, String password) {
    return open(
        "remote " + where.address().text() + " " + password, () -> remote.apply(where, password));
  }

  @Override
  public Checkup check(Remote where, String password) {
    try {
      checks.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    checked.incrementAndGet();
    return checkup;
  }

  @Override
  public SchemaGuess.Preview preview(Remote where, String password, SchemaGuess guess) {
    return preview.apply(guess);
  }

  @Override
  public Path keep(SchemaGuess guess) {
    kept.add(guess);
    return Path.of(guess.title());
  }

  @Override
  public Source demo() {
    return open("demo", () -> demo.get());
  }

  @Override
  public Source failed(String name, String message) {
    return add(new FailedSource(name, message));
  }

  @Override
  public void close(Source source) {
    open.remove(source);
    closed.add(source);
  }

  /// One that is as the desktop's own.
  Source failing(String name, String message) {
    return new FailedSource(name, message);
  }

  /// Names of what is open.
  List<String> names() {
    return new ArrayList<>(open.stream().map(Source::name).toList());
  }

  Optional<Source> named(String name) {
    return open.stream().filter(source -> source.name().equals(name)).findFirst();
  }

  @Override
  public void close() {}
}
