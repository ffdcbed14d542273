package weir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.ingest.IngestStatus;
import weir.ingest.Source;
import weir.store.FlowWriter;
import weir.store.Retention;
import weir.store.clickhouse.Schemas;
import weir.store.duckdb.DuckDbStore;

class WorkstationTest {
  @TempDir private Path folder;

  private final Workstation workstation =
      new Workstation(
          Path.of("unused"),
          Retention.EVERYTHING,
          Directions.inside(Directions.PRIVATE),
          Schemas.SHIPPED);

  @AfterEach
  void close() {
    workstation.close();
  }

  @Test
  void aFolderThatWasCollectedIntoOpensAsItIs() {
    Path data = folder.resolve("yesterday");
    try (DuckDbStore store = DuckDbStore.open(data);
        FlowWriter writer = store.writer()) {
      FlowBatch batch = new FlowBatch();
      batch.set(FlowField.TIME_RECEIVED, 1_795_255_200_000_000_000L);
      batch.set(FlowField.BYTES, 7);
      batch.endRow();
      writer.append(batch);
    }
    Source opened = workstation.openFile(data);
    assertEquals("yesterday", opened.name());
    assertFalse(opened.live());
    assertEquals(1, opened.store().status().rows());
    assertEquals(IngestStatus.State.READY, opened.status().state());

    Source again = workstation.openFile(data);
    assertEquals(IngestStatus.State.FAILED, again.status().state(), "it is open already");
    assertTrue(again.status().message().contains("another Weir"), again.status().message());
  }

  @Test
  void whatFailedIsListedUntilItsRowIsClosed() {
    Source failed = workstation.failed("Live", "no space left");
    assertEquals(List.of(failed), workstation.sources());
    assertEquals(IngestStatus.State.FAILED, failed.status().state());
    assertEquals("no space left", failed.status().message());
    workstation.close(failed);
    assertEquals(List.of(), workstation.sources());
  }

  @Test
  void aFolderThatIsNoDataSetSaysSo() {
    Source opened = workstation.openFile(folder);
    assertEquals(IngestStatus.State.FAILED, opened.status().state());
    assertTrue(opened.status().message().contains("no data set"), opened.status().message());
  }
}
