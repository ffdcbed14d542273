package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import weir.flow.FlowField;
import weir.flow.Prefixes;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.Remote;
import weir.store.ServerAddress;

/// Ten million flows in NetMeta's table have the numbers of SQL that is written by hand for it.
@EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
class ManyFlowsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long FROM = 1_795_255_200L;
  private static final int FLOWS = 10_000_000;
  private static final String TABLE = "c_many.flows_raw";
  private static final TimeRange RANGE =
      new TimeRange((FROM + 61) * SECOND, (FROM + 9_001) * SECOND);
  private static final String WHERE =
      " WHERE TimeReceived >= " + (FROM + 61) + " AND TimeReceived < " + (FROM + 9_001);
  private static final String SCALED = " * greatest(SamplingRate, 1)";

  @BeforeAll
  static void fill() {
    TestServer.fresh("c_many");
    TestServer.run(
        """
        CREATE TABLE %s (Date Date, SequenceNum UInt64, TimeReceived UInt64, SamplingRate UInt64, FlowDirection UInt8, SamplerAddress IPv6,
         TimeFlowStart UInt64, TimeFlowEnd UInt64, Bytes UInt64, Packets UInt64, SrcAddr IPv6, DstAddr IPv6, EType UInt16, Proto UInt8,
         SrcPort UInt32, DstPort UInt32, InIf UInt32, OutIf UInt32, TCPFlags UInt8, SrcAS UInt32, DstAS UInt32) ENGINE = MergeTree
        PARTITION BY Date ORDER BY (TimeReceived, FlowDirection, SamplerAddress, SrcAS, DstAS, SrcAddr, DstAddr)\
        """
            .formatted(TABLE));
    TestServer.run(
        """
        INSERT INTO %s SELECT toDate(toDateTime(%2$d)), number, %2$d + intDiv(number, 1000), [0, 1, 100, 4096][number %% 4 + 1], 0,
         IPv4ToIPv6(toIPv4(3221225985 + number %% 5)), 0, 0, 40 + cityHash64(number) %% 100000, 1 + number %% 90,
         IPv4ToIPv6(toIPv4(167772160 + toUInt32(cityHash64(number, 1) %% 50000))),
         IPv4ToIPv6(toIPv4(3405803776 + toUInt32(cityHash64(number, 2) %% 250))), 2048, [6, 6, 17, 1][cityHash64(number, 3) %% 4 + 1],
         cityHash64(number, 4) %% 65536, [443, 80, 53, 8080][cityHash64(number, 5) %% 4 + 1], number %% 8, number %% 6, 24,
         64496 + number %% 9, 64510 + number %% 7 FROM numbers(%3$d)\
        """
            .formatted(TABLE, FROM, FLOWS));
  }

  @AfterAll
  static void drop() {
    TestServer.run("DROP DATABASE c_many");
  }

  private static List<String> byHand(String sql) {
    return Arrays.asList(TestServer.run(sql).strip().replace('\t', ' ').split("\n", -1));
  }

  private static void assertSame(String sql, FlowQuery query) {
    for (String account : List.of("viewer", "analyst")) {
      try (ClickHouseReader reader =
          ClickHouseReader.open(
              Remote.of(
                  ServerAddress.parse("http://" + account + "@" + TestServer.place() + "/c_many")),
              "view",
              Prefixes.ALL,
              Schemas.SHIPPED)) {
        Answer answer = reader.run(query, new Cancel());
        assertEquals(byHand(sql), RollUpsTest.rows(answer), reader.sql(query));
      }
    }
  }

  @Test
  void totals() {
    assertSame(
        "SELECT 'Total', sum(Bytes"
            + SCALED
            + "), sum(Packets"
            + SCALED
            + "), count() FROM "
            + TABLE
            + WHERE,
        FlowQuery.total(RANGE, Filter.all(), Measure.BYTES, Measure.PACKETS, Measure.FLOWS));
  }

  @Test
  void largestSources() {
    assertSame(
        "SELECT replaceOne(toString(SrcAddr), '::ffff:', ''), sum(Bytes"
            + SCALED
            + ") AS b FROM "
            + TABLE
            + WHERE
            + " GROUP BY SrcAddr ORDER BY b DESC LIMIT 10",
        FlowQuery.ranking(
            RANGE, Filter.all(), 10, Dimension.of(FlowField.SRC_ADDRESS), Measure.BYTES));
  }

  @Test
  void conversationsToAPortOfANetwork() {
    assertSame(
        "SELECT toString(DstPort) || ' https → AS' || toString(DstAS), sum(Packets), count() FROM "
            + TABLE
            + WHERE
            + " AND DstPort = 443 AND SrcAddr >= toIPv6('::ffff:10.0.16.0') AND SrcAddr <="
            + " toIPv6('::ffff:10.0.31.255') GROUP BY DstPort, DstAS ORDER BY sum(Packets) DESC,"
            + " DstAS",
        new FlowQuery(
            RANGE,
            new Filter.And(
                List.of(
                    Filter.equal(FlowField.DST_PORT, 0, 443),
                    new Filter.Within(
                        FlowField.SRC_ADDRESS, weir.flow.IpAddress.parse("10.0.16.0"), 116))),
            Dimension.of(FlowField.DST_PORT, FlowField.DST_AS),
            List.of(Measure.PACKETS, Measure.FLOWS),
            0,
            0,
            false,
            false));
  }

  @Test
  void minutesByProtocol() {
    assertSame(
        "SELECT Proto || ' ' || toString(m), b FROM (SELECT multiIf(Proto = 6, 'TCP (6)', Proto ="
            + " 17, 'UDP (17)', 'ICMP (1)') AS Proto, intDiv(TimeReceived, 60) * 60 * 1000000000 AS"
            + " m, sum(Bytes"
            + SCALED
            + ") AS b FROM "
            + TABLE
            + WHERE
            + " GROUP BY Proto, m) ORDER BY sum(b) OVER (PARTITION BY Proto) DESC, m",
        FlowQuery.series(
            RANGE,
            Filter.all(),
            60 * SECOND,
            5,
            Dimension.of(FlowField.PROTOCOL),
            Measure.BITS_PER_SECOND));
  }
}
