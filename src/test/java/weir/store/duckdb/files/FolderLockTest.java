package weir.store.duckdb.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.JavaCommand;

class FolderLockTest {
  @TempDir private Path folder;

  /// Asks for the lock as another Weir does: exits with 0 where it is free.
  static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws IOException {
      try (FileChannel file =
          FileChannel.open(Path.of(arguments[0]).resolve("lock"), StandardOpenOption.WRITE)) {
        System.exit(file.tryLock() == null ? 1 : 0);
      }
    }
  }

  private int other() throws IOException, InterruptedException {
    return new ProcessBuilder(JavaCommand.of(Other.class, folder.toString()))
        .inheritIO()
        .start()
        .waitFor();
  }

  @Test
  void aSecondOwnerIsRefusedAndTheFirstKeepsIt() throws Exception {
    FolderLock lock = FolderLock.take(folder).orElseThrow();
    assertTrue(FolderLock.take(folder).isEmpty());
    assertTrue(FolderLock.take(folder.resolve("..").resolve(folder.getFileName())).isEmpty());
    assertEquals(1, other(), "refusing the second gave it away");
    lock.close();
    assertEquals(0, other());
    FolderLock.take(folder).orElseThrow().close();
  }
}
