package weir.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.ingest.IngestStatus;
import weir.ingest.InputFile;
import weir.ingest.RemoteSource;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.query.View;
import weir.settings.Secrets;
import weir.settings.SettingsFile;
import weir.store.Remote;
import weir.ui.control.Zoom;
import weir.ui.explore.Beside;
import weir.ui.explore.DataSet;
import weir.ui.explore.ExploreModel;
import weir.ui.explore.ExploreView;

/// The window's content: sources and views on the left, the view in the middle, status below.
final class Shell extends BorderPane implements SourceActions {
  private static final double SIDE_WIDTH = 232;

  /// A narrower one has no room for the name.
  private static final double NAMED_SIDE = 180;

  /// Of the window.
  private static final double MOST_SIDE = 0.34;

  private final Workspace workspace;
  private final ExploreModel model;
  private final OnDemand<ExploreView> view;
  private final StatusBar statusBar;
  private final DefectBar defectBar = new DefectBar();
  private final SourceList sources;
  private final ScrollPane startScroll;
  private final List<View> views;
  private final ViewList viewList;
  private final ExporterReader exporters;
  private final OnDemand<WaitingPage> waitingPage = new OnDemand<>(() -> new WaitingPage(this));
  private final Connections connections;
  private final Ports ports;
  private final StorageReader storage;
  private final TitleBar title = new TitleBar(this::showKeys);

  /// What is wrong with what is remembered.
  private final Label notice = new Label();

  private final PageStack pages;
  private Runnable onChange = () -> {};
  private List<SourceReading> readings = List.of();
  private @Nullable Source current;

  /// Whether it has said how it is since it was chosen.
  private boolean currentRead;

  private final SourceKeeper keeper;

  /// What is shown of a source.
  private enum Part {
    VIEW,
    EXPORTERS,
    STORAGE
  }

  /// What is filled in before there is a source.
  private enum Form {
    NONE,
    LISTEN,
    CONNECT
  }

  private Part partShown = Part.VIEW;
  private Form formShown = Form.NONE;
  private final SettingsFile settings;
  private final Recents recents;
  private final SavedRemotes saved;

  Shell(
      Workspace workspace,
      List<View> views,
      ExploreModel model,
      OnDemand<ExploreView> view,
      SettingsFile settings,
      Secrets secrets,
      FxTasks tasks) {
    this.workspace = workspace;
    keeper = new SourceKeeper(workspace, tasks, new Screen());
    this.settings = settings;
    ports =
        new Ports(
            workspace,
            settings,
            tasks,
            keeper,
            () -> readings,
            () -> onChange.run(),
            this::leaveForm);
    recents = new Recents(settings, tasks, file -> open(List.of(file)));
    storage = new StorageReader(() -> current, tasks);
    connections =
        new Connections(
            workspace,
            settings,
            secrets,
            tasks,
            this::openAnew,
            () -> showPage(reading()),
            this::leaveForm);
    this.views = views;
    this.model = model;
    this.view = view;
    getStyleClass().add("shell");
    notice.setId("notice");
    notice.getStyleClass().add("notice");
    notice.setWrapText(true);
    notice.setMinHeight(Region.USE_PREF_SIZE);
    showNotice();
    statusBar = new StatusBar(model, this::showExporters);
    saved = new SavedRemotes(settings, this);
    sources = new SourceList(this, recents, saved);
    exporters =
        new ExporterReader(
            () -> current, tasks, model, () -> onChange.run(), () -> showView(model.view()));
    startScroll = scrolled(new StartPage(this, ports.usual(), saved.list(), recents.list()));
    viewList = new ViewList(views, model, this);
    VBox side = new VBox(title, notice, sources, viewList);
    VBox.setVgrow(sources, Priority.ALWAYS);
    side.getStyleClass().add("side");
    Zoom.of(this).subscribe(_ -> fitSide(side));
    widthProperty().addListener((_, _, _) -> fitSide(side));
    setLeft(scrolled(side));
    pages = new PageStack(view);
    pages.setMinWidth(0);
    setCenter(pages);
    VBox bottom = new VBox(defectBar, statusBar);
    bottom.setMinWidth(0); // else what is too long for the window makes all pages as wide
    setBottom(bottom);
    pages.show(startScroll);
    model.viewProperty().addListener((_, _, now) -> showView(now)); // also by back and forward
    FileDrop.on(this, this::open);
  }

  /// Grows with the zoom, as long as most of the window is left to the rest.
  private void fitSide(VBox side) {
    double width =
        Math.min(SIDE_WIDTH * Zoom.factor(this), Math.max(SIDE_WIDTH, getWidth() * MOST_SIDE));
    side.setPrefWidth(Math.floor(width));
    title.showName(width >= NAMED_SIDE * Zoom.factor(this));
  }

  /// Scrolls where there is no room.
  private static ScrollPane scrolled(Node content) {
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().addAll("edge-to-edge", "page-scroll");
    return scroll;
  }

  static String sheet() {
    return Objects.requireNonNull(Shell.class.getResource("/weir/css/shell.css")).toExternalForm();
  }

  TitleBar title() {
    return title;
  }

  /// Says that something failed inside Weir.
  ///
  /// @param report what happened, for who mends it
  void defect(String report) {
    defectBar.show(report);
  }

  /// Called when sources were opened or closed from here.
  void setOnChange(Runnable action) {
    onChange = action;
  }

  private void showNotice() {
    String sentence = settings.problem().orElse("");
    notice.setText(sentence);
    notice.setVisible(!sentence.isEmpty());
    notice.setManaged(!sentence.isEmpty());
  }

  /// Brings everything to the newest readings.
  void show(List<SourceReading> newest) {
    showNotice();
    keeper.read(newest);
    readings = newest;
    showAgain();
  }

  private void showAgain() {
    readings = keeper.seen(readings);
    currentRead |= reading().isPresent();
    boolean gone =
        currentRead && reading().isEmpty(); // one that has just come is in no reading yet
    if (gone || (current == null && keeper.underWay().isEmpty())) {
      choose(readings.isEmpty() ? null : readings.getLast().source());
    }
    if (model.beside().filter(this::isGone).isPresent()) {
      model.beside(Optional.empty());
    }
    sources.showOpening(keeper.underWay());
    sources.show(readings, current);
    Optional<SourceReading> shown = reading();
    showStatus(shown);
    showPage(shown);
    if (formShown == Form.LISTEN) {
      ports.update();
    }
    shown.ifPresent(reading -> model.said(reading.labels(), reading.overrides()));
    shown.ifPresent(reading -> model.bounds(reading.store()));
    if (shown.isPresent() && partShown == Part.VIEW && formShown == Form.NONE) {
      view.get().tick();
    }
  }

  private boolean isGone(Beside other) {
    return readings.stream().noneMatch(one -> one.source().store() == other.set().store());
  }

  /// One that has just come says in a moment how it is.
  private void showStatus(Optional<SourceReading> shown) {
    if (current == null || shown.isPresent()) {
      statusBar.show(shown.orElse(null), keeper.underWay());
    }
  }

  private Optional<SourceReading> reading() {
    return readings.stream().filter(reading -> reading.source() == current).findFirst();
  }

  private void showPage(Optional<SourceReading> shown) {
    List<Opening> awaited = keeper.underWay();
    if (formShown == Form.LISTEN) {
      pages.show(ports.page());
    } else if (formShown == Form.CONNECT) {
      pages.show(connections.shownPage());
    } else if (current == null && awaited.isEmpty()) {
      if (!pages.isShown(startScroll)) {
        var _ = recents.list(); // newer than when it was last seen
        var _ = saved.list();
      }
      pages.show(startScroll);
    } else if (current == null) {
      pages.showOpening(awaited.getLast(), () -> cancel(awaited.getLast()));
    } else {
      shown.ifPresent(this::showPage); // one that has just come says in a moment what it is
    }
  }

  private void showPage(SourceReading shown) {
    if (partShown == Part.EXPORTERS && !shown.isNothing()) {
      pages.show(exporters.page());
      exporters.read();
    } else if (partShown == Part.STORAGE && shown.isRemote()) {
      pages.show(storage.page());
    } else if (shown.hasFlows()) {
      pages.show(view.get());
    } else if (shown.isBeingRead()) {
      pages.showReading(shown, () -> stopReading(shown.source()));
    } else {
      waitingPage.get().show(shown);
      pages.show(waitingPage.get());
    }
  }

  /// Gives the keyboard to what is shown.
  void focus() {
    pages.focus();
  }

  /// Whether a picture that moves by itself is shown.
  boolean canPause() {
    return pages.isViewShown() && model.dataSet().map(DataSet::live).orElse(false);
  }

  /// Leaves the exporters for a view.
  void showView(View chosen) {
    partShown = Part.VIEW;
    formShown = Form.NONE;
    model.setView(chosen);
    viewList.mark(chosen);
    showPage(reading());
  }

  /// Shows the exporters of the source instead of a view.
  void showExporters() {
    partShown = Part.EXPORTERS;
    formShown = Form.NONE;
    viewList.markExporters();
    showPage(reading());
  }

  @Override
  public void select(Source source) {
    formShown = Form.NONE;
    choose(source);
    onChange.run();
  }

  private void choose(@Nullable Source source) {
    currentRead = false;
    current = source;
    boolean remote = source instanceof RemoteSource;
    viewList.offerStorage(remote);
    if (partShown == Part.STORAGE && !remote) {
      partShown = Part.VIEW;
      viewList.mark(model.view());
    }
    sources.showOpening(keeper.underWay());
    model.open(source == null ? Optional.empty() : Optional.of(dataSet(source)));
    showStatus(reading());
    showPage(reading());
  }

  /// Who shows what the keeper keeps.
  private final class Screen implements SourceKeeper.Screen {
    @Override
    public @Nullable Source shown() {
      return current;
    }

    @Override
    public void select(Source source) {
      Shell.this.select(source);
    }

    @Override
    public void leave() {
      formShown = Form.NONE;
      choose(null);
    }

    @Override
    public void changed() {
      showAgain();
    }

    @Override
    public void readSoon() {
      onChange.run();
    }
  }

  @Override
  public void close(Source source) {
    keeper.close(source);
  }

  @Override
  public void cancel(Opening opening) {
    keeper.cancel(opening);
  }

  @Override
  public boolean canTryAgain(Source source) {
    return keeper.wish(source).isPresent();
  }

  @Override
  public void tryAgain(Source source) {
    keeper.tryAgain(source);
  }

  @Override
  public Optional<Path> path(Source source) {
    return keeper.wish(source).flatMap(Opening::path);
  }

  @Override
  public void stopReading(Source source) {
    keeper.stopReading(source);
  }

  @Override
  public void exporters(Source source) {
    select(source);
    showExporters();
  }

  @Override
  public void storage(Source source) {
    select(source);
    showStorage();
  }

  /// Shows how the source's tables lie on disks instead of a view.
  void showStorage() {
    partShown = Part.STORAGE;
    formShown = Form.NONE;
    viewList.markStorage();
    showPage(reading());
  }

  @Override
  public Optional<Source> comparable(Source other) {
    boolean flows = readings.stream().anyMatch(one -> one.source() == other && one.hasFlows());
    return reading()
        .filter(shown -> shown.hasFlows() && flows && shown.source() != other)
        .map(SourceReading::source);
  }

  @Override
  public void compare(Source source, boolean over) {
    formShown = Form.NONE;
    showView(model.view());
    model.beside(Optional.of(new Beside(dataSet(source), over)));
  }

  private static DataSet dataSet(Source source) {
    return new DataSet(source.name(), source.store(), source.live());
  }

  @Override
  public void openFiles() {
    open(Choosers.files(getScene().getWindow()));
  }

  @Override
  public void openDataSet() {
    open(Choosers.dataSet(getScene().getWindow()));
  }

  @Override
  public void connect() {
    formShown = Form.CONNECT;
    connections.edit(Optional.empty());
  }

  @Override
  public void connect(Remote remote) {
    formShown = Form.NONE;
    keeper.open(connections.opening(remote));
  }

  @Override
  public void change(Remote remote) {
    formShown = Form.CONNECT;
    connections.edit(Optional.of(remote));
  }

  @Override
  public Optional<Remote> remote(Source source) {
    return keeper.wish(source).flatMap(Opening::remote);
  }

  private void openAnew(Opening wish) {
    formShown = Form.NONE;
    keeper.openAnew(wish);
  }

  void open(List<Path> files) {
    files.forEach(
        file -> keeper.open(Opening.file(workspace, file).then(source -> remember(file, source))));
  }

  private void remember(Path file, Source source) {
    if (source.status().state() != IngestStatus.State.FAILED
        && !file.equals(InputFile.STANDARD_INPUT)) {
      recents.opened(file);
    }
  }

  @Override
  public void chooseListening() {
    formShown = Form.LISTEN;
    showPage(reading());
    ports.show();
  }

  private void leaveForm() {
    formShown = Form.NONE;
    showPage(reading());
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

  Ports ports() {
    return ports;
  }

  @Override
  public void demo() {
    keeper.open(Opening.demo(workspace));
  }

  void showKeys() {
    var _ = Callout.show(KeyList.create(views), statusBar);
  }

  /// Takes back what panels ask.
  ///
  /// @return whether anything was asked
  boolean stopAsking() {
    return view.built().map(ExploreView::stop).orElse(false);
  }

  /// Goes back from two data sets to one.
  ///
  /// @return whether there were two
  boolean endBeside() {
    return view.built().map(ExploreView::endBeside).orElse(false);
  }

  ExploreView view() {
    return view.get();
  }
}
