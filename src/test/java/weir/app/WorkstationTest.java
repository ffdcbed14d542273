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
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.capture.live.Doctor;
import weir.enrich.Directions;
import weir.flow.AsSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.ingest.Capturing;
import weir.ingest.FileSource;
import weir.ingest.IngestStatus;
import weir.ingest.Refilling;
import weir.ingest.Source;
import weir.naming.AutonomousSystem;
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

  /// What is open for asking alone is opened for writing, in its place.
  @Test
  void storedFlowsGetTheirAsAnew() throws Exception {
    Path data = folder.resolve("data");
    try (DuckDbStore store = DuckDbStore.open(data);
        FlowWriter writer = store.writer()) {
      FlowBatch batch = new FlowBatch();
      for (int row = 0; row < 10; row++) {
        batch.set(FlowField.TIME_RECEIVED, row, 1_795_255_200_000_000_000L);
        batch.setAddress(
            FlowField.SRC_ADDRESS, row, 0, IpAddress.mapped(row < 3 ? 0x0a000001 : 0x0b000001));
      }
      batch.endRows(10);
      writer.append(batch);
    }
    Path file = Files.writeString(folder.resolve("names.json"), "{}");
    NamesFile names = NamesFile.of(file, DataSets.readers());
    try (Workstation named =
        new Workstation(
            Path.of("unused"),
            Retention.EVERYTHING,
            Directions.inside(Directions.PRIVATE),
            Schemas.SHIPPED,
            names)) {
      Source opened = named.openFile(data);
      assertEquals("", named.refilling(opened).orElseThrow().by());
      names.change(
          said ->
              said.withOwn(List.of("10.0.0.0/8"))
                  .withSystems(Map.of(64500L, AutonomousSystem.NOTHING.withOwn(true))));
      Refilling plan = await(() -> named.refilling(opened).orElseThrow());
      assertEquals("your own networks", plan.by());
      assertEquals(1, plan.plan().files());
      assertEquals(10, plan.plan().rows());
      Refilling.Started started = plan.start().get();
      assertEquals(List.of(started.source()), named.sources());
      while (!started.refill().isOver()) {
        Thread.onSpinWait();
      }
      assertEquals(3, started.refill().changed());
      assertEquals(10, started.refill().rows());
      assertEquals(Optional.empty(), started.refill().problem());
    }
  }

  private static Refilling await(Supplier<Refilling> asked) {
    long until = System.nanoTime() + 10_000_000_000L;
    Refilling plan = asked.get();
    while (plan.by().isEmpty() && System.nanoTime() < until) {
      plan = asked.get();
    }
    return plan;
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
