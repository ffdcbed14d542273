package weir.store.duckdb.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import weir.export.Sheet;
import weir.export.Sheets;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.naming.AutonomousSystem;
import weir.naming.Exporter;
import weir.naming.Interface;
import weir.naming.Layers;
import weir.naming.Naming;
import weir.naming.Network;
import weir.naming.Origin;
import weir.naming.Side;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.SqlLimits;
import weir.store.StatementException;
import weir.store.duckdb.DuckDbStore;

/// Names that people gave as columns of statements, beside what groups by the same names sum up.
class NamesInSqlTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final int ROWS = 2000;
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");

  private static FlowArchive store;
  private static Naming said = naming("it's \"uplink\"");

  @BeforeAll
  static void fill() {
    store = DuckDbStore.temporary();
    store.names(() -> Layers.of(Origin.FILE, said));
    FlowBatch batch = new FlowBatch();
    for (int row = 0; row < ROWS; row++) {
      batch.set(FlowField.TIME_RECEIVED, START + row * 1_000_000L);
      IpAddress exporter = row % 3 == 0 ? EDGE : IpAddress.parse("192.0.2.2");
      batch.setAddress(FlowField.EXPORTER, exporter.high(), exporter.low());
      batch.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(0x0a000000 + (row % 100) * 256));
      batch.setAddress(FlowField.DST_ADDRESS, 0, IpAddress.mapped(0xcb007100 + row % 50));
      batch.set(FlowField.IN_INTERFACE, row % 4);
      batch.set(FlowField.SRC_AS, 64500 + row % 60);
      batch.set(FlowField.BYTES, 100 + row);
      batch.endRow();
    }
    try (FlowWriter writer = store.writer()) {
      writer.append(batch);
      writer.commit();
    }
  }

  /// Of networks and AS so many that they are looked up in tables.
  private static Naming naming(String uplink) {
    List<Network> networks = new ArrayList<>();
    List<String> own = new ArrayList<>();
    Map<Long, AutonomousSystem> systems = new LinkedHashMap<>();
    for (int i = 0; i < 80; i++) {
      networks.add(new Network("10.0." + i + ".0/24", "net " + i % 45, "", ""));
      systems.put(64500L + i, new AutonomousSystem("AS of " + i % 50, "DE", false));
      own.add("10.0." + i * 2 % 90 + ".0/24");
    }
    return Naming.NONE
        .withExporters(
            Map.of(
                EDGE,
                Exporter.NOTHING
                    .withName("edge-1")
                    .withSite("M'bauer")
                    .with(1, one -> Interface.NOTHING.withName(uplink).withSide(Side.EXTERNAL))))
        .withNetworks(networks)
        .withSystems(systems)
        .withOwn(own);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static List<List<Object>> rows(String statement) {
    return store.run(statement, SqlLimits.USUAL, new Cancel()).rows();
  }

  @Test
  void wordsAreThoseOfGroups() {
    for (String name :
        List.of(
            "exporter_name",
            "site",
            "in_if_name",
            "in_side",
            "src_network",
            "src_as_name",
            "src_country",
            "src_host",
            "direction")) {
      Map<String, String> expected = sums(name);
      String column = name.equals("direction") ? "direction_name" : name;
      Map<String, String> found =
          rows("SELECT " + column + ", sum(bytes) FROM flows GROUP BY 1").stream()
              .collect(
                  Collectors.toMap(row -> row.get(0).toString(), row -> row.get(1).toString()));
      assertEquals(expected, found, name);
      assertTrue(
          name.matches("src_(host|country)") || found.size() > 1, name + " of " + found.size());
    }
  }

  private static Map<String, String> sums(String name) {
    Sheet sheet =
        Sheets.of(
            store.run(
                new FlowQuery(
                    TimeRange.ALL,
                    Filter.all(),
                    List.of(store.dimensions().require(name)),
                    List.of(Measure.BYTES),
                    0,
                    0,
                    false,
                    true),
                new Cancel()));
    Map<String, String> sums = new HashMap<>();
    for (int row = 0; row < sheet.rows(); row++) {
      sums.put(sheet.text(row, 0), Long.toString(sheet.whole(row, 1)));
    }
    return sums;
  }

  @Test
  void theyAreTextsToFilterAndJoinBy() {
    assertEquals(
        List.of(List.of("edge-1", 400L)),
        rows(
            "SELECT exporter_name, count(*) FROM flows WHERE site = 'M''bauer'"
                + " AND in_if <> 1 AND src_network LIKE 'net %' GROUP BY 1"),
        "of a third of all three quarters, and of these four fifths");
    assertEquals(
        List.of(List.of("it's 'uplink'")),
        rows("SELECT DISTINCT in_if_name FROM flows WHERE in_side = 'external'"));
  }

  @Test
  void anotherNameIsThereAtOnce() {
    Naming before = said;
    said = naming("backbone");
    try {
      assertEquals(
          List.of(List.of("backbone")),
          rows("SELECT DISTINCT in_if_name FROM flows WHERE in_side = 'external'"));
    } finally {
      said = before;
    }
  }

  /// Of so many networks that they are looked up in a table.
  @Test
  void otherRulesOfDirectionsHoldForStoredFlows() {
    Naming before = said;
    List<String> own = new ArrayList<>();
    for (int i = 1; i < 80; i += 2) {
      own.add("10.0." + i + ".0/24");
    }
    said = before.withOwn(own);
    try {
      Map<String, String> sums = sums("direction");
      assertEquals(2, sums.size(), sums.toString());
      assertEquals(
          List.of(List.of("out", 800L), List.of("transit", 1200L)),
          rows("SELECT direction_name, count(*) FROM flows GROUP BY 1 ORDER BY 1"));
    } finally {
      said = before;
    }
  }

  @Test
  void whatIsLikeAColumnIsNamed() {
    StatementException wrong =
        assertThrows(StatementException.class, () -> rows("SELECT src_netwrk FROM flows"));
    assertTrue(String.valueOf(wrong.getMessage()).contains("src_network"), wrong.getMessage());
  }

  @Test
  void nobodyReachesTheFunctionItself() {
    assertThrows(StatementException.class, () -> rows("SELECT weir_name(1, 0) FROM flows"));
  }
}
