package weir.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.Overrides;
import weir.flow.IpAddress;
import weir.ingest.Listening;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.query.View;
import weir.store.StoreException;
import weir.ui.control.Hints;
import weir.ui.explore.DataSet;
import weir.ui.explore.ExploreModel;
import weir.ui.explore.ExploreView;
import weir.ui.exporters.ExportersPage;

/// The window's content: sources and views on the left, the view in the middle, status below.
final class Shell extends BorderPane implements SourceActions {
  private static final Logger LOG = LoggerFactory.getLogger(Shell.class);

  private final Workspace workspace;
  private final FxTasks tasks;
  private final ExploreModel model;
  private final OnDemand<ExploreView> view;
  private final StatusBar statusBar;
  private final DefectBar defectBar = new DefectBar();
  private final SourceList sources;
  private final StartPage startPage;
  private final List<View> views;
  private final ViewList viewList;
  private final OnDemand<ExportersPage> exportersPage =
      new OnDemand<>(() -> new ExportersPage(this::readExporters, this::override));
  private final OnDemand<ListenPage> listenPage =
      new OnDemand<>(() -> new ListenPage(this::listen, this::leaveListening));
  private final OnDemand<WaitingPage> waitingPage = new OnDemand<>(WaitingPage::new);
  private final Button themeButton =
      iconButton("theme", Feather.SUN, "Dark or light (Ctrl+Shift+T)");
  private final Button keysButton = iconButton("keys", Feather.HELP_CIRCLE, "Keys (F1)");
  private final StackPane centre = new StackPane();
  private Runnable onChange = () -> {};
  private List<SourceReading> readings = List.of();
  private @Nullable Source current;

  /// What is being done to open sources, in words.
  private final List<String> opening = new ArrayList<>();

  private boolean exportersShown;
  private boolean listenShown;
  private Listening listening =
      new Listening(Listening.DEFAULT, List.of(), Listening.NOWHERE.allowed());
  private @Nullable Source exportersRead;
  private String exportersTrouble = "";

  Shell(
      Workspace workspace,
      List<View> views,
      ExploreModel model,
      OnDemand<ExploreView> view,
      FxTasks tasks) {
    this.workspace = workspace;
    this.views = views;
    this.tasks = tasks;
    this.model = model;
    this.view = view;
    getStyleClass().add("shell");
    keysButton.setOnAction(_ -> showKeys());
    statusBar = new StatusBar(model);
    sources = new SourceList(this::select, this::remove, this);
    startPage = new StartPage(this, Listening.DEFAULT);
    viewList = new ViewList(views, model, this);
    VBox side = new VBox(title(), sources, viewList);
    side.getStyleClass().add("side");
    centre.getStyleClass().add("centre");
    setLeft(side);
    setCenter(centre);
    setBottom(new VBox(defectBar, statusBar));
    centre.getChildren().setAll(startPage);
    model.viewProperty().addListener((_, _, now) -> showView(now)); // also by back and forward
    setOnDragOver(this::dragOver);
    setOnDragDropped(this::dropped);
  }

  private HBox title() {
    Label name = new Label("Weir");
    name.getStyleClass().add("app-name");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox title = new HBox(name, space, themeButton, keysButton);
    title.getStyleClass().add("app-title");
    return title;
  }

  private static Button iconButton(String id, Feather icon, String hint) {
    Button button = new Button("", Icons.of(icon));
    button.setId(id);
    button.getStyleClass().addAll("flat", "button-icon", "small");
    button.setTooltip(Hints.of(hint));
    button.setAccessibleText(hint);
    return button;
  }

  /// Which theme is there, or about to be.
  void showTheme(Theme theme) {
    themeButton.setGraphic(Icons.of(theme == Theme.DARK ? Feather.SUN : Feather.MOON));
  }

  void setOnTheme(Runnable action) {
    themeButton.setOnAction(_ -> action.run());
  }

  static String sheet() {
    return Objects.requireNonNull(Shell.class.getResource("/weir/css/shell.css")).toExternalForm();
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

  /// Brings everything to the newest readings.
  void show(List<SourceReading> newest) {
    readings = newest;
    boolean gone = newest.stream().noneMatch(reading -> reading.source() == current);
    if (gone) {
      choose(newest.isEmpty() ? null : newest.getLast().source());
    }
    sources.show(newest, current);
    Optional<SourceReading> shown = reading();
    statusBar.show(shown.orElse(null));
    showPage(shown);
    shown.ifPresent(reading -> model.said(reading.labels(), reading.overrides()));
    shown.ifPresent(reading -> model.bounds(reading.store()));
    if (shown.isPresent() && !exportersShown && !listenShown) {
      view.get().tick();
    }
  }

  private Optional<SourceReading> reading() {
    return readings.stream().filter(reading -> reading.source() == current).findFirst();
  }

  private void showPage(Optional<SourceReading> shown) {
    Node page = !opening.isEmpty() || current != null ? view.get() : startPage;
    if (listenShown) {
      page = listenPage.get();
    } else if (shown.isPresent() && exportersShown) {
      page = exportersPage.get();
      readExporters();
    } else if (shown.isPresent() && shown.get().hasFlows()) {
      page = view.get();
    } else if (shown.isPresent()) {
      waitingPage.get().show(shown.get());
      page = waitingPage.get();
    }
    if (centre.getChildren().getFirst() != page) {
      centre.getChildren().setAll(page);
    }
  }

  /// Leaves the exporters for a view.
  void showView(View chosen) {
    exportersShown = false;
    listenShown = false;
    model.setView(chosen);
    viewList.mark(false, chosen);
    showPage(reading());
  }

  /// Shows the exporters of the source instead of a view.
  void showExporters() {
    exportersShown = true;
    listenShown = false;
    viewList.mark(true, model.view());
    showPage(reading());
  }

  /// One reading at a time: a slow one is not waited for, and not asked for twice.
  private void readExporters() {
    Source source = current;
    if (source == null || exportersRead == source) {
      return;
    }
    exportersRead = source;
    Optional<IpAddress> chosen = exportersPage.get().chosen();
    tasks.run(
        () ->
            new ExportersRead(
                source.exporters(),
                chosen.flatMap(source::memory),
                source.store().overrides(),
                source.store().overridesProblem()),
        read -> showExporters(source, read),
        e -> exportersFailed(source, e));
  }

  /// Said again with every reading, logged once.
  private void exportersFailed(Source source, RuntimeException e) {
    String sentence = SourceTrouble.exporters(e);
    if (!sentence.equals(exportersTrouble)) {
      LOG.error("{}: {}", source.name(), sentence, e);
    }
    exportersTrouble = sentence;
    if (exportersRead == source) {
      exportersRead = null;
    }
    if (source == current) {
      exportersPage.get().warn(Optional.of(sentence));
    }
  }

  private record ExportersRead(
      List<ExporterStatus> exporters,
      Optional<ExporterMemory> memory,
      Overrides overrides,
      Optional<String> problem) {}

  private void showExporters(Source source, ExportersRead read) {
    exportersTrouble = "";
    if (exportersRead == source) {
      exportersRead = null;
    }
    if (source == current) {
      exportersPage.get().show(read.exporters, read.memory, model.zone(), read.overrides);
      exportersPage.get().warn(read.problem);
    }
  }

  /// What is said of an exporter is seen everywhere at once: the pulse reads it.
  private void override(IpAddress exporter, UnaryOperator<Overrides.Exporter> change) {
    Source source = current;
    if (source != null) {
      tasks.run(
          () -> {
            source
                .archive()
                .orElseThrow(
                    () -> new StoreException("nothing can be said of exporters here", null))
                .override(exporter, change);
            return source;
          },
          _ -> onChange.run(),
          e -> exportersPage.get().fail(String.valueOf(e.getMessage())));
    }
  }

  private void opened(String doing, Source source) {
    opening.remove(doing);
    sources.showOpening(opening);
    select(source);
  }

  private void select(Source source) {
    listenShown = false;
    choose(source);
    onChange.run();
  }

  private void choose(@Nullable Source source) {
    current = source;
    model.open(
        source == null
            ? Optional.empty()
            : Optional.of(new DataSet(source.name(), source.store(), source.live())));
    showPage(reading());
  }

  private void remove(Source source) {
    if (source == current) {
      choose(null); // nobody asks a store that closes
    }
    tasks.run(
        () -> {
          workspace.close(source);
          return source;
        },
        _ -> onChange.run(),
        e -> {
          var _ = failed(source.name(), SourceTrouble.closing(e), e);
          onChange.run();
        });
  }

  /// Opens off the JavaFX thread; a source that cannot be opened comes all the same, and says why.
  /// The view that is to show it is built and seen meanwhile.
  ///
  /// @param doing what is being done, in words
  private void open(String doing, String name, Supplier<Source> opener) {
    opening.add(doing);
    sources.showOpening(opening);
    tasks.run(
        opener,
        source -> opened(doing, source),
        e -> opened(doing, failed(name, SourceTrouble.opening(e), e)));
    showPage(reading());
  }

  /// What goes wrong with a source is seen on its row.
  private Source failed(String name, String sentence, RuntimeException e) {
    LOG.error("{}: {}", name, sentence, e);
    return workspace.failed(name, sentence);
  }

  @Override
  public void openFiles() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open captures or files of flows");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(
                "Captures and flows",
                "*.pcap",
                "*.pcapng",
                "*.cap",
                "*.gz",
                "nfcapd.*",
                "*.nfcapd",
                "*.pb"),
            new FileChooser.ExtensionFilter("All files", "*"));
    List<File> files = chooser.showOpenMultipleDialog(getScene().getWindow());
    if (files != null) {
      open(files.stream().map(File::toPath).toList());
    }
  }

  @Override
  public void openDataSet() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Open a data set: a folder that was collected or imported into");
    File folder = chooser.showDialog(getScene().getWindow());
    if (folder != null) {
      open(List.of(folder.toPath()));
    }
  }

  void open(List<Path> files) {
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      open("Opening " + name, name, () -> workspace.openFile(file));
    }
  }

  @Override
  public void chooseListening() {
    listenShown = true;
    showPage(reading());
    listenPage.get().show(listening);
  }

  private void leaveListening() {
    listenShown = false;
    showPage(reading());
  }

  /// What to listen to unless something else is chosen; nowhere stands for the usual ports.
  void propose(Listening where) {
    listening =
        where.datagrams().isEmpty()
            ? new Listening(Listening.DEFAULT, where.streams(), where.allowed())
            : where;
  }

  @Override
  public void listen() {
    listen(listening);
  }

  void listen(Listening where) {
    propose(where);
    open("Starting to listen", "Live", () -> workspace.listen(where));
  }

  @Override
  public void demo() {
    open("Starting the demo network", "Demo network", workspace::demo);
  }

  void showKeys() {
    Callout.show(KeyList.create(views), statusBar);
  }

  /// Takes back what panels ask.
  ///
  /// @return whether anything was asked
  boolean stopAsking() {
    return view.built().map(ExploreView::stop).orElse(false);
  }

  ExploreView view() {
    return view.get();
  }

  private void dragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }

  private void dropped(DragEvent event) {
    List<File> files = event.getDragboard().getFiles();
    open(files.stream().map(File::toPath).toList());
    event.setDropCompleted(!files.isEmpty());
    event.consume();
  }
}
