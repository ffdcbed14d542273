package weir.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import weir.ingest.CaptureStatus;
import weir.ingest.Capturing;
import weir.ingest.IngestStatus;
import weir.ingest.InputFile;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.screen.Link;
import weir.screen.WorkspaceFile;
import weir.settings.Secrets;
import weir.settings.SettingsFile;
import weir.store.Remote;
import weir.ui.explore.PacketActions;

/// The ways to open a source, the pages that are filled in for it, and what can be done with one
/// that is open.
final class SourceDesk implements SourceActions {
  /// Who shows sources, and pages.
  interface Window extends SourceKeeper.Screen {
    /// The newest of all sources.
    List<SourceReading> readings();

    /// Another page is to be seen, of the same source.
    void turn();

    /// Shows who sends to the source that is shown.
    void showExporters();

    /// Shows how the tables of the source that is shown lie on disks.
    void showStorage();

    /// Shows another source together with the one that is shown.
    void beside(Source source, boolean over);

    /// Shows what a link says.
    void link(String link);

    /// Shows a workspace.
    ///
    /// @param withFlows opens the flows that are in it, as a source
    /// @param opened told when it has none; may look at the disk
    void workspace(Path file, Runnable withFlows, Runnable opened);

    /// What dialogs belong to.
    javafx.stage.Window window();
  }

  /// What is filled in before there is a source.
  private enum Form {
    NONE,
    LISTEN,
    CONNECT,
    CAPTURE,
    SETUP
  }

  private final Workspace workspace;
  private final Window window;
  private final PacketDesk packets;
  private final SourceKeeper keeper;
  private final Recents recents;
  private final SavedRemotes saved;
  private final Connections connections;
  private final Ports ports;
  private final Captures captures;
  private final Setups setups;
  private final Unsaved unsaved;
  private Form form = Form.NONE;

  SourceDesk(
      Workspace workspace,
      SettingsFile settings,
      Secrets secrets,
      FxTasks tasks,
      PacketDesk packets,
      Window window) {
    this.workspace = workspace;
    this.packets = packets;
    this.window = window;
    keeper = new SourceKeeper(workspace, tasks, window);
    recents = new Recents(settings, tasks, file -> open(List.of(file)));
    saved = new SavedRemotes(settings, this);
    ports =
        new Ports(
            workspace,
            settings,
            tasks,
            keeper,
            window::readings,
            window::readSoon,
            this::leaveForm);
    connections =
        new Connections(
            workspace, settings, secrets, tasks, this::openAnew, window::turn, this::leaveForm);
    captures = new Captures(workspace, settings, tasks, this::openFromForm, this::leaveForm);
    setups = new Setups(settings, tasks, ports::numbers, this::leaveForm);
    unsaved = new Unsaved(window, this::saveIn);
  }

  SourceKeeper keeper() {
    return keeper;
  }

  Recents recents() {
    return recents;
  }

  SavedRemotes saved() {
    return saved;
  }

  Ports ports() {
    return ports;
  }

  Captures captures() {
    return captures;
  }

  /// The page that is being filled in.
  Optional<Node> formPage() {
    return switch (form) {
      case NONE -> Optional.empty();
      case LISTEN -> Optional.of(ports.page());
      case CONNECT -> Optional.of(connections.shownPage());
      case CAPTURE -> Optional.of(captures.page());
      case SETUP -> Optional.of(setups.page());
    };
  }

  /// The chapter about the page that is being filled in.
  Optional<HelpTopic> helpTopic() {
    return switch (form) {
      case NONE -> Optional.empty();
      case LISTEN -> Optional.of(HelpTopic.LISTEN);
      case CONNECT -> Optional.of(HelpTopic.CONNECT);
      case CAPTURE -> Optional.of(HelpTopic.CAPTURE);
      case SETUP -> Optional.of(HelpTopic.SETUP);
    };
  }

  /// Nothing is filled in any more.
  void endForm() {
    form = Form.NONE;
  }

  private void leaveForm() {
    endForm();
    window.turn();
  }

  /// Brings the page that is filled in to the newest readings.
  void update() {
    if (form == Form.LISTEN) {
      ports.update();
    }
  }

  private void openFromForm(Opening wish) {
    endForm();
    keeper.open(wish);
  }

  private void openAnew(Opening wish) {
    endForm();
    keeper.openAnew(wish);
  }

  /// @param files and folders; links too, as a command line has them
  void open(List<Path> files) {
    for (Path file : files) {
      if (Link.is(file.toString())) {
        window.link(file.toString());
      } else if (WorkspaceFile.is(file)) {
        window.workspace(file, () -> openFile(file), () -> recents.opened(file));
      } else {
        openFile(file);
      }
    }
  }

  private void openFile(Path file) {
    keeper.open(Opening.file(workspace, file).then(source -> remember(file, source)));
  }

  private void remember(Path file, Source source) {
    if (source.status().state() != IngestStatus.State.FAILED
        && !file.equals(InputFile.STANDARD_INPUT)) {
      recents.opened(file);
    }
  }

  @Override
  public void openFiles() {
    open(Choosers.files(window.window()));
  }

  @Override
  public void openDataSet() {
    open(Choosers.dataSet(window.window()));
  }

  @Override
  public void chooseListening() {
    form = Form.LISTEN;
    window.turn();
    ports.show();
  }

  @Override
  public void setUpExporter() {
    form = Form.SETUP;
    window.turn();
    setups.show();
  }

  @Override
  public void listen() {
    ports
        .listener()
        .ifPresentOrElse(
            reading -> {
              select(reading.source());
              chooseListening();
            },
            ports::listen);
  }

  @Override
  public void chooseCapturing() {
    form = Form.CAPTURE;
    window.turn();
    captures.show();
  }

  @Override
  public boolean captures(Source source) {
    return keeper.wish(source).filter(wish -> wish.what() instanceof Capturing).isPresent();
  }

  /// Stops the capture that is shown, or starts it again; where none is, asks for one.
  void switchCapture() {
    Source shown = window.shown();
    Optional<CaptureStatus> capture =
        shown == null ? Optional.empty() : shown.capture().filter(_ -> form == Form.NONE);
    if (shown == null || capture.isEmpty()) {
      chooseCapturing();
    } else if (capture.get().running()) {
      stopReading(shown);
    } else {
      tryAgain(shown);
    }
  }

  @Override
  public void demo() {
    keeper.open(Opening.demo(workspace));
  }

  @Override
  public void connect() {
    form = Form.CONNECT;
    connections.edit(Optional.empty());
  }

  @Override
  public void connect(Remote remote) {
    endForm();
    keeper.open(connections.opening(remote));
  }

  @Override
  public void change(Remote remote) {
    form = Form.CONNECT;
    connections.edit(Optional.of(remote));
  }

  @Override
  public Optional<Remote> remote(Source source) {
    return keeper.wish(source).flatMap(Opening::remote);
  }

  @Override
  public void cancel(Opening opening) {
    keeper.cancel(opening);
  }

  @Override
  public void select(Source source) {
    window.select(source);
  }

  @Override
  public void exporters(Source source) {
    select(source);
    window.showExporters();
  }

  @Override
  public void storage(Source source) {
    select(source);
    window.showStorage();
  }

  @Override
  public Optional<Source> comparable(Source other) {
    @Nullable Source shown = window.shown();
    return shown == null || shown == other || !hasFlows(shown) || !hasFlows(other)
        ? Optional.empty()
        : Optional.of(shown);
  }

  private boolean hasFlows(Source source) {
    return window.readings().stream().anyMatch(one -> one.source() == source && one.hasFlows());
  }

  @Override
  public void compare(Source source, boolean over) {
    endForm();
    window.beside(source, over);
  }

  @Override
  public void stopReading(Source source) {
    keeper.stopReading(source);
  }

  @Override
  public boolean canTryAgain(Source source) {
    return keeper.wish(source).isPresent();
  }

  @Override
  public void tryAgain(Source source) {
    keeper
        .wish(source)
        .ifPresent(wish -> unsaved.before(source, () -> keeper.tryAgain(source, wish)));
  }

  @Override
  public Optional<Path> path(Source source) {
    return keeper.wish(source).flatMap(Opening::path);
  }

  @Override
  public void close(Source source) {
    unsaved.before(source, () -> keeper.close(source));
  }

  @Override
  public PacketActions packets(Source source) {
    return packets.of(() -> source);
  }

  @Override
  public void save(Source source) {
    unsaved.save(source);
  }

  private void saveIn(Source source, Path folder, Runnable then) {
    keeper.save(
        source,
        Opening.saving(workspace, source, folder).then(kept -> remember(folder, kept)),
        then);
  }

  /// Asks about all that would be lost at the end, one after the other, and then ends.
  ///
  /// @return whether there is nothing to ask; `end` is not called then
  boolean mayEnd(Runnable end) {
    return unsaved.mayEnd(window.readings().stream().map(SourceReading::source).toList(), end);
  }
}
