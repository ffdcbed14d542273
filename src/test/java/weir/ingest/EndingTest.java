package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.enrich.Directions;
import weir.store.StoreException;

/// A source of a process that is told to end.
class EndingTest {
  private static final Duration WITHIN = Duration.ofSeconds(3);

  @TempDir private Path folder;

  private LiveSource listening(RecordingStore store) throws Exception {
    return LiveSource.open(
        "live", List.of(0), Directions.inside(Directions.PRIVATE), store, folder, WarmUp.NONE);
  }

  /// Of 30 flows each.
  private static void send(LiveSource source, int datagrams) throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
      for (int i = 0; i < datagrams; i++) {
        byte[] payload = NetFlowV5.datagram(i * 30, 30, 100);
        socket.send(
            new DatagramPacket(payload, payload.length, loopback, source.ports().getFirst()));
      }
    }
  }

  @Test
  void whatHasComeIsStored() throws Exception {
    RecordingStore store = new RecordingStore(true);
    LiveSource source = listening(store);
    send(source, 20);
    assertEquals(Optional.empty(), source.close(WITHIN));
    assertEquals(600, store.committedRows());
    assertTrue(store.closed);
  }

  @Test
  void aStoreThatHangsIsLeftBehindAndWhatItHasNotTakenIsCounted() throws Exception {
    RecordingStore store = new RecordingStore(false);
    LiveSource source = listening(store);
    int datagrams = BatchQueue.MOST_LIVE * 2048 / 30 + 3000; // more than the queue takes
    send(source, datagrams);
    long start = System.nanoTime();
    String lost = source.close(WITHIN).orElse("");
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(WITHIN) < 0, "it took " + took);
    assertFalse(store.closed, "it is closed while a writer is in it");
    IngestStatus status = source.status();
    long dropped = status.drops().getOrDefault("queue full", 0L);
    assertEquals(
        String.format(java.util.Locale.ROOT, "%,d", status.flows() - dropped),
        lost.split(" ")[0],
        lost + "; " + status);
    assertEquals(
        status.flows() - dropped - status.storedFlows(),
        status.drops().get("not stored"),
        "what the writers have in hand, too");
    long discarded =
        status.drops().entrySet().stream()
            .filter(drop -> drop.getKey().startsWith("socket"))
            .mapToLong(java.util.Map.Entry::getValue)
            .sum();
    assertEquals(30L * datagrams, status.flows() + 30 * discarded, status.toString());
    store.gate.countDown();
  }

  @Test
  void aStoreThatCannotBeClosedIsTold() throws Exception {
    RecordingStore store = new RecordingStore(true);
    store.failToClose();
    LiveSource source = listening(store);
    send(source, 1);
    assertEquals(Optional.of("the data set could not be closed"), source.close(WITHIN));
    assertEquals(30, store.committedRows());
  }

  @Test
  void theSameOfOneThatIsClosedAtLeisure() throws Exception {
    RecordingStore store = new RecordingStore(true);
    store.failToClose();
    LiveSource source = listening(store);
    send(source, 1);
    assertThrows(StoreException.class, source::close);
    assertEquals(30, store.committedRows());
  }

  @Test
  void aStoreThatCannotKeepWhatCameLastSaysWhy() throws Exception {
    RecordingStore store = new RecordingStore(true);
    store.failAfter(0);
    LiveSource source = listening(store);
    send(source, 1);
    assertEquals(Optional.of("the disk is full; free some space"), source.close(WITHIN));
    assertTrue(store.closed);
  }
}
