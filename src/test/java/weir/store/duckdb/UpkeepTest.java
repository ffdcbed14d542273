package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.query.InForce;
import weir.store.Cancel;
import weir.store.duckdb.files.DataFolder;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.PackedFiles;
import weir.store.duckdb.files.SliceFiles;
import weir.store.duckdb.files.SliceList;
import weir.store.duckdb.write.Pressure;
import weir.store.duckdb.write.RowPath;
import weir.store.duckdb.write.SliceWriter;

class UpkeepTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-21T10:00:00Z");
  private static final int ROWS = 600_000;

  @TempDir private Path folder;

  private final SliceList slices = new SliceList();
  private final AtomicLong nanos = new AtomicLong();
  private final Pressure pressure = new Pressure(nanos::get);
  private Instant now = WRITTEN;
  private DataFolder data;
  private Database database;
  private SliceFiles files;
  private volatile @Nullable Error failure;

  @BeforeEach
  void aSliceWithoutRollUps() throws Exception {
    data = DataFolder.open(folder);
    database = new Database(data.temporaryFiles(), 1, 1024, false);
    files = new SliceFiles(data, database, slices, () -> now, false);
    pressure.start(database);
    try (SliceWriter writer = writer(new Pressure())) {
      FlowBatch batch = Flows.random(new Random(1), 2000, 60);
      for (int row = 0; row < ROWS; row += 2000) {
        writer.append(batch);
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    pressure.close();
    database.close();
    data.close();
  }

  private SliceWriter writer(Pressure of) throws SQLException {
    return new SliceWriter(
        "test",
        files,
        slices,
        RowPath.CHUNKS,
        () -> now,
        database.duplicate(),
        of,
        Flows.ENDLESS_ROOM,
        () -> {});
  }

  private Upkeep upkeep(long delayMillis) throws SQLException {
    return new Upkeep(
        database.duplicate(),
        slices,
        files,
        () -> InForce.of(overrides()),
        pressure,
        () -> Long.MAX_VALUE,
        () -> now,
        true,
        delayMillis);
  }

  private Overrides overrides() {
    Error thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
    return Overrides.NONE;
  }

  /// @param rowsPerSecond that the writers have to do from now on
  private void load(int rowsPerSecond) {
    pressure.judge();
    pressure.add(this, rowsPerSecond);
    nanos.addAndGet(1_000_000_000L);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }

  @Test
  @Timeout(60)
  void anErrorIsSaidNobodyWaitsForItAndTheUpkeepGoesOn() throws Exception {
    failure = new StackOverflowError("of a test");
    try (Upkeep upkeep = upkeep(0)) {
      upkeep.await();
      assertTrue(
          files.health().problems().getFirst().contains("failed inside Weir"),
          files.health().problems().toString());
      failure = null;
      upkeep.wake();
      upkeep.await();
    }
    assertTrue(slices.all().getFirst().rollups().isPresent());
  }

  @Test
  @Timeout(60)
  void memoryIsAmpleFromAHighLoadOnUntilWritersHaveTime() throws Exception {
    awaitLimit("1.0 GiB", 0);
    awaitLimit("2.0 GiB", 1_000_000);
    load(300_000);
    Thread.sleep(200); // several judgements
    assertEquals("2.0 GiB", memoryLimit(), "neither behind nor calm");
    awaitLimit("1.0 GiB", 0);
  }

  private void awaitLimit(String limit, int rowsPerSecond) throws InterruptedException {
    load(rowsPerSecond);
    await(() -> memoryLimit().equals(limit));
  }

  private String memoryLimit() {
    return database.ask(
        "SELECT current_setting('memory_limit')",
        new Cancel(),
        row -> {
          row.next();
          return row.getString(1);
        });
  }

  /// Once a slice is being packed nothing asks whether there is time for it; the statement itself
  /// must end.
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void whatIsBeingMadeGivesWayToTheWritersAndIsMadeLater() throws Exception {
    now = WRITTEN.plus(Duration.ofHours(25));
    Path packed = PackedFiles.packed(slices.all().getFirst().file());
    try (Upkeep upkeep = upkeep(0)) {
      await(this::isPacking);
      load(1_000_000);
      await(() -> !isPacking());
      assertFalse(Files.exists(packed), "it was finished before it could give way");
      assertTrue(slices.all().getFirst().rollups().isPresent(), "what was made stays");
      load(0);
      upkeep.await();
      assertTrue(Files.exists(packed));
      assertEquals(ROWS, slices.all().getFirst().rows());
    }
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void interruptedAnywhereItLeavesNothingBehindAndIsDoneInTheEnd() throws Exception {
    now = WRITTEN.plus(Duration.ofHours(25));
    Random random = new Random(20261127);
    try (Upkeep upkeep = upkeep(0)) {
      for (int i = 0; i < 8; i++) {
        Thread.sleep(random.nextInt(400));
        load(1_000_000);
        Thread.sleep(random.nextInt(400));
        load(0);
      }
      upkeep.await();
    }
    assertEquals(List.of(), files.health().problems());
    assertEquals(
        List.of(
            "20261121T100000.parquet", "20261121T100000.parquet.sha256", "20261121T100000.rollups"),
        Stream.of(data.slice("").toFile().list()).sorted().toList());
    try (Database.Reader reader = database.reader(new Cancel())) {
      assertEquals(ROWS, reader.number("SELECT count(*) FROM " + slices.all().getFirst().table()));
    }
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void itLeavesTheCoresToWhoOpensUnlessItIsWaitedFor() throws Exception {
    try (Upkeep upkeep = upkeep(3_600_000)) {
      upkeep.wake();
      Thread.sleep(500);
      assertTrue(slices.all().getFirst().rollups().isEmpty());
      upkeep.await();
      assertTrue(slices.all().getFirst().rollups().isPresent());
    }
  }

  /// A burst ends what is being made, but bursts that come again and again do not keep it from ever
  /// being done.
  @Tag("long")
  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void burstsAgainAndAgainDoNotStarveIt() throws Exception {
    now = WRITTEN.plus(Duration.ofHours(25));
    Path packed = PackedFiles.packed(slices.all().getFirst().file());
    try (Upkeep upkeep = upkeep(0)) {
      await(this::isPacking);
      assertTrue(slices.all().getFirst().rollups().isPresent());
      burst();
      await(() -> !isPacking());
      assertFalse(Files.exists(packed), "a burst did not end it");
      while (!Files.exists(packed)) {
        burst();
      }
    }
  }

  /// 200,000 rows at once, then nothing: 100,000 a second, which is calm.
  private void burst() throws InterruptedException {
    pressure.judge();
    pressure.add(this, 200_000);
    nanos.addAndGet(200_000_000L);
    Thread.sleep(110); // longer than the watch takes to look
    nanos.addAndGet(1_800_000_000L);
  }

  private boolean isPacking() {
    return Stream.of(data.slice("").toFile().list()).anyMatch(name -> name.contains("parquet.new"));
  }
}
