package weir.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The launchers of all systems run a command in the same way.
class LaunchersTest {
  private static final Path LAUNCH = Path.of("src/main/sh/launch.sh");
  private static final Path WINDOWS = Path.of("installer/windows/weir.cmd");
  private static final Pattern OF_SHELL = Pattern.compile("(?m)^    ([\\w| -]+)\\) kind=(\\w+) ;;");
  private static final Pattern OF_CMD =
      Pattern.compile(
          "(?m)^(?:for %%c in \\(([^)]+)\\) do )?if \"%~1\"==\"([^\"]+)\" set kind=(\\w+)");

  private static Map<String, String> kindsOfShell() throws IOException {
    Map<String, String> kinds = new TreeMap<>();
    Matcher line = OF_SHELL.matcher(Files.readString(LAUNCH));
    while (line.find()) {
      for (String command : line.group(1).split("\\|")) {
        kinds.put(command.strip(), line.group(2));
      }
    }
    return kinds;
  }

  private static Map<String, String> kindsOfWindows() throws IOException {
    Map<String, String> kinds = new TreeMap<>();
    Matcher line = OF_CMD.matcher(Files.readString(WINDOWS).replace("\r", ""));
    while (line.find()) {
      String commands = line.group(1) == null ? line.group(2) : line.group(1);
      for (String command : commands.split(" ")) {
        kinds.put(command, line.group(3));
      }
    }
    return kinds;
  }

  @Test
  void windowsRunsACommandAsOthersDo() throws IOException {
    assertEquals(kindsOfShell(), kindsOfWindows());
    assertTrue(kindsOfShell().containsKey("collect"));
  }

  @Test
  void bothReadOneFile() throws IOException {
    for (String launcher : new String[] {"weir", "installer/linux/weir", "installer/options"}) {
      String text = Files.readString(Path.of(launcher));
      assertTrue(text.contains("launch.sh\"\n"), launcher);
      assertTrue(!text.contains("-XX:"), launcher + " has options of its own");
    }
  }
}
