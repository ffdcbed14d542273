package weir.store.duckdb.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.ComparisonQuery;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.NameTable;
import weir.query.Query;
import weir.query.Rank;
import weir.query.RecordQuery;
import weir.query.RelationQuery;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.SqlLimits;
import weir.store.duckdb.DuckDbStore;

/// What a panel asks says the same as a statement of the console.
class OverFlowsTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final TimeRange RANGE = new TimeRange(START, START + 100_000_000_000L);
  private static FlowArchive store;

  @BeforeAll
  static void fill() {
    store = DuckDbStore.temporary();
    FlowBatch batch = new FlowBatch();
    for (int row = 0; row < 1000; row++) {
      batch.set(FlowField.TIME_RECEIVED, START + row * 100_000_000L);
      batch.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(0x0a000000 + row % 37 * 99));
      batch.setAddress(
          FlowField.DST_ADDRESS, row % 3 == 0 ? 0x20010db800000000L : 0, IpAddress.mapped(row % 5));
      batch.set(FlowField.PROTOCOL, row % 2 == 0 ? 6 : 17);
      batch.set(FlowField.SRC_PORT, 40000 + row);
      batch.set(FlowField.DST_PORT, row % 4 == 0 ? 443 : 53);
      batch.set(FlowField.BYTES, 100 + row);
      batch.set(FlowField.PACKETS, 1 + row % 9);
      batch.set(FlowField.TCP_FLAGS, row % 6 == 0 ? 2 : 18);
      batch.set(FlowField.BYTES_L2, 118 + row);
      batch.set(FlowField.BYTES_L3, 99 + row);
      batch.set(FlowField.SAMPLING_RATE, row % 10);
      batch.endRow();
    }
    try (FlowWriter writer = store.writer()) {
      writer.append(batch);
    }
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static List<List<Object>> rows(Query<?> query) {
    String statement = store.overFlows(query);
    try {
      return List.copyOf(store.run(statement, SqlLimits.USUAL, new Cancel()).rows());
    } catch (RuntimeException e) {
      throw new AssertionError(statement, e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "src_addr,bytes",
    "src_addr/24,packets",
    "dst_addr/16/56,bytes",
    "service,bytes",
    "dst_port,flows",
    "proto,samples",
    "src_service,bytes",
    "packet_size,bytes",
  })
  void sums(String by, String measure) throws Exception {
    FlowQuery query =
        new FlowQuery(
            RANGE,
            FilterParser.parse("not src host 10.0.0.99 and bytes > 120 and src net 10.0.0.0/8"),
            Dimensions.BUILT_IN.named(by).stream().toList(),
            List.of(Measure.named(measure).orElseThrow()),
            0,
            5,
            false,
            true);
    Answer answer = store.run(query, new Cancel());
    List<List<Object>> rows = rows(query);
    assertEquals(answer.rows(), rows.size());
    for (int row = 0; row < rows.size(); row++) {
      Object sum = rows.get(row).getLast();
      assertEquals(answer.sums()[0][row], sum == null ? 0L : ((Number) sum).longValue());
    }
  }

  @Test
  void namesOfALongTableAreWrittenOut() {
    List<NameTable.Entry> entries = new ArrayList<>();
    for (int number = 37_500; number < 40_500; number++) {
      entries.add(new NameTable.Entry("port-" + number, List.of(NameTable.Span.of(number))));
    }
    Dimension port =
        new Dimension.Named("port", "Port", FlowField.SRC_PORT, new NameTable(entries, "no port"));
    for (long place : new long[] {port.named("port-40005").getFirst(), 3000}) {
      FlowQuery query = FlowQuery.total(RANGE, new Filter.Is(port, List.of(place)), Measure.BYTES);
      Object sum = rows(query).getFirst().getLast();
      assertEquals(
          store.run(query, new Cancel()).sums()[0][0],
          sum == null ? 0L : ((Number) sum).longValue());
    }
  }

  /// As the answer has them, in its order.
  @ParameterizedTest
  @CsvSource({
    "bytes_per_packet",
    "syn_share",
    "syn_packet_share",
    "syn_flows",
    "tcp_packets",
    "bps_l2",
    "bytes_l3"
  })
  void ratiosAndParts(String measure) {
    FlowQuery query =
        FlowQuery.ranking(
            RANGE,
            Filter.all(),
            3,
            List.of(Dimension.field(FlowField.DST_PORT)),
            Measure.named(measure).orElseThrow());
    Answer answer = store.run(query, new Cancel());
    List<List<Object>> rows = rows(query);
    assertEquals(answer.rows(), rows.size());
    for (int row = 0; row < rows.size(); row++) {
      Object value = rows.get(row).get(1);
      double found = value == null ? 0 : Double.parseDouble(value.toString());
      assertEquals(answer.value(row, 0), found, 1e-6);
    }
  }

  /// What excludes a name that nothing has any more lets everything through.
  @Test
  void noNameIsThatOfNoFlow() {
    Dimension port =
        new Dimension.Cases(
            "port",
            "Port",
            List.of(
                new Dimension.Cases.Case(
                    0, new Filter.Compare(FlowField.DST_PORT, Filter.Op.EQ, 443))),
            List.of("web", "other"),
            1);
    for (Dimension by : List.of(port, Dimensions.BUILT_IN.require("service"))) {
      Filter none = new Filter.Is(by, List.of());
      FlowQuery all = FlowQuery.total(RANGE, Filter.all(), Measure.BYTES);
      FlowQuery query = all.withFilter(new Filter.Not(none));
      assertEquals(
          store.run(all, new Cancel()).sums()[0][0],
          store.run(query, new Cancel()).sums()[0][0],
          by.name());
      assertEquals(rows(all), rows(query), by.name());
    }
  }

  @Test
  void whatIsRankedOtherwiseIsSaid() {
    FlowQuery query =
        FlowQuery.ranking(
                RANGE, Filter.all(), 3, List.of(Dimension.field(FlowField.SRC_PORT)), Measure.BYTES)
            .withRank(Rank.of(Rank.By.P95, 0, RANGE));
    assertTrue(store.overFlows(query).startsWith("-- the largest by their sums\n"));
    assertEquals(3, rows(query).size());
  }

  @Test
  void overTime() {
    FlowQuery query =
        new FlowQuery(
            RANGE,
            Filter.all(),
            List.of(Dimension.field(FlowField.SRC_ADDRESS)),
            List.of(Measure.BITS_PER_SECOND),
            10_000_000_000L,
            3,
            true,
            true);
    List<List<Object>> rows = rows(query);
    assertEquals(3, rows.stream().map(row -> row.get(1)).distinct().count());
    assertEquals(START, rows.getFirst().getFirst());
  }

  @Test
  void others() {
    assertEquals(
        1000,
        rows(new RecordQuery(
                RANGE,
                Filter.all(),
                Set.of(FlowField.BYTES, FlowField.SRC_ADDRESS),
                RecordQuery.Order.NEWEST_FIRST,
                0))
            .size());
    assertTrue(
        rows(new RelationQuery(
                    RANGE,
                    Filter.all(),
                    List.of(
                        Dimension.field(FlowField.SRC_ADDRESS),
                        Dimension.field(FlowField.DST_PORT)),
                    Measure.BYTES,
                    10,
                    true))
                .size()
            >= 10);
    FlowQuery ports =
        new FlowQuery(
            RANGE,
            Filter.all(),
            List.of(Dimension.field(FlowField.DST_PORT)),
            List.of(Measure.BYTES),
            0,
            10,
            false,
            true);
    TimeRange half = new TimeRange(START, START + 50_000_000_000L);
    assertEquals(2, rows(new ComparisonQuery(ports, half, Filter.all())).size());
    assertEquals(1, rows(ports.withoutGroups()).size());
  }
}
