package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import weir.JavaCommand;
import weir.store.duckdb.files.Database;

class ProcessEndTest {
  private static final int STATUS = 7;

  @TempDir private Path folder;

  /// Several threads are in the midst of DuckDB, and stay there.
  static final class Busy {
    private Busy() {}

    public static void main(String[] arguments) throws Exception {
      Database database = new Database(Path.of(arguments[0]), 4, 512, false);
      database.execute("CREATE TABLE numbers AS SELECT range AS r FROM range(500000)");
      ProcessEnd.prepare();
      for (int i = 0; i < 8; i++) {
        var connection = database.duplicate();
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  while (true) {
                    try {
                      Database.execute(
                          connection,
                          "SELECT r % 100 AS k, count(*) FROM numbers GROUP BY k ORDER BY k");
                    } catch (java.sql.SQLException e) {
                      throw new IllegalStateException(e);
                    }
                  }
                });
      }
      Thread.sleep(300);
      ProcessEnd.now(STATUS);
    }
  }

  @RepeatedTest(5)
  void theStatusIsTheOneGivenWhateverDuckDbIsDoing() throws Exception {
    Process process =
        new ProcessBuilder(JavaCommand.of(Busy.class, folder.toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(STATUS, process.waitFor(), said);
    assertEquals("", said);
  }
}
