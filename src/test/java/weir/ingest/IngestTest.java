package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;
import weir.wire.Datagram;
import weir.wire.WireReader;

class IngestTest {
  private static final long NOW_NANOS = 1_790_000_000_000_000_000L;
  private static final Datagram FROM = new Datagram(0, 0xffff_7f00_0001L, 40000, 2055, NOW_NANOS);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_790_000_000));

  private int sequence;

  @Test
  void everythingHandedInIsCommittedOnClose() {
    RecordingStore store = new RecordingStore(true);
    Ingest ingest = ingest(store, 2);
    send(ingest, 1000);
    ingest.close();
    assertEquals(30_000, store.committedRows());
    assertEquals(30_000_000, store.octets().stream().mapToLong(Long::longValue).sum());
    assertEquals(30_000, ingest.storedFlows());
    assertEquals(Map.of(), ingest.drops());
  }

  @Test
  void aStoreThatStandsStillCostsBoundedMemoryAndEveryLossIsCounted() {
    RecordingStore store = new RecordingStore(false);
    Ingest ingest = ingest(store, 2);
    int datagrams = BatchQueue.MOST_LIVE * 2048 / 30 + 5000;
    send(ingest, datagrams);
    store.gate.countDown();
    ingest.close();
    long dropped = ingest.drops().getOrDefault("queue full", 0L);
    assertTrue(dropped > 0, "nothing was dropped");
    assertEquals(datagrams * 30L, store.committedRows() + dropped);
    assertEquals(store.committedRows(), ingest.storedFlows());
  }

  @Test
  void aStoreThatFailsIsSaidInWordsAndCounted() {
    RecordingStore store = new RecordingStore(true);
    store.failAfter(0);
    Ingest ingest = ingest(store, 1);
    send(ingest, 1);
    ingest.close();
    assertEquals(Map.of("not stored", 30L), ingest.drops());
    String problem = ingest.storeProblem();
    assertNotNull(problem);
    assertTrue(problem.contains("free some space"), problem);
  }

  @Test
  void aFailureLosesWhatIsNotDurableAndNoMore() {
    RecordingStore store = new RecordingStore(true, 700);
    store.failAfter(3);
    Ingest ingest = ingest(store, 1);
    send(ingest, 1000);
    ingest.close();
    long stored = store.committedRows();
    assertTrue(stored > 0 && stored % 700 == 0, "stored " + stored);
    assertEquals(stored, ingest.storedFlows());
    assertEquals(Map.of("not stored", 30_000 - stored), ingest.drops());
  }

  @Test
  void aStoreThatRecoversIsWellAgain() throws InterruptedException {
    RecordingStore store = new RecordingStore(true);
    store.failAfter(1);
    Ingest ingest = ingest(store, 1);
    send(ingest, 70);
    store.awaitAppended(1);
    send(ingest, 200);
    store.recover();
    send(ingest, 400);
    ingest.close();
    assertNull(ingest.storeProblem());
    assertEquals(670 * 30L, ingest.storedFlows() + ingest.drops().getOrDefault("not stored", 0L));
    assertEquals(store.committedRows(), ingest.storedFlows());
  }

  @Test
  void anErrorIsSaidAndCountedAndTheWriterGoesOn() throws InterruptedException {
    RecordingStore store = new RecordingStore(true);
    store.failAfter(1, new OutOfMemoryError("of a test"));
    Ingest ingest = ingest(store, 1);
    send(ingest, 70);
    store.awaitAppended(1);
    send(ingest, 200);
    while (ingest.storeProblem() == null) {
      Thread.onSpinWait();
    }
    String problem = ingest.storeProblem();
    assertTrue(problem != null && problem.startsWith("storing failed inside Weir"), problem);
    store.recover();
    send(ingest, 400);
    ingest.close();
    assertEquals(670 * 30L, ingest.storedFlows() + ingest.drops().getOrDefault("not stored", 0L));
    assertEquals(store.committedRows(), ingest.storedFlows());
  }

  @Test
  void theSecondWriterRestsWhileTheQueueIsShort() {
    RecordingStore store = new RecordingStore(true);
    Ingest ingest = ingest(store, 2);
    send(ingest, 10);
    ingest.close();
    assertEquals(1, store.writers());
  }

  @Test
  void theSecondWriterHelpsWhileTheQueueIsLong() throws InterruptedException {
    RecordingStore store = new RecordingStore(false);
    Ingest ingest = ingest(store, 2);
    send(ingest, BatchQueue.MOST_LIVE / 2 * 2048 / 30);
    assertTrue(store.secondWriter.await(20, TimeUnit.SECONDS), "nobody helps");
    store.gate.countDown();
    ingest.close();
    assertEquals(Map.of(), ingest.drops());
    assertEquals(sequence, store.committedRows());
    assertEquals(sequence, ingest.storedFlows());
  }

  private static Ingest ingest(RecordingStore store, int writers) {
    return Ingest.live(
        new DatagramDecoder(), Directions.inside(List.of("10.0.0.0/8")), store, CLOCK, writers);
  }

  private void send(Ingest ingest, int datagrams) {
    for (int i = 0; i < datagrams; i++) {
      ingest.handle(FROM, new WireReader(NetFlowV5.datagram(sequence, 30, 100)));
      sequence += 30;
    }
  }
}
