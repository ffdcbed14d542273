package weir.app;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Locale;
import weir.ingest.Source;
import weir.query.Views;
import weir.store.PrivateFolder;
import weir.ui.Desktop;
import weir.ui.Snapshot;
import weir.ui.Theme;

/// The desktop for the command line: finds out whether there is a display, and starts JavaFX on it
/// or on JavaFX's Headless platform.
public final class DesktopDesk implements Desk {
  private final Views views;

  /// @param views that can be shown
  public DesktopDesk(Views views) {
    this.views = views;
  }

  @Override
  public String missing() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean needsDisplay = !system.contains("mac") && !system.contains("win");
    boolean display = set("DISPLAY") || set("WAYLAND_DISPLAY");
    return needsDisplay && !display
        ? "there is no display (DISPLAY is not set): log in to a desktop, or use ssh -X; opening a file"
            + " works without"
        : "";
  }

  private static boolean set(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isBlank();
  }

  private static void privately() {
    PrivateFolder.unpackInto("javafx.cachedir", "javafx");
  }

  @Override
  public void open(Start start) {
    privately();
    try (Workstation workstation =
        new Workstation(start.data(), start.retention(), start.directions())) {
      Stop.endWith(workstation::close, workstation::unsettled);
      Desktop.run(workstation, views, start.files(), start.listening(), start.demo());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void render(Source source, String view, boolean dark, int width, int height, Path png)
      throws IOException {
    // A picture never needs a window, so it is the same with and without a display.
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    privately();
    try {
      Snapshot.render(
          source, views.named(view), dark ? Theme.DARK : Theme.LIGHT, width, height, png);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while drawing " + png);
    }
  }
}
