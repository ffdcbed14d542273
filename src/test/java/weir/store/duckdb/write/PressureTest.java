package weir.store.duckdb.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.store.Cancel;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.write.Pressure.Level;

class PressureTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Pressure pressure = new Pressure(nanos::get);

  @AfterEach
  void close() {
    pressure.close();
  }

  private void pass(int rows, int millis) {
    pressure.add("writer", rows);
    nanos.addAndGet(millis * 1_000_000L);
  }

  private Level level() {
    pressure.judge();
    return pressure.level();
  }

  @Test
  void aBurstIsSeenAtOnceAndIsOverWhenItIs() {
    pass(0, 1000);
    assertEquals(Level.CALM, level());
    pass(90_000, 200);
    assertEquals(Level.BEHIND, level(), "450,000 rows/s for a moment");
    assertEquals(0, pressure.behindNanos());
    pass(0, 800);
    assertEquals(Level.CALM, level(), "90,000 rows/s");
  }

  @Test
  void whatGoesOnIsKnownToLastAndIsCalmASecondAfterItEnded() {
    level();
    for (int i = 0; i < 6; i++) {
      pass(200_000, 200);
      assertEquals(Level.BEHIND, level());
    }
    assertEquals(1_000_000_000L, pressure.behindNanos());
    pass(0, 1000);
    assertEquals(Level.CALM, level());
    assertEquals(0, pressure.behindNanos());
  }

  @Test
  void aSteadyLoadIsBusy() {
    level();
    for (int i = 0; i < 6; i++) {
      pass(60_000, 200);
      level();
    }
    assertEquals(Level.BUSY, level(), "300,000 rows/s");
  }

  @Test
  void aSecondWriterShowsThatOneIsNotEnough() {
    level();
    helped(10);
    assertEquals(Level.BEHIND, level(), "helped for a second");
    pass(10_000, 500);
    assertEquals(Level.BUSY, level(), "helped in the last second");
    pass(10_000, 500);
    assertEquals(Level.CALM, level());
  }

  @Test
  void writersThatTakeTurnsSlowlyDoNotHelp() {
    level();
    for (int i = 0; i < 10; i++) {
      pressure.add(i % 2 == 0 ? "one" : "other", 10_000);
      nanos.addAndGet(600_000_000L);
      assertTrue(level() == Level.CALM);
    }
  }

  /// While the writers are behind DuckDB packs quickly, and what they have written is not cached
  /// for long.
  @Test
  @Timeout(60)
  void duckDbIsSetToIt(@TempDir Path folder) throws Exception {
    try (Database database = new Database(folder, 1, 512, true)) {
      database.attach(folder.resolve("a.duckdb"), "a", "");
      database.execute("CREATE TABLE a.t (value DOUBLE)");
      pressure.start(database);
      await(database, "SELECT current_setting('force_compression')", "auto"::equalsIgnoreCase);
      level();
      pass(1_000_000, 1000);
      await(
          database, "SELECT current_setting('force_compression')", "bitpacking"::equalsIgnoreCase);
      await(database, "SELECT current_setting('memory_limit')", "2.0 GiB"::equals);
      String used =
          "SELECT sum(memory_usage_bytes) // 1048576 FROM duckdb_memory() WHERE tag = 'BASE_TABLE'";
      database.execute("INSERT INTO a.t SELECT random() FROM range(" + 300 * (1 << 20) / 8 + ")");
      await(database, used, mebibytes -> Long.parseLong(mebibytes) > 250);
      pressure.committed(1_000_000);
      await(database, used, mebibytes -> Long.parseLong(mebibytes) <= 200);
      pass(0, 2000);
      await(database, "SELECT current_setting('force_compression')", "auto"::equalsIgnoreCase);
    }
  }

  private static void await(Database database, String sql, Predicate<String> enough)
      throws InterruptedException {
    while (!enough.test(
        database.ask(
            sql,
            new Cancel(),
            row -> {
              row.next();
              return row.getString(1);
            }))) {
      Thread.sleep(10);
    }
  }

  private void helped(int times) {
    for (int i = 0; i < times; i++) {
      pass(10_000, 60);
      pressure.add("other", 10_000);
      nanos.addAndGet(60_000_000L);
      pressure.judge();
    }
  }
}
