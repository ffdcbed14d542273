package weir.ui.help;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/// The browser of this system, for addresses outside of Weir that somebody has clicked on.
final class Browser {
  private Browser() {}

  /// @return whether something was started for it
  static boolean open(String address) {
    List<String> command = command(address, System.getProperty("os.name", ""));
    if (command.isEmpty()) {
      return false;
    }
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      started.getOutputStream().close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// Only what is on the web: nothing that a system may take for a program.
  static List<String> command(String address, String system) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
    if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
      return List.of();
    }
    String lower = system.toLowerCase(Locale.ROOT);
    if (lower.contains("mac")) {
      return List.of("open", uri.toString());
    }
    return lower.startsWith("windows")
        ? List.of("rundll32", "url.dll,FileProtocolHandler", uri.toString())
        : List.of("xdg-open", uri.toString());
  }
}
