package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.JavaCommand;

/// Who may read a data folder, whatever the umask: each case is a process of its own.
class ModesTest {
  @TempDir private Path place;

  /// Writes a data set with all kinds of files in it, and its quarantine.
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      try (DuckDbStore store = DuckDbStore.open(Path.of(arguments[0]))) {
        Totals.writeLarge(store);
        store.awaitUpkeep();
        Totals.write(store, 10);
        try (var writer = store.apart().writer()) {
          writer.append(Flows.random(new Random(1), 10, 60));
          writer.commit();
          list(Path.of(arguments[0])); // with logs
        }
      }
    }
  }

  private static void list(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      for (Path file : files.toList()) {
        System.out.println(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                + " "
                + (Files.isDirectory(file) ? "folder " : "file ")
                + file);
      }
    }
  }

  /// What is not as expected, of what the process made.
  private List<String> write(String umask, Path folder, String ofFolders, String ofFiles)
      throws Exception {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"));
    command.addAll(JavaCommand.of(Writer.class, folder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> wrong = new ArrayList<>();
    List<String> lines = process.inputReader().readAllLines();
    for (String line : lines) {
      if (!line.startsWith((line.contains(" folder ") ? ofFolders : ofFiles) + " ")) {
        wrong.add(line);
      }
    }
    assertEquals(0, process.waitFor());
    for (String ending : List.of(".duckdb", ".duckdb.wal", ".rollups", "lock", "format")) {
      assertTrue(lines.stream().anyMatch(line -> line.endsWith(ending)), lines.toString());
    }
    return wrong;
  }

  @ParameterizedTest
  @CsvSource({"000", "027", "077"})
  void aNewFolderIsTheUsersAlone(String umask) throws Exception {
    assertEquals(List.of(), write(umask, place.resolve("a/data"), "rwx------", "rw-------"));
  }

  @Test
  void theFolderOfAServiceStaysOpenToItsGroup() throws Exception {
    Path folder = Files.createDirectory(place.resolve("data"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
    assertEquals(List.of(), write("000", folder, "rwxr-x---", "rw-r-----"));
  }

  @Test
  void aFolderThatOthersCouldReadIsClosedToThemButForWhatIsNotWeirs() throws Exception {
    Path folder = place.resolve("data");
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      Totals.write(store, 10);
    }
    Path strange = Files.writeString(folder.resolve("notes.txt"), "mine");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.setPosixFilePermissions(
            file,
            PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwxr-xr-x" : "rw-rw-rw-"));
      }
    }
    DuckDbStore.open(folder).close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(file -> !file.equals(strange)).toList()) {
        assertEquals(
            Files.isDirectory(file) ? "rwx------" : "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
            file.toString());
      }
    }
    assertEquals(
        "rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(strange)));
  }
}
