package weir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.capture.live.Doctor;
import weir.enrich.Directions;
import weir.flow.AsSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.ingest.Capturing;
import weir.ingest.FileSource;
import weir.ingest.IngestStatus;
import weir.ingest.Source;
import weir.naming.NamesFile;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowWriter;
import weir.store.Retention;
import weir.store.StoreException;
import weir.store.clickhouse.Schemas;
import weir.store.duckdb.DuckDbStore;

class WorkstationTest {
  @TempDir private Path folder;

  private final Workstation workstation =
      new Workstation(
          Path.of("unused"),
          Retention.EVERYTHING,
          Directions.inside(Directions.PRIVATE),
          Schemas.SHIPPED,
          NamesFile.none());

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
    assertEquals(IngestStatus.State.READY, again.status().state(), "asked through who has it open");
    assertEquals(1, again.store().status().rows());
  }

  @Test
  void aFileGetsItsAsByTheTablesOfTheNames() throws Exception {
    Files.writeString(folder.resolve("as.csv"), "10.50.0.0/16,64500\n");
    Path file =
        Files.writeString(
            folder.resolve("names.json"),
            "{\"tables\": [{\"kind\": \"as_prefixes\", \"file\": \"as.csv\"}]}");
    try (Workstation named =
        new Workstation(
            Path.of("unused"),
            Retention.EVERYTHING,
            Directions.inside(Directions.PRIVATE),
            Schemas.SHIPPED,
            NamesFile.of(file, DataSets.readers()))) {
      FileSource opened =
          (FileSource) named.openFile(Path.of("src/test/resources/nfcapd/mixed.nfcapd"));
      assertTrue(opened.await(20_000));
      var stored = opened.store().status();
      TimeRange range =
          new TimeRange(stored.oldestNanos(), stored.newestNanos() + 1).aligned(FlowQuery.SECOND);
      Filter filled =
          new Filter.And(
              List.of(
                  Filter.equal(FlowField.SRC_AS, 0, 64500),
                  Filter.equal(FlowField.SRC_AS_FROM, 0, AsSource.TABLE.code())));
      FlowQuery query =
          FlowQuery.total(range, filled, Measure.FLOWS)
              .withBucket(range.untilNanos() - range.fromNanos());
      long[] flows = opened.store().run(query, new Cancel()).sums()[0];
      assertTrue(Arrays.stream(flows).sum() > 0);
    }
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
  void anAdapterThatIsNoneIsASourceThatSaysSo() {
    Source failed = workstation.capture(Capturing.on(List.of("nothing0")));
    assertEquals("nothing0", failed.name());
    assertEquals(IngestStatus.State.FAILED, failed.status().state());
    assertFalse(failed.status().message().isEmpty());
  }

  /// On the loopback adapter, where this account may.
  @Test
  void aCaptureIsStoppedSavedAndOpenedInItsFolder() throws Exception {
    assumeTrue(Doctor.examine().getLast().good(), "packets cannot be captured here");
    Source capture = workstation.capture(Capturing.on(List.of("lo")));
    assumeTrue(capture.capture().isPresent(), capture.status().message());
    assertTrue(capture.live());
    assertTrue(capture.capture().get().unsaved());
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < 100 || capture.capture().get().packets() < 100; i++) {
        socket.send(new DatagramPacket(new byte[9], 9, InetAddress.getLoopbackAddress(), 9));
        Thread.sleep(2);
        assertTrue(i < 10_000, "no packet is taken");
      }
    }
    capture.stop();
    assertFalse(capture.live());
    assertFalse(capture.capture().get().running());
    assertEquals("stopped", capture.status().message());
    long flows = capture.store().status().rows();
    assertTrue(flows > 0, "what was captured can be asked");
    assertEquals(flows, capture.status().storedFlows());
    assertTrue(capture.unsettled().orElse("").contains("was not saved"));

    assertThrows(StoreException.class, () -> workstation.save(capture, notEmpty()));
    assertTrue(capture.capture().get().unsaved());
    assertTrue(
        capture.status().advice().getFirst().startsWith("it was not saved: "),
        capture.status().advice().toString());
    assertEquals(flows, capture.store().status().rows(), "and it is there still");

    Source saved = workstation.save(capture, folder.resolve("saved"));
    assertEquals(List.of(saved), workstation.sources());
    assertEquals(flows, saved.store().status().rows());
  }

  private Path notEmpty() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("letter.txt"), "dear");
    return other;
  }

  @Test
  void aFolderThatIsNoDataSetSaysSo() {
    Source opened = workstation.openFile(folder);
    assertEquals(IngestStatus.State.FAILED, opened.status().state());
    assertTrue(opened.status().message().contains("no data set"), opened.status().message());
  }
}
