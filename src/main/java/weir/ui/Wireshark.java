package weir.ui;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wireshark where it is installed: found on the PATH and where its installers put it.
record Wireshark(Path program) {
  private static final Logger LOG = LoggerFactory.getLogger(Wireshark.class);

  /// Looks for it; quick.
  static Optional<Wireshark> find() {
    return find(System.getenv(), System.getProperty("os.name"), Files::isExecutable);
  }

  /// @param executable whether a file can be run
  static Optional<Wireshark> find(
      Map<String, String> environment, String system, Predicate<Path> executable) {
    String lower = system.toLowerCase(Locale.ROOT);
    boolean windows = lower.startsWith("windows");
    String name = windows ? "Wireshark.exe" : "wireshark";
    List<String> places = new ArrayList<>();
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (!folder.isBlank()) {
        places.add(folder + "/" + name);
      }
    }
    if (windows) {
      places.add(
          environment.getOrDefault("ProgramFiles", "C:\\Program Files") + "/Wireshark/" + name);
    } else if (lower.contains("mac")) {
      places.add("/Applications/Wireshark.app/Contents/MacOS/Wireshark");
    }
    return places.stream()
        .flatMap(place -> path(place).stream())
        .filter(executable)
        .findFirst()
        .map(Wireshark::new);
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// Starts it.
  ///
  /// @param capture deleted when it has ended
  /// @throws IOException if it cannot be started
  void show(Path capture) throws IOException {
    Process process =
        new ProcessBuilder(program.toString(), capture.toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    var _ =
        process
            .onExit()
            .thenAccept(
                _ -> {
                  try {
                    Files.deleteIfExists(capture);
                  } catch (IOException e) {
                    LOG.debug("{} stays", capture, e);
                  }
                });
  }
}
