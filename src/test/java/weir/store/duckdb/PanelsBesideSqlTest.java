package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.ShortText;
import weir.naming.AutonomousSystem;
import weir.naming.Naming;
import weir.naming.Places;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.RelationQuery;
import weir.query.Relations;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.View;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.FlowWriter;
import weir.store.Question;

/// What every panel of every view that comes with Weir shows, beside SQL that was written by hand:
/// `views/panels.sql`, a line a panel, put to the file that the flows are in, and to nothing of
/// Weir's. A panel without a line fails.
class PanelsBesideSqlTest {
  private static final Path SQL = Path.of("src/test/resources/views/panels.sql");
  private static final int FLOWS = 6000;
  private static final long SECOND = FlowQuery.SECOND;
  private static final long START = Flows.START_NANOS;
  private static final TimeRange RANGE = new TimeRange(START, START + 120 * SECOND);
  private static final Dimensions NAMES =
      Dimensions.of(
          Naming.NONE.withSystems(
              Map.of(
                  1L, new AutonomousSystem("one", "DE", false),
                  2L, new AutonomousSystem("two", "DE", false),
                  3L, new AutonomousSystem("two", "FR", false),
                  4L, new AutonomousSystem("", "US", false))));

  /// The same with a table of places: addresses that end with 1 are in Berlin, with 2 in Paris.
  private static final Dimensions PLACES =
      Dimensions.of(
          NAMES
              .naming()
              .withPlaces(
                  Places.of(
                      () ->
                          new Places.Known(
                              "a table",
                              List.of(
                                  new Places.Place("DE", "Berlin"),
                                  new Places.Place("FR", "Paris"),
                                  new Places.Place("US", "")),
                              (_, low) -> (int) (low & 3),
                              1))));

  private static final IpAddress HOST = new IpAddress(0, IpAddress.mapped(0x0a00_0001));

  @TempDir private static Path folder;
  private static DuckDbStore store;
  private static Connection plain;
  private static Map<String, String> lines = Map.of();

  @BeforeAll
  static void write() throws IOException, SQLException {
    Path data = folder.resolve("data");
    try (DuckDbStore writing =
            DuckDbStore.unpacked(data, () -> TimeRange.instant(START + 200 * SECOND));
        FlowWriter writer = writing.writer()) {
      writer.append(flows(new Random(21)));
    }
    Path file;
    try (Stream<Path> files = Files.walk(data)) {
      file = files.filter(path -> path.toString().endsWith(".duckdb")).findFirst().orElseThrow();
    }
    Path copy = Files.copy(file, folder.resolve("copy.duckdb"));
    plain = DriverManager.getConnection("jdbc:duckdb:" + copy);
    store = DuckDbStore.openExisting(data);
    Map<String, String> read = new LinkedHashMap<>();
    for (String line : Files.readAllLines(SQL)) {
      if (!line.startsWith("--")) {
        int colon = line.indexOf(": ");
        read.put(
            line.substring(0, colon),
            line.substring(colon + 2)
                .replace("{packets}", String.valueOf(FlowType.PACKETS.code()))
                .replace("{host}", Long.toUnsignedString(HOST.low())));
      }
    }
    lines = read;
  }

  @AfterAll
  static void close() throws SQLException {
    store.close();
    plain.close();
  }

  /// Of each field a few values, so that groups have several flows each; services are told by the
  /// lower port, for the higher ones have no names.
  private static FlowBatch flows(Random random) {
    FlowBatch batch = new FlowBatch();
    for (int row = 0; row < FLOWS; row++) {
      for (FlowField field : FlowField.all()) {
        switch (field.kind()) {
          case ADDRESS -> {
            int some = random.nextInt(8);
            boolean own = field == FlowField.SRC_ADDRESS || field == FlowField.DST_ADDRESS;
            if (some == 7) {
              batch.setAddress(field, 0x20010db8_0000_0000L + random.nextInt(2), -1L - some);
            } else if (some > 0 || own) {
              batch.setAddress(field, 0, IpAddress.mapped(0x0a00_0000 + some));
            }
          }
          case TEXT -> {
            if (random.nextInt(3) > 0) {
              batch.setText(field, row, ShortText.of("p" + random.nextInt(4)));
            }
          }
          case NUMBERS, ADDRESSES -> {}
          default -> batch.set(field, random.nextInt(6));
        }
      }
      boolean answer = random.nextBoolean();
      int port = new int[] {443, 53, 22, 80}[random.nextInt(4)];
      batch.set(answer ? FlowField.SRC_PORT : FlowField.DST_PORT, port);
      batch.set(answer ? FlowField.DST_PORT : FlowField.SRC_PORT, 50_001 + random.nextInt(3));
      batch.set(FlowField.PROTOCOL, new int[] {6, 6, 17, 1}[random.nextInt(4)]);
      batch.set(FlowField.TCP_FLAGS, random.nextInt(64));
      batch.set(FlowField.TYPE, random.nextInt(3) * 3L + 1);
      batch.set(FlowField.BYTES, random.nextInt(20_000));
      batch.set(FlowField.PACKETS, random.nextInt(12));
      batch.set(FlowField.TCP_HANDSHAKE_RTT, random.nextInt(4) * (long) random.nextInt(900_000));
      batch.set(FlowField.TIME_RECEIVED, START + row * 120L * SECOND / FLOWS);
      batch.endRow();
    }
    return batch;
  }

  static Stream<String> panels() {
    return Views.builtIn().all().stream()
        .flatMap(view -> view.panels().stream().map(panel -> view.id() + " " + panel.id()));
  }

  private static List<List<BigInteger>> ask(String sql) throws SQLException {
    List<List<BigInteger>> rows = new ArrayList<>();
    try (Statement statement = plain.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<BigInteger> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(new BigDecimal(result.getString(i)).toBigIntegerExact());
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  /// Sums by group, as the line says.
  private static Map<List<BigInteger>, BigInteger> sums(String sql) throws SQLException {
    Map<List<BigInteger>, BigInteger> sums = new HashMap<>();
    for (List<BigInteger> row : ask(sql)) {
      sums.put(row.subList(0, row.size() - 1), row.getLast());
    }
    return sums;
  }

  @ParameterizedTest
  @MethodSource("panels")
  void showsWhatSqlSays(String name) throws SQLException {
    String sql = lines.get(name);
    assertNotNull(sql, "no line for " + name + " in " + SQL);
    View view = Views.builtIn().named(name.split(" ")[0]);
    Panel panel = view.panel(name.split(" ")[1]);
    Filter filter = view.id().equals(View.HOSTS) ? Filter.atEitherEnd(HOST) : Filter.all();
    Dimensions names = name.endsWith("cities") ? PLACES : NAMES;
    Frame frame = new Frame(RANGE, filter, Unit.BITS, true, 10 * SECOND, names);
    switch (panel.questionFor(frame)) {
      case FlowQuery query -> compare(query, sql);
      case RelationQuery query -> compare(query, sums(sql));
      case RecordQuery query -> compare(panel, query, sql);
      default -> throw new AssertionError(name);
    }
  }

  private static void compare(FlowQuery query, String sql) throws SQLException {
    Map<List<BigInteger>, BigInteger> expected = binned(query, sums(sql));
    assertTrue(expected.size() > 1 || query.by().isEmpty(), "this would tell nothing: " + expected);
    Answer answer = store.run(query, new Cancel());
    Map<List<BigInteger>, BigInteger> shown = new HashMap<>();
    BigInteger rest = BigInteger.ZERO;
    for (int row = 0; row < answer.rows(); row++) {
      BigInteger sum = BigInteger.valueOf(answer.sums()[0][row]);
      if (answer.other()[row]) {
        rest = rest.add(sum);
      } else {
        shown.merge(keys(answer.keys(), row), sum, BigInteger::add);
      }
    }
    int groups = query.top() == 0 ? expected.size() : Math.min(query.top(), expected.size());
    assertEquals(groups, shown.size());
    shown.forEach((keys, sum) -> assertEquals(expected.get(keys), sum, keys::toString));
    BigInteger least = shown.values().stream().reduce(BigInteger::min).orElse(BigInteger.ZERO);
    BigInteger left = BigInteger.ZERO;
    for (Map.Entry<List<BigInteger>, BigInteger> one : expected.entrySet()) {
      if (!shown.containsKey(one.getKey())) {
        assertTrue(one.getValue().compareTo(least) <= 0, one + " is larger than " + least);
        left = left.add(one.getValue());
      }
    }
    assertEquals(left, rest);
    if (query.bucketNanos() > 0) {
      compareBuckets(answer, sql);
    } else if (query.by().equals(Dimension.End.BOTH)) {
      compareWays(answer);
    }
  }

  /// Values of the last key in stretches, where the question has them so.
  private static Map<List<BigInteger>, BigInteger> binned(
      FlowQuery query, Map<List<BigInteger>, BigInteger> sums) {
    if (query.binWidth() <= 1) {
      return sums;
    }
    BigInteger width = BigInteger.valueOf(query.binWidth());
    Map<List<BigInteger>, BigInteger> bins = new HashMap<>();
    sums.forEach(
        (keys, sum) -> {
          List<BigInteger> bin = new ArrayList<>(keys);
          bin.set(bin.size() - 1, bin.getLast().divide(width).multiply(width));
          bins.merge(bin, sum, BigInteger::add);
        });
    return bins;
  }

  /// Each step of each group that is shown.
  private static void compareBuckets(Answer answer, String sql) throws SQLException {
    long nanos = answer.query().bucketNanos();
    String bucket = "time_received_ns // " + nanos + " * " + nanos;
    Map<List<BigInteger>, BigInteger> expected =
        binned(answer.query(), sums(sql.replaceFirst("SELECT ", "SELECT " + bucket + ", ")));
    for (int row = 0; row < answer.rows(); row++) {
      if (!answer.other()[row]) {
        List<BigInteger> keys = new ArrayList<>(keys(answer.keys(), row));
        keys.addFirst(BigInteger.valueOf(answer.bucketStartNanos()[row]));
        assertEquals(expected.get(keys), BigInteger.valueOf(answer.sums()[0][row]));
      }
    }
  }

  /// What goes from the lower address to the higher one, and what comes back.
  private static void compareWays(Answer answer) throws SQLException {
    for (int row = 0; row < answer.rows(); row++) {
      if (answer.other()[row]) {
        continue;
      }
      List<BigInteger> ends = keys(answer.keys(), row);
      String way =
          "SELECT coalesce(sum(bytes * greatest(sampling_rate, 1)), 0) FROM flows WHERE"
              + " src_addr_hi = %d AND src_addr = %d AND dst_addr_hi = %d AND dst_addr = %d";
      boolean self = ends.subList(0, 2).equals(ends.subList(2, 4));
      BigInteger forth = ask(way.formatted(ends.toArray())).getFirst().getFirst();
      BigInteger back =
          ask(way.formatted(ends.get(2), ends.get(3), ends.get(0), ends.get(1)))
              .getFirst()
              .getFirst();
      assertEquals(forth, BigInteger.valueOf(answer.sums()[2][row]));
      assertEquals(self ? BigInteger.ZERO : back, BigInteger.valueOf(answer.sums()[3][row]));
    }
  }

  private static List<BigInteger> keys(List<Answer.Key> keys, int row) {
    List<BigInteger> values = new ArrayList<>();
    for (Answer.Key key : keys) {
      if (key.dimension().isWide()) {
        values.add(unsigned(key.high(row)));
      }
      values.add(unsigned(key.low()[row]));
    }
    return values;
  }

  /// The combinations that have no "Other" in them, and all together.
  private static void compare(RelationQuery query, Map<List<BigInteger>, BigInteger> expected) {
    Relations relations = store.run(query, new Cancel());
    BigInteger all = BigInteger.ZERO;
    Set<List<BigInteger>> seen = new HashSet<>();
    for (int row = 0; row < relations.rows(); row++) {
      int at = row;
      BigInteger sum = BigInteger.valueOf(relations.sums()[row]);
      all = all.add(sum);
      if (Stream.of(relations.other()).noneMatch(layer -> layer[at])) {
        List<BigInteger> keys = keys(relations.keys(), row);
        assertEquals(expected.get(keys), sum, keys::toString);
        seen.add(keys);
      }
    }
    assertTrue(seen.size() >= Math.min(query.top(), expected.size()));
    assertEquals(expected.values().stream().reduce(BigInteger.ZERO, BigInteger::add), all);
  }

  private static void compare(Panel panel, RecordQuery query, String sql) throws SQLException {
    List<List<BigInteger>> expected = ask(sql);
    assertTrue(expected.size() > 1);
    try (Question<Records> question = store.ask(query, new Cancel())) {
      Records records = question.last();
      assertEquals(expected.size(), records.rows());
      FlowBatch page = records.page(0, (int) records.rows());
      for (int row = 0; row < page.rows(); row++) {
        List<BigInteger> values = new ArrayList<>();
        for (FlowField field :
            panel.columns().stream().flatMap(one -> one.whole().stream()).toList()) {
          if (field.isWide()) {
            values.add(unsigned(page.high(field, row)));
          }
          values.add(unsigned(page.get(field, row)));
        }
        assertEquals(expected.get(row), values);
      }
    }
  }

  @Test
  void everyLineHasItsPanel() {
    Set<String> lost = new HashSet<>(lines.keySet());
    panels().forEach(lost::remove);
    assertEquals(Set.of(), lost);
  }
}
