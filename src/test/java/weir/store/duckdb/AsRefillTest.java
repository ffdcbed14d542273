package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.enrich.AsFill;
import weir.enrich.table.PrefixTable;
import weir.flow.AsSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowArchive;
import weir.store.FlowStream;
import weir.store.FlowWriter;
import weir.store.Refill;

/// Stored flows have the AS that they would have been stored with, and nothing else changes.
@Timeout(60)
class AsRefillTest {
  private static final Set<FlowField> FIELDS =
      Set.of(
          FlowField.TIME_RECEIVED,
          FlowField.SRC_ADDRESS,
          FlowField.DST_ADDRESS,
          FlowField.NEXT_HOP,
          FlowField.BYTES,
          FlowField.SRC_AS,
          FlowField.SRC_AS_FROM,
          FlowField.DST_AS,
          FlowField.DST_AS_FROM,
          FlowField.NEXT_HOP_AS,
          FlowField.NEXT_HOP_AS_FROM);

  private static final List<FlowField> IN_ORDER = List.copyOf(FIELDS);

  /// More rows than are rolled up.
  private static final int BATCHES = 51;

  private static final PrefixTable NONE = PrefixTable.EMPTY;

  @TempDir private static Path stored;
  @TempDir private Path folder;

  private static PrefixTable table(int asn, String prefix, int bits) {
    IpAddress address = IpAddress.parse(prefix);
    return new PrefixTable.Builder().add(address.high(), address.low(), bits, asn).build();
  }

  /// Some of them with an AS that the exporter sent.
  private static FlowBatch flows() {
    FlowBatch batch = Flows.random(new Random(5), 2000, 60);
    for (int row = 0; row < batch.rows(); row += 3) {
      batch.set(FlowField.SRC_AS, row, row % 2 == 0 ? 3320 : 23456);
      batch.setAddress(FlowField.NEXT_HOP, row, 0, IpAddress.mapped(0x0a000001));
    }
    return batch;
  }

  @BeforeAll
  static void store() throws InterruptedException {
    try (DuckDbStore store = DuckDbStore.open(stored)) {
      try (FlowWriter writer = store.writer()) {
        for (int i = 0; i < BATCHES; i++) {
          writer.append(flows());
        }
        writer.commit();
      }
      store.awaitUpkeep();
    }
  }

  private void copy() throws IOException {
    try (var files = Files.walk(stored)) {
      for (Path file : files.toList()) {
        Path to = folder.resolve(stored.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
  }

  /// Of all flows, whatever their order.
  private static long sum(FlowArchive store) {
    long sum = 0;
    try (FlowStream stream = store.stream(TimeRange.ALL, Filter.all(), FIELDS, new Cancel())) {
      for (Optional<FlowBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
        sum += sum(next.get());
      }
    }
    return sum;
  }

  private static long sum(FlowBatch batch) {
    long sum = 0;
    for (int row = 0; row < batch.rows(); row++) {
      long hash = 1;
      for (FlowField field : IN_ORDER) {
        hash = 31 * hash + batch.high(field, row);
        hash = 31 * hash + batch.get(field, row);
      }
      sum += hash * hash; // else differences of two rows may even out
    }
    return sum;
  }

  /// What the store has to hold.
  private static long expected(AsFill fill) {
    FlowBatch batch = flows();
    fill.apply(batch);
    return BATCHES * sum(batch);
  }

  private static void refill(DuckDbStore store, AsFill fill, AsFill before)
      throws InterruptedException {
    Refill refill = store.refill(fill::find).orElseThrow();
    store.awaitUpkeep();
    assertEquals(Optional.empty(), refill.problem());
    assertTrue(refill.isOver());
    assertEquals(1, refill.done());
    assertEquals(2000 * BATCHES, refill.rows());
    assertEquals(changed(fill, before), refill.changed());
  }

  /// Flows whose AS are others than those they were stored with.
  private static long changed(AsFill fill, AsFill before) {
    FlowBatch was = flows();
    before.apply(was);
    FlowBatch now = flows();
    fill.apply(now);
    long changed = 0;
    for (int row = 0; row < now.rows(); row++) {
      for (FlowField field : FIELDS) {
        if (was.get(field, row) != now.get(field, row)) {
          changed++;
          break;
        }
      }
    }
    return BATCHES * changed;
  }

  /// First into a file of DuckDB, then, with another table, into a packed one; opened again.
  @Test
  void asIfTheyHadBeenStoredWithTheTable() throws Exception {
    copy();
    AsFill first = new AsFill(NONE, table(64500, "10.0.0.0", 96 + 24));
    AsFill second = new AsFill(NONE, table((int) 4_200_000_000L, "10.0.0.0", 96 + 23));
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      refill(store, first, new AsFill(NONE, NONE));
      assertEquals(expected(first), sum(store));
      refill(store, second, first);
    }
    try (DuckDbStore store = DuckDbStore.openExisting(folder)) {
      assertEquals(expected(second), sum(store));
      long withRollUps;
      try (var files = Files.list(folder.resolve("slices"))) {
        withRollUps = files.filter(file -> file.toString().endsWith(".rollups")).count();
      }
      assertEquals(1, withRollUps, "made again");
      assertEquals(List.of(), store.problems());
    }
  }

  /// Sums have the user's AS in place of a router's, and a router's neighbour.
  @Test
  void theUserGoesBeforeRoutersButForNeighbours() throws Exception {
    FlowBatch told = Flows.random(new Random(5), 40, 60);
    for (int row = 0; row < told.rows(); row++) {
      told.setAddress(FlowField.SRC_ADDRESS, row, 0, IpAddress.mapped(0x0a000100 + row));
      told.set(FlowField.SRC_AS, row, 65001);
      told.set(FlowField.SRC_AS_FROM, row, AsSource.ROUTER.code());
      told.set(FlowField.NEXT_HOP_AS, row, 3356);
      told.set(FlowField.NEXT_HOP_AS_FROM, row, AsSource.ROUTER.code());
      told.setAddress(FlowField.NEXT_HOP, row, 0, IpAddress.mapped(0x0a000001));
    }
    AsFill fill = new AsFill(table(64512, "10.0.0.0", 96 + 8), table(7, "10.0.0.0", 96 + 9));
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      try (FlowWriter writer = store.writer()) {
        writer.append(told);
        writer.commit();
      }
      Refill refill = store.refill(fill::find).orElseThrow();
      store.awaitUpkeep();
      assertEquals(40, refill.changed());
      fill.apply(told);
      assertEquals(64512, told.get(FlowField.SRC_AS, 0));
      assertEquals(3356, told.get(FlowField.NEXT_HOP_AS, 0));
      assertEquals(sum(told), sum(store));
    }
  }

  /// What a kill leaves between any two steps is a data set as before, or as it is to be.
  @Test
  void aKillBetweenTwoStepsLosesNothing() throws Exception {
    copy();
    AsFill fill = new AsFill(NONE, table(64500, "10.0.0.0", 96 + 24));
    long rows;
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      refill(store, fill, new AsFill(NONE, NONE));
      rows = sum(store);
    }
    Path slices = folder.resolve("slices");
    Path packed;
    try (var files = Files.list(slices)) {
      packed = files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    // The file from before beside it, no sum, no roll-ups, and one half written.
    String name = packed.getFileName().toString().replace(".parquet", "");
    Files.copy(
        stored.resolve("slices").resolve(name + ".duckdb"), slices.resolve(name + ".duckdb"));
    Files.delete(slices.resolve(name + ".parquet.sha256"));
    Files.deleteIfExists(slices.resolve(name + ".rollups"));
    Files.writeString(slices.resolve(name + ".parquet.new"), "half");
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      assertEquals(rows, sum(store));
      assertEquals(List.of(), store.problems());
    }
    try (var files = Files.list(slices)) {
      assertTrue(files.noneMatch(file -> file.toString().matches(".*(new|duckdb)")));
    }
  }

  @Test
  void whatIsCancelledStaysAsItWas() throws Exception {
    copy();
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      AsRefill none = new AsRefill(List.of("s1"), (high, low) -> 1);
      none.cancel();
      assertEquals(Optional.empty(), none.next());
      assertTrue(none.isOver());
      assertEquals(0, none.done());
      long before = sum(store);
      refill(store, new AsFill(NONE, table(1, "192.0.2.0", 96 + 24)), new AsFill(NONE, NONE));
      assertEquals(before, sum(store));
    }
    try (var files = Files.list(folder.resolve("slices"))) {
      assertTrue(
          files.noneMatch(file -> file.toString().endsWith("parquet")), "nothing was to change");
    }
  }
}
