package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenerTest {
  private static final Path FILE = Path.of("/home/me/a b.svg");

  private final List<List<String>> started = new ArrayList<>();

  private Opener on(String system) {
    return new Opener(
        system,
        Map.of("PATH", "/nothing:/usr/bin"),
        Path.of("/usr/bin/xdg-open")::equals,
        started::add);
  }

  @Test
  void theSystemsProgramShowsIt() throws IOException {
    for (String system : List.of("Linux", "Mac OS X", "Windows 11")) {
      on(system).open(FILE);
      on(system).showInFolder(FILE);
    }
    assertEquals(
        List.of(
            List.of("/usr/bin/xdg-open", "/home/me/a b.svg"),
            List.of("/usr/bin/xdg-open", "/home/me"),
            List.of("open", "/home/me/a b.svg"),
            List.of("open", "-R", "/home/me/a b.svg"),
            List.of("rundll32", "url.dll,FileProtocolHandler", "/home/me/a b.svg"),
            List.of("explorer", "/select,/home/me/a b.svg")),
        started);
  }

  @Test
  void whatIsNotInstalledIsSaid() {
    Opener without = new Opener("Linux", Map.of("PATH", "/usr/bin"), _ -> false, started::add);
    assertEquals(
        "the program xdg-open is not installed (package xdg-utils)",
        assertThrows(IOException.class, () -> without.open(FILE)).getMessage());
  }
}
