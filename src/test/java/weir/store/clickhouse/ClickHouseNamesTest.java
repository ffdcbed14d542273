package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import weir.export.Sheet;
import weir.export.Sheets;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Prefixes;
import weir.naming.AutonomousSystem;
import weir.naming.Exporter;
import weir.naming.Interface;
import weir.naming.Layers;
import weir.naming.Naming;
import weir.naming.Network;
import weir.naming.Origin;
import weir.naming.Side;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.FlowWriter;
import weir.store.Question;
import weir.store.Remote;
import weir.store.ServerAddress;
import weir.store.StoreException;
import weir.store.duckdb.DuckDbStore;

/// Names and rules of directions make of flows on a server what they make of the same flows here.
@EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
class ClickHouseNamesTest {
  private static final long START = 1_795_255_200_000_000_000L;
  private static final int ROWS = 3000;

  private static Naming said = Naming.NONE;
  private static DuckDbStore here;
  private static ClickHouseReader there;

  @BeforeAll
  static void fill() {
    FlowBatch batch = new FlowBatch();
    for (int row = 0; row < ROWS; row++) {
      batch.set(FlowField.TIME_RECEIVED, START + row * 1_000_000L);
      IpAddress exporter = IpAddress.parse("192.0.2." + (1 + row % 3));
      batch.setAddress(FlowField.EXPORTER, exporter.high(), exporter.low());
      batch.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(0x0a000000 + row % 100 * 256));
      if (row % 7 == 0) {
        batch.setAddress(FlowField.DST_ADDRESS, 0x20010db800000000L + row % 50, row);
      } else {
        batch.setAddress(FlowField.DST_ADDRESS, 0, IpAddress.mapped(0x0a000000 + row % 90 * 256));
      }
      batch.set(FlowField.IN_INTERFACE, row % 4);
      batch.set(FlowField.OUT_INTERFACE, row % 5);
      batch.set(FlowField.FLOW_DIRECTION, row % 2);
      batch.set(FlowField.SRC_AS, 64500 + row % 60);
      batch.set(FlowField.DST_AS, 64530 + row % 90);
      batch.set(FlowField.SAMPLING_RATE, row % 11 == 0 ? 100 : 0);
      batch.set(FlowField.BYTES, 100 + row);
      batch.set(FlowField.PACKETS, 1);
      batch.endRow();
    }
    here = DuckDbStore.temporary();
    try (FlowWriter writer = here.writer()) {
      writer.append(batch);
      writer.commit();
    }
    String database = TestServer.fresh("c_names");
    TestServer.createCatalogue(database + ".flows");
    TestServer.fill(database + ".flows", List.of(batch));
    there =
        ClickHouseReader.open(
            Remote.of(ServerAddress.parse("http://viewer@" + TestServer.place() + "/" + database)),
            "view",
            Prefixes.ALL,
            Schemas.SHIPPED);
    here.names(() -> Layers.of(Origin.FILE, said));
    there.names(() -> Layers.of(Origin.FILE, said));
  }

  @AfterAll
  static void close() {
    here.close();
    there.close();
  }

  /// @param networks so many of both families
  private static Naming naming(int networks, List<String> rules) {
    List<Network> named = new ArrayList<>();
    Map<Long, AutonomousSystem> systems = new LinkedHashMap<>();
    named.add(new Network("10.0.0.0/8", "all", "core", ""));
    for (int i = 0; i < networks; i++) {
      named.add(new Network("10.0." + i + ".0/25", "net " + i % 45, "", "Ulm " + i % 3));
      named.add(
          new Network("2001:db8:0:" + Integer.toHexString(i) + "::/64", "six " + i % 7, "", ""));
      systems.put(
          64500L + i, new AutonomousSystem("AS of " + i % 50, i % 2 == 0 ? "DE" : "NL", i == 3));
    }
    return Naming.NONE
        .withExporters(
            Map.of(
                IpAddress.parse("192.0.2.1"),
                Exporter.NOTHING
                    .withName("edge-1")
                    .withSite("Berlin")
                    .withRole("edge")
                    .with(1, one -> one.withName("uplink").withSide(Side.EXTERNAL))
                    .with(2, one -> one.withName("lan").withSide(Side.INTERNAL)),
                IpAddress.parse("192.0.2.2"),
                Exporter.NOTHING.with(
                    3, one -> Interface.NOTHING.withName("uplink").withSide(Side.EXTERNAL))))
        .withHosts(Map.of(IpAddress.parse("10.0.5.0"), "printer"))
        .withNetworks(named)
        .withSystems(systems)
        .withOwn(List.of("10.0.4.0/22", "10.0.80.0/21"))
        .withDirections(rules);
  }

  private static List<String> sums(FlowReader store, String filter, String by)
      throws FilterSyntaxException {
    Filter parsed = FilterParser.parse(filter, store.dimensions());
    Sheet sheet =
        Sheets.of(
            store.run(
                new FlowQuery(
                    TimeRange.ALL,
                    parsed,
                    List.of(store.dimensions().require(by)),
                    List.of(Measure.BYTES, Measure.FLOWS),
                    0,
                    0,
                    false,
                    true),
                new Cancel()));
    Set<String> rows = new TreeSet<>();
    for (int row = 0; row < sheet.rows(); row++) {
      rows.add(sheet.text(row, 0) + " " + sheet.whole(row, 1) + " " + sheet.whole(row, 2));
    }
    return List.copyOf(rows);
  }

  private static void alike(String filter, String by, int least) throws FilterSyntaxException {
    List<String> expected = sums(here, filter, by);
    assertEquals(expected, sums(there, filter, by), filter + " by " + by);
    assertTrue(expected.size() >= least, by + " " + expected);
  }

  /// A few names are compared one by one, many are looked up.
  @Test
  void namesMakeTheSameGroups() throws FilterSyntaxException {
    for (int networks : List.of(10, 90)) {
      said = naming(networks, List.of());
      for (String by :
          List.of(
              "exporter_name",
              "site",
              "exporter_role",
              "in_if_name",
              "out_if_name",
              "in_side",
              "out_side",
              "src_network",
              "dst_network",
              "src_network_role",
              "dst_network_site",
              "src_as_name",
              "src_country",
              "src_host",
              "at_border",
              "direction")) {
        alike("", by, 2);
      }
      alike("src_network \"net 4\" or dst_network \"six 3\"", "src_as_name", 2);
      alike("not src_network \"no network\" and site Berlin", "direction", 2);
      alike("at_border once", "in_if_name", 1);
      alike("src_country NL and direction out", "dst_network", 1);
    }
  }

  @Test
  void rulesTellDirections() throws FilterSyntaxException {
    said = naming(90, List.of("interfaces"));
    alike("", "direction", 3);
    said =
        naming(
            90,
            List.of(
                "internal: src_network \"net 4\" and dst net 10.0.0.0/8",
                "out: exporter 192.0.2.1 and out if 1",
                "in: in_side external",
                "transit: src_as in [64510, 64511] or site Berlin and dst_country DE",
                "in: flow_direction 0"));
    alike("", "direction", 4);
    alike("direction transit", "src_as", 2);
    alike("direction in and src net 10.0.5.0/24", "in_if", 1);
    said = naming(90, List.of("networks"));
    alike("", "direction", 3);
  }

  @Test
  void recordsHaveTheDirectionOfTheRules() throws FilterSyntaxException {
    said = naming(10, List.of("in: in_side external", "out: flow_direction 1"));
    List<Long> codes = new ArrayList<>();
    for (FlowReader store : List.of(here, there)) {
      RecordQuery query =
          new RecordQuery(
              TimeRange.ALL,
              FilterParser.parse("src_network \"net 1\"", store.dimensions()),
              Set.of(FlowField.DIRECTION, FlowField.BYTES),
              new RecordQuery.Order(Dimension.field(FlowField.BYTES), true),
              20);
      try (Question<Records> question = store.ask(query, new Cancel())) {
        FlowBatch page = question.last().page(0, 20);
        assertEquals(20, page.rows());
        for (int row = 0; row < page.rows(); row++) {
          codes.add(page.get(FlowField.DIRECTION, row) * 10_000 + page.get(FlowField.BYTES, row));
        }
      }
    }
    assertEquals(codes.subList(0, 20), codes.subList(20, 40));
    assertTrue(codes.stream().map(code -> code / 10_000).distinct().count() > 1, codes.toString());
  }

  @Test
  void whatIsTooLongForAStatementIsSaid() throws FilterSyntaxException {
    List<Network> many = new ArrayList<>();
    for (int i = 0; i < 9000; i++) {
      many.add(
          new Network("10." + i % 250 + "." + i / 250 + ".0/25", "network number " + i, "", ""));
    }
    said = Naming.NONE.withNetworks(many);
    StoreException wrong = assertThrows(StoreException.class, () -> sums(there, "", "src_network"));
    assertTrue(
        String.valueOf(wrong.getMessage()).contains("more than fit into a statement"),
        wrong.getMessage());
    Filter named = FilterParser.parse("not src_network \"no network\"", there.dimensions());
    assertThrows(
        StoreException.class,
        () -> there.stream(TimeRange.ALL, named, Set.of(), new Cancel()).close());
  }
}
