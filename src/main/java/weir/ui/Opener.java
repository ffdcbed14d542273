package weir.ui;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// Has the system show a file: with whatever opens such files, or in its folder.
final class Opener {
  private final String system;
  private final Map<String, String> environment;
  private final Predicate<Path> executable;
  private final Starter starter;

  /// What starts a program.
  interface Starter {
    void start(List<String> command) throws IOException;
  }

  /// @param executable whether a file can be run
  Opener(
      String system, Map<String, String> environment, Predicate<Path> executable, Starter starter) {
    this.system = system.toLowerCase(Locale.ROOT);
    this.environment = environment;
    this.executable = executable;
    this.starter = starter;
  }

  static Opener ofSystem() {
    return new Opener(
        System.getProperty("os.name", ""), System.getenv(), Files::isExecutable, Opener::start);
  }

  private static void start(List<String> command) throws IOException {
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(Redirect.DISCARD)
        .start()
        .getOutputStream()
        .close();
  }

  /// @throws IOException if nothing here does it
  void open(Path file) throws IOException {
    if (system.startsWith("windows")) {
      starter.start(List.of("rundll32", "url.dll,FileProtocolHandler", file.toString()));
    } else if (system.contains("mac")) {
      starter.start(List.of("open", file.toString()));
    } else {
      starter.start(List.of(found("xdg-open"), file.toString()));
    }
  }

  /// Shows a file among others, marked where the system can.
  ///
  /// @throws IOException if nothing here does it
  void showInFolder(Path file) throws IOException {
    if (system.startsWith("windows")) {
      starter.start(List.of("explorer", "/select," + file));
    } else if (system.contains("mac")) {
      starter.start(List.of("open", "-R", file.toString()));
    } else {
      starter.start(List.of(found("xdg-open"), String.valueOf(file.toAbsolutePath().getParent())));
    }
  }

  private String found(String program) throws IOException {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (!folder.isBlank() && executable.test(Path.of(folder, program))) {
        return Path.of(folder, program).toString();
      }
    }
    throw new IOException("the program " + program + " is not installed (package xdg-utils)");
  }
}
