package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.Relations;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.View;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.FlowWriter;

/// Each panel of the view of relations, beside SQL that was written by hand and asks another table
/// of the same flows.
class RelationsViewTest {
  private static final long S = FlowQuery.SECOND;
  private static final TimeRange RANGE = new TimeRange(1_700_000_000L * S, 1_700_000_100L * S);

  /// A service has a port with a name on one side, a client's on the other.
  private static final String SERVICE =
      "CASE proto WHEN 1 THEN 'ICMP' WHEN 6 THEN 'TCP' ELSE 'UDP' END || CASE WHEN proto = 1 THEN"
          + " '' WHEN least(sport, dport) = 443 THEN ' 443 https' ELSE ' 53 domain' END";

  private final DuckDbStore store = DuckDbStore.temporary();
  private Connection plain;

  @BeforeEach
  void write() throws SQLException {
    plain = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement create = plain.createStatement()) {
      create.execute(
          "CREATE TABLE flows (src TEXT, dst TEXT, src_as BIGINT, dst_as BIGINT, exporter TEXT,"
              + " in_if BIGINT, out_if BIGINT, proto INT, sport INT, dport INT, direction INT,"
              + " bytes BIGINT)");
    }
    Random random = new Random(21);
    FlowBatch flows = new FlowBatch();
    try (PreparedStatement insert =
        plain.prepareStatement("INSERT INTO flows VALUES (?,?,?,?,?,?,?,?,?,?,?,?)")) {
      for (int i = 0; i < 4000; i++) {
        flow(random, flows, insert);
      }
      insert.executeBatch();
    }
    try (FlowWriter writer = store.writer()) {
      writer.append(flows);
    }
  }

  private static void flow(Random random, FlowBatch flows, PreparedStatement insert)
      throws SQLException {
    boolean named = random.nextBoolean();
    int client = 50_000 + random.nextInt(1000);
    int server = random.nextBoolean() ? 443 : 53;
    int protocol = new int[] {1, 6, 6, 17}[random.nextInt(4)];
    int from = protocol == 1 ? 0 : named ? client : server;
    int to = protocol == 1 ? 0 : named ? server : client;
    int rate = 1 + random.nextInt(3);
    int bytes = random.nextInt(1_000_000);
    int[] hosts = {host(random), host(random)};
    long[] numbers = {
      random.nextInt(30), random.nextInt(6), 1 + random.nextInt(4), 1 + random.nextInt(4)
    };
    int exporter = 0xc0000201 + random.nextInt(3);
    int direction = random.nextInt(4);
    flows.set(FlowField.TIME_RECEIVED, RANGE.fromNanos() + random.nextInt(100) * S);
    flows.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(hosts[0]));
    flows.setAddress(FlowField.DST_ADDRESS, 0, IpAddress.mapped(hosts[1]));
    flows.setAddress(FlowField.EXPORTER, 0, IpAddress.mapped(exporter));
    flows.set(FlowField.SRC_AS, numbers[0]);
    flows.set(FlowField.DST_AS, numbers[1]);
    flows.set(FlowField.IN_INTERFACE, numbers[2]);
    flows.set(FlowField.OUT_INTERFACE, numbers[3]);
    flows.set(FlowField.PROTOCOL, protocol);
    flows.set(FlowField.SRC_PORT, from);
    flows.set(FlowField.DST_PORT, to);
    flows.set(FlowField.DIRECTION, direction);
    flows.set(FlowField.SAMPLING_RATE, rate);
    flows.set(FlowField.BYTES, bytes);
    flows.endRow();
    insert.setString(1, address(hosts[0]));
    insert.setString(2, address(hosts[1]));
    insert.setLong(3, numbers[0]);
    insert.setLong(4, numbers[1]);
    insert.setString(5, address(exporter));
    insert.setLong(6, numbers[2]);
    insert.setLong(7, numbers[3]);
    insert.setInt(8, protocol);
    insert.setInt(9, from);
    insert.setInt(10, to);
    insert.setInt(11, direction);
    insert.setLong(12, (long) bytes * rate);
    insert.addBatch();
  }

  private static int host(Random random) {
    return 0x0a000000 + (int) Math.abs(random.nextGaussian() * 12);
  }

  private static String address(int v4) {
    return new IpAddress(0, IpAddress.mapped(v4)).toString();
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
    plain.close();
  }

  /// Direction 1 is in, 2 is out.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "in            | SRC_AS, DST_AS                | direction = 1 | 20",
        "out           | DST_AS, SRC_AS                | direction = 2 | 20",
        "in-interface  | SRC_AS, exporter, IN, DST_AS  | direction = 1 | 30",
        "out-interface | DST_AS, exporter, OUT, SRC_AS | direction = 2 | 30",
        "hosts         | src, dst                      | true          | 30",
        "services      | src, SERVICE, dst             | true          | 30",
        "as-services   | SRC_AS, dst, SERVICE          | direction = 1 | 30",
        "services-as   | SERVICE, src, DST_AS          | direction = 2 | 30"
      })
  void saysWhatSqlSays(String id, String layers, String where, int top) throws SQLException {
    Panel panel = view().panel(id);
    Relations relations =
        store.run(
            panel.relationsFor(
                new Frame(RANGE, Filter.all(), Unit.BITS, true, S, Dimensions.BUILT_IN)),
            new Cancel());
    int count = layers.split(", ").length;
    Map<String, Double> found = new TreeMap<>();
    for (int row = 0; row < relations.rows(); row++) {
      int at = row;
      String names =
          IntStream.range(0, count)
              .mapToObj(layer -> relations.text(at, layer))
              .collect(Collectors.joining(" | "));
      found.put(names, relations.value(row));
    }
    Map<String, Double> expected = byHand(layers, where, top);
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach(
        (names, rate) -> assertEquals(rate, found.getOrDefault(names, 0.0), 1e-6 * rate, names));
  }

  private Map<String, Double> byHand(String layers, String where, int top) throws SQLException {
    String[] columns = layers.split(", ");
    StringBuilder sql = new StringBuilder("WITH named AS (SELECT ");
    for (int i = 0; i < columns.length; i++) {
      sql.append(sql(columns[i])).append(" AS l").append(i).append(", ");
    }
    sql.append("bytes FROM flows WHERE ").append(where).append("), best AS (SELECT ");
    String names =
        IntStream.range(0, columns.length).mapToObj(i -> "l" + i).collect(Collectors.joining(", "));
    sql.append(names).append(" FROM named GROUP BY ").append(names);
    sql.append(" ORDER BY sum(bytes) DESC LIMIT ").append(top).append(") SELECT ");
    for (int i = 0; i < columns.length; i++) {
      sql.append(i == 0 ? "" : " || ' | ' || ");
      sql.append("if(l%1$d IN (SELECT l%1$d FROM best), l%1$d, 'Other')".formatted(i));
    }
    sql.append(", sum(bytes) * 8 / 100.0 FROM named GROUP BY 1");
    Map<String, Double> rows = new TreeMap<>();
    try (Statement statement = plain.createStatement();
        ResultSet result = statement.executeQuery(sql.toString())) {
      while (result.next()) {
        rows.put(result.getString(1), result.getDouble(2));
      }
    }
    return rows;
  }

  private static String sql(String column) {
    return switch (column) {
      case "SRC_AS" -> "if(src_as = 0, 'own or unknown', 'AS' || src_as)";
      case "DST_AS" -> "if(dst_as = 0, 'own or unknown', 'AS' || dst_as)";
      case "IN" -> "'if ' || in_if";
      case "OUT" -> "'if ' || out_if";
      case "SERVICE" -> SERVICE;
      default -> column;
    };
  }

  @Test
  void everyPanelIsBesideSql() {
    assertEquals(
        "in, out, in-interface, out-interface, hosts, services, as-services, services-as",
        view().panels().stream().map(Panel::id).collect(Collectors.joining(", ")));
  }

  private static View view() {
    return Views.builtIn().named("relations");
  }
}
