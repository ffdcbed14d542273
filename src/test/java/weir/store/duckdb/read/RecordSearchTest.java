package weir.store.duckdb.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.flow.IpAddress;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RecordQuery;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.FlowWriter;
import weir.store.Oracle;
import weir.store.StoreException;
import weir.store.duckdb.DuckDbStore;
import weir.store.duckdb.Flows;
import weir.store.duckdb.write.SliceWriter;

class RecordSearchTest {
  @TempDir private Path folder;

  private final Random random = new Random(20261125);
  private final List<FlowBatch> batches = new ArrayList<>();

  /// Three slices whose times overlap.
  private DuckDbStore store() {
    Instant[] now = {Instant.parse("2026-11-21T10:00:00Z")};
    DuckDbStore store = DuckDbStore.open(folder, () -> now[0]);
    try (FlowWriter writer = store.writer()) {
      for (int seconds : new int[] {60, 90, 75}) {
        FlowBatch batch = Flows.random(random, 1000, seconds);
        batches.add(batch);
        writer.append(batch);
        writer.commit();
        now[0] = now[0].plusSeconds(SliceWriter.SLICE_SECONDS + 1);
      }
    }
    assertEquals(3, slices());
    return store;
  }

  private long slices() {
    return Stream.of(folder.resolve("slices").toFile().list())
        .filter(name -> name.endsWith(".duckdb"))
        .count();
  }

  private static List<String> lines(FlowBatch batch) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      StringBuilder line = new StringBuilder();
      FlowJson.append(batch, row, line);
      lines.add(line.toString());
    }
    return lines;
  }

  /// Lines of JSON begin with the time received.
  private List<String> newest(int limit) {
    return batches.stream()
        .flatMap(batch -> lines(batch).stream())
        .sorted(Comparator.reverseOrder())
        .limit(limit)
        .toList();
  }

  @Test
  void theNewestRecordsOfAllSlicesComeWholeAndNewestFirst() {
    try (DuckDbStore store = store()) {
      for (int limit : new int[] {1, 10, 999, 5000}) {
        RecordQuery query = new RecordQuery(TimeRange.ALL, Filter.all(), Set.of(), limit);
        assertEquals(newest(limit), lines(found(store, query)));
      }
    }
  }

  @Test
  void recordsOfSlicesThatOverlapAreMergedByTheirTimes() {
    Instant[] now = {Instant.parse("2026-11-21T10:00:00Z")};
    int[][] slices = {{10, 40, 70}, {20, 60, 61}, {30, 50, 55}, {1, 2, 65}};
    try (DuckDbStore store = DuckDbStore.open(folder, () -> now[0])) {
      try (FlowWriter writer = store.writer()) {
        for (int[] seconds : slices) {
          FlowBatch batch = new FlowBatch();
          for (int second : seconds) {
            batch.set(FlowField.TIME_RECEIVED, Flows.START_NANOS + second * FlowQuery.SECOND);
            batch.set(FlowField.SRC_PORT, second);
            batch.endRow();
          }
          writer.append(batch);
          writer.commit();
          now[0] = now[0].plusSeconds(SliceWriter.SLICE_SECONDS + 1);
        }
      }
      assertEquals(slices.length, slices());
      List<Long> all = List.of(70L, 65L, 61L, 60L, 55L, 50L, 40L, 30L, 20L, 10L, 2L, 1L);
      for (int limit = 1; limit <= all.size(); limit++) {
        assertEquals(all.subList(0, limit), ports(store, TimeRange.ALL, limit));
      }
      TimeRange upTo60 = new TimeRange(0, Flows.START_NANOS + 60 * FlowQuery.SECOND);
      assertEquals(List.of(55L, 50L, 40L), ports(store, upTo60, 3));
    }
  }

  private static List<Long> ports(FlowReader store, TimeRange range, int limit) {
    FlowBatch found = found(store, new RecordQuery(range, Filter.all(), Set.of(), limit));
    return IntStream.range(0, found.rows())
        .mapToObj(row -> found.get(FlowField.SRC_PORT, row))
        .toList();
  }

  @Test
  void filterAndRangeLetThroughWhatTheyDoInSums() throws Exception {
    TimeRange range =
        new TimeRange(
            Flows.START_NANOS + 20 * FlowQuery.SECOND, Flows.START_NANOS + 40 * FlowQuery.SECOND);
    Filter filter = FilterParser.parse("dst port 53 and proto tcp and not src net 2001:db8::/32");
    try (DuckDbStore store = store()) {
      FlowBatch found = found(store, new RecordQuery(range, filter, Set.of(), 5000));
      FlowQuery count = FlowQuery.total(range, filter, Measure.FLOWS);
      assertEquals(store.run(count, new Cancel()).sums()[0][0], found.rows());
      assertTrue(found.rows() > 0);
      for (int row = 0; row < found.rows(); row++) {
        assertTrue(range.contains(found.get(FlowField.TIME_RECEIVED, row)));
        assertEquals(53, found.get(FlowField.DST_PORT, row));
      }
    }
  }

  @Test
  void onlyTheFieldsAskedForAreRead() {
    try (DuckDbStore store = store()) {
      RecordQuery query =
          new RecordQuery(
              TimeRange.ALL,
              Filter.all(),
              Set.of(FlowField.SRC_PORT, FlowField.NAT_SRC_ADDRESS),
              10);
      FlowBatch found = found(store, query);
      assertEquals(10, found.rows());
      assertTrue(found.uses(FlowField.SRC_PORT));
      assertFalse(found.uses(FlowField.TIME_RECEIVED));
      assertFalse(found.uses(FlowField.SRC_ADDRESS));
      assertFalse(store.sql(query).contains("src_addr"), store.sql(query));
    }
  }

  @Test
  void listsAndAddressesComeBackAsTheyWere() {
    FlowBatch batch = new FlowBatch();
    batch.set(FlowField.TIME_RECEIVED, Flows.START_NANOS);
    batch.set(FlowField.BYTES, -1L);
    batch.setAddress(FlowField.SRC_ADDRESS, 0x20010db800000000L, -2);
    batch.add(FlowField.AS_PATH, 65_001);
    batch.add(FlowField.AS_PATH, -2);
    IpAddress segment = IpAddress.parse("fe80::ffff:1");
    batch.addAddress(FlowField.SEGMENTS, 0, segment.high(), segment.low());
    batch.endRow();
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      try (FlowWriter writer = store.writer()) {
        writer.append(batch);
      }
      RecordQuery query = new RecordQuery(TimeRange.ALL, Filter.all(), Set.of(), 3);
      assertEquals(lines(batch), lines(found(store, query)));
    }
  }

  @Test
  void aCancelledSearchSaysSo() {
    try (DuckDbStore store = store()) {
      Cancel cancel = new Cancel();
      cancel.cancel();
      RecordQuery query = new RecordQuery(TimeRange.ALL, Filter.all(), Set.of(), 3);
      assertTrue(assertThrows(StoreException.class, () -> store.run(query, cancel)).isCancelled());
    }
  }

  @Test
  void heatmapsAgreeWithTheOracle() {
    try (DuckDbStore store = store()) {
      Oracle oracle = new Oracle(batches);
      FlowQuery cells =
          new FlowQuery(
              TimeRange.ALL,
              Filter.equal(FlowField.PROTOCOL, 0, 6),
              Dimension.of(FlowField.SRC_PORT),
              List.of(Measure.FLOWS, Measure.BYTES),
              5 * FlowQuery.SECOND,
              0,
              false,
              true);
      for (long width : new long[] {1, 7, 1024, 65_536}) {
        FlowQuery query = cells.withBinWidth(width);
        assertEquals(
            oracle.rows(query), Oracle.rows(store.run(query, new Cancel())), store.sql(query));
      }
      FlowQuery pairs =
          new FlowQuery(
                  TimeRange.ALL,
                  Filter.all(),
                  Dimension.of(FlowField.SRC_ADDRESS, FlowField.TCP_FLAGS),
                  List.of(Measure.BYTES),
                  0,
                  5,
                  true,
                  true)
              .withBinWidth(16);
      assertEquals(oracle.rows(pairs), Oracle.rows(store.run(pairs, new Cancel())));
    }
  }

  private static FlowBatch found(FlowReader store, RecordQuery query) {
    return store.run(query, new Cancel()).page(0, Integer.MAX_VALUE);
  }
}
