package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Rank;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowWriter;

/// What "Explore" asks beyond sums, beside SQL that was written by hand and is put to the file that
/// the flows are in.
class AskedBesideSqlTest {
  private static final int FLOWS = 4000;
  private static final long SECOND = FlowQuery.SECOND;
  private static final long START = Flows.START_NANOS - Flows.START_NANOS % (60 * SECOND);

  /// It cuts the first step and the last.
  private static final TimeRange RANGE =
      new TimeRange(START + 4 * SECOND, START + 97 * SECOND + SECOND / 2);

  @TempDir private static Path folder;
  private static DuckDbStore store;
  private static Connection plain;

  @BeforeAll
  static void write() throws IOException, SQLException {
    Path data = folder.resolve("data");
    try (DuckDbStore writing =
            DuckDbStore.unpacked(data, () -> TimeRange.instant(START + 200 * SECOND));
        FlowWriter writer = writing.writer()) {
      writer.append(flows(new Random(7)));
    }
    Path file;
    try (Stream<Path> files = Files.walk(data)) {
      file = files.filter(path -> path.toString().endsWith(".duckdb")).findFirst().orElseThrow();
    }
    Path copy = Files.copy(file, folder.resolve("copy.duckdb"));
    plain = DriverManager.getConnection("jdbc:duckdb:" + copy);
    store = DuckDbStore.openExisting(data);
  }

  @AfterAll
  static void close() throws SQLException {
    store.close();
    plain.close();
  }

  /// Some ports are busy for a moment, so that the largest on average are not those with the
  /// highest step.
  private static FlowBatch flows(Random random) {
    FlowBatch batch = new FlowBatch();
    for (int row = 0; row < FLOWS; row++) {
      long received = START + (long) (random.nextDouble() * 120 * SECOND);
      int port = random.nextInt(12);
      boolean burst = received / SECOND % 40 == port * 3L;
      batch.set(FlowField.TIME_RECEIVED, received);
      long end = received - random.nextInt(3) * SECOND - random.nextInt(1000);
      boolean timed = random.nextInt(10) > 0;
      batch.set(FlowField.TIME_END, timed ? end : 0);
      batch.set(FlowField.TIME_START, timed ? end - random.nextInt(40) * SECOND / 2 : 0);
      batch.set(FlowField.DST_PORT, 1000 + port);
      batch.set(FlowField.PROTOCOL, random.nextBoolean() ? 6 : 17);
      batch.set(FlowField.TCP_FLAGS, random.nextInt(64));
      batch.set(FlowField.BYTES, (burst ? 400_000L : 1_000L) + random.nextInt(9_000));
      batch.set(FlowField.BYTES_L2, 2_000L + random.nextInt(9_000));
      batch.set(FlowField.PACKETS, 1 + random.nextInt(12));
      batch.set(FlowField.SAMPLING_RATE, 1 + random.nextInt(3));
      batch.endRow();
    }
    return batch;
  }

  private static FlowQuery byPort(long bucketNanos, int top, Measure... measures) {
    return new FlowQuery(
        RANGE,
        Filter.all(),
        Dimension.of(FlowField.DST_PORT),
        List.of(measures),
        bucketNanos,
        top,
        true,
        true);
  }

  private static Answer ask(FlowQuery query) {
    return store.run(query, new Cancel());
  }

  /// The ports of an answer, each once, in its order.
  private static List<String> ports(Answer answer) {
    List<String> ports = new ArrayList<>();
    for (int row = 0; row < answer.rows(); row++) {
      String port = answer.other()[row] ? "other" : answer.keys().getFirst().text(row);
      if (!ports.contains(port)) {
        ports.add(port);
      }
    }
    return ports;
  }

  /// The first column of what a statement gives.
  private static List<String> column(String sql) throws SQLException {
    String text =
        sql.replace("{from}", String.valueOf(RANGE.fromNanos()))
            .replace("{until}", String.valueOf(RANGE.untilNanos()));
    List<String> found = new ArrayList<>();
    try (Statement statement = plain.createStatement();
        ResultSet rows = statement.executeQuery(text)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static final String STEPS =
      "WITH steps AS (SELECT dst_port, time_received_ns // 10000000000 AS step,"
          + " sum(bytes * sampling_rate) AS b, count(*) AS n FROM flows"
          + " WHERE time_received_ns >= {from} AND time_received_ns < {until} GROUP BY ALL),"
          + " rated AS (SELECT *, b / (least((step + 1) * 10000000000, {until})"
          + " - greatest(step * 10000000000, {from})) AS r FROM steps) ";

  @ParameterizedTest
  @CsvSource({"0", "10000000000"})
  void rankedByTheHighestStep(long bucketNanos) throws SQLException {
    FlowQuery query = byPort(bucketNanos, 4, Measure.BITS_PER_SECOND);
    Answer answer = ask(query.withRank(new Rank(Rank.By.MAXIMUM, 10 * SECOND)));
    List<String> expected =
        column(STEPS + "SELECT dst_port FROM rated GROUP BY 1 ORDER BY max(r) DESC LIMIT 4");
    expected.add("other");
    assertEquals(expected, ports(answer));
    assertNotEquals(ports(ask(query)), ports(answer), "the average ranks otherwise");
    assertEquals(FLOWS, ask(query.withRange(TimeRange.ALL)).matchedFlows());
    sumsAreThoseOf(answer, "bytes * sampling_rate");
  }

  @Test
  void sumsAreRankedAsTheyAre() throws SQLException {
    FlowQuery query = byPort(0, 4, Measure.FLOWS);
    Answer answer = ask(query.withRank(new Rank(Rank.By.MAXIMUM, 10 * SECOND)));
    List<String> expected =
        column(
            STEPS
                + "SELECT dst_port FROM rated GROUP BY 1 ORDER BY max(n) DESC, sum(n) DESC, 1"
                + " LIMIT 4");
    assertEquals(expected, ports(answer).subList(0, 4));
  }

  @Test
  void rankedByTheNewestStep() throws SQLException {
    FlowQuery query = byPort(10 * SECOND, 0, Measure.BITS_PER_SECOND);
    Answer answer = ask(query.withRank(new Rank(Rank.By.LAST, 0)));
    assertEquals(
        column(
            STEPS
                + "SELECT dst_port FROM rated GROUP BY 1 ORDER BY"
                + " sum(CASE WHEN step = ({until} - 1) // 10000000000 THEN b ELSE 0 END) DESC,"
                + " sum(b) DESC"),
        ports(answer));
  }

  /// All rows together are all flows.
  private static void sumsAreThoseOf(Answer answer, String what) throws SQLException {
    long sum = 0;
    for (long one : answer.sums()[0]) {
      sum += one;
    }
    assertEquals(
        column(
            "SELECT sum("
                + what
                + ") FROM flows WHERE time_received_ns >= {from} AND time_received_ns < {until}"),
        List.of(String.valueOf(sum)));
  }
}
