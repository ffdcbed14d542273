package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import weir.JavaCommand;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowWriter;
import weir.store.Oracle;
import weir.store.StoreException;
import weir.store.duckdb.files.DataFolder;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.write.RowPath;
import weir.store.duckdb.write.SliceWriter;

class DuckDbStoreTest {
  private static final TimeRange RANGE =
      new TimeRange(Flows.START_NANOS, Flows.START_NANOS + 60 * FlowQuery.SECOND);
  private static final FlowQuery TOTAL =
      FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.FLOWS, Measure.BYTES);

  @TempDir private Path folder;

  private final Random random = new Random(20261121);

  @Test
  void rowsArriveThroughNativeChunks() {
    try (DuckDbStore store = DuckDbStore.temporary()) {
      assertEquals("chunks", store.path());
    }
  }

  @Test
  void answersAgreeWithTheOracle() {
    List<FlowBatch> batches = new ArrayList<>();
    try (DuckDbStore store = DuckDbStore.temporary();
        FlowWriter writer = store.writer()) {
      for (int i = 0; i < 3; i++) {
        FlowBatch batch = Flows.random(random, 3000, 60);
        batches.add(batch);
        writer.append(batch);
      }
      writer.commit();
      Oracle oracle = new Oracle(batches);
      for (FlowQuery query : queries()) {
        Answer answer = store.run(query, new Cancel());
        assertEquals(oracle.rows(query), Oracle.rows(answer), query + "\n" + store.sql(query));
        assertEquals(
            oracle.rows(FlowQuery.total(query.range(), query.filter(), Measure.FLOWS)).stream()
                .mapToLong(row -> row.sums().getFirst())
                .sum(),
            answer.matchedFlows());
      }
    }
  }

  private List<FlowQuery> queries() {
    List<Filter> filters =
        List.of(
            Filter.all(),
            new Filter.Compare(FlowField.DST_PORT, Filter.Op.EQ, 443),
            new Filter.Not(new Filter.In(FlowField.SRC_PORT, List.of(1024L, 1030L))),
            new Filter.Within(FlowField.SRC_ADDRESS, IpAddress.parse("10.0.0.0"), 96 + 24),
            new Filter.Within(FlowField.DST_ADDRESS, IpAddress.parse("2001:db8::"), 32),
            new Filter.Or(
                List.of(
                    new Filter.HasBits(FlowField.TCP_FLAGS, 0x12),
                    new Filter.Compare(FlowField.BYTES, Filter.Op.GT, 90_000))),
            new Filter.Within(FlowField.SRC_ADDRESS, IpAddress.NONE, 0));
    List<List<FlowField>> groupings =
        List.of(
            List.of(),
            List.of(FlowField.PROTOCOL),
            List.of(FlowField.SRC_ADDRESS),
            List.of(FlowField.SRC_ADDRESS, FlowField.DST_PORT),
            List.of(FlowField.TCP_FLAGS, FlowField.PROTOCOL));
    List<FlowQuery> queries = new ArrayList<>();
    for (Filter filter : filters) {
      for (List<FlowField> by : groupings) {
        for (long bucket : new long[] {0, FlowQuery.SECOND, 10 * FlowQuery.SECOND}) {
          int top = by.isEmpty() ? 0 : random.nextInt(8);
          queries.add(
              new FlowQuery(
                  random.nextBoolean() ? RANGE : TimeRange.ALL,
                  filter,
                  Dimension.of(by),
                  List.of(Measure.BYTES, Measure.PACKETS_PER_SECOND, Measure.FLOWS),
                  bucket,
                  top,
                  top > 0 && random.nextBoolean(),
                  random.nextBoolean()));
        }
      }
    }
    return queries;
  }

  @Test
  void rowsComeInTheOrderThatAnswersPromise() {
    try (DuckDbStore store = DuckDbStore.temporary();
        FlowWriter writer = store.writer()) {
      writer.append(Flows.random(random, 2000, 60));
      writer.commit();
      Answer answer =
          store.run(
              FlowQuery.series(
                  RANGE,
                  Filter.all(),
                  10 * FlowQuery.SECOND,
                  3,
                  Dimension.of(FlowField.SRC_PORT),
                  Measure.BYTES),
              new Cancel());
      assertEquals(4 * 6, answer.rows());
      for (int row = 1; row < answer.rows(); row++) {
        boolean sameGroup = row % 6 != 0;
        assertEquals(
            sameGroup,
            answer.label(row).equals(answer.label(row - 1))
                && answer.bucketStartNanos()[row] > answer.bucketStartNanos()[row - 1]);
      }
      assertTrue(answer.other()[23]);
      assertFalse(answer.other()[17]);
    }
  }

  @Test
  void hostileCountersNeitherOverflowNorFail() {
    try (DuckDbStore store = DuckDbStore.temporary();
        FlowWriter writer = store.writer()) {
      FlowBatch batch = new FlowBatch();
      for (int i = 0; i < 4; i++) {
        batch.set(FlowField.TIME_RECEIVED, Flows.START_NANOS);
        batch.set(FlowField.BYTES, -1L);
        batch.set(FlowField.PACKETS, 3_000_000_000L);
        batch.set(FlowField.SAMPLING_RATE, 0xffff_ffffL);
        batch.endRow();
      }
      writer.append(batch);
      writer.commit();
      Answer answer =
          store.run(
              FlowQuery.total(RANGE, Filter.all(), Measure.BYTES, Measure.PACKETS), new Cancel());
      assertEquals(Long.MAX_VALUE, answer.sums()[0][0]);
      assertEquals(Long.MAX_VALUE, answer.sums()[1][0]);
    }
  }

  @Test
  void onlyCommittedRowsAreSeenAndTheyStay() {
    try (DuckDbStore store = DuckDbStore.open(folder);
        FlowWriter writer = store.writer()) {
      writer.append(Flows.random(random, 100, 60));
      assertEquals(0, flows(store));
      writer.commit();
      assertEquals(100, flows(store));
      writer.append(Flows.random(random, 5000, 60));
    }
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      assertEquals(5100, flows(store));
      assertEquals(5100, store.status().rows());
      assertTrue(store.status().diskBytes() > 0);
    }
  }

  /// An import goes on behind as many rows as are counted, so these must be the first ones.
  @Test
  void rowsThatAreCountedAreTheFirstOnes() {
    try (DuckDbStore store = DuckDbStore.open(folder);
        FlowWriter writer = store.writer()) {
      writer.tally("file");
      long value = 0;
      for (int i = 0; i < 80; i++) {
        FlowBatch batch = Flows.random(random, 2000, 60);
        for (int row = 0; row < batch.rows(); row++) {
          batch.set(FlowField.BYTES, row, value++);
        }
        writer.append(batch);
      }
      long counted = store.tallies().getOrDefault("file", 0L);
      assertTrue(counted > 0 && counted < value, "no commit in between, or all: " + counted);
      Answer answer =
          store.run(
              FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.FLOWS, Measure.BYTES)
                  .withScaled(false),
              new Cancel());
      assertEquals(counted, answer.sums()[0][0]);
      assertEquals(counted * (counted - 1) / 2, answer.sums()[1][0]);
    }
  }

  @Test
  void aNewSliceBeginsEveryDay() {
    Instant[] now = {Instant.parse("2026-11-21T10:00:00Z")};
    try (DuckDbStore store = DuckDbStore.open(folder, () -> now[0]);
        FlowWriter writer = store.writer()) {
      for (int slice = 0; slice < 3; slice++) {
        writer.append(Flows.random(random, 10, 60));
        writer.commit();
        now[0] = now[0].plusSeconds(SliceWriter.SLICE_SECONDS + 1);
      }
      assertEquals(30, flows(store));
    }
    assertEquals(3, DataFolder.openExisting(folder).slices().size());
  }

  /// The process keeps it, which only shows in what the system says.
  @Test
  @EnabledOnOs(OS.LINUX)
  void touchedMemoryStaysWithTheProcessAndNothingElseDoes() throws Exception {
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      long before = residentMebibytes();
      store.touchMemory(() -> false);
      long after = residentMebibytes();
      assertTrue(after - before >= 100, "from " + before + " to " + after + " MiB");
      assertEquals(0, store.status().rows());
      store.touchMemory(() -> false);
      long again = residentMebibytes();
      assertTrue(again - after < 100, "from " + after + " to " + again + " MiB");
    }
  }

  @Test
  void touchingMemoryEndsWhenItIsEnough() {
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      AtomicInteger asked = new AtomicInteger();
      store.touchMemory(() -> asked.incrementAndGet() > 2);
      assertEquals(3, asked.get());
    }
  }

  private static long residentMebibytes() throws Exception {
    String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1];
    return Long.parseLong(pages) * 4096 / (1 << 20);
  }

  @Test
  void aSecondProcessIsToldWhoHasTheData() {
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      StoreException refused = assertThrows(StoreException.class, () -> DuckDbStore.open(folder));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("open in another Weir"),
          refused.getMessage());
      assertEquals(0, flows(store));
    }
  }

  @Test
  void aNewerFormatIsRefusedAndLeftAlone() throws Exception {
    DuckDbStore.open(folder).close();
    Files.writeString(folder.resolve("format"), "99\n");
    StoreException refused = assertThrows(StoreException.class, () -> DuckDbStore.open(folder));
    assertTrue(String.valueOf(refused.getMessage()).contains("newer Weir"), refused.getMessage());
    assertEquals("99\n", Files.readString(folder.resolve("format")));
  }

  @Test
  void aDamagedSliceIsSetAsideAndTheRestOpens() throws Exception {
    try (DuckDbStore store = DuckDbStore.open(folder);
        FlowWriter writer = store.writer()) {
      writer.append(Flows.random(random, 10, 60));
    }
    Path damaged = folder.resolve("slices").resolve("20200101T000000.duckdb");
    Files.writeString(damaged, "this is no database at all ".repeat(1000));
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      assertEquals(10, flows(store));
      assertEquals(1, store.problems().size());
    }
    assertFalse(Files.exists(damaged));
    assertTrue(Files.exists(damaged.resolveSibling(damaged.getFileName() + ".damaged")));
  }

  @Test
  void aSliceOfAnOlderVersionReadsItsMissingColumnsAsZero() throws Exception {
    DuckDbStore.open(folder).close();
    Path old = folder.resolve("slices").resolve("20200101T000000.duckdb");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:" + old);
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE flows AS SELECT 1577836800000000000::UBIGINT AS time_received_ns,"
              + " 7::UBIGINT AS bytes, 6::UTINYINT AS proto, 1 AS a_column_of_tomorrow");
    }
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      Answer answer =
          store.run(
              FlowQuery.ranking(
                  TimeRange.ALL,
                  Filter.all(),
                  5,
                  Dimension.of(FlowField.SRC_ADDRESS, FlowField.PROTOCOL),
                  Measure.BYTES),
              new Cancel());
      assertEquals(1, answer.rows());
      assertEquals(7, answer.sums()[0][0]);
      assertEquals("no address → TCP (6)", answer.label(0));
    }
  }

  @Test
  void whatWasCommittedSurvivesKillNine() throws Exception {
    Process child =
        new ProcessBuilder(JavaCommand.of(KilledWriter.class, folder.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long committed = 0;
    try (var lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      while (committed < 200_000) {
        String line = lines.readLine();
        assertTrue(line != null, "the writer ended early");
        committed = Long.parseLong(line);
      }
      child.toHandle().destroyForcibly(); // the process's own method would close the pipe
      child.waitFor();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        committed = Long.parseLong(line);
      }
    }
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      long found = flows(store);
      assertTrue(found >= committed, found + " of " + committed + " committed rows");
      assertEquals(0, found % KilledWriter.ROWS, "half a commit");
    }
  }

  @Test
  void aCancelledQuestionSaysSo() {
    try (DuckDbStore store = DuckDbStore.temporary();
        FlowWriter writer = store.writer()) {
      writer.append(Flows.random(random, 100, 60));
      writer.commit();
      Cancel cancel = new Cancel();
      cancel.cancel();
      StoreException taken = assertThrows(StoreException.class, () -> store.run(TOTAL, cancel));
      assertTrue(taken.isCancelled());
      assertEquals(100, flows(store));
    }
  }

  @Test
  void theAppenderIsAsRightAsTheChunks() throws Exception {
    try (Database database = new Database(folder, 2, 1024, false)) {
      assertTrue(RowPath.APPENDER.works(database));
      assertTrue(RowPath.CHUNKS.works(database));
    }
  }

  @Test
  void writtenBlocksAreNotCachedForLongWhileMemoryIsAmple() throws Exception {
    try (Database database = new Database(folder, 1, 512, true)) {
      database.attach(folder.resolve("a.duckdb"), "a", "");
      database.execute("CREATE TABLE a.t (value DOUBLE)");
      database.ampleMemory(true);
      writeMebibytes(database, 300);
      assertTrue(usedMebibytes(database) > 250, "no cache to drop");
      Database.Reader asking = database.reader(new Cancel());
      database.written(1_000_000);
      assertTrue(usedMebibytes(database) > 250, "dropped under a question");
      asking.close();
      database.written(1);
      assertTrue(usedMebibytes(database) <= 200, "not dropped");
      writeMebibytes(database, 400); // the limit of 512 MiB does not hold
      assertTrue(usedMebibytes(database) > 512, "not ample any more");
      database.ampleMemory(false);
      assertTrue(usedMebibytes(database) <= 512, "ample still");
    }
  }

  private static void writeMebibytes(Database database, int mebibytes) throws Exception {
    database.execute(
        "INSERT INTO a.t SELECT random() FROM range(" + mebibytes * (1 << 20) / 8 + ")");
  }

  private static long usedMebibytes(Database database) {
    return database.ask(
        "SELECT (sum(memory_usage_bytes) // 1048576)::BIGINT FROM duckdb_memory()",
        new Cancel(),
        row -> {
          row.next();
          return row.getLong(1);
        });
  }

  @Test
  void fieldsThatOnlySomeFlowsHaveAreColumnsOfTheirSlicesOnly() throws Exception {
    try (DuckDbStore store = DuckDbStore.open(folder);
        FlowWriter writer = store.writer()) {
      writer.append(Flows.random(random, 100, 60));
      FlowBatch rare = new FlowBatch();
      rare.set(FlowField.TIME_RECEIVED, Flows.START_NANOS);
      rare.setAddress(FlowField.NAT_SRC_ADDRESS, 0, IpAddress.mapped(0x0a000001));
      rare.add(FlowField.AS_PATH, 65_001);
      rare.add(FlowField.AS_PATH, -2);
      rare.endRow();
      writer.append(rare);
      writer.append(Flows.random(random, 100, 60));
      writer.commit();
      assertRareIsFound(store);
    }
    try (var slices = Files.list(folder.resolve("slices"))) {
      assertEquals(2, slices.count());
    }
    try (DuckDbStore store = DuckDbStore.open(folder);
        FlowWriter writer = store.writer()) {
      assertRareIsFound(store);
      writer.append(Flows.random(random, 100, 60));
      writer.commit();
      assertEquals(301, flows(store));
    }
  }

  private static void assertRareIsFound(DuckDbStore store) throws FilterSyntaxException {
    assertEquals(201, flows(store));
    assertEquals(1, flows(store, "as_path = 65001"));
    assertEquals(1, flows(store, "as_path = 4294967294"));
    assertEquals(0, flows(store, "as_path = 65002"));
    assertEquals(200, flows(store, "as_path != 65001"));
    assertEquals(1, flows(store, "as_path > 65001"));
    assertEquals(1, flows(store, "src_addr_nat = 10.0.0.1"));
    assertEquals(200, flows(store, "not src_addr_nat = 10.0.0.1"));
  }

  private static long flows(DuckDbStore store, String filter) throws FilterSyntaxException {
    FlowQuery query =
        FlowQuery.total(TimeRange.ALL, FilterParser.parse(filter), Measure.FLOWS, Measure.BYTES);
    Answer answer = store.run(query, new Cancel());
    return answer.rows() == 0 ? 0 : answer.sums()[0][0];
  }

  private static long flows(DuckDbStore store) {
    Answer answer = store.run(TOTAL, new Cancel());
    return answer.rows() == 0 ? 0 : answer.sums()[0][0];
  }
}
