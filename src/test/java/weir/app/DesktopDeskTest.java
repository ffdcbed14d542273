package weir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import weir.ingest.FailedSource;
import weir.query.Views;
import weir.ui.SystemNeeds;

@EnabledOnOs(OS.LINUX)
class DesktopDeskTest {
  private static final SystemNeeds ALL_THERE = new SystemNeeds("Linux", _ -> true, () -> true);
  private static final SystemNeeds BARE = new SystemNeeds("Linux", _ -> false, () -> false);

  @Test
  void aWindowNeedsADisplayOfX11AndItsLibraries() {
    assertEquals(
        "", new DesktopDesk(Map.of("DISPLAY", ":0"), ALL_THERE, Views.builtIn()).missing());
    for (Map<String, String> environment :
        java.util.List.of(
            Map.<String, String>of(),
            Map.of("DISPLAY", " "),
            Map.of("WAYLAND_DISPLAY", "wayland-0"))) {
      String missing = new DesktopDesk(environment, ALL_THERE, Views.builtIn()).missing();
      assertTrue(missing.startsWith("there is no display (DISPLAY is not set)"), missing);
    }
    String missing = new DesktopDesk(Map.of("DISPLAY", ":0"), BARE, Views.builtIn()).missing();
    assertTrue(missing.startsWith("no window can be opened without GTK 3, Xtst, Pango"), missing);
  }

  @Test
  @Timeout(10)
  void withoutLibrariesAPictureIsRefusedAtOnceWithWhatToInstall() {
    DesktopDesk desk = new DesktopDesk(Map.of(), BARE, Views.builtIn());
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                desk.render(
                    new FailedSource("none", "none"),
                    new Desk.Picture("overview", Desk.Look.DARK, 800, 600),
                    Path.of("x.png")));
    assertEquals(BARE.forPicture(), refused.getMessage());
  }
}
