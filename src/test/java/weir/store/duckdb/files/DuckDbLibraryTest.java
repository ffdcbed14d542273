package weir.store.duckdb.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.JavaCommand;
import weir.store.duckdb.DuckDbStore;

class DuckDbLibraryTest {
  @TempDir private Path folder;
  private Path library;

  @BeforeEach
  void unpack() throws Exception {
    library = DuckDbLibrary.unpacked(folder);
  }

  private Object key() throws Exception {
    return Files.getAttribute(library, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }

  @Test
  void itIsUnpackedOnceForTheUserAlone() throws Exception {
    Object before = key();
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(library)));
    assertEquals(library, DuckDbLibrary.unpacked(folder));
    assertEquals(before, key());
    assertEquals(List.of(library), FolderCheck.list(folder, _ -> true));
  }

  @Test
  void oneThatWasTamperedWithIsReplaced() throws Exception {
    Object before = key();
    long length = Files.size(library);
    try (RandomAccessFile open = new RandomAccessFile(library.toFile(), "rw")) {
      open.seek(length / 2);
      int octet = open.read();
      open.seek(length / 2);
      open.write(octet ^ 1);
    }
    var _ = DuckDbLibrary.unpacked(folder);
    assertNotEquals(before, key(), "one bit");
    before = key();
    Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rw-rw-rw-"));
    var _ = DuckDbLibrary.unpacked(folder);
    assertNotEquals(before, key(), "others could write it");
    try (RandomAccessFile open = new RandomAccessFile(library.toFile(), "rw")) {
      open.setLength(length - 1);
    }
    var _ = DuckDbLibrary.unpacked(folder);
    assertEquals(length, Files.size(library));
  }

  @Test
  void aLinkIsReplacedAndWhatItPointsToStays() throws Exception {
    Path other = folder.resolve("other");
    Files.move(library, other);
    Files.createSymbolicLink(library, other);
    var _ = DuckDbLibrary.unpacked(folder);
    assertTrue(Files.isRegularFile(library, LinkOption.NOFOLLOW_LINKS));
    assertTrue(Files.exists(other));
  }

  @Test
  void oneBesideTheDriversJarIsTakenAsItIs() throws Exception {
    Path jar = folder.resolve("driver.jar");
    assertTrue(DuckDbLibrary.installed(jar).isEmpty());
    Path beside = folder.resolve(DuckDbLibrary.nameInJar());
    Files.move(library, beside);
    assertEquals(beside, DuckDbLibrary.installed(jar).orElseThrow());
  }

  /// Asks a process of its own what it has loaded.
  static final class Loader {
    private Loader() {}

    public static void main(String[] arguments) throws Exception {
      try (DuckDbStore store = DuckDbStore.temporary()) {
        System.out.println(store.path());
        Files.readAllLines(Path.of("/proc/self/maps")).stream()
            .filter(line -> line.contains("duckdb") && line.contains(".so"))
            .map(line -> line.replaceAll(".* ", ""))
            .distinct()
            .forEach(System.out::println);
      }
    }
  }

  @Test
  void theDriverUsesItAndSoDoChunks() throws Exception {
    ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(Loader.class));
    builder.environment().put("XDG_CACHE_HOME", folder.toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = process.inputReader().readAllLines();
    assertEquals(0, process.waitFor());
    assertEquals(
        List.of("chunks", folder.resolve("weir/duckdb").resolve(library.getFileName()).toString()),
        lines);
  }
}
