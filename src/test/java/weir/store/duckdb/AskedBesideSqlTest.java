package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
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
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
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
      batch.set(FlowField.SRC_PORT, received / SECOND % 13 == port ? 2 : 1);
      batch.set(FlowField.PROTOCOL, random.nextBoolean() ? 6 : 17);
      batch.set(FlowField.TCP_FLAGS, random.nextInt(64));
      batch.set(FlowField.BYTES, (burst ? 400_000L : 1_000L) + random.nextInt(9_000));
      batch.set(FlowField.BYTES_L2, 2_000L + random.nextInt(9_000));
      batch.set(FlowField.BYTES_L3, 1_900L + random.nextInt(8_000));
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

  /// By hand: every port and step is there, with 0 where there were no flows. Only TCP, and few of
  /// it, so that there are such.
  @ParameterizedTest
  @CsvSource({
    "P95, 'quantile_disc(r, 0.95)', 0",
    "MINIMUM, min(r), 0",
    "MINIMUM, min(r), 3000000000",
    "P95, 'quantile_disc(r, 0.95)', 3000000000"
  })
  void rankedByAllSteps(Rank.By by, String aggregate, long bucketNanos)
      throws SQLException, FilterSyntaxException {
    FlowQuery query =
        byPort(bucketNanos, 5, Measure.BITS_PER_SECOND)
            .withFilter(FilterParser.parse("proto 6 and src port 1"));
    Answer answer = ask(query.withRank(new Rank(by, 3 * SECOND)));
    List<String> expected =
        column(
            "WITH had AS (SELECT dst_port, time_received_ns // 3000000000 AS step,"
                + " sum(bytes * sampling_rate) AS b FROM flows WHERE proto = 6 AND src_port = 1"
                + " AND time_received_ns >= {from} AND time_received_ns < {until} GROUP BY ALL),"
                + " all_steps AS (SELECT unnest(range({from} // 3000000000,"
                + " ({until} - 1) // 3000000000 + 1)) AS step),"
                + " filled AS (SELECT p.dst_port, s.step, coalesce(b, 0) AS b FROM"
                + " (SELECT DISTINCT dst_port FROM had) p CROSS JOIN all_steps s"
                + " LEFT JOIN had USING (dst_port, step)),"
                + " rated AS (SELECT *, b / (least((step + 1) * 3000000000, {until})"
                + " - greatest(step * 3000000000, {from})) AS r FROM filled)"
                + " SELECT dst_port FROM rated GROUP BY 1 ORDER BY "
                + aggregate
                + " DESC, sum(b) DESC LIMIT 5");
    assertEquals(expected, ports(answer).subList(0, 5));
    assertNotEquals(ports(ask(query)), ports(answer), "the average ranks otherwise");
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

  private static final String WITHIN =
      " FROM flows WHERE time_received_ns >= {from} AND time_received_ns < {until}";

  /// The first measure's values of the ports, "Other" last.
  private static void valuesAre(List<String> expected, Answer answer) {
    List<String> values = new ArrayList<>();
    for (int row = 0; row < answer.rows(); row++) {
      values.add(String.format(Locale.ROOT, "%.6f", answer.value(row, 0)));
    }
    assertEquals(expected, values);
  }

  private static List<String> rounded(List<String> values) {
    return values.stream()
        .map(value -> String.format(Locale.ROOT, "%.6f", Double.parseDouble(value)))
        .toList();
  }

  @Test
  void octetsOfAPacketAreThoseOfAllTogether() throws SQLException {
    Answer answer = ask(byPort(0, 3, Measure.BYTES_PER_PACKET));
    assertEquals(List.of(Measure.BYTES_PER_PACKET, Measure.PACKETS), answer.query().measures());
    String largest =
        "(SELECT dst_port"
            + WITHIN
            + " GROUP BY 1 ORDER BY sum(bytes * sampling_rate) DESC LIMIT 3)";
    List<String> expected =
        column(
            "SELECT sum(bytes * sampling_rate) / sum(packets * sampling_rate)"
                + WITHIN
                + " GROUP BY CASE WHEN dst_port IN "
                + largest
                + " THEN dst_port ELSE 0 END ORDER BY max(dst_port NOT IN "
                + largest
                + "), sum(bytes * sampling_rate) DESC");
    valuesAre(rounded(expected), answer);
  }

  @Test
  void synShareIsOfTcpFlows() throws SQLException {
    String syn = "count(*) FILTER (proto = 6 AND tcp_flags & 2 > 0 AND tcp_flags & 16 = 0)";
    String share = "SELECT 100.0 * " + syn + " / count(*) FILTER (proto = 6)" + WITHIN;
    valuesAre(
        rounded(column(share + " GROUP BY dst_port ORDER BY " + syn + " DESC, dst_port")),
        ask(byPort(0, 0, Measure.SYN_SHARE)));
    valuesAre(rounded(column(share)), ask(FlowQuery.total(RANGE, Filter.all(), Measure.SYN_SHARE)));
    valuesAre(
        rounded(
            column(
                share
                    + " GROUP BY time_received_ns // 10000000000 ORDER BY min(time_received_ns)")),
        ask(FlowQuery.total(RANGE, Filter.all(), Measure.SYN_SHARE).withBucket(10 * SECOND)));
  }

  @Test
  void synShareOfPacketsIsOfThoseThatWereSent() throws SQLException {
    String packets = "sum(packets * sampling_rate) FILTER (proto = 6";
    String syn = packets + " AND tcp_flags & 2 > 0 AND tcp_flags & 16 = 0)";
    String share = "SELECT 100.0 * " + syn + " / " + packets + ")" + WITHIN;
    valuesAre(
        rounded(column(share + " GROUP BY dst_port ORDER BY " + syn + " DESC, dst_port")),
        ask(byPort(0, 0, Measure.SYN_PACKET_SHARE)));
    Answer all = ask(FlowQuery.total(RANGE, Filter.all(), Measure.SYN_PACKET_SHARE));
    valuesAre(rounded(column(share)), all);
    Answer flows = ask(FlowQuery.total(RANGE, Filter.all(), Measure.SYN_SHARE));
    assertNotEquals(flows.value(0, 0), all.value(0, 0), "flows have unlike many packets");
  }

  @Test
  void octetsOfLayer3AreThoseThatWereTold() throws SQLException {
    Answer answer =
        ask(FlowQuery.total(RANGE, Filter.all(), Measure.BYTES_L3, Measure.BITS_L3_PER_SECOND));
    sumsAreThoseOf(answer, "bytes_l3 * sampling_rate");
    assertEquals(answer.sums()[0][0] * 8e9 / RANGE.lengthNanos(), answer.value(0, 1));
  }

  @Test
  void octetsOfLayer2AreThoseThatWereTold() throws SQLException {
    Answer answer =
        ask(FlowQuery.total(RANGE, Filter.all(), Measure.BYTES_L2, Measure.BITS_L2_PER_SECOND));
    sumsAreThoseOf(answer, "bytes_l2 * sampling_rate");
    assertEquals(answer.sums()[0][0] * 8e9 / RANGE.lengthNanos(), answer.value(0, 1));
  }

  /// A flow's start and end; both where it was received if it does not tell them.
  private static final String TIMED =
      "WITH timed AS (SELECT *, time_flow_start_ns > 0 AND time_flow_end_ns > time_flow_start_ns"
          + " AS told, (CASE WHEN told THEN time_flow_start_ns ELSE time_received_ns END)::BIGINT"
          + " AS s, (CASE WHEN told THEN time_flow_end_ns ELSE time_received_ns + 1 END)::BIGINT"
          + " AS e FROM flows), steps AS (SELECT s, e, bytes * sampling_rate AS b, dst_port,"
          + " greatest(step, {from}) AS f, least(step + {width}, {until}) AS t FROM timed,"
          + " range(({from} // {width} * {width})::BIGINT, {until}::BIGINT, {width}) AS r(step))";

  /// Whole octets, as they are cut: within one of what a fraction would be, for each flow.
  private static void spreadIs(FlowQuery query, String sql) throws SQLException {
    Answer answer = ask(query.withSpread(true));
    List<String> expected = column(sql.replace("{width}", String.valueOf(10 * SECOND)));
    assertEquals(expected.size(), answer.rows());
    for (int row = 0; row < answer.rows(); row++) {
      double sum = Double.parseDouble(expected.get(row));
      assertEquals(sum, (double) answer.sums()[0][row], FLOWS * 3.0);
      assertTrue(sum > 100 * FLOWS, "so that it says something");
    }
  }

  @Test
  void bytesAreSpreadOverTheTimeOfTheirFlow() throws SQLException {
    String overlap = "sum(b * greatest(0, least(e, t) - greatest(s, f)) / (e - s))";
    spreadIs(
        FlowQuery.total(RANGE, Filter.all(), Measure.BYTES).withBucket(10 * SECOND),
        TIMED + "SELECT " + overlap + " FROM steps GROUP BY f ORDER BY f");
    spreadIs(
        FlowQuery.total(RANGE, Filter.all(), Measure.BYTES),
        TIMED + "SELECT " + overlap + " FROM steps");
    spreadIs(
        byPort(0, 4, Measure.BYTES),
        TIMED
            + ", ports AS (SELECT dst_port, "
            + overlap
            + " AS b FROM steps GROUP BY 1 ORDER BY 2 DESC), placed AS (SELECT b,"
            + " row_number() OVER (ORDER BY b DESC) AS place FROM ports)"
            + " SELECT sum(b) FROM placed GROUP BY least(place, 5) ORDER BY least(place, 5)");
  }

  @Test
  void nothingIsLostByBeingSpread() {
    TimeRange all = new TimeRange(START - 3600 * SECOND, START + 3600 * SECOND);
    FlowQuery query =
        FlowQuery.total(all, Filter.all(), Measure.BYTES, Measure.PACKETS, Measure.FLOWS);
    long[] received = ask(query).sums()[0];
    for (long width : new long[] {0, 10 * SECOND, 60 * SECOND}) {
      Answer spread = ask(query.withBucket(width).withSpread(true));
      assertEquals(received[0], LongStream.of(spread.sums()[0]).sum());
      assertEquals(FLOWS, LongStream.of(spread.sums()[2]).sum());
      assertEquals(FLOWS, spread.matchedFlows());
    }
  }

  /// By hand: 1,000 octets from second 5 to 45, in steps of ten seconds of a range from 0 to 40.
  @Test
  void whatAFlowOfFortySecondsHasIsInItsSteps() {
    FlowBatch batch = new FlowBatch();
    batch.set(FlowField.TIME_RECEIVED, START + 50 * SECOND);
    batch.set(FlowField.TIME_START, START + 5 * SECOND);
    batch.set(FlowField.TIME_END, START + 45 * SECOND);
    batch.set(FlowField.BYTES, 1_000);
    batch.endRow();
    batch.set(FlowField.TIME_RECEIVED, START + 12 * SECOND); // tells no times
    batch.set(FlowField.BYTES, 7);
    batch.endRow();
    try (DuckDbStore small = DuckDbStore.temporary();
        FlowWriter writer = small.writer()) {
      writer.append(batch);
      writer.close();
      FlowQuery query =
          FlowQuery.total(
                  new TimeRange(START, START + 40 * SECOND),
                  Filter.all(),
                  Measure.BYTES,
                  Measure.FLOWS)
              .withBucket(10 * SECOND)
              .withSpread(true);
      Answer answer = small.run(query, new Cancel());
      assertEquals(
          List.of(125L, 257L, 250L, 250L), LongStream.of(answer.sums()[0]).boxed().toList());
      assertEquals(List.of(0L, 1L, 0L, 0L), LongStream.of(answer.sums()[1]).boxed().toList());
      Answer whole = small.run(query.withBucket(0), new Cancel());
      assertEquals(882, whole.sums()[0][0], "125 octets come behind the range");
    }
  }
}
