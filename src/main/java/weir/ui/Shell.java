package weir.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.query.View;
import weir.query.Views;
import weir.settings.Secrets;
import weir.settings.SettingsFile;
import weir.ui.console.SqlPage;
import weir.ui.control.Zoom;
import weir.ui.explore.Beside;
import weir.ui.explore.DataSet;
import weir.ui.explore.ExploreModel;
import weir.ui.explore.ExploreView;
import weir.ui.explore.PacketActions;
import weir.ui.help.HelpPage;
import weir.ui.names.NamesPage;

/// The window's content: sources and views on the left, the view in the middle, status below.
final class Shell extends BorderPane {
  private static final double SIDE_WIDTH = 232;

  /// A narrower one has no room for the name.
  private static final double NAMED_SIDE = 180;

  /// Of the window.
  private static final double MOST_SIDE = 0.34;

  /// A capture begins with nothing before it.
  private static final Duration JUST_CAPTURED = Duration.ofMinutes(1);

  private final ExploreModel model;
  private final OnDemand<ExploreView> view;
  private final StatusBar statusBar;
  private final DefectBar defectBar = new DefectBar();
  private final FileBar packetBar = new FileBar("packets");
  private final FileBar exportBar = new FileBar("exported");
  private final ExportDesk exports;
  private final PacketDesk packets;
  private final ReportDesk reports;
  private final SharedBar sharedBar = new SharedBar();
  private final Sharing sharing;
  private final SourceList sources;
  private final ScrollPane startScroll;
  private final Views views;
  private final ViewDesk viewDesk;
  private final ViewList viewList;
  private final HelpDesk help;
  private final SettingsDesk settingsDesk;
  private final TitleBar title;
  private final Commands commands;
  private final CommandPalette palette;

  /// What is wrong with what is remembered.
  private final Label notice = new Label();

  /// The first flows of a capture are looked for so often before the pulse goes on alone.
  private static final int MOST_LOOKS = 15;

  private int looks;
  private final PauseTransition soon = new PauseTransition(javafx.util.Duration.millis(200));
  private final PageStack pages;
  private final ShownPicture picture;
  private final SourcePages sourcePages;
  private final Forms forms;
  private Runnable onChange = () -> {};
  private List<SourceReading> readings = List.of();
  private @Nullable Source current;

  /// Whether it has said how it is since it was chosen.
  private boolean currentRead;

  private final SourceDesk desk;
  private final SourceKeeper keeper;
  private final RefillDesk refill;
  private final NamesDesk names;
  private final HostDesk hostNames;

  private final SettingsFile settings;

  Shell(
      Workspace workspace,
      Views views,
      ExploreModel model,
      OnDemand<ExploreView> view,
      SettingsFile settings,
      Secrets secrets,
      Exports exportFiles,
      FxTasks tasks) {
    packets =
        new PacketDesk(
            tasks,
            packetBar,
            name -> Choosers.savedPackets(getScene().getWindow(), name),
            Wireshark::find);
    exports =
        new ExportDesk(
            settings,
            tasks,
            new ExportWriter(exportFiles),
            exportBar,
            new FlowDesk(
                settings,
                tasks,
                exportFiles,
                exportBar::end,
                (proposed, kind) ->
                    Choosers.exported(
                        getScene().getWindow(), proposed, kind.label(), kind.ending()),
                () -> getScene().getWindow()),
            () -> current,
            model::zone,
            () -> picture().parts(),
            (proposed, kind) ->
                Choosers.exported(getScene().getWindow(), proposed, kind.label(), kind.ending()),
            () -> getScene().getWindow());
    desk = new SourceDesk(workspace, settings, secrets, tasks, packets, new Screen());
    keeper = desk.keeper();
    reports =
        new ReportDesk(
            model,
            settings,
            () -> current,
            tasks,
            packetBar::end,
            begin -> Choosers.savedReport(getScene().getWindow(), begin),
            () -> getScene().getWindow(),
            InstantSource.system());
    help =
        new HelpDesk(
            workspace, settings, tasks, () -> getScene().getWindow(), () -> showPage(reading()));
    settingsDesk = new SettingsDesk(settings, () -> showPage(reading()));
    title = new TitleBar(help.menu(this::help, this::showKeys), this::showSettings);
    sharing = new Sharing(workspace, model, views, tasks, sharedBar, new SharedScreen());
    refill = new RefillDesk(workspace, () -> current, tasks, this::replaced);
    names =
        new NamesDesk(
            workspace.naming(),
            () -> current,
            tasks,
            model,
            sharing,
            refill,
            () -> getScene().getWindow(),
            () -> showPage(reading()));
    hostNames =
        new HostDesk(tasks, settings, () -> onChange.run(), this::looksAnew, sharedBar::say);
    model.words().look(hostNames);
    this.settings = settings;
    forms = new Forms(help, settingsDesk, names, desk, this::focus);
    this.views = views;
    this.model = model;
    this.view = view;
    hosts();
    getStyleClass().add("shell");
    notice.setId("notice");
    notice.getStyleClass().add("notice");
    notice.setWrapText(true);
    notice.setMinHeight(Region.USE_PREF_SIZE);
    showNotice();
    statusBar = new StatusBar(model, this::showExporters);
    sources = new SourceList(desk, desk.recents(), desk.saved());
    ExporterReader exporters =
        new ExporterReader(
            () -> current,
            tasks,
            new SnmpDesk(tasks, secrets, workspace.naming()),
            model,
            () -> onChange.run(),
            () -> showView(model.view()),
            this::recordsOfExporter,
            desk::setUpExporter);
    startScroll =
        scrolled(
            new StartPage(desk, desk.ports().usual(), desk.saved().list(), desk.recents().list()));
    viewDesk = new ViewDesk(views, model, settings, tasks, new Shelf());
    viewList = new ViewList(views, model, this);
    VBox side = new VBox(title, notice, sources, viewList);
    VBox.setVgrow(sources, Priority.ALWAYS);
    side.getStyleClass().add("side");
    Zoom.of(this).subscribe(_ -> fitSide(side));
    widthProperty().addListener((_, _, _) -> fitSide(side));
    setLeft(scrolled(side));
    pages = new PageStack(view);
    pages.setMinWidth(0);
    picture = new ShownPicture(pages, model, view);
    sourcePages =
        new SourcePages(
            pages,
            view,
            exporters,
            new StorageReader(() -> current, tasks, refill),
            new OnDemand<>(() -> new SqlPage(tasks, new Statements(settings))),
            desk);
    BorderPane middle = new BorderPane(pages);
    middle.setTop(sharedBar);
    middle.setMinWidth(0);
    setCenter(middle);
    VBox bottom = new VBox(defectBar, packetBar, exportBar, statusBar);
    bottom.setMinWidth(0); // else what is too long for the window makes all pages as wide
    setBottom(bottom);
    pages.show(startScroll);
    commands = new Commands(this, model, views);
    palette = new CommandPalette(commands);
    model.viewProperty().addListener((_, _, now) -> showView(now)); // also by back and forward
    soon.setOnFinished(_ -> onChange.run());
    FileDrop.on(this, desk::open, sharing::openLink);
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
    if (model.others().beside().filter(this::isGone).isPresent()) {
      model.others().beside(Optional.empty());
    }
    sources.showOpening(keeper.underWay());
    sources.show(readings, current);
    Optional<SourceReading> shown = reading();
    showStatus(shown);
    showPage(shown);
    desk.update();
    if (looks < MOST_LOOKS
        && shown.filter(one -> one.isCapturing() && !one.hasFlows()).isPresent()) {
      looks++;
      soon.playFromStart();
    }
    if (shown.filter(SourceReading::hasEnded).isPresent()) {
      model.ended(); // a capture, or a stream, that was shown live
    }
    shown.ifPresent(
        reading ->
            model.said(
                sharing.names(reading.source(), reading.labels()),
                reading.overrides(),
                reading.dimensions(),
                reading.directions()));
    shown.ifPresent(reading -> model.bounds(reading.store()));
    shown.filter(one -> !one.isBeingRead()).ifPresent(_ -> sharing.settle());
    if (shown.isPresent() && sourcePages.isView() && desk.formPage().isEmpty()) {
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
    Optional<Node> form = forms.page();
    viewList.markNames(form.filter(NamesPage.class::isInstance).isPresent());
    if (form.isPresent()) {
      pages.show(form.get());
    } else if (current == null && awaited.isEmpty()) {
      if (!pages.isShown(startScroll)) {
        var _ = desk.recents().list(); // newer than when it was last seen
        var _ = desk.saved().list();
      }
      pages.show(startScroll);
    } else if (current == null) {
      pages.showOpening(awaited.getLast(), () -> desk.cancel(awaited.getLast()));
    } else {
      shown.ifPresent(sourcePages::show); // one that has just come says in a moment what it is
    }
  }

  /// Gives the keyboard to what is shown.
  void focus() {
    pages.focus();
  }

  /// The view that is shown, for keys and commands.
  ShownPicture picture() {
    return picture;
  }

  /// Keeps what is shown as a view of the user's, where a view is shown.
  void keepQuestion() {
    if (picture.isOpen()) {
      viewDesk.keepQuestion();
    }
  }

  /// What can be done with views.
  ViewDesk views() {
    return viewDesk;
  }

  /// Who shows views.
  private final class Shelf implements ViewDesk.Shelf {
    @Override
    public void changed() {
      viewList.show();
      hosts();
    }

    @Override
    public void show(View view) {
      showView(view);
    }

    @Override
    public void say(String sentence) {
      sharedBar.say(sentence);
    }

    @Override
    public Window window() {
      return getScene().getWindow();
    }
  }

  private Optional<View> named(String id) {
    return views.all().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /// Leaves the exporters for records.
  private void recordsOfExporter() {
    showView(model.view());
    picture.records();
  }

  /// Which view is the page of a host, and which that of flows.
  private void hosts() {
    model.hosts(named(View.HOSTS));
    model.records(named(View.RECORDS));
  }

  /// Leaves the exporters for a view.
  void showView(View chosen) {
    sourcePages.turn(SourcePages.Part.VIEW);
    forms.leave();
    model.setView(chosen);
    viewList.mark(chosen);
    showPage(reading());
  }

  /// Shows the exporters of the source instead of a view.
  void showExporters() {
    sourcePages.turn(SourcePages.Part.EXPORTERS);
    forms.leave();
    viewList.markExporters();
    showPage(reading());
  }

  /// Another source has taken the place of the one that was shown: the page stays.
  private void replaced(Source source) {
    choose(source);
    onChange.run();
  }

  void select(Source source) {
    forms.leave();
    choose(source);
    onChange.run();
  }

  private void choose(@Nullable Source source) {
    currentRead = false;
    looks = 0;
    current = source;
    viewList.offerStorage(SourcePages.hasStorage(source));
    viewList.offerSql(takesStatements());
    if (!sourcePages.has(source)) {
      sourcePages.turn(SourcePages.Part.VIEW);
      viewList.mark(model.view());
    }
    sources.showOpening(keeper.underWay());
    model.open(source == null ? Optional.empty() : Optional.of(dataSet(source)));
    sharing.chosen(source);
    refill.chosen(source);
    showStatus(reading());
    showPage(reading());
  }

  /// Who shows what is opened.
  private final class Screen implements SourceDesk.Window {
    @Override
    public @Nullable Source shown() {
      return current;
    }

    @Override
    public List<SourceReading> readings() {
      return readings;
    }

    @Override
    public void select(Source source) {
      Shell.this.select(source);
    }

    @Override
    public void leave() {
      forms.leave();
      choose(null);
    }

    @Override
    public void turn() {
      forms.turn();
      showPage(reading());
    }

    @Override
    public void showExporters() {
      Shell.this.showExporters();
    }

    @Override
    public void showStorage() {
      Shell.this.showStorage();
    }

    @Override
    public void beside(Source source, boolean over) {
      showView(model.view());
      model.others().beside(Optional.of(new Beside(dataSet(source), over)));
    }

    @Override
    public void link(String link) {
      sharing.openLink(link);
    }

    @Override
    public void workspace(Path file, Runnable withFlows, Runnable opened) {
      sharing.open(file, withFlows, opened);
    }

    @Override
    public void changed() {
      showAgain();
    }

    @Override
    public void readSoon() {
      onChange.run();
    }

    @Override
    public Window window() {
      return getScene().getWindow();
    }
  }

  /// Who shows what was on other screens.
  private final class SharedScreen implements Sharing.Window {
    @Override
    public @Nullable Source shown() {
      return current;
    }

    @Override
    public List<Source> sources() {
      return readings.stream().filter(SourceReading::hasFlows).map(SourceReading::source).toList();
    }

    @Override
    public void select(Source source) {
      Shell.this.select(source);
    }

    @Override
    public void showView() {
      Shell.this.showView(model.view());
    }

    @Override
    public Window window() {
      return getScene().getWindow();
    }
  }

  Sharing sharing() {
    return sharing;
  }

  /// Shows how the source's tables lie on disks instead of a view.
  void showStorage() {
    sourcePages.turn(SourcePages.Part.STORAGE);
    forms.leave();
    viewList.markStorage();
    showPage(reading());
  }

  /// Whether statements can be run over what is shown.
  boolean takesStatements() {
    return SourcePages.takesStatements(current);
  }

  /// Shows where statements are run over the source.
  void showSql() {
    if (takesStatements()) {
      sourcePages.turn(SourcePages.Part.SQL);
      forms.leave();
      viewList.markSql();
      showPage(reading());
      sourcePages.focusSql();
    } else {
      sharedBar.mention(
          current == null
              ? "SQL runs over flows that are stored: open a data set or a file, or listen, then"
                  + " Ctrl+J again."
              : "SQL does not run over "
                  + current.name()
                  + ": it runs over flows that Weir keeps itself, in files, data sets and what it"
                  + " listens to.");
    }
  }

  /// Runs a statement there.
  void showSql(String statement) {
    showSql();
    sourcePages.run(statement);
  }

  private static DataSet dataSet(Source source) {
    return source.capture().isPresent()
        ? new DataSet(source.name(), source.store(), source.live(), JUST_CAPTURED, source)
        : new DataSet(source.name(), source.store(), source.live());
  }

  SourceDesk desk() {
    return desk;
  }

  ExportDesk exports() {
    return exports;
  }

  /// Exports the panel that has the keyboard, or all that is shown.
  void export() {
    exports.export(picture.focused());
  }

  /// Of the source that is shown.
  PacketActions packets() {
    return packets.of(() -> current);
  }

  /// Asks for what a report of what is shown has besides, and writes it.
  void report() {
    reports.report();
  }

  /// The switch for names of hosts by reverse DNS.
  HostDesk hostNames() {
    return hostNames;
  }

  /// What is on the screen is looked at once more: it is known then of which addresses it is.
  private void looksAnew() {
    onChange.run();
    model.refresh();
  }

  /// Opens the names of the network, over whatever is shown; leaves them where they are open.
  void showNames() {
    forms.showNames();
  }

  void showKeys() {
    var _ = Callout.show(KeyList.create(commands.always(), this::help), statusBar);
  }

  /// All that can be done here.
  Commands commands() {
    return commands;
  }

  /// Offers to find anything by its words.
  void find() {
    palette.show(this);
  }

  /// What the sources said last.
  List<SourceReading> readings() {
    return readings;
  }

  /// Opens what a person may choose, or closes it.
  void showSettings() {
    forms.showSettings();
  }

  SettingsDesk settingsDesk() {
    return settingsDesk;
  }

  /// Opens the chapter that fits what is shown, or closes the help.
  void help() {
    forms.help(topic());
  }

  private HelpTopic topic() {
    Node owner = getScene().getFocusOwner();
    if (owner != null && "filter".equals(owner.getId())) {
      return HelpTopic.FILTER;
    }
    return forms.topic().orElseGet(this::topicOfSource);
  }

  private HelpTopic topicOfSource() {
    if (current == null) {
      return keeper.underWay().isEmpty() ? HelpTopic.START : HelpTopic.OPENING;
    }
    return sourcePages.topic();
  }

  /// The hand-book, while it is to be seen.
  Optional<HelpPage> helpShown() {
    return help.shown();
  }

  /// Goes to the filter, or to the search of the hand-book.
  void focusSearch() {
    help.shown().ifPresentOrElse(HelpPage::focusSearch, () -> view.get().focusFilter());
  }

  ExploreView view() {
    return view.get();
  }
}
