package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.store.FlowWriter;
import weir.store.Retention;
import weir.store.StoreException;

/// A data set that is kept for the time being becomes one of a folder.
class MovedFolderTest {
  private static final IpAddress ROUTER = IpAddress.parse("192.0.2.1");

  @TempDir private Path folder;

  private static void write(DuckDbStore store) {
    try (FlowWriter writer = store.writer()) {
      FlowBatch batch = new FlowBatch();
      batch.set(FlowField.TIME_RECEIVED, 1_795_255_200_000_000_000L);
      batch.set(FlowField.BYTES, 7);
      batch.endRow();
      writer.append(batch);
    }
  }

  @Test
  void allOfItIsThereAndNothingIsLeftBehind() {
    Path target = folder.resolve("new/capture");
    Path before;
    try (DuckDbStore store = DuckDbStore.temporaryLive(Retention.DEFAULT)) {
      before = store.root();
      assertTrue(Files.exists(before));
      write(store);
      store.override(ROUTER, said -> said.withName("lab"));
      store.moveTo(target);
    }
    assertFalse(Files.exists(before));
    try (DuckDbStore store = DuckDbStore.openExisting(target)) {
      assertEquals(1, store.status().rows());
      assertEquals("lab", store.overrides().of(ROUTER).name());
    }
  }

  @Test
  void aFolderThatIsNotEmptyIsRefusedAndNothingIsLost() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("letter.txt"), "dear");
    Path dataSet = folder.resolve("set");
    DuckDbStore.open(dataSet).close();
    try (DuckDbStore store = DuckDbStore.temporaryLive(Retention.DEFAULT)) {
      write(store);
      var full = assertThrows(StoreException.class, () -> store.moveTo(other));
      assertTrue(String.valueOf(full.getMessage()).contains("not empty"), full.toString());
      String taken = assertThrows(StoreException.class, () -> store.moveTo(dataSet)).getMessage();
      assertEquals(dataSet + " is a data set already; choose an empty folder or a new one", taken);
      assertEquals(1, store.status().rows(), "it can still be asked");
    }
    assertEquals(1, other.toFile().list().length);
  }

  @Test
  void oneThatWasToBeInItsFolderStaysThere() {
    try (DuckDbStore store = DuckDbStore.open(folder.resolve("here"))) {
      assertThrows(
          UnsupportedOperationException.class, () -> store.moveTo(folder.resolve("there")));
    }
    assertFalse(Files.exists(folder.resolve("there")));
  }
}
