package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;
import weir.wire.Datagram;
import weir.wire.WireReader;

class IngestTest {
  private static final Datagram FROM =
      new Datagram(0, 0xffff_7f00_0001L, 40000, 2055, 1_790_000_000_000_000_000L);

  private int sequence;

  @Test
  void everythingHandedInIsCommittedOnClose() {
    RecordingStore store = new RecordingStore(true);
    try (Ingest ingest = ingest(store, Ingest.Pressure.DROP)) {
      for (int i = 0; i < 1000; i++) {
        send(ingest, 30);
      }
      ingest.close();
      assertEquals(30_000, store.committedRows);
      assertEquals(30_000_000, store.octets);
      assertEquals(30_000, ingest.storedFlows());
      assertEquals(Map.of(), ingest.drops());
    }
  }

  @Test
  void aStoreThatStandsStillCostsBoundedMemoryAndEveryLossIsCounted() {
    RecordingStore store = new RecordingStore(false);
    Ingest ingest = ingest(store, Ingest.Pressure.DROP);
    int datagrams = Ingest.MOST_BATCHES * 2048 / 30 + 5000;
    for (int i = 0; i < datagrams; i++) {
      send(ingest, 30);
    }
    store.gate.countDown();
    ingest.close();
    long dropped = ingest.drops().getOrDefault("queue full", 0L);
    assertTrue(dropped > 0, "nothing was dropped");
    assertEquals(datagrams * 30L, store.committedRows + dropped);
  }

  @Test
  void aStoreThatFailsIsSaidInWordsAndCounted() {
    RecordingStore store = new RecordingStore(true);
    store.failing = true;
    Ingest ingest = ingest(store, Ingest.Pressure.DROP);
    send(ingest, 30);
    ingest.close();
    assertEquals(Map.of("not stored", 30L), ingest.drops());
    String problem = ingest.storeProblem();
    assertNotNull(problem);
    assertTrue(problem.contains("free some space"), problem);
  }

  private static Ingest ingest(RecordingStore store, Ingest.Pressure pressure) {
    return new Ingest(
        new DatagramDecoder(), Directions.inside(List.of("10.0.0.0/8")), store, pressure);
  }

  private void send(Ingest ingest, int records) {
    ingest.handle(FROM, new WireReader(NetFlowV5.datagram(sequence, records, 100)));
    sequence += records;
  }
}
