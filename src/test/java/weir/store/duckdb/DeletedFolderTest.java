package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowBatch;
import weir.store.FlowWriter;
import weir.store.Retention;
import weir.store.StoreException;
import weir.store.duckdb.files.FolderCheck;
import weir.store.duckdb.files.OwnNames;

/// A data folder that somebody deletes while it is written to.
class DeletedFolderTest {
  @TempDir private Path place;

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static FlowBatch ten() {
    return Flows.random(new Random(1), 10, 60);
  }

  @Test
  void itIsMadeAgainAndWhatIsGoneIsCounted() throws Exception {
    Path folder = place.resolve("data");
    try (DuckDbStore store = DuckDbStore.open(folder);
        FlowWriter writer = store.writer()) {
      writer.append(ten());
      writer.commit();
      writer.append(ten());
      delete(folder);
      StoreException lost = assertThrows(StoreException.class, writer::commit);
      assertTrue(
          String.valueOf(lost.getMessage()).startsWith("10 flows are not stored"),
          lost.getMessage());
      assertEquals(10, writer.committed());
      String problems = store.status().problems().toString();
      assertTrue(problems.contains("was made again"), problems);
      assertTrue(problems.contains("10 flows that were stored are gone"), problems);
      writer.append(ten());
      writer.commit();
      assertEquals(20, writer.committed());
      assertEquals(10, Totals.flows(store));
      assertThrows(StoreException.class, () -> DuckDbStore.open(folder), "it is locked again");
    }
    try (DuckDbStore store = DuckDbStore.openExisting(folder)) {
      assertEquals(10, Totals.flows(store));
    }
  }

  /// Also while nothing comes: the round that looks at what is due finds it.
  @Test
  void itIsMadeAgainWhileNothingIsWritten() throws Exception {
    Path folder = place.resolve("data");
    try (DuckDbStore store = DuckDbStore.open(folder, Retention.DEFAULT);
        FlowWriter writer = store.writer()) {
      writer.append(ten());
      writer.commit();
      delete(folder);
      String problems = "";
      for (int i = 0; i < 100 && !problems.contains("are gone"); i++) {
        Thread.sleep(100);
        problems = store.status().problems().toString();
      }
      assertTrue(problems.contains("was made again"), problems);
      assertTrue(problems.contains("10 flows that were stored are gone"), problems);
      assertTrue(Files.isDirectory(folder.resolve("slices")));
      writer.append(ten());
      writer.commit();
      assertEquals(10, Totals.flows(store));
    }
  }

  @Test
  void aSliceThatIsDeletedIsToldAndTheOthersAnswer() throws Exception {
    Path folder = place.resolve("data");
    try (DuckDbStore store = DuckDbStore.open(folder)) {
      Totals.write(store, 10);
      Files.delete(FolderCheck.list(folder.resolve("slices"), OwnNames::isSlice).getFirst());
      Totals.write(store, 5);
      assertEquals(5, Totals.flows(store));
      assertTrue(
          store.status().problems().toString().contains("10 flows that were stored are gone"));
    }
  }
}
