package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowBatch;
import weir.store.FlowArchive;
import weir.store.FlowArchiveContract;
import weir.store.FlowReader;
import weir.store.FlowWriter;
import weir.store.duckdb.rollup.Rollup;

/// DuckDB keeps the contract of a store with nothing but flows, and with all that it makes of them.
class DuckDbReaderContractTest {
  private static final Instant WRITTEN = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant DAYS_LATER = Instant.parse("2026-11-25T12:00:00Z");

  /// Times that 2000 rows must come again for roll-ups and packing to be worth it.
  private static final int ENOUGH = (int) (Upkeep.FEWEST_ROWS / 2000) + 1;

  @TempDir private static Path folder;

  private static final AtomicInteger STORES = new AtomicInteger();

  private static void write(DuckDbStore store, List<List<FlowBatch>> parts) {
    for (List<FlowBatch> part : parts) {
      try (FlowWriter writer = store.writer()) {
        part.forEach(writer::append);
      }
    }
  }

  private static Path freshFolder() {
    return folder.resolve("store" + STORES.incrementAndGet());
  }

  @Tag("long")
  @Nested
  class FlowsOnly extends FlowArchiveContract {
    FlowsOnly() {
      super(1);
    }

    @Override
    protected FlowArchive open(List<List<FlowBatch>> parts) {
      DuckDbStore store = DuckDbStore.scratch();
      write(store, parts);
      return store;
    }

    @Test
    void nothingIsSummedUpBeforehand() {
      String sql = questions().stream().map(store()::sql).collect(Collectors.joining("\n"));
      assertTrue(Arrays.stream(Rollup.values()).noneMatch(made -> sql.contains(made.table())));
    }
  }

  @Nested
  class RolledUpAndPacked extends FlowArchiveContract {
    RolledUpAndPacked() {
      super(ENOUGH);
    }

    @Override
    protected FlowArchive open(List<List<FlowBatch>> parts) throws Exception {
      Path own = freshFolder();
      try (DuckDbStore store = DuckDbStore.open(own, () -> WRITTEN)) {
        write(store, parts);
      }
      DuckDbStore store = DuckDbStore.open(own, () -> DAYS_LATER);
      store.awaitUpkeep();
      return store;
    }

    @Override
    protected void settle(FlowReader store) throws Exception {
      ((DuckDbStore) store).awaitUpkeep();
    }

    /// Else the contract would say nothing of what is made of the flows.
    @Test
    void everyRollUpIsAskedAndBesidesFlowsAndPackedFiles() {
      List<String> sql = questions().stream().map(store()::sql).toList();
      assertEquals(
          List.of(),
          Arrays.stream(Rollup.values())
              .map(Rollup::table)
              .filter(table -> sql.stream().noneMatch(text -> text.contains("." + table)))
              .toList());
      assertTrue(sql.stream().anyMatch(text -> text.contains("read_parquet")));
      assertTrue(
          sql.stream().anyMatch(text -> text.contains("minute_ns") && text.contains(".flows")));
      assertTrue(sql.stream().anyMatch(text -> text.contains("sum_no_overflow")));
      assertTrue(
          sql.stream()
              .anyMatch(text -> text.contains("::HUGEINT * rate AS m0") && text.contains("best")));
    }
  }
}
