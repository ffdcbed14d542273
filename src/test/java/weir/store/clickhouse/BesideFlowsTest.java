package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Prefixes;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Measure;
import weir.query.Panel;
import weir.query.Query;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.View;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.Checkup;
import weir.store.Remote;
import weir.store.ServerAddress;
import weir.store.StoreException;

/// What stands beside tables of flows: names, functions, other tables, and sums over time alone.
@EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
class BesideFlowsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long FIRST = 1_795_255_200L * SECOND;
  private static final TimeRange HOUR = new TimeRange(FIRST, FIRST + 3600 * SECOND);

  @TempDir private Path folder;

  private static Remote remote(String account, String place) {
    return Remote.of(
        ServerAddress.parse("http://" + account + "@" + TestServer.place() + "/" + place));
  }

  private static ClickHouseReader open(String account, String place, Schemas schemas)
      throws Exception {
    ClickHouseReader reader =
        ClickHouseReader.open(remote(account, place), "view", Prefixes.ALL, schemas);
    reader.lookedBeside().get();
    return reader;
  }

  private static final String NETMETA =
      """
      (Date Date, TimeReceived UInt64, SamplingRate UInt64, FlowDirection UInt8, SamplerAddress IPv6, TimeFlowStart UInt64,
       TimeFlowEnd UInt64, Bytes UInt64, Packets UInt64, SrcAddr IPv6, DstAddr IPv6, Proto UInt8, SrcPort UInt32, DstPort UInt32,
       InIf UInt32, OutIf UInt32, SrcAS UInt32, DstAS UInt32) ENGINE = MergeTree PARTITION BY Date ORDER BY TimeReceived\
      """;

  private static void fillNetMeta(String table) {
    TestServer.run(
        """
        INSERT INTO %s SELECT toDate(toDateTime(%2$d)), %2$d + number, 0, number %% 2, toIPv6('192.0.2.1'), 0, 0, 100, 1, toIPv6('203.0.113.1'),
         toIPv6('203.0.113.2'), 6, 1, 2, 3, 4, 64496, 64497 FROM numbers(100)\
        """
            .formatted(table, FIRST / SECOND));
  }

  @Test
  void netMetasDictionariesNameExportersAndInterfaces() throws Exception {
    String database = TestServer.fresh("c_beside_netmeta");
    TestServer.run("CREATE TABLE " + database + ".flows_raw " + NETMETA);
    fillNetMeta(database + ".flows_raw");
    try (ClickHouseReader reader = open("viewer", database, Schemas.SHIPPED)) {
      assertEquals(Labels.NONE, reader.labels()); // nothing there is no error
    }
    TestServer.run(
        "CREATE TABLE "
            + database
            + ".names (Device String, `Index` UInt32, Description Nullable(String)) ENGINE ="
            + " Memory");
    TestServer.run(
        "INSERT INTO "
            + database
            + ".names VALUES ('::ffff:192.0.2.1', 0, 'edge'), ('::ffff:192.0.2.1', 3, 'uplink'),"
            + " ('::ffff:192.0.2.1', 4, NULL), ('2001:db8::1', 3, 'other'), ('nonsense', 3, '')");
    TestServer.run(
        "CREATE DICTIONARY "
            + database
            + ".InterfaceNames (Device String, `Index` UInt32, Description Nullable(String))"
            + " PRIMARY KEY Device, `Index` SOURCE(CLICKHOUSE(QUERY 'SELECT * FROM "
            + database
            + ".names WHERE `Index` > 0' USER 'flow' PASSWORD 'secret'))"
            + " LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)");
    TestServer.run(
        "CREATE DICTIONARY "
            + database
            + ".SamplerConfig (Device String, Description Nullable(String)) PRIMARY KEY Device"
            + " SOURCE(CLICKHOUSE(QUERY 'SELECT Device, Description FROM "
            + database
            + ".names WHERE `Index` = 0' USER 'flow' PASSWORD 'secret'))"
            + " LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)");
    for (String account : List.of("viewer", "analyst")) {
      try (ClickHouseReader reader = open(account, database, Schemas.SHIPPED)) {
        IpAddress exporter = IpAddress.parse("192.0.2.1");
        assertEquals(
            Map.of(
                exporter,
                new Labels.Exporter("edge", Map.of(3L, "uplink")),
                IpAddress.parse("2001:db8::1"),
                new Labels.Exporter("", Map.of(3L, "other"))),
            reader.labels().exporters());
        assertEquals(Set.of(exporter), reader.labels().heard());
        assertEquals("uplink (3)", reader.labels().text(FlowField.IN_INTERFACE, 0, 3, null));
      }
    }
  }

  @Test
  void akvoradosTableNamesExporters() throws Exception {
    String database = TestServer.fresh("c_beside_akvorado");
    TestServer.run(
        "CREATE TABLE "
            + database
            + ".flows (TimeReceived DateTime, SamplingRate UInt64, ExporterAddress"
            + " LowCardinality(IPv6), SrcAddr IPv6, DstAddr IPv6, InIfName String, Bytes UInt64,"
            + " Packets UInt64, FlowDirection Enum8('undefined' = 0, 'ingress' = 1, 'egress' = 2),"
            + " DstASPath Array(UInt32)) ENGINE = MergeTree ORDER BY TimeReceived");
    TestServer.run(
        "INSERT INTO "
            + database
            + ".flows SELECT "
            + FIRST / SECOND
            + ", 1, toIPv6('192.0.2.1'), toIPv6('::1'), toIPv6('::2'), 'a', 1, 1, 'egress', [1,"
            + " 2]");
    TestServer.run(
        "CREATE TABLE "
            + database
            + ".exporters (TimeReceived DateTime, ExporterAddress LowCardinality(IPv6),"
            + " ExporterName LowCardinality(String), IfName LowCardinality(String)) ENGINE ="
            + " ReplacingMergeTree(TimeReceived) ORDER BY (ExporterAddress, IfName)");
    TestServer.run(
        "INSERT INTO "
            + database
            + ".exporters SELECT now(), toIPv6('192.0.2.1'), 'edge', 'if' || toString(number) FROM"
            + " numbers(3)");
    try (ClickHouseReader reader = open("viewer", database, Schemas.SHIPPED)) {
      assertEquals(Optional.of("edge"), reader.labels().exporter(IpAddress.parse("192.0.2.1")));
      assertEquals(
          1,
          reader.run(
                  FlowQuery.total(
                      HOUR, Filter.equal(FlowField.FLOW_DIRECTION, 0, 1), Measure.FLOWS),
                  new Cancel())
              .sums()[0][0]);
    }
  }

  @Test
  void aFunctionOfTheServersTellsDirections() throws Exception {
    String database = TestServer.fresh("c_beside_function");
    TestServer.run("CREATE TABLE " + database + ".flows_raw " + NETMETA);
    fillNetMeta(database + ".flows_raw");
    String shipped =
        new String(
            java.util.Objects.requireNonNull(
                    Schemas.class.getResourceAsStream("/weir/schemas/netmeta.json"))
                .readAllBytes(),
            java.nio.charset.StandardCharsets.UTF_8);
    assertTrue(shipped.contains("{isIncomingFlow()}"));
    // functions belong to the whole server: one of another name is in nobody's way
    Files.writeString(
        folder.resolve("mine.json"), shipped.replace("isIncomingFlow", "weirTestIncoming"));
    Schemas schemas = new Schemas(Optional.of(folder));
    Filter in = Filter.equal(FlowField.DIRECTION, 0, 1);
    try (ClickHouseReader reader = open("viewer", database, schemas)) {
      assertEquals(
          100, // by their addresses: everything is inside, so none comes in
          reader.run(
                  FlowQuery.total(HOUR, Filter.equal(FlowField.DIRECTION, 0, 3), Measure.FLOWS),
                  new Cancel())
              .sums()[0][0]);
    }
    TestServer.run(
        "CREATE OR REPLACE FUNCTION weirTestIncoming AS (SamplerAddress, SrcAddr, DstAddr, SrcAS,"
            + " DstAS, FlowDirection) -> coalesce(if(SrcAS = 1, true, NULL), FlowDirection == 0)");
    try (ClickHouseReader reader = open("viewer", database, schemas)) {
      assertEquals(
          50, reader.run(FlowQuery.total(HOUR, in, Measure.FLOWS), new Cancel()).sums()[0][0]);
    } finally {
      TestServer.run("DROP FUNCTION weirTestIncoming");
    }
  }

  @Test
  void eachSetOfFlowsIsListedOnce() throws Exception {
    String one = TestServer.fresh("c_beside_one");
    String two = TestServer.fresh("c_beside_two");
    TestServer.run("CREATE TABLE " + one + ".flows_raw " + NETMETA);
    TestServer.run("CREATE TABLE " + one + ".queue AS " + one + ".flows_raw ENGINE = Null");
    TestServer.run(
        "CREATE MATERIALIZED VIEW "
            + one
            + ".consumer TO "
            + one
            + ".flows_raw AS SELECT * FROM "
            + one
            + ".queue");
    TestServer.run("CREATE TABLE " + two + ".flows_local " + NETMETA);
    TestServer.run("CREATE TABLE " + two + ".january " + NETMETA);
    TestServer.run("CREATE TABLE " + two + ".february " + NETMETA);
    TestServer.run(
        "CREATE TABLE " + two + ".year AS " + two + ".january ENGINE = Merge(" + two + ", 'ary$')");
    TestServer.run(
        "CREATE TABLE "
            + two
            + ".buffer AS "
            + two
            + ".flows_local ENGINE = Buffer("
            + two
            + ", flows_local, 1, 10, 100, 1000, 10000, 1000, 10000)");
    String spread = TestServer.fresh("c_beside_spread");
    TestServer.run("CREATE TABLE " + spread + ".flows_local " + NETMETA);
    TestServer.run(
        "CREATE TABLE "
            + spread
            + ".flows AS "
            + spread
            + ".flows_local ENGINE = Distributed('weir', '"
            + spread
            + "', 'flows_local')");
    assertEquals(List.of("flows"), tables(spread));
    assertEquals(List.of("flows_raw"), tables(one));
    assertEquals(List.of("year", "buffer"), tables(two));
    try (ClickHouseReader reader = open("viewer", two + "?table=january", Schemas.SHIPPED)) {
      assertEquals(0, reader.status().rows());
    }
    StoreException several =
        assertThrows(
            StoreException.class,
            () ->
                ClickHouseReader.open(
                    remote("viewer", two), "view", Prefixes.ALL, Schemas.SHIPPED));
    assertEquals(
        "there are several tables of flows: c_beside_two.year (NetMeta), c_beside_two.buffer"
            + " (NetMeta); say which with /DATABASE?table=NAME in the address",
        several.getMessage());
    List<String> all =
        ClickHouseReader.check(remote("viewer", ""), "view", Schemas.SHIPPED).tables().stream()
            .map(table -> table.database() + "." + table.name())
            .toList();
    assertTrue(all.containsAll(List.of(one + ".flows_raw", two + ".year")), all.toString());
  }

  private List<String> tables(String database) {
    return ClickHouseReader.check(remote("viewer", database), "view", Schemas.SHIPPED)
        .tables()
        .stream()
        .map(Checkup.Table::name)
        .toList();
  }

  @Test
  void aWrongSchemaFileIsSaidAndHindersNothing() throws Exception {
    String database = TestServer.fresh("c_beside_wrong");
    TestServer.run("CREATE TABLE " + database + ".flows_raw " + NETMETA);
    Files.writeString(folder.resolve("bad.json"), "{\"title\": 1}");
    Schemas schemas = new Schemas(Optional.of(folder));
    List<String> said =
        List.of(folder.resolve("bad.json") + ", line 1, column 2: 'title' is 1, not a text");
    assertEquals(
        said, ClickHouseReader.check(remote("viewer", database), "view", schemas).warnings());
    try (ClickHouseReader reader = open("viewer", database, schemas)) {
      assertEquals(said, reader.status().problems());
    }
  }

  /// FastNetMon Community's tables, with a row each ten seconds.
  private static String fastNetMon() {
    String database = TestServer.fresh("c_beside_fastnetmon");
    TestServer.run(
        """
        CREATE TABLE %s.total_metrics (metricDate Date DEFAULT toDate(metricDateTime), metricDateTime DateTime, direction String, flows UInt64,
         packets UInt64, bits UInt64, tcp_packets UInt64, schema_version UInt8 DEFAULT 0 COMMENT '1')
        ENGINE = MergeTree ORDER BY (direction, metricDate) PARTITION BY metricDate TTL metricDate + toIntervalDay(700)\
        """
            .formatted(database));
    for (String kind : List.of("host", "network")) {
      TestServer.run(
          """
          CREATE TABLE %1$s.%2$s_metrics (metricDate Date DEFAULT toDate(metricDateTime), metricDateTime DateTime, %2$s String,
           packets_incoming UInt64, packets_outgoing UInt64, bits_incoming UInt64, bits_outgoing UInt64)
          ENGINE = MergeTree ORDER BY (%2$s, metricDate) PARTITION BY metricDate\
          """
              .formatted(database, kind));
    }
    TestServer.run(
        """
        INSERT INTO %s.total_metrics (metricDateTime, direction, packets, bits) SELECT %d + 10 * intDiv(number, 2),
         ['incoming', 'outgoing'][number %% 2 + 1], 10, 8000 FROM numbers(720)\
        """
            .formatted(database, FIRST / SECOND));
    TestServer.run(
        """
        INSERT INTO %s.host_metrics SELECT toDate(toDateTime(%2$d)), %2$d + 10 * intDiv(number, 3), ['10.0.0.1', '10.0.0.2', 'fd00::1'][number %% 3 + 1],
         5, if(number %% 3 = 0, 0, 2), 8 * (number %% 3 + 1), if(number %% 3 = 0, 0, 80) FROM numbers(1080)\
        """
            .formatted(database, FIRST / SECOND));
    TestServer.run(
        """
        INSERT INTO %s.network_metrics SELECT toDate(toDateTime(%2$d)), %2$d + 10 * number, '10.0.0.0/24', 5, 2, 8, 80 FROM numbers(360)\
        """
            .formatted(database, FIRST / SECOND));
    return database;
  }

  @Test
  void fastNetMonCommunitysRatesAnswerTotalsHostsAndNetworks() throws Exception {
    String database = fastNetMon();
    assertEquals(
        Set.of("host_metrics", "network_metrics", "total_metrics"), Set.copyOf(tables(database)));
    for (String account : List.of("viewer", "analyst")) {
      try (ClickHouseReader totals =
          open(account, database + "?table=total_metrics", Schemas.SHIPPED)) {
        FlowQuery byDirection =
            FlowQuery.ranking(
                HOUR,
                Filter.all(),
                0,
                Dimension.of(FlowField.DIRECTION),
                Measure.BYTES,
                Measure.PACKETS);
        // 8,000 bit/s are 1,000 octets a second, for an hour
        assertEquals(
            List.of("in 3600000 36000", "out 3600000 36000"),
            RollUpsTest.rows(totals.run(byDirection, new Cancel())));
        assertEquals(
            Optional.of("the sums here do not tell how many flows there were"),
            totals
                .capabilities()
                .lacks(FlowQuery.total(HOUR, Filter.all(), Measure.FLOWS_PER_SECOND)));
        assertEquals(
            Optional.of("the flows here do not have: Source"),
            totals
                .capabilities()
                .lacks(
                    FlowQuery.ranking(
                        HOUR,
                        Filter.all(),
                        5,
                        Dimension.of(FlowField.SRC_ADDRESS),
                        Measure.BYTES)));
        assertTrue(totals.sql(byDirection).contains("t.`metricDate` >= toDate("));
      }
      try (ClickHouseReader hosts =
          open(account, database + "?table=host_metrics", Schemas.SHIPPED)) {
        assertEquals(
            List.of("fd00::1 10800", "10.0.0.2 7200", "10.0.0.1 3600"),
            RollUpsTest.rows(
                hosts.run(
                    FlowQuery.ranking(
                        HOUR,
                        Filter.equal(FlowField.DIRECTION, 0, 1),
                        5,
                        Dimension.of(FlowField.DST_ADDRESS),
                        Measure.BYTES),
                    new Cancel())));
        assertEquals(
            List.of("10.0.0.2 36000", "fd00::1 36000"),
            RollUpsTest.rows(
                hosts.run(
                    FlowQuery.ranking(
                        HOUR,
                        Filter.equal(FlowField.DIRECTION, 0, 2),
                        5,
                        Dimension.of(FlowField.SRC_ADDRESS),
                        Measure.BYTES),
                    new Cancel())));
      }
      try (ClickHouseReader networks =
          open(account, database + "?table=network_metrics", Schemas.SHIPPED)) {
        assertEquals(
            List.of("10.0.0.0/24 3600"),
            RollUpsTest.rows(
                networks.run(
                    FlowQuery.ranking(
                        HOUR,
                        Filter.equal(FlowField.DST_PREFIX_LENGTH, 0, 24),
                        5,
                        List.of(new Dimension.Prefix(FlowField.DST_ADDRESS, 24, 48)),
                        Measure.BYTES),
                    new Cancel())));
      }
    }
  }

  @Test
  void ofSumsOnlyPanelsAnswerThatCan() throws Exception {
    String database = fastNetMon();
    int answered = 0;
    int lacking = 0;
    try (ClickHouseReader hosts =
        open("viewer", database + "?table=host_metrics", Schemas.SHIPPED)) {
      for (View view : Views.builtIn().all()) {
        for (Panel panel : view.panels()) {
          Query<?> query =
              panel.questionFor(
                  new Frame(HOUR, Filter.all(), Unit.BITS, true, 30 * SECOND, Dimensions.BUILT_IN));
          if (hosts.capabilities().lacks(query).isEmpty()) {
            hosts.run(query, new Cancel());
            answered++;
          } else {
            lacking++;
          }
        }
      }
    }
    assertTrue(answered > 2 && lacking > 2, answered + " answered, " + lacking + " lacking");
  }

  @Test
  void ntopngsFlowsOfAnyLengthAreFoundByBothTheirTimes() throws Exception {
    String database = TestServer.fresh("c_beside_ntopng");
    TestServer.run(
        """
        CREATE TABLE %s.flows (FLOW_ID UInt64, IP_PROTOCOL_VERSION UInt8, FIRST_SEEN DateTime, LAST_SEEN DateTime, PACKETS UInt32,
         TOTAL_BYTES UInt64, SRC2DST_BYTES UInt64, DST2SRC_BYTES UInt64, PROTOCOL UInt8, IPV4_SRC_ADDR UInt32, IPV6_SRC_ADDR IPv6,
         IP_SRC_PORT UInt16, IPV4_DST_ADDR UInt32, IPV6_DST_ADDR IPv6, IP_DST_PORT UInt16, NTOPNG_INSTANCE_NAME String, PROBE_IP UInt32,
         SRC2DST_PACKETS UInt32, DST2SRC_PACKETS UInt32) ENGINE = MergeTree PARTITION BY toYYYYMMDD(FIRST_SEEN)
        ORDER BY (IPV4_SRC_ADDR, IPV4_DST_ADDR, FIRST_SEEN)\
        """
            .formatted(database));
    // a flow of 23 hours, one of a second, one that has only begun within the hour
    TestServer.run(
        """
        INSERT INTO %s.flows SELECT number, 4, %d + [-82000, 10, 10][number + 1], %2$d + [800, 11, 4000][number + 1], 1, 10, 7, 3, 6,
         toUInt32(toIPv4('10.0.0.1')), toIPv6('::'), 1, toUInt32(toIPv4('192.0.2.7')), toIPv6('::'), 2, 'here', toUInt32(toIPv4('198.51.100.1')),
         1, 1 FROM numbers(3)\
        """
            .formatted(database, FIRST / SECOND));
    assertEquals(
        List.of("flows (ntopng) is not sorted by time: a question looks at every row of its days"),
        ClickHouseReader.check(remote("viewer", database), "view", Schemas.SHIPPED).warnings());
    try (ClickHouseReader reader = open("viewer", database, Schemas.SHIPPED)) {
      FlowQuery query =
          FlowQuery.ranking(
              HOUR,
              Filter.all(),
              5,
              Dimension.of(FlowField.EXPORTER),
              Measure.BYTES,
              Measure.FLOWS);
      assertEquals(List.of("198.51.100.1 20 4"), RollUpsTest.rows(reader.run(query, new Cancel())));
      assertTrue(reader.sql(query).contains("t.`FIRST_SEEN` >= toDateTime("), reader.sql(query));
    }
  }
}
