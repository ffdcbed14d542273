package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowBatch;
import weir.query.Overrides;

class UpkeepTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final int ROWS = 600_000;

  @TempDir private Path folder;

  private final SliceList slices = new SliceList();
  private final AtomicLong nanos = new AtomicLong();
  private final Load load = new Load(nanos::get);
  private DataFolder data;
  private Database database;
  private SliceFiles files;

  @BeforeEach
  void aSliceWithoutRollUps() throws Exception {
    data = DataFolder.open(folder);
    database = new Database(data.temporaryFiles(), 1, 1024, false);
    files = new SliceFiles(data, database, slices, () -> NOW, false);
    try (SliceWriter writer =
        new SliceWriter(
            "test",
            files,
            slices,
            RowPath.CHUNKS,
            () -> NOW,
            database.duplicate(),
            new Load(),
            () -> {},
            () -> {})) {
      FlowBatch batch = Flows.random(new Random(1), 2000, 60);
      for (int row = 0; row < ROWS; row += 2000) {
        writer.append(batch);
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    database.close();
    data.close();
  }

  /// @param rowsPerSecond that the writers have to do from now on
  private void load(int rowsPerSecond) {
    load.isCalm();
    load.add(rowsPerSecond);
    nanos.addAndGet(1_000_000_000L);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void whatIsBeingMadeGivesWayToTheWritersAndIsMadeLater() throws Exception {
    Path made = RollupFiles.beside(slices.all().getFirst().file());
    Path fresh = made.resolveSibling(made.getFileName() + ".new");
    try (Upkeep upkeep =
        new Upkeep(
            database.duplicate(),
            slices,
            files,
            () -> Overrides.NONE,
            load,
            Disk.under(folder),
            () -> NOW,
            false)) {
      await(() -> Files.exists(fresh));
      load(1_000_000);
      await(() -> !Files.exists(fresh));
      assertFalse(Files.exists(made), "it was finished before it could give way");
      load(0);
      upkeep.await();
      assertTrue(Files.exists(made));
      assertEquals(ROWS, slices.all().getFirst().rows());
      assertTrue(slices.all().getFirst().rollups().isPresent());
    }
  }
}
