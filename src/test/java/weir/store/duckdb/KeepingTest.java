package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.query.Answer;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RecordQuery;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowWriter;
import weir.store.Question;
import weir.store.Retention;
import weir.store.StoreException;
import weir.store.StoreStatus;
import weir.store.duckdb.files.Disk;
import weir.store.duckdb.files.FolderCheck;
import weir.store.duckdb.files.OwnNames;
import weir.store.duckdb.files.Slice;

/// Slices over the days: dropped, packed, dated by clocks that are wrong.
class KeepingTest {
  private static final Instant BEGUN = Instant.parse("2026-11-21T10:00:00Z");
  private static final Retention WEEK =
      new Retention(Optional.of(Duration.ofDays(7)), OptionalLong.empty(), 0.05);

  @TempDir private Path folder;

  private Instant now = BEGUN;
  private Disk.Space space = new Disk.Space(1_000_000_000, 900_000_000);
  private Disk.Gauge gauge = () -> space;
  private long ticks;

  private DuckDbStore open(Retention retention) {
    Disk disk = new Disk(() -> gauge.read(), () -> ticks++ * 2_000_000_000L);
    return DuckDbStore.open(folder, retention, () -> now, disk);
  }

  private List<Path> slices() {
    return FolderCheck.list(folder.resolve("slices"), OwnNames::isSlice);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("slices"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void slicesPastTheirAgeGoAndTheirFilesWithThem() throws Exception {
    try (DuckDbStore store = open(WEEK)) {
      Totals.write(store, 10);
      now = BEGUN.plus(Duration.ofDays(4));
      Totals.write(store, 20);
      store.purge();
      assertEquals(30, Totals.flows(store));
      StoreStatus.Keeping keeping = store.status().keeping();
      long week = TimeRange.nanos(BEGUN.plus(Duration.ofDays(7)));
      assertTrue(keeping.nextPurgeNanos() >= week, "a week after the newest record");
      assertTrue(keeping.nextPurgeNanos() <= week + 60 * FlowQuery.SECOND);
      assertTrue(keeping.nextPurgeBytes() > 0);
      now = BEGUN.plus(Duration.ofDays(8));
      store.purge();
      assertEquals(20, Totals.flows(store));
      assertEquals(List.of("20261125T100000.duckdb"), noLogs());
    }
  }

  private List<String> noLogs() throws IOException {
    return names().stream().filter(name -> !name.endsWith(".wal")).toList();
  }

  @Test
  void aQuestionThatHasBegunIsAnsweredToTheEnd() throws Exception {
    try (DuckDbStore store = open(WEEK)) {
      Totals.write(store, 10);
      now = BEGUN.plus(Duration.ofDays(8));
      try (Question<Answer> question =
          store.ask(FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.FLOWS), new Cancel())) {
        store.purge();
        assertEquals(0, store.status().rows());
        assertEquals(10, question.next().sums()[0][0]);
        assertEquals(1, noLogs().size());
      }
      assertEquals(List.of(), names());
    }
  }

  @Test
  void whatIsWrittenToStays() {
    try (DuckDbStore store = open(WEEK);
        FlowWriter writer = store.writer()) {
      writer.append(Flows.random(new Random(1), 10, 60));
      writer.commit();
      now = BEGUN.plus(Duration.ofDays(30));
      store.purge();
      assertEquals(10, Totals.flows(store));
    }
  }

  @Test
  void aStoreThatIsNotCollectedIntoKeepsEverything() {
    try (DuckDbStore store = open(Retention.EVERYTHING)) {
      Totals.write(store, 10);
      now = BEGUN.plus(Duration.ofDays(10_000));
      store.purge();
      assertEquals(10, Totals.flows(store));
      assertEquals(StoreStatus.Keeping.EVERYTHING, store.status().keeping());
    }
  }

  @Test
  void nothingIsWrittenIntoTheLastPartOfTheDiskAndItGoesOnWhenThereIsRoom() {
    try (DuckDbStore store = open(WEEK);
        FlowWriter writer = store.writer()) {
      writer.append(Flows.random(new Random(1), 10, 60));
      writer.commit();
      space = new Disk.Space(1_000_000_000, 40_000_000);
      StoreException full =
          assertThrows(
              StoreException.class, () -> writer.append(Flows.random(new Random(1), 10, 60)));
      assertTrue(
          String.valueOf(full.getMessage()).contains("is nearly full: 38.1 MiB are free"),
          full.getMessage());
      store.purge();
      assertEquals(10, Totals.flows(store), "dropped in vain");
      space = new Disk.Space(1_000_000_000, 90_000_000);
      writer.append(Flows.random(new Random(1), 10, 60));
      writer.commit();
      assertEquals(20, Totals.flows(store));
    }
  }

  @Test
  void whereDroppingHelpsWritersGoOn() {
    try (DuckDbStore store = open(WEEK)) {
      Totals.write(store, 10);
      Path first = slices().getFirst();
      gauge = () -> new Disk.Space(1_000_000_000, Files.exists(first) ? 81_250_000 : 90_000_000);
      try (FlowWriter writer = store.writer()) {
        writer.append(Flows.random(new Random(1), 20, 60));
      }
      assertEquals(20, Totals.flows(store));
    }
  }

  /// The disk is as full as the data set is large.
  @Test
  void aSmallDiskIsNeverFilledBeyondTheLineAndTheNewestFlowsAreThere() throws Exception {
    long total = 24L << 20;
    long[] least = {total};
    gauge =
        () -> {
          long used = 0;
          for (Path file : FolderCheck.list(folder.resolve("slices"), _ -> true)) {
            used += Files.size(file);
          }
          least[0] = Math.min(least[0], total - used);
          return new Disk.Space(total, total - used);
        };
    int batches = 300;
    try (DuckDbStore store = open(new Retention(Optional.empty(), OptionalLong.of(1L << 40), 0.2));
        FlowWriter writer = store.writer()) {
      Random random = new Random(3);
      for (int i = 0; i < batches; i++) {
        now = now.plusSeconds(1);
        writer.append(Flows.random(random, 2000, 60));
        writer.commit();
        var _ = gauge.read();
      }
      assertEquals(batches * 2000L, writer.committed(), "all were stored");
      long there = Totals.flows(store);
      assertTrue(there < batches * 2000L, "old ones went");
      assertTrue(there > batches * 2000L / 10, there + " are there");
    }
    assertTrue(least[0] > total / 5, StoreStatus.inWords(least[0]) + " were free");
  }

  @Test
  void coldSlicesArePackedAndAnswerTheSame() throws Exception {
    long before;
    try (DuckDbStore store = open(WEEK)) {
      Totals.writeLarge(store);
      store.awaitUpkeep();
      before = store.status().diskBytes();
      now = BEGUN.plus(Duration.ofHours(25));
      Totals.write(store, 10); // which wakes the upkeep
      store.awaitUpkeep();
      assertTrue(store.status().diskBytes() < before);
      assertEquals(100_010, Totals.flows(store));
      assertEquals(100_010, Totals.flowsUnsummed(store));
    }
    assertEquals(
        List.of(
            "20261121T100000.parquet",
            "20261121T100000.parquet.sha256",
            "20261121T100000.rollups",
            "20261122T110000.duckdb"),
        names());
    try (DuckDbStore store = DuckDbStore.openExisting(folder)) {
      assertEquals(100_010, Totals.flows(store));
      assertEquals(100_010, Totals.flowsUnsummed(store));
      assertEquals(List.of(), store.status().problems());
    }
    now = BEGUN.plus(Duration.ofDays(8));
    try (DuckDbStore store = open(WEEK)) {
      store.purge();
      assertEquals(10, Totals.flows(store));
    }
    assertEquals(List.of("20261122T110000.duckdb"), noLogs());
  }

  @Test
  void aClockThatIsSetBackBeginsASlice() throws Exception {
    try (DuckDbStore store = open(WEEK);
        FlowWriter writer = store.writer()) {
      for (String time : List.of("10:00:00", "10:30:00", "09:59:59", "10:10:00", "10:59:59")) {
        now = Instant.parse("2026-11-21T" + time + "Z");
        writer.append(Flows.random(new Random(1), 10, 60));
        writer.commit();
      }
      assertEquals(50, Totals.flows(store));
    }
    assertEquals(
        List.of("20261121T095959.duckdb", "20261121T100000.duckdb"),
        slices().stream().map(file -> file.getFileName().toString()).toList());
  }

  @Test
  void theNameOfAPackedSliceIsNotGivenAgain() throws Exception {
    Path packed = packed();
    long bytes = Files.size(packed);
    now = BEGUN; // the clock was set back
    try (DuckDbStore store = open(WEEK)) {
      Totals.write(store, 20);
      assertEquals(100_030, Totals.flowsUnsummed(store));
    }
    assertTrue(names().contains("20261121T100000_2.duckdb"), names().toString());
    try (DuckDbStore store = DuckDbStore.openExisting(folder)) {
      assertEquals(100_030, Totals.flowsUnsummed(store));
      assertEquals(List.of(), store.status().problems());
    }
    assertEquals(bytes, Files.size(packed));
  }

  @Test
  void whereTheDiskHasNoRoomForItNothingIsPackedUntilThereIs() throws Exception {
    try (DuckDbStore store = open(WEEK)) {
      Totals.writeLarge(store);
    }
    now = BEGUN.plus(Duration.ofHours(25));
    space = new Disk.Space(1_000_000_000, 0);
    try (DuckDbStore store = open(WEEK)) {
      store.awaitUpkeep();
      assertFalse(names().contains("20261121T100000.parquet"), names().toString());
      space = new Disk.Space(1_000_000_000, 900_000_000);
      Totals.write(store, 10); // which wakes the upkeep
      store.awaitUpkeep();
      assertTrue(names().contains("20261121T100000.parquet"), names().toString());
      assertEquals(100_010, Totals.flowsUnsummed(store));
    }
  }

  /// Times of whole milliseconds are kept as such, others as they are; both read in nanoseconds.
  @Test
  void packedRecordsAreWhatTheyWereAndWhatWasImportedIsStillKnown() throws Exception {
    String file = "a file of ½ octet's\nname";
    RecordQuery query = new RecordQuery(TimeRange.ALL, Filter.all(), Set.of(), 3000);
    List<String> before;
    try (DuckDbStore store = open(WEEK)) {
      try (FlowWriter writer = store.writer()) {
        writer.tally(file);
        Random random = new Random(7);
        for (int i = 0; i < Upkeep.FEWEST_ROWS / 2000; i++) {
          FlowBatch batch = Flows.random(random, 2000, 60);
          for (int row = 0; row < batch.rows(); row++) {
            long start = batch.get(FlowField.TIME_RECEIVED, row) - 5 * FlowQuery.SECOND;
            batch.set(FlowField.TIME_START, row, start - start % 1_000_000);
            batch.set(FlowField.TIME_END, row, start + row);
          }
          writer.append(batch);
        }
      }
      before = lines(store.run(query, new Cancel()).page(0, Integer.MAX_VALUE));
      now = BEGUN.plus(Duration.ofHours(25));
      Totals.write(store, 10);
      store.awaitUpkeep();
      assertTrue(names().contains("20261121T100000.parquet"), names().toString());
      assertEquals(before, lines(store.run(query, new Cancel()).page(0, Integer.MAX_VALUE)));
      assertEquals(Map.of(file, Upkeep.FEWEST_ROWS), store.tallies());
    }
    try (DuckDbStore store = DuckDbStore.openExisting(folder)) {
      assertEquals(before, lines(store.run(query, new Cancel()).page(0, Integer.MAX_VALUE)));
      assertEquals(Map.of(file, Upkeep.FEWEST_ROWS), store.tallies());
    }
    assertEquals(
        List.of("time_flow_end_ns", "time_flow_start_ms", "time_received_ns"),
        timesIn(folder.resolve("slices").resolve("20261121T100000.parquet")));
  }

  private static List<String> lines(FlowBatch records) {
    return IntStream.range(0, records.rows())
        .mapToObj(
            row -> {
              StringBuilder line = new StringBuilder();
              FlowJson.append(records, row, line);
              return line.toString();
            })
        .sorted()
        .toList();
  }

  private static List<String> timesIn(Path packed) throws SQLException {
    List<String> times = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet columns =
            statement.executeQuery("DESCRIBE FROM read_parquet('" + packed + "')")) {
      while (columns.next()) {
        if (columns.getString(1).startsWith("time_")) {
          times.add(columns.getString(1));
        }
      }
    }
    Collections.sort(times);
    return times;
  }

  @Test
  void aQuestionFromBeforeThePackingIsAnsweredToTheEnd() throws Exception {
    try (DuckDbStore store = open(WEEK)) {
      Totals.writeLarge(store);
      store.awaitUpkeep();
      try (Question<Answer> question =
          store.ask(FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.FLOWS), new Cancel())) {
        now = BEGUN.plus(Duration.ofHours(25));
        Totals.write(store, 10);
        store.awaitUpkeep();
        assertTrue(names().contains("20261121T100000.parquet"));
        assertTrue(names().contains("20261121T100000.duckdb"));
        assertEquals(100_000, question.next().sums()[0][0]);
      }
      assertFalse(names().contains("20261121T100000.duckdb"));
      assertEquals(100_010, Totals.flowsUnsummed(store));
    }
  }

  @Test
  void afterACrashInPackingThePackedOneWins() throws Exception {
    packed();
    Files.writeString(folder.resolve("slices").resolve("20261121T100000.duckdb"), "old");
    Files.writeString(folder.resolve("slices").resolve("20261121T100000.duckdb.wal"), "old");
    try (DuckDbStore store = open(WEEK)) {
      assertEquals(100_010, Totals.flowsUnsummed(store));
      assertEquals(List.of(), store.status().problems());
    }
    assertFalse(names().contains("20261121T100000.duckdb"));
    assertFalse(names().contains("20261121T100000.duckdb.wal"));
  }

  private Path packed() throws InterruptedException {
    try (DuckDbStore store = open(WEEK)) {
      Totals.writeLarge(store);
      now = BEGUN.plus(Duration.ofHours(25));
      Totals.write(store, 10);
      store.awaitUpkeep();
    }
    return folder.resolve("slices").resolve("20261121T100000.parquet");
  }

  @Test
  void aPackedSliceThatIsDamagedIsFoundByTheUpkeepAndSetAside() throws Exception {
    Path file = packed();
    byte[] octets = Files.readAllBytes(file);
    octets[octets.length / 2] ^= 1;
    Files.write(file, octets);
    try (DuckDbStore store = open(WEEK)) {
      store.awaitUpkeep();
      Totals.write(store, 10);
      store.awaitUpkeep();
      assertEquals(1, store.status().problems().size(), store.status().problems().toString());
      assertEquals(20, Totals.flowsUnsummed(store));
    }
    assertTrue(names().contains("20261121T100000.parquet.damaged"));
  }

  @Test
  void aPackedSliceThatWasCutShortIsFoundAtOpening() throws Exception {
    Path file = packed();
    Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 10_000));
    try (DuckDbStore store = DuckDbStore.openExisting(folder)) {
      assertEquals(10, Totals.flows(store));
      assertEquals(1, store.status().problems().size());
    }
  }

  @Test
  void slicesFromTheFutureDoNotSpoilTheBoundsAndDoNotStayForEver() throws Exception {
    try (DuckDbStore store = open(WEEK)) {
      Totals.write(store, 10);
    }
    now = BEGUN.minus(Duration.ofDays(400)); // the clock was ahead, and is right now
    Path file = folder.resolve("slices").resolve("20261121T100000.duckdb");
    Files.setLastModifiedTime(file, FileTime.from(BEGUN));
    try (DuckDbStore store = open(WEEK)) {
      assertEquals(10, store.status().futureRows());
      assertEquals(10, store.status().rows());
      assertTrue(store.status().oldestNanos() > TimeRange.nanos(now), "all there is");
      now = now.plus(Duration.ofDays(6));
      store.purge();
      assertEquals(10, store.status().rows());
      now = now.plus(Duration.ofDays(2));
      store.purge();
      assertEquals(0, store.status().rows());
    }
  }

  @Test
  void boundsAreThoseOfSlicesThatAClockCanHaveDated() {
    Slice right = slice("a", 1000, 2000);
    Slice ahead = slice("b", Slice.FUTURE_NANOS * 3, Slice.FUTURE_NANOS * 4);
    assertFalse(right.inFuture(1500));
    assertTrue(ahead.inFuture(1500));
    assertEquals(2000, right.sinceNanos(1500));
    assertEquals(7, ahead.sinceNanos(1500));
  }

  private static Slice slice(String alias, long oldest, long newest) {
    return new Slice(
        alias,
        Path.of(alias),
        alias,
        false,
        7,
        1,
        oldest,
        newest,
        java.util.Set.of(),
        Optional.empty());
  }

  @Test
  void aWriterThatFailsLeavesNoEmptySlices() throws Exception {
    try (DuckDbStore store = open(WEEK)) {
      store.writer().close();
      try (FlowWriter writer = store.writer()) {
        writer.commit();
      }
    }
    assertEquals(List.of(), names());
  }
}
