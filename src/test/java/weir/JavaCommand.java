package weir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a test starts another process of this Java, with its classes and its temporary folder.
public final class JavaCommand {
  private JavaCommand() {}

  /// @param main a class with a main method
  public static List<String> of(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
