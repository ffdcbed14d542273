package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowWriter;
import weir.store.Retention;
import weir.store.StorageReport;
import weir.store.duckdb.files.Disk;

class SliceStorageTest {
  @TempDir private Path folder;

  private static StorageReport report(DuckDbStore store) {
    return store.storage(new Cancel()).orElseThrow();
  }

  private static void write(DuckDbStore store) {
    try (FlowWriter writer = store.writer()) {
      writer.append(Flows.random(new Random(1), 100, 60));
    }
  }

  @Test
  void slicesAreListedWithTheirRowsRoomAndTimes() {
    try (DuckDbStore store = DuckDbStore.temporary()) {
      assertTrue(report(store).about().startsWith("0 flows take "), report(store).about());
      write(store);
      StorageReport report = report(store);
      assertTrue(report.about().startsWith("100 flows take "), report.about());
      assertTrue(report.about().endsWith(" in 1 slice. Everything is kept."), report.about());
      StorageReport.Table slice = report.tables().getFirst();
      assertEquals(1, report.tables().size());
      assertEquals(100, slice.rows());
      assertTrue(slice.diskBytes() > 0);
      assertEquals("21 Nov 10:00", slice.oldest());
      assertEquals("", slice.ttl());
      assertEquals(1, report.disks().size());
      assertTrue(report.disks().getFirst().freeBytes() > 0);
    }
  }

  @Test
  void whatIsKeptAndWhenTheNextSliceGoesIsSaid() {
    Retention days = new Retention(Optional.of(Duration.ofDays(7)), OptionalLong.empty(), 0);
    try (DuckDbStore store =
        DuckDbStore.open(
            folder.resolve("data"),
            days,
            () -> TimeRange.instant(Flows.START_NANOS + 90_000_000_000_000L),
            Disk.under(folder))) {
      write(store);
      String about = report(store).about();
      assertTrue(about.contains("Kept: 7 d; oldest record 1 d ago"), about);
      assertEquals("7 d", report(store).tables().getFirst().ttl());
    }
  }
}
