package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
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

/// Sums that Akvorado and goflow2 keep beside their flows: asked where they give the same.
@EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
class RollUpsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long FIRST = 1_795_255_200L * SECOND;

  private static ClickHouseReader open(String database, String table) {
    return ClickHouseReader.open(
        Remote.of(
            ServerAddress.parse(
                "http://viewer@"
                    + TestServer.place()
                    + "/"
                    + database
                    + (table.isEmpty() ? "" : "?table=" + table))),
        "view",
        Prefixes.ALL,
        Schemas.SHIPPED);
  }

  /// Flows of two hours, and roll-ups that a materialized view fills as they come in.
  private static String akvorado(String name) {
    String database = TestServer.fresh(name);
    TestServer.run(
        """
        CREATE TABLE %s.flows (TimeReceived DateTime, SamplingRate UInt64, ExporterAddress LowCardinality(IPv6),
         ExporterName LowCardinality(String), SrcAddr IPv6, DstAddr IPv6, SrcAS UInt32, DstAS UInt32, InIfName LowCardinality(String),
         OutIfName LowCardinality(String), EType UInt32, Proto UInt32, SrcPort UInt16, DstPort UInt16, Bytes UInt64, Packets UInt64,
         ForwardingStatus UInt32) ENGINE = MergeTree ORDER BY TimeReceived\
        """
            .formatted(database));
    for (String[] step : new String[][] {{"1m0s", "60"}, {"5m0s", "300"}, {"1h0m0s", "3600"}}) {
      String table = database + ".flows_" + step[0];
      TestServer.run(
          """
          CREATE TABLE %s (TimeReceived DateTime, SamplingRate UInt64, ExporterAddress LowCardinality(IPv6),
           ExporterName LowCardinality(String), SrcAS UInt32, DstAS UInt32, InIfName LowCardinality(String),
           OutIfName LowCardinality(String), EType UInt32, Proto UInt32, Bytes UInt64, Packets UInt64, ForwardingStatus UInt32)
          ENGINE = SummingMergeTree((Bytes, Packets)) ORDER BY (TimeReceived, ExporterAddress, EType, Proto, InIfName, SrcAS,
           ForwardingStatus, OutIfName, DstAS, SamplingRate)\
          """
              .formatted(table));
      TestServer.run(
          """
          CREATE MATERIALIZED VIEW %1$s_consumer TO %1$s AS SELECT toStartOfInterval(TimeReceived, toIntervalSecond(%2$s)) AS TimeReceived,
           SamplingRate, ExporterAddress, ExporterName, SrcAS, DstAS, InIfName, OutIfName, EType, Proto, Bytes, Packets, ForwardingStatus
           FROM %3$s.flows\
          """
              .formatted(table, step[1], database));
    }
    return database;
  }

  private static void fill(String database, long fromSeconds, int seconds) {
    TestServer.run(
        """
        INSERT INTO %s.flows SELECT %d + intDiv(number, 10), [0, 1, 100][number %% 3 + 1], toIPv6(concat('192.0.2.', toString(number %% 3))),
         'edge', toIPv6('10.0.0.1'), toIPv6('10.0.0.2'), 64496 + number %% 5, 64500 + number %% 7, 'a', 'b', 2048, [6, 17][number %% 2 + 1],
         1, 2, 100 + number %% 1000, 1 + number %% 9, 0 FROM numbers(%d)\
        """
            .formatted(database, fromSeconds, 10 * seconds));
  }

  static List<String> rows(Answer answer) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < answer.rows(); i++) {
      StringBuilder row = new StringBuilder(answer.label(i));
      if (answer.bucketStartNanos().length > 0) {
        row.append(' ').append(answer.bucketStartNanos()[i]);
      }
      for (long[] sums : answer.sums()) {
        row.append(' ').append(sums[i]);
      }
      rows.add(row.toString());
    }
    return rows;
  }

  @Test
  void akvoradosAreAskedForWholeStepsAndGiveTheSame() throws Exception {
    String database = akvorado("c_rollup_akvorado");
    fill(database, FIRST / SECOND + 17, 7200);
    // without its roll-ups
    String plain = TestServer.fresh("c_rollup_plain");
    TestServer.run(
        "CREATE TABLE "
            + plain
            + ".flows ENGINE = MergeTree ORDER BY TimeReceived AS SELECT * FROM "
            + database
            + ".flows");
    List<Dimension> none = List.of();
    try (ClickHouseReader reader = open(database, "");
        ClickHouseReader raw = open(plain, "")) {
      // begins and ends within steps
      TimeRange range = new TimeRange(FIRST + 777 * SECOND, FIRST + 6_803 * SECOND);
      for (List<Dimension> by :
          List.of(
              none,
              Dimension.of(FlowField.PROTOCOL),
              Dimension.of(FlowField.EXPORTER),
              Dimension.of(FlowField.SRC_AS, FlowField.DST_AS))) {
        for (long bucket : new long[] {0, 60 * SECOND, 300 * SECOND}) {
          for (boolean scaled : new boolean[] {true, false}) {
            for (int top : new int[] {0, 3}) {
              FlowQuery query =
                  new FlowQuery(
                      range,
                      Filter.equal(FlowField.SRC_AS, 0, 64_497),
                      by,
                      List.of(Measure.BITS_PER_SECOND, Measure.PACKETS),
                      bucket,
                      top,
                      true,
                      scaled);
              assertTrue(reader.sql(query).contains("`flows_"), reader.sql(query));
              Answer answer = reader.run(query, new Cancel());
              assertEquals(rows(raw.run(query, new Cancel())), rows(answer), reader.sql(query));
              assertEquals(Answer.UNCOUNTED, answer.matchedFlows());
            }
          }
        }
      }
      FlowQuery total = FlowQuery.total(range, Filter.all(), Measure.BYTES);
      assertTrue(reader.sql(total).contains("`flows_5m0s`"), reader.sql(total)); // no whole hour
      assertTrue(reader.sql(total.withBucket(60 * SECOND)).contains("`flows_1m0s`"));
      for (FlowQuery other :
          List.of(
              total.withBucket(30 * SECOND),
              FlowQuery.total(range, Filter.all(), Measure.BYTES, Measure.FLOWS),
              FlowQuery.total(range, Filter.equal(FlowField.DST_PORT, 0, 2), Measure.BYTES),
              FlowQuery.ranking(
                  range, Filter.all(), 5, Dimension.of(FlowField.SRC_ADDRESS), Measure.BYTES),
              FlowQuery.total(
                  new TimeRange(FIRST + 777 * SECOND, FIRST + 800 * SECOND),
                  Filter.all(),
                  Measure.BYTES))) {
        assertFalse(reader.sql(other).contains("`flows_"), reader.sql(other));
        assertTrue(reader.run(other, new Cancel()).matchedFlows() >= 0);
      }
    }
  }

  @Test
  void oneThatBeganLaterOrHasGapsOrOtherSumsIsNotAsked() throws Exception {
    FlowQuery query =
        FlowQuery.total(new TimeRange(FIRST, FIRST + 3600 * SECOND), Filter.all(), Measure.BYTES);
    String late = akvorado("c_rollup_late");
    fill(late, FIRST / SECOND, 1830); // the roll-ups begin within a step
    for (String step : List.of("1m0s", "5m0s", "1h0m0s")) {
      TestServer.run("TRUNCATE TABLE " + late + ".flows_" + step);
    }
    fill(late, FIRST / SECOND + 1830, 1770);
    String holes = akvorado("c_rollup_holes");
    fill(holes, FIRST / SECOND, 3600);
    TestServer.run(
        "ALTER TABLE "
            + holes
            + ".flows_1m0s DELETE WHERE TimeReceived = "
            + (FIRST / SECOND + 600)
            + " SETTINGS mutations_sync = 2");
    TestServer.run("DROP TABLE " + holes + ".flows_5m0s");
    String wrong = akvorado("c_rollup_wrong");
    fill(wrong, FIRST / SECOND, 3600);
    TestServer.run(
        "INSERT INTO "
            + wrong
            + ".flows_1m0s (TimeReceived, Bytes) SELECT "
            + (FIRST / SECOND + 3420)
            + ", 1");
    TestServer.run("DROP TABLE " + wrong + ".flows_5m0s");
    long expected = 0;
    for (int i = 0; i < 36_000; i++) {
      expected += (100 + i % 1000) * (i % 3 == 2 ? 100L : 1);
    }
    for (String database : List.of(late, holes, wrong)) {
      try (ClickHouseReader reader = open(database, "")) {
        if (database.equals(late)) { // from when on it holds all
          assertTrue(reader.sql(query).contains("`flows_"), database);
        } else {
          assertFalse(reader.sql(query).contains("`flows_1m0s`"), database);
        }
        long sum = reader.run(query, new Cancel()).sums()[0][0];
        if (!database.equals(late)) {
          assertEquals(expected, sum, database);
        } else {
          assertEquals(
              Long.parseLong(
                  TestServer.run(
                          "SELECT sum(Bytes * greatest(SamplingRate, 1)) FROM " + late + ".flows")
                      .strip()),
              sum);
        }
      }
    }
  }

  @Test
  void goflow2sCountsFlowsAndKnowsNoSamplingRates() throws Exception {
    String database = TestServer.fresh("c_rollup_goflow2");
    TestServer.run(
        """
        CREATE TABLE %s.flows_raw (date Date, time_inserted_ns DateTime64(9), time_received_ns DateTime64(9), time_flow_start_ns DateTime64(9),
         sequence_num UInt32, sampling_rate UInt64, sampler_address FixedString(16), src_addr FixedString(16), dst_addr FixedString(16),
         src_as UInt32, dst_as UInt32, etype UInt32, proto UInt32, src_port UInt32, dst_port UInt32, bytes UInt64, packets UInt64)
        ENGINE = MergeTree PARTITION BY date ORDER BY time_received_ns\
        """
            .formatted(database));
    TestServer.run(
        """
        CREATE TABLE %s.flows_5m (date Date, timeslot DateTime, src_as UInt32, dst_as UInt32,
         etypeMap Nested (etype UInt32, bytes UInt64, packets UInt64, count UInt64), bytes UInt64, packets UInt64, count UInt64)
        ENGINE = SummingMergeTree PARTITION BY date ORDER BY (date, timeslot, src_as, dst_as, `etypeMap.etype`)\
        """
            .formatted(database));
    TestServer.run(
        """
        CREATE MATERIALIZED VIEW %1$s.flows_5m_view TO %1$s.flows_5m AS SELECT date, toStartOfFiveMinute(time_received_ns) AS timeslot, src_as,
         dst_as, sum(bytes) AS bytes, sum(packets) AS packets, count() AS count FROM %1$s.flows_raw GROUP BY date, timeslot, src_as, dst_as\
        """
            .formatted(database));
    TestServer.run(
        """
        INSERT INTO %s.flows_raw (date, time_received_ns, sampling_rate, src_as, dst_as, etype, proto, bytes, packets)
         SELECT toDate(%d), fromUnixTimestamp64Nano(toInt64(%d + number * 100000000)), 100, number %% 5, number %% 7, 2048, 6, number %% 1000, 2
         FROM numbers(36000)\
        """
            .formatted(database, FIRST / SECOND, FIRST));
    try (ClickHouseReader reader = open(database, "")) {
      FlowQuery query =
          new FlowQuery(
              new TimeRange(FIRST + 400 * SECOND, FIRST + 3_000 * SECOND),
              Filter.all(),
              Dimension.of(FlowField.SRC_AS),
              List.of(Measure.BYTES, Measure.FLOWS),
              0,
              0,
              false,
              false);
      assertTrue(reader.sql(query).contains("`flows_5m`"), reader.sql(query));
      assertFalse(reader.sql(query.withScaled(true)).contains("`flows_5m`"));
      Answer answer = reader.run(query, new Cancel());
      assertEquals(26_000, answer.matchedFlows());
      assertEquals(
          TestServer.run(
                  "SELECT sum(bytes), count() FROM "
                      + database
                      + ".flows_raw WHERE src_as = 1 AND time_received_ns >="
                      + " fromUnixTimestamp64Nano(toInt64("
                      + (FIRST + 400 * SECOND)
                      + ")) AND time_received_ns < fromUnixTimestamp64Nano(toInt64("
                      + (FIRST + 3_000 * SECOND)
                      + "))")
              .strip(),
          rows(answer).stream()
              .filter(row -> row.startsWith("AS1 "))
              .map(row -> row.substring(4).replace(' ', '\t'))
              .findFirst()
              .orElse(""));
    }
  }
}
