package weir.store.duckdb.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowWriter;
import weir.store.Question;
import weir.store.duckdb.DuckDbStore;
import weir.store.duckdb.Flows;
import weir.store.duckdb.write.SliceWriter;

class TimelineRecordsTest {
  @TempDir private Path folder;

  private record Row(long nanos, long bytes, long port) {}

  private DuckDbStore store(int... rowsOfSlices) {
    Random random = new Random(7);
    Instant[] now = {Instant.parse("2026-11-21T10:00:00Z")};
    DuckDbStore store = DuckDbStore.open(folder, () -> now[0]);
    try (FlowWriter writer = store.writer()) {
      for (int rows : rowsOfSlices) {
        for (int left = rows; left > 0; left -= 2000) {
          writer.append(Flows.random(random, Math.min(left, 2000), 90));
        }
        writer.commit();
        now[0] = now[0].plusSeconds(SliceWriter.SLICE_SECONDS + 1);
      }
    }
    return store;
  }

  /// As somebody would ask who knows nothing of Weir.
  private List<Row> byHand(String where) throws Exception {
    List<Path> slices;
    try (Stream<Path> files = Files.list(folder.resolve("slices"))) {
      slices = files.filter(file -> file.toString().endsWith(".duckdb")).toList();
    }
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < slices.size(); i++) {
        statement.execute("ATTACH '" + slices.get(i) + "' AS s" + i + " (READ_ONLY)");
        parts.add("SELECT time_received_ns, bytes, dst_port FROM s" + i + ".flows " + where);
      }
      List<Row> rows = new ArrayList<>();
      try (ResultSet read = statement.executeQuery(String.join(" UNION ALL ", parts))) {
        while (read.next()) {
          rows.add(new Row(read.getLong(1), read.getLong(2), read.getLong(3)));
        }
      }
      rows.sort(Comparator.comparingLong(Row::nanos).reversed());
      return rows;
    }
  }

  private static List<Row> rows(FlowBatch page) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < page.rows(); row++) {
      rows.add(
          new Row(
              page.get(FlowField.TIME_RECEIVED, row),
              page.get(FlowField.BYTES, row),
              page.get(FlowField.DST_PORT, row)));
    }
    return rows;
  }

  private static RecordQuery all(Filter filter, RecordQuery.Order order) {
    return new RecordQuery(TimeRange.ALL, filter, Set.of(), order, 0);
  }

  @Test
  void pagesOverSeveralSlicesAreWhatIsFoundByHand() throws Exception {
    List<Row> paged = new ArrayList<>();
    List<Row> filtered = new ArrayList<>();
    List<Row> backwards = new ArrayList<>();
    Filter ports = FilterParser.parse("dst_port < 1024");
    try (DuckDbStore store = store(3000, 1000, 5000)) {
      for (var asked :
          List.of(
              all(Filter.all(), RecordQuery.Order.NEWEST_FIRST),
              all(ports, RecordQuery.Order.NEWEST_FIRST),
              all(Filter.all(), RecordQuery.Order.OLDEST_FIRST))) {
        List<Row> into =
            !asked.filter().isAll() ? filtered : asked.order().descending() ? paged : backwards;
        try (Question<Records> question = store.ask(asked, new Cancel())) {
          Records records = question.last();
          for (long from = 0; from < records.rows(); from += 777) {
            into.addAll(rows(records.page(from, 777)));
          }
          assertEquals(records.rows(), into.size());
          assertEquals(0, records.page(records.rows(), 10).rows());
          assertEquals(into.subList(1500, 1503), rows(records.page(1500, 3)));
        }
      }
    }
    List<Row> expected = byHand("");
    assertEquals(9000, expected.size());
    assertSame(expected, paged);
    assertSame(expected, backwards.reversed());
    assertSame(byHand("WHERE dst_port < 1024"), filtered);
  }

  /// In time, one after the other; those of one moment in any order.
  private static void assertSame(List<Row> expected, List<Row> found) {
    assertEquals(
        expected.stream().map(Row::nanos).toList(), found.stream().map(Row::nanos).toList());
    assertEquals(
        expected.stream().collect(Collectors.groupingBy(row -> row, Collectors.counting())),
        found.stream().collect(Collectors.groupingBy(row -> row, Collectors.counting())));
  }

  @Test
  void aCrowdedMomentIsPagedToo() {
    RecordQuery query = all(Filter.all(), RecordQuery.Order.NEWEST_FIRST);
    int crowd = 230_000;
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      try (FlowWriter writer = store.writer()) {
        FlowBatch batch = new FlowBatch();
        for (int row = 0; row < crowd + 2; row++) {
          long second = row == 0 ? 1 : row == crowd + 1 ? 3_000_000 : 1_000_000;
          batch.set(FlowField.TIME_RECEIVED, second * 1_000_000_000L + row % 1000);
          batch.set(FlowField.BYTES, row);
          batch.endRow();
          if (batch.isFull() || row == crowd + 1) {
            writer.append(batch);
            batch = new FlowBatch();
          }
        }
      }
      try (Question<Records> question = store.ask(query, new Cancel())) {
        Records records = question.last();
        assertEquals(crowd + 2, records.rows());
        Set<Long> seen = new HashSet<>();
        long before = Long.MAX_VALUE;
        for (long from = 0; from < records.rows(); from += 20_000) {
          FlowBatch page = records.page(from, 20_000);
          for (int row = 0; row < page.rows(); row++) {
            assertTrue(page.get(FlowField.TIME_RECEIVED, row) <= before);
            before = page.get(FlowField.TIME_RECEIVED, row);
            assertTrue(seen.add(page.get(FlowField.BYTES, row)));
          }
        }
        assertEquals(crowd + 2, seen.size());
      }
    }
  }

  @Test
  void fieldsAreCountedWhereTheyAreFilled() throws Exception {
    try (DuckDbStore store = store(3000, 1000)) {
      Filter ports = FilterParser.parse("dst_port < 1024");
      try (Question<Records> question =
          store.ask(all(ports, RecordQuery.Order.NEWEST_FIRST), new Cancel())) {
        Records records = question.last();
        assertEquals(records.inMemory().filled(), records.filled());
        assertEquals(records.rows(), records.filled().get(FlowField.TIME_RECEIVED));
      }
    }
  }
}
