package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.FlowWriter;

/// Each panel of the view of heatmaps, beside SQL that was written by hand and asks another table
/// of the same flows.
final class HeatmapsViewTest {
  private static final long S = FlowQuery.SECOND;
  private static final TimeRange RANGE = new TimeRange(1_700_000_000L * S, 1_700_000_100L * S);

  private final DuckDbStore store = DuckDbStore.temporary();
  private Connection plain;

  @BeforeEach
  void write() throws SQLException {
    plain = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement create = plain.createStatement()) {
      create.execute(
          "CREATE TABLE flows (second BIGINT, ttl INT, proto INT, sport INT, dport INT,"
              + " packets BIGINT, bytes BIGINT)");
    }
    Random random = new Random(29);
    FlowBatch flows = new FlowBatch();
    try (PreparedStatement insert =
        plain.prepareStatement("INSERT INTO flows VALUES (?,?,?,?,?,?,?)")) {
      for (int i = 0; i < 4000; i++) {
        long second = 1_700_000_000L + random.nextInt(100);
        int[] ttls = {0, 57, 63, 64, 128, 255};
        int[] protocols = {1, 6, 6, 17, 47};
        int packets = random.nextInt(40); // none, too: some exporters do not count them
        long[] row = {
          second,
          ttls[random.nextInt(ttls.length)],
          protocols[random.nextInt(protocols.length)],
          random.nextInt(65_536),
          random.nextInt(1200),
          packets,
          (long) packets * (40 + random.nextInt(1500)) + random.nextInt(9)
        };
        flows.set(FlowField.TIME_RECEIVED, second * S + random.nextInt(1_000_000));
        flows.set(FlowField.TTL, row[1]);
        flows.set(FlowField.PROTOCOL, row[2]);
        flows.set(FlowField.SRC_PORT, row[3]);
        flows.set(FlowField.DST_PORT, row[4]);
        flows.set(FlowField.PACKETS, row[5]);
        flows.set(FlowField.BYTES, row[6]);
        flows.set(FlowField.SAMPLING_RATE, 7); // a flow stays one flow
        flows.endRow();
        for (int column = 0; column < row.length; column++) {
          insert.setLong(column + 1, row[column]);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (FlowWriter writer = store.writer()) {
      writer.append(flows);
    }
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
    plain.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ttl         | any                          | ttl                         | ttl != 0      "
            + " | 2",
        "ttl         | ttl >= 60 and ttl <= 129     | ttl   | ttl BETWEEN 60 AND 129      | 1",
        "packet-size | any                          | bytes // greatest(packets, 1) | true        "
            + " | 20",
        "packet-size | octets_per_packet 100-200    | bytes // greatest(packets, 1)"
            + " | bytes // greatest(packets, 1) BETWEEN 100 AND 200 | 1",
        "src-port    | any                          | sport | proto IN (6, 17)            | 1000",
        "dst-port    | any                          | dport | proto IN (6, 17)            | 1000",
        "dst-port    | dst_port < 1000              | dport"
            + " | proto IN (6, 17) AND dport < 1000 | 10"
      })
  void saysWhatSqlSays(String id, String filter, String value, String where, int width)
      throws Exception {
    Filter only = FilterParser.parse(filter);
    FlowQuery query =
        Views.builtIn()
            .named("heatmaps")
            .panel(id)
            .queryFor(new Frame(RANGE, only, Unit.BITS, true, 10 * S, Dimensions.BUILT_IN));
    assertEquals(width, query.binWidth());
    Answer answer = store.run(query, new Cancel());
    Map<String, Double> found = new TreeMap<>();
    for (int row = 0; row < answer.rows(); row++) {
      long second = answer.bucketStartNanos()[row] / S;
      found.put(second + " " + answer.keys().getFirst().low()[row], answer.value(row, 0));
    }
    assertTrue(found.size() > 10, found::toString);
    assertEquals(byHand(value, where, width), found);
  }

  /// Flows a second.
  private Map<String, Double> byHand(String value, String where, int width) throws SQLException {
    Map<String, Double> cells = new TreeMap<>();
    String sql =
        "SELECT second // 10 * 10, "
            + value
            + " // "
            + width
            + " * "
            + width
            + ", count(*) / 10.0 FROM flows WHERE "
            + where
            + " GROUP BY ALL";
    try (Statement statement = plain.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        cells.put(rows.getLong(1) + " " + rows.getLong(2), rows.getDouble(3));
      }
    }
    return cells;
  }
}
