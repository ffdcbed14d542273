package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;
import weir.enrich.Enrichment;
import weir.flow.FlowBatch;
import weir.flow.FlowBatches;
import weir.flow.FlowField;
import weir.naming.AutonomousSystem;
import weir.naming.Naming;
import weir.query.DirectionRules;
import weir.wire.Datagram;
import weir.wire.WireReader;

/// What ports have for themselves: room, and what of their flows is stored.
class PortLanesTest {
  private static final long NOW_NANOS = 1_790_000_000_000_000_000L;
  private static final int EDGE = 2055;
  private static final int INSIDE = 6343;

  private int sequence;

  private static Ingest ingest(RecordingStore store) {
    return Ingest.live(
        new DatagramDecoder(),
        Directions.inside(List.of("10.0.0.0/8")),
        store,
        InstantSource.fixed(Instant.ofEpochSecond(1_790_000_000)),
        1);
  }

  private void send(Ingest ingest, int port, int datagrams) {
    Datagram from = new Datagram(0, 0xffff_7f00_0001L, 40000, port, NOW_NANOS);
    for (int i = 0; i < datagrams; i++) {
      ingest.handle(from, new WireReader(NetFlowV5.datagram(sequence, 30, 100)));
      sequence += 30;
    }
  }

  @Test
  void aPortThatFloodsAStoreThatStandsStillLeavesTheOtherItsRoom() {
    RecordingStore store = new RecordingStore(false);
    Ingest ingest = ingest(store);
    ingest.listen(Map.of(EDGE, PortTerms.USUAL, INSIDE, PortTerms.USUAL));
    send(ingest, INSIDE, BatchQueue.MOST_LIVE * 2048 / 30 + 5000);
    long flooded = ingest.dropped(INSIDE);
    assertTrue(flooded > 0, "nothing was dropped");
    int room = (BatchQueue.MOST_LIVE / 4 - 2) * 2000 / 30;
    send(ingest, EDGE, room);
    assertEquals(0, ingest.dropped(EDGE));
    assertEquals(flooded, ingest.drops().get("queue full"));
    store.gate.countDown();
    ingest.close();
    assertEquals(sequence - flooded, store.committedRows());
  }

  @Test
  void aShareThatIsSaidIsThatPortsAlone() {
    RecordingStore store = new RecordingStore(false);
    Ingest ingest = ingest(store);
    ingest.listen(Map.of(EDGE, new PortTerms("", 0.8), INSIDE, PortTerms.USUAL));
    send(ingest, INSIDE, BatchQueue.MOST_LIVE * 2048 / 30);
    send(ingest, EDGE, (BatchQueue.MOST_LIVE * 8 / 10 - 2) * 2000 / 30);
    assertEquals(0, ingest.dropped(EDGE));
    store.gate.countDown();
    ingest.close();
  }

  @Test
  void whatAFilterLeavesOutIsCountedByPortAndIsNoLoss() {
    RecordingStore store = new RecordingStore(true);
    Ingest ingest = ingest(store);
    ingest.listen(
        Map.of(
            EDGE,
            PortTerms.USUAL,
            INSIDE,
            PortTerms.USUAL.withFilter("listener_port 6343 and bytes < 1000")));
    send(ingest, EDGE, 2);
    send(ingest, INSIDE, 10); // 1000 octets a flow
    ingest.listen(Map.of(EDGE, PortTerms.USUAL.withFilter("proto 17"), INSIDE, PortTerms.USUAL));
    ingest.idle();
    send(ingest, INSIDE, 1);
    FlowBatches streamed = ingest.by(EDGE);
    FlowBatch flows = streamed.take();
    for (int proto : List.of(6, 17, 17)) {
      flows.set(FlowField.PROTOCOL, proto);
      flows.set(FlowField.BYTES, proto);
      flows.endRow();
    }
    streamed.give(flows);
    ingest.close();
    assertEquals(Map.of(), ingest.drops());
    assertEquals(0, ingest.unsettledFlows());
    assertEquals(ingest.storedFlows(), store.committedRows());
    long all = ingest.leftOut().values().stream().mapToLong(Long::longValue).sum();
    assertEquals(sequence + 3L, store.committedRows() + all);
    assertTrue(ingest.leftOut().getOrDefault(EDGE, 0L) >= 1, ingest.leftOut().toString());
    assertTrue(store.octets().contains(17L) && !store.octets().contains(6L));
  }

  @Test
  void aFilterThatIsWrongIsRefusedWithItsPlaceAndChangesNothing() {
    RecordingStore store = new RecordingStore(true);
    try (Ingest ingest = ingest(store)) {
      ingest.listen(Map.of(EDGE, PortTerms.USUAL.withFilter("proto 17")));
      var wrong = Map.of(EDGE, PortTerms.USUAL.withFilter("tcp and bytse 3"));
      var refused = assertThrows(IllegalArgumentException.class, () -> ingest.check(wrong));
      assertTrue(String.valueOf(refused.getMessage()).startsWith("column 9"), refused.toString());
      send(ingest, EDGE, 1);
    }
    assertEquals(0, store.committedRows());
  }

  @Test
  void aFilterThatCannotBeReadStoresAllAndSaysSoUntilItCan() {
    RecordingStore store = new RecordingStore(true);
    Ingest ingest = ingest(store);
    var terms = Map.of(EDGE, PortTerms.USUAL.withFilter("src_country FR"));
    ingest.listen(terms); // as at a start, before tables are read
    ingest.check(terms); // it is in force already
    assertTrue(ingest.unread().getOrDefault(EDGE, "").startsWith("column 13"), "what is wrong");
    send(ingest, EDGE, 100);
    assertEquals(Map.of(), ingest.leftOut());
    var known = new AutonomousSystem("", "FR", false);
    store.naming = Naming.NONE.withSystems(Map.of(64501L, known));
    ingest.idle();
    assertEquals(Map.of(), ingest.unread());
    send(ingest, EDGE, 100);
    store.naming = Naming.NONE;
    send(ingest, EDGE, 100);
    assertEquals(1, ingest.unread().size(), "the country is not there any more");
    ingest.close();
    assertEquals(sequence, store.committedRows() + ingest.leftOut().getOrDefault(EDGE, 0L));
    assertTrue(ingest.leftOut().getOrDefault(EDGE, 0L) >= 2000, ingest.leftOut().toString());
    assertTrue(store.committedRows() >= 3000, "all were let through while it could not be read");
  }

  @Test
  void whatIsNotFilledInYetLeavesNothingOut() {
    RecordingStore store = new RecordingStore(true);
    Set<FlowField> lacking = EnumSet.of(FlowField.SRC_AS);
    Directions directions = Directions.inside(List.of());
    Enrichment enrichment =
        new Enrichment() {
          @Override
          public Set<FlowField> lacking(DirectionRules rules) {
            return Set.copyOf(lacking);
          }

          @Override
          public void apply(FlowBatch batch, DirectionRules rules) {
            lacking.clear(); // as when tables come meanwhile
          }

          @Override
          public Directions directions() {
            return directions;
          }
        };
    Ingest ingest =
        Ingest.live(
            new DatagramDecoder(),
            enrichment,
            store,
            InstantSource.fixed(Instant.ofEpochSecond(1_790_000_000)),
            1);
    ingest.listen(Map.of(EDGE, PortTerms.USUAL.withFilter("src_as 64500")));
    give(ingest);
    assertEquals(Map.of(), ingest.leftOut());
    give(ingest);
    assertEquals(Map.of(EDGE, 1L), ingest.leftOut());
    ingest.close();
    assertEquals(1, store.committedRows());
  }

  private static void give(Ingest ingest) {
    FlowBatches streamed = ingest.by(EDGE);
    FlowBatch flows = streamed.take();
    flows.set(FlowField.BYTES, 1);
    flows.endRow();
    streamed.give(flows);
  }

  @Test
  void wordsSayWhichPortsFilterItWas() {
    IngestStatus status =
        new IngestStatus(
            IngestStatus.State.LISTENING,
            "",
            0,
            0,
            0,
            0,
            -1,
            Map.of(),
            List.of(),
            Map.of(6343, 12_300L));
    assertEquals(List.of("12,300 not stored by the filter of port 6343"), status.leftOutWords());
    assertEquals(0, status.dropped() + status.refused());
  }
}
