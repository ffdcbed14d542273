package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.enrich.Directions;
import weir.export.AnswerFormat;
import weir.export.Sheets;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.Query;
import weir.query.RelationQuery;
import weir.query.Relations;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.View;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.FlowWriter;
import weir.store.Remote;
import weir.store.ServerAddress;
import weir.store.duckdb.DuckDbStore;

/// The same flows in DuckDB and in the tables of others, converted by SQL that is written out here:
/// every panel of every view that a table can answer has the same numbers.
@EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
class ForeignTablesTest {
  private static final long FIRST = 1_795_255_200_000_000_000L;
  private static final int FLOWS = 20_000;

  /// The same flows where they are kept without a server.
  private static DuckDbStore local;

  @BeforeAll
  static void fill() {
    String database = TestServer.fresh("foreign_own");
    TestServer.createCatalogue(database + ".flows");
    TestServer.fill(database + ".flows", List.of(flows()));
    local = DuckDbStore.scratch();
    try (FlowWriter writer = local.writer()) {
      writer.append(flows());
    }
  }

  @AfterAll
  static void close() {
    local.close();
  }

  private static ClickHouseReader open(String account, String database) {
    return ClickHouseReader.open(
        Remote.of(
            ServerAddress.parse("http://" + account + "@" + TestServer.place() + "/" + database)),
        "view",
        Directions.inside(Directions.PRIVATE).inside(),
        Schemas.SHIPPED);
  }

  private static FlowBatch flows() {
    java.util.Random random = new java.util.Random(18);
    FlowBatch batch = new FlowBatch();
    Directions directions = Directions.inside(Directions.PRIVATE);
    for (int i = 0; i < FLOWS; i++) {
      boolean v6 = random.nextInt(4) == 0;
      batch.set(FlowField.TIME_RECEIVED, FIRST + random.nextInt(600) * 1_000_000_000L);
      batch.set(FlowField.SEQUENCE, i);
      batch.set(FlowField.TYPE, 1 + random.nextInt(4));
      batch.setAddress(FlowField.EXPORTER, 0, v4(192 << 24 | 2 << 8 | 1 + random.nextInt(3)));
      batch.set(FlowField.SAMPLING_RATE, new int[] {0, 1, 100, 4096}[random.nextInt(4)]);
      batch.set(FlowField.BYTES, 40 + random.nextInt(100_000));
      batch.set(FlowField.PACKETS, 1 + random.nextInt(100));
      for (FlowField end : List.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS)) {
        if (v6) {
          batch.setAddress(
              end,
              random.nextBoolean() ? 0xfd00L << 48 : 0x20010db8L << 32,
              1 + random.nextInt(50));
        } else {
          batch.setAddress(
              end, 0, v4((random.nextBoolean() ? 10 : 203) << 24 | random.nextInt(60)));
        }
      }
      batch.set(FlowField.ETHER_TYPE, v6 ? 0x86dd : 0x0800);
      int protocol = new int[] {6, 6, 6, 17, 1}[random.nextInt(5)];
      batch.set(FlowField.PROTOCOL, protocol);
      if (protocol != 1) {
        batch.set(FlowField.SRC_PORT, random.nextInt(65_536));
        batch.set(FlowField.DST_PORT, new int[] {443, 80, 53, 51_820}[random.nextInt(4)]);
      }
      if (protocol == 6) {
        batch.set(FlowField.TCP_FLAGS, new int[] {2, 18, 16, 24, 27}[random.nextInt(5)]);
      }
      batch.set(FlowField.IN_INTERFACE, random.nextInt(8));
      batch.set(FlowField.OUT_INTERFACE, random.nextInt(8));
      batch.set(FlowField.SRC_AS, 64_496 + random.nextInt(8));
      batch.set(FlowField.DST_AS, 64_496 + random.nextInt(8));
      batch.endRow();
    }
    directions.apply(batch);
    // not every table has what exporters say: it must not be what decides
    for (int row = 0; row < batch.rows(); row++) {
      boolean decides = batch.get(FlowField.DIRECTION, row) == 0;
      batch.set(FlowField.FLOW_DIRECTION, row, decides ? 0 : random.nextInt(2));
    }
    return batch;
  }

  private static long v4(int address) {
    return 0xffff_0000_0000L | Integer.toUnsignedLong(address);
  }

  /// A table of others, and the same flows in it.
  private static String convert(String schema) {
    if (schema.equals("weir")) {
      return "foreign_own";
    }
    String database = TestServer.fresh("foreign_" + schema);
    String table = database + ".t"; // names tell nothing
    String[] statements =
        switch (schema) {
          case "netmeta" ->
              new String[] {
                """
                (Date Date, FlowType Enum8('FLOWUNKNOWN' = 0, 'SFLOW_5' = 1, 'NETFLOW_V5' = 2, 'NETFLOW_V9' = 3, 'IPFIX' = 4),
                 SequenceNum UInt64, TimeReceived UInt64, SamplingRate UInt64, FlowDirection UInt8, SamplerAddress IPv6,
                 TimeFlowStart UInt64, TimeFlowEnd UInt64, Bytes UInt64, Packets UInt64, SrcAddr IPv6, DstAddr IPv6, EType UInt16,
                 Proto UInt8, SrcPort UInt32, DstPort UInt32, InIf UInt32, OutIf UInt32, TCPFlags UInt8, SrcAS UInt32, DstAS UInt32)
                ENGINE = MergeTree PARTITION BY Date
                ORDER BY (TimeReceived, FlowDirection, SamplerAddress, SrcAS, DstAS, SrcAddr, DstAddr)\
                """,
                """
                SELECT toDate(toDateTime(intDiv(time_received_ns, 1000000000))), CAST(type, 'Int8'), 0, intDiv(time_received_ns, 1000000000),
                 sampling_rate, flow_direction, sampler_address, 0, 0, bytes, packets, src_addr, dst_addr, etype, proto, src_port, dst_port,
                 in_if, out_if, tcp_flags, src_as, dst_as FROM foreign_own.flows\
                """
              };
          case "goflow2" ->
              new String[] {
                """
                (type Int32, time_received DateTime64(9), sequence_num UInt32, sampling_rate UInt64, sampler_address FixedString(16),
                 time_flow_start DateTime64(9), time_flow_end DateTime64(9), bytes UInt64, packets UInt64, src_addr FixedString(16),
                 dst_addr FixedString(16), src_as UInt32, dst_as UInt32, etype UInt32, proto UInt32, src_port UInt32, dst_port UInt32)
                ENGINE = MergeTree PARTITION BY toDate(time_received) ORDER BY time_received\
                """,
                """
                WITH x -> if(isIPv4String(IPv6NumToString(x)) OR startsWith(IPv6NumToString(x), '::ffff:'),
                  toFixedString(substring(reinterpretAsString(x), 13, 4), 16), toFixedString(reinterpretAsString(x), 16)) AS encode
                SELECT type, fromUnixTimestamp64Nano(toInt64(time_received_ns)), 0, sampling_rate, encode(sampler_address),
                 fromUnixTimestamp64Nano(toInt64(0)), fromUnixTimestamp64Nano(toInt64(0)), bytes, packets, encode(src_addr), encode(dst_addr),
                 src_as, dst_as, etype, proto, src_port, dst_port FROM foreign_own.flows\
                """
              };
          case "akvorado" ->
              new String[] {
                """
                (TimeReceived DateTime, SamplingRate UInt64, ExporterAddress LowCardinality(IPv6), ExporterName LowCardinality(String),
                 SrcAddr IPv6, DstAddr IPv6, SrcAS UInt32, DstAS UInt32, InIfName LowCardinality(String), OutIfName LowCardinality(String),
                 EType UInt32, Proto UInt32, SrcPort UInt16, DstPort UInt16, Bytes UInt64, Packets UInt64, ForwardingStatus UInt32)
                ENGINE = MergeTree ORDER BY (TimeReceived, ExporterAddress, InIfName, OutIfName)\
                """,
                """
                SELECT toDateTime(intDiv(time_received_ns, 1000000000)), sampling_rate, sampler_address, 'edge', src_addr, dst_addr, src_as,
                 dst_as, toString(in_if), toString(out_if), etype, proto, src_port, dst_port, bytes, packets, 0 FROM foreign_own.flows\
                """
              };
          case "ntopng" ->
              new String[] {
                """
                (FIRST_SEEN DateTime, LAST_SEEN DateTime, IP_PROTOCOL_VERSION UInt8, PROTOCOL UInt8, IPV4_SRC_ADDR UInt32, IPV6_SRC_ADDR IPv6,
                 IP_SRC_PORT UInt16, IPV4_DST_ADDR UInt32, IPV6_DST_ADDR IPv6, IP_DST_PORT UInt16, TOTAL_BYTES UInt64, PACKETS UInt32,
                 SRC2DST_BYTES UInt64, DST2SRC_BYTES UInt64, SRC2DST_PACKETS UInt32, DST2SRC_PACKETS UInt32, SRC2DST_TCP_FLAGS UInt8,
                 DST2SRC_TCP_FLAGS UInt8, SRC_ASN UInt32, DST_ASN UInt32, PROBE_IP IPv6, INPUT_SNMP UInt32, OUTPUT_SNMP UInt32,
                 NTOPNG_INSTANCE_NAME String)
                ENGINE = MergeTree PARTITION BY toYYYYMMDD(FIRST_SEEN) ORDER BY (IPV4_SRC_ADDR, IPV4_DST_ADDR, FIRST_SEEN)\
                """,
                // every second flow is the answer of a row
                """
                WITH sequence_num % 2 = 1 AS back, etype = 2048 AS v4, a -> toUInt32(bitAnd(toUInt128(a), 4294967295)) AS low
                SELECT toDateTime(intDiv(time_received_ns, 1000000000)), toDateTime(intDiv(time_received_ns, 1000000000)), if(v4, 4, 6), proto,
                 if(v4, low(if(back, dst_addr, src_addr)), 0), if(v4, toIPv6('::'), if(back, dst_addr, src_addr)), if(back, dst_port, src_port),
                 if(v4, low(if(back, src_addr, dst_addr)), 0), if(v4, toIPv6('::'), if(back, src_addr, dst_addr)), if(back, src_port, dst_port),
                 bytes, packets, if(back, 0, bytes), if(back, bytes, 0), if(back, 0, packets), if(back, packets, 0), if(back, 0, tcp_flags),
                 if(back, tcp_flags, 0), if(back, dst_as, src_as), if(back, src_as, dst_as), sampler_address, if(back, out_if, in_if),
                 if(back, in_if, out_if), 'here' FROM foreign_own.flows\
                """
              };
          case "fastnetmon" ->
              new String[] {
                """
                (packetDateTime DateTime, sampleRatio UInt32, srcIp UInt32, dstIp UInt32, srcIpv6 FixedString(16), dstIpv6 FixedString(16),
                 srcAsn UInt32, dstAsn UInt32, inputInterface UInt32, outputInterface UInt32, protocol UInt32, sourcePort UInt16,
                 destinationPort UInt16, length UInt64, numberOfPackets UInt64, flags UInt16, ttl UInt8, agentIpAddress UInt32)
                ENGINE = MergeTree ORDER BY packetDateTime\
                """,
                """
                WITH etype = 2048 AS v4, a -> byteSwap(toUInt32(bitAnd(toUInt128(a), 4294967295))) AS low, toFixedString('', 16) AS none
                SELECT toDateTime(intDiv(time_received_ns, 1000000000)), sampling_rate, if(v4, low(src_addr), 0), if(v4, low(dst_addr), 0),
                 if(v4, none, toFixedString(reinterpretAsString(src_addr), 16)), if(v4, none, toFixedString(reinterpretAsString(dst_addr), 16)),
                 src_as, dst_as, in_if, out_if, proto, src_port, dst_port, bytes, packets, tcp_flags, 0, low(sampler_address)
                FROM foreign_own.flows\
                """
              };
          default -> throw new IllegalArgumentException(schema);
        };
    TestServer.run("CREATE TABLE " + table + " " + statements[0]);
    TestServer.run("INSERT INTO " + table + " " + statements[1]);
    return database;
  }

  @ParameterizedTest
  @ValueSource(strings = {"weir", "netmeta", "goflow2", "akvorado", "ntopng", "fastnetmon"})
  void everyPanelThatCanBeAnsweredHasTheSameNumbers(String schema) {
    TimeRange range = new TimeRange(FIRST + 60_000_000_000L, FIRST + 540_000_000_000L);
    List<String> answered = new ArrayList<>();
    String database = convert(schema);
    try (ClickHouseReader foreign = open("viewer", database);
        ClickHouseReader analyst = open("analyst", database)) {
      assertEquals(FLOWS, foreign.status().rows());
      for (View view : Views.builtIn().all()) {
        for (Panel panel : view.panels()) {
          for (boolean scaled : new boolean[] {true, false}) {
            Frame frame =
                new Frame(
                    range,
                    Filter.all(),
                    Unit.BITS,
                    scaled && !schema.equals("ntopng"),
                    30_000_000_000L,
                    Dimensions.BUILT_IN);
            Query<?> question = panel.questionFor(frame);
            if (foreign.capabilities().lacks(question).isPresent()) {
              continue;
            }
            if (question instanceof FlowQuery query) {
              Answer expected = local.run(query, new Cancel());
              assertSame(expected, foreign.run(query, new Cancel()));
              assertSame(expected, analyst.run(query, new Cancel()));
            } else if (question instanceof RelationQuery relations) {
              List<String> expected = lines(local.run(relations, new Cancel()));
              assertEquals(expected, lines(foreign.run(relations, new Cancel())));
              assertEquals(expected, lines(analyst.run(relations, new Cancel())));
            }
            answered.add(view.id() + "/" + panel.id());
          }
        }
      }
    }
    assertTrue(answered.contains("overview/throughput"), schema);
    assertTrue(answered.contains("overview/sources"), schema);
    assertEquals(
        !schema.equals("goflow2") && !schema.equals("akvorado"),
        answered.contains("overview/tcp-flags"),
        schema);
  }

  private static List<String> lines(Relations relations) {
    return AnswerFormat.CSV.text(Sheets.of(relations)).lines().sorted().toList();
  }

  private static void assertSame(Answer expected, Answer found) {
    assertEquals(rows(expected), rows(found), () -> local.sql(found.query()));
    assertEquals(expected.matchedFlows(), found.matchedFlows());
  }

  private static List<String> rows(Answer answer) {
    return IntStream.range(0, answer.rows())
        .mapToObj(
            row ->
                answer.label(row)
                    + (answer.bucketStartNanos().length == 0
                        ? ""
                        : " " + answer.bucketStartNanos()[row])
                    + IntStream.range(0, answer.sums().length)
                        .mapToObj(m -> " " + answer.sums()[m][row])
                        .reduce("", String::concat))
        .toList();
  }
}
