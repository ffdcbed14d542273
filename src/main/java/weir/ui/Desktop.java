package weir.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.ingest.Listening;
import weir.ingest.Workspace;
import weir.query.TimeRange;
import weir.query.View;
import weir.query.Views;
import weir.settings.Secrets;
import weir.settings.Settings;
import weir.settings.SettingsFile;
import weir.ui.control.Zoom;
import weir.ui.explore.ExploreModel;
import weir.ui.explore.ExploreView;

/// The window: the shell in a scene, its keys, and the pulse that keeps it up to date.
public final class Desktop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Desktop.class);

  /// Those that window managers ask for: a title's, a list's, a switcher's.
  private static final List<Integer> ICONS = List.of(16, 48, 128);

  private final ExploreModel model;
  private final OnDemand<ExploreView> view;
  private final Shell shell;
  private final SourceMonitor monitor;
  private final Defects defects;
  private final Scene scene;
  private final PauseTransition theming = new PauseTransition(Duration.millis(20));
  private final SettingsFile settings;
  private SystemTheme system;
  private Theme theme;

  /// The same, and nothing is remembered.
  Desktop(Workspace workspace, Views views, Stage stage) {
    this(workspace, views, SettingsFile.none(), stage);
  }

  /// The same, and passwords are kept in memory.
  Desktop(Workspace workspace, Views views, SettingsFile settings, Stage stage) {
    this(workspace, views, settings, Secrets.inMemory(), Exports.NONE, stage);
  }

  /// On the JavaFX thread.
  ///
  /// @param settings what is remembered
  /// @param secrets where passwords are kept
  /// @param exports writes what is exported
  /// @param stage gets the shell; showing it is the caller's
  Desktop(
      Workspace workspace,
      Views views,
      SettingsFile settings,
      Secrets secrets,
      Exports exports,
      Stage stage) {
    this.settings = settings;
    Settings kept = settings.now();
    system = SystemTheme.ofPlatform(this::dress);
    theme = theme(kept);
    theme.dress(
        factor(
            kept.zoomPercent())); // before there is any control, else all of JavaFX's own style is
    // read first
    FxTasks tasks = new FxTasks();
    model = new ExploreModel(() -> TimeRange.nanos(Instant.now()), view(views, kept));
    model.setZone(Remembered.zone(kept));
    model.setUnit(Remembered.unit(kept));
    model.setScaled(kept.first().scaled());
    view = new OnDemand<>(() -> view(views, tasks));
    model.shelf().set(Remembered.filters(kept));
    shell = new Shell(workspace, views, model, view, settings, secrets, exports, tasks);
    defects = Defects.tell(tasks, shell::defect);
    monitor = new SourceMonitor(workspace, tasks, System::nanoTime, shell::show);
    shell.setOnChange(monitor::readSoon);
    workspace.naming().listen(monitor::readSoon);
    scene = new Scene(shell);
    Zoom.style(scene, Shell.sheet()); // of the scene: popups have it too
    Zoom.set(scene, factor(kept.zoomPercent()));
    theme.apply(scene);
    Keys.install(scene, model, shell);
    Keys.zoom(scene, shell);
    stage.setTitle("Weir");
    ICONS.forEach(size -> stage.getIcons().add(icon(size)));
    stage.setScene(scene);
    WindowPlace.keep(stage, settings);
    shell.title().showTheme(theme);
    shell.title().setOnZoomChosen(this::zoom);
    shell.title().showZoom(kept.zoomPercent());
    shell.title().setOnTheme(this::switchTheme);
    shell.settingsDesk().setOnChange(this::apply);
    stage.setOnCloseRequest(
        request -> {
          if (!shell.desk().mayEnd(stage::hide)) {
            request.consume();
          }
        });
    shell.focus();
    model
        .zoneProperty()
        .addListener((_, _, now) -> remember(old -> old.withZone(Remembered.zone(now))));
    model.viewProperty().addListener((_, _, now) -> remember(old -> old.withView(now.id())));
    model
        .shelf()
        .keptProperty()
        .addListener(
            (_, _, now) -> settings.change(old -> old.withFilters(Remembered.filters(now))));
    monitor.start();
  }

  /// What others had chosen is no setting of this user's.
  private void remember(UnaryOperator<Settings> change) {
    if (!model.screens().isLent()) {
      settings.change(change);
    }
  }

  private ExploreView view(Views views, FxTasks tasks) {
    ExploreView made = new ExploreView(model, tasks);
    made.offers().setPackets(shell.packets());
    made.offers().setReport(shell::report);
    views.all().stream().filter(View::asks).findFirst().ifPresent(made.offers()::setAsking);
    made.setKeeping(shell.views()::keepQuestion);
    made.offers().setExports(shell.exports());
    made.offers().setOnSql(shell::showSql);
    made.setMenu(
        () ->
            ViewMenu.items(shell.exports(), model, shell::report, shell.sharing(), shell.views()));
    made.setOnSwap(shell.views()::swap);
    made.setColumns(shell.views().columns());
    return made;
  }

  private static Image icon(int size) {
    String name = "/weir/icon/" + size + ".png";
    return new Image(Objects.requireNonNull(Desktop.class.getResource(name)).toExternalForm());
  }

  /// The one that was shown last, if there still is one of that name.
  private static View view(Views views, Settings kept) {
    return views.all().stream()
        .filter(view -> view.id().equals(kept.view()))
        .findFirst()
        .orElseGet(views::first);
  }

  /// What is opened at once.
  ///
  /// @param listening where to listen, unless that is nowhere, and what the form for it shows
  /// @param adapters to capture on
  /// @param demo whether to start the generated network
  public record First(List<Path> files, Listening listening, List<String> adapters, boolean demo) {
    public First {
      files = List.copyOf(files);
      adapters = List.copyOf(adapters);
    }
  }

  /// Shows the desktop and waits until its window is closed. Starts the JavaFX toolkit, which can
  /// be done once in a process; not to be called on its thread.
  ///
  /// @param settings what is remembered
  /// @param secrets where passwords are kept
  /// @param exports writes what is exported
  /// @throws UncheckedIOException with a sentence, if there can be no window
  public static void run(
      Workspace workspace,
      Views views,
      First first,
      SettingsFile settings,
      Secrets secrets,
      Exports exports)
      throws InterruptedException {
    run(workspace, views, first, settings, secrets, exports, (_, _) -> {});
  }

  /// @param shown given the desktop before its window shows, on the JavaFX thread
  static void run(
      Workspace workspace,
      Views views,
      First first,
      SettingsFile settings,
      Secrets secrets,
      Exports exports,
      BiConsumer<Desktop, Stage> shown)
      throws InterruptedException {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try {
      Platform.startup(
          () ->
              start(
                  () -> show(workspace, views, first, settings, secrets, exports, shown, closed),
                  closed));
    } catch (UnsupportedOperationException e) { // the display is not there, or not for this user
      throw new UncheckedIOException(
          new IOException(
              "the window cannot be opened: "
                  + e.getMessage()
                  + "; set DISPLAY to one that is yours, or unset it to go without a window",
              e));
    }
    try {
      await(closed);
    } finally {
      Platform.exit();
    }
    LOG.debug("desktop closed");
  }

  private static void show(
      Workspace workspace,
      Views views,
      First first,
      SettingsFile settings,
      Secrets secrets,
      Exports exports,
      BiConsumer<Desktop, Stage> shown,
      CompletableFuture<Boolean> closed) {
    Stage stage = new Stage();
    Desktop desktop = new Desktop(workspace, views, settings, secrets, exports, stage);
    stage.setOnHidden(
        _ -> {
          desktop.close();
          closed.complete(true);
        });
    shown.accept(desktop, stage);
    SourceDesk desk = desktop.shell.desk();
    desk.open(first.files());
    desk.ports().listenAtFirst(first.listening());
    desk.captures().captureAtFirst(first.adapters());
    if (first.demo()) {
      desk.demo();
    }
    stage.show(); // sources open meanwhile
  }

  /// A start that fails closes what nobody could: there may be no window.
  static void start(Runnable showing, CompletableFuture<Boolean> closed) {
    try {
      showing.run();
    } catch (RuntimeException | Error e) {
      closed.completeExceptionally(e);
    }
  }

  /// @throws UncheckedIOException with a sentence, if the start has failed
  static void await(CompletableFuture<Boolean> closed) throws InterruptedException {
    try {
      var _ = closed.get();
    } catch (ExecutionException e) {
      LOG.debug("the start failed", e);
      throw new UncheckedIOException(
          new IOException("the window cannot be opened: " + e.getCause(), e.getCause()));
    }
  }

  ExploreModel model() {
    return model;
  }

  Shell shell() {
    return shell;
  }

  /// All is styled and painted anew, which takes a while: the button says at once that it comes.
  void switchTheme() {
    Settings.Mode other = theme.isDark() ? Settings.Mode.LIGHT : Settings.Mode.DARK;
    settings.change(before -> before.withTheme(other));
    dress();
  }

  /// The one that was chosen, or that of the system.
  private Theme theme(Settings chosen) {
    boolean dark =
        switch (chosen.theme()) {
          case SYSTEM -> system.isDark();
          case DARK -> true;
          case LIGHT -> false;
        };
    return Theme.of(dark, chosen.colours() == Settings.Colours.DISTINCT);
  }

  /// Brings the window to the theme and the size that are chosen, where it is in others.
  private void dress() {
    Settings chosen = settings.now();
    theme = theme(chosen);
    shell.title().showTheme(theme);
    shell.title().showZoom(chosen.zoomPercent());
    shell.settingsDesk().changed();
    theming.setOnFinished(
        _ -> {
          Zoom.set(scene, factor(chosen.zoomPercent()));
          theme.apply(scene);
        });
    theming.playFromStart();
  }

  /// Has another system say whether it is dark.
  void follow(Function<Runnable, SystemTheme> other) {
    system.close();
    system = other.apply(this::dress);
    dress();
  }

  /// What was chosen on the page of settings takes effect.
  private void apply(Settings before, Settings now) {
    if (!theme(now).equals(theme) || before.zoomPercent() != now.zoomPercent()) {
      dress();
    }
    if (!before.listening().equals(now.listening())) {
      shell.desk().ports().recall();
    }
    if (!before.nameServer().equals(now.nameServer())) {
      shell.hostNames().serverChanged();
    }
    if (!before.zone().equals(now.zone())) {
      model.setZone(Remembered.zone(now));
    }
    if (!before.first().equals(now.first())) {
      model.setUnit(Remembered.unit(now));
      model.setScaled(now.first().scaled());
    }
    if (!before.filters().equals(now.filters())) {
      model.shelf().set(Remembered.filters(now));
    }
  }

  private static double factor(int percent) {
    return percent / 100.0;
  }

  /// Draws everything so large; takes as long as another theme.
  void zoom(int percent) {
    settings.change(before -> before.withZoom(percent));
    dress();
  }

  @Override
  public void close() {
    system.close();
    monitor.close();
    defects.close();
    shell.hostNames().close();
    view.built().ifPresent(ExploreView::close);
  }
}
