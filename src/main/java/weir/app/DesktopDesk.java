package weir.app;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.export.Drawing;
import weir.export.PictureFormat;
import weir.export.Pictures;
import weir.export.ReportOrder;
import weir.ingest.Source;
import weir.query.View;
import weir.query.Views;
import weir.screen.OwnViewFiles;
import weir.settings.Secrets;
import weir.settings.Settings;
import weir.settings.SettingsFile;
import weir.store.Cancel;
import weir.store.PrivateFolder;
import weir.store.Retention;
import weir.store.RetentionText;
import weir.ui.Desktop;
import weir.ui.PagePicture;
import weir.ui.ReportFile;
import weir.ui.Snapshot;
import weir.ui.SystemNeeds;
import weir.ui.Theme;

/// The desktop for the command line: finds out whether there is a display and what JavaFX needs,
/// and starts it there or on JavaFX's Headless platform.
public final class DesktopDesk implements Desk {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopDesk.class);
  private static final String PIPELINE = "prism.order";

  private final Map<String, String> environment;
  private final SystemNeeds needs;
  private final Views views;

  /// The one of this process and machine.
  ///
  /// Those that come with Weir, and those of the one who runs this process.
  public static Views viewsOfUser() {
    return SettingsFile.folderOfUser(System.getenv())
        .map(folder -> Views.with(new OwnViewFiles(folder.resolve("views"))))
        .orElseGet(Views::builtIn);
  }

  /// @param views that can be shown
  public static DesktopDesk here(Views views) {
    return new DesktopDesk(System.getenv(), SystemNeeds.ofThisMachine(), views);
  }

  /// @param environment the variables of the process
  /// @param views that can be shown
  DesktopDesk(Map<String, String> environment, SystemNeeds needs, Views views) {
    this.environment = environment;
    this.needs = needs;
    this.views = views;
  }

  @Override
  public String missing() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean needsDisplay = !system.contains("mac") && !system.contains("win");
    // JavaFX draws by X11 alone: a WAYLAND_DISPLAY is none for it.
    return needsDisplay && environment.getOrDefault("DISPLAY", "").isBlank()
        ? "there is no display (DISPLAY is not set): log in to a desktop, or use ssh -X"
        : needs.forWindow();
  }

  /// Why no picture can be drawn here, and what to do; empty if one can.
  String missingForPicture() {
    return needs.forPicture();
  }

  private static void privately() {
    PrivateFolder.unpackInto("javafx.cachedir", "javafx");
  }

  @Override
  public void open(Start start) {
    privately();
    if (!needs.hasOpenGl() && System.getProperty(PIPELINE) == null) {
      System.setProperty(PIPELINE, "sw"); // else JavaFX says with stack traces that it does without
    }
    try (SettingsFile settings = SettingsFile.ofUser(environment);
        Workstation workstation =
            new Workstation(
                start.data(),
                start.retention().orElseGet(() -> retention(settings.now().keep())),
                start.directions(),
                DataSets.schemas(environment),
                start.names())) {
      prepare(start);
      Stop.endWith(workstation::close, workstation::unsettled);
      Desktop.run(
          workstation,
          views,
          new Desktop.First(start.files(), start.listening(), start.adapters(), start.demo()),
          settings,
          Secrets.ofSystem(),
          new ExportFiles());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What cannot be read counts as what is usual: the page of settings says what is wrong with it.
  private static Retention retention(Settings.Keep keep) {
    try {
      return RetentionText.parse(keep.age(), keep.size(), keep.free());
    } catch (IllegalArgumentException e) {
      LOG.warn("how much is kept is left as usual: {}", e.getMessage());
      return Retention.DEFAULT;
    }
  }

  /// A picture never needs a window, so it is the same with and without a display.
  static void headless() {
    System.setProperty("glass.platform", "Headless");
    System.setProperty(PIPELINE, "sw");
    privately();
  }

  /// Does beside the start of JavaFX what is wanted right behind it. What goes wrong goes wrong
  /// again where it is wanted, and is told there.
  private void prepare(Start start) {
    boolean opens =
        !start.files().isEmpty()
            || start.demo()
            || !start.listening().datagrams().isEmpty()
            || !start.adapters().isEmpty();
    Runnable work =
        () -> {
          try {
            var _ = views.all();
            if (opens) {
              DataSets.prepare();
            }
          } catch (RuntimeException e) {
            LOG.debug("preparing failed", e);
          }
        };
    Thread.ofPlatform().daemon().name("weir-prepare").start(work);
  }

  @Override
  public Demo demo() throws IOException {
    return DemoRun.open();
  }

  /// @param name empty for what the source was saved with, else the first
  private View view(Source source, String name) {
    return name.isEmpty()
        ? source.saved().map(saved -> saved.screen().view()).orElseGet(views::first)
        : views.named(name);
  }

  @Override
  public void render(Source source, Picture picture, Path file) throws IOException {
    PictureFormat format = PictureFormat.needed(file);
    String lacking = missingForPicture();
    if (!lacking.isEmpty()) {
      throw new IOException(lacking);
    }
    headless();
    Theme theme = Theme.valueOf(picture.look().name()).with(picture.distinct());
    try {
      Drawing drawing =
          Desk.PAGES.contains(picture.view())
              ? PagePicture.draw(source, picture.view(), theme, picture.width(), picture.height())
              : Snapshot.draw(source, wanted(source, picture, theme));
      if (format == PictureFormat.PDF && picture.paper().isPresent()) {
        Pictures.pdf(List.of(drawing), picture.paper().get(), file);
      } else {
        Pictures.write(drawing, format, picture.scale(), file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while drawing " + file);
    }
  }

  private Snapshot.Wanted wanted(Source source, Picture picture, Theme theme) {
    return new Snapshot.Wanted(
        view(source, picture.view()),
        picture.panel(),
        picture.scope(),
        theme,
        picture.width(),
        picture.height());
  }

  @Override
  public void report(Source source, ReportOrder order, Path file, DoubleConsumer progress)
      throws IOException {
    String lacking = missingForPicture();
    if (!lacking.isEmpty()) {
      throw new IOException(lacking);
    }
    headless();
    ReportFile.write(
        source, order, Instant.now(), file, new Cancel(), (share, _) -> progress.accept(share));
  }
}
