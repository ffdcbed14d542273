package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowWriter;
import weir.store.StoreException;

/// Folders with names in which DuckDB, SQL or Java might see more than letters.
class StrangePathsTest {
  private static final int ROWS = 120_000;

  @TempDir private Path folder;

  static Stream<String> names() {
    return Stream.of(
        "with space",
        "st*r",
        "**",
        "[a-z]",
        "[",
        "]",
        "{a,b}",
        "semi;colon",
        "it's",
        "dou\"ble",
        "per%cent %s %d %n",
        "new\nline",
        "tab\t",
        "hash#",
        "a=b",
        "md:x",
        "~",
        "$HOME ${x} $$",
        "Zürich Größe 東京 🦊",
        "'; DROP TABLE flows; --");
  }

  @ParameterizedTest
  @MethodSource("names")
  void flowsAreKeptPackedAndFound(String name) throws Exception {
    Path data = folder.resolve(name).resolve("data " + name);
    Files.createDirectories(data.getParent());
    Instant written = TimeRange.instant(Flows.START_NANOS);
    try (DuckDbStore store = DuckDbStore.open(data, () -> written)) {
      try (FlowWriter writer = store.writer()) {
        writer.append(Flows.random(new Random(1), ROWS, 60));
      }
      assertEquals(ROWS, flows(store));
    }
    Instant later = written.plus(Duration.ofDays(2));
    try (DuckDbStore store = DuckDbStore.open(data, () -> later)) {
      store.awaitUpkeep();
      assertEquals(List.of(), store.problems());
      assertEquals(ROWS, flows(store));
    }
    try (Stream<Path> files = Files.list(data.resolve("slices"))) {
      assertTrue(
          files.anyMatch(file -> file.toString().endsWith(".parquet")), "the slice is not packed");
    }
    try (DuckDbStore store = DuckDbStore.openExisting(data)) {
      assertEquals(ROWS, flows(store));
      assertEquals(List.of(), store.problems());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"quest?ion", "back\\slash"})
  void othersAreRefusedBeforeAnythingIsMade(String name) throws Exception {
    Path data = folder.resolve(name).resolve("data");
    StoreException refused = assertThrows(StoreException.class, () -> DuckDbStore.open(data));
    assertTrue(refused.toString().contains("choose or make another folder"), refused.toString());
    assertThrows(StoreException.class, () -> DuckDbStore.openExisting(data));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  /// Of a spelling that no roll-up answers too.
  private static long flows(DuckDbStore store) {
    TimeRange all = new TimeRange(Flows.START_NANOS, Flows.START_NANOS + 60 * FlowQuery.SECOND);
    long total = sum(store, FlowQuery.ranking(all, Filter.all(), 0, List.of(), Measure.FLOWS));
    long byPort =
        sum(
            store,
            FlowQuery.ranking(
                all,
                Filter.all(),
                0,
                Dimension.of(FlowField.SRC_PORT, FlowField.TCP_FLAGS),
                Measure.FLOWS));
    assertEquals(total, byPort);
    return total;
  }

  private static long sum(DuckDbStore store, FlowQuery query) {
    Answer answer = store.run(query, new Cancel());
    long sum = 0;
    for (int row = 0; row < answer.rows(); row++) {
      sum += answer.sums()[0][row];
    }
    return sum;
  }
}
