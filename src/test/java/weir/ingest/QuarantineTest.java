package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.decode.DatagramDecoder;
import weir.decode.file.ProtobufWriter;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.TimeRange;

class QuarantineTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Directions DIRECTIONS = Directions.inside(Directions.PRIVATE);

  @TempDir private Path folder;

  private static void add(FlowBatch batch, int octets, Instant received) {
    batch.set(FlowField.BYTES, octets);
    batch.set(FlowField.TIME_RECEIVED, TimeRange.nanos(received));
    batch.add(FlowField.AS_PATH, octets);
    batch.endRow();
  }

  @Test
  void flowsOfAFileDatedYearsOffAreSetApartAndToldOf() throws Exception {
    FlowBatch batch = new FlowBatch();
    add(batch, 1, Instant.parse("1970-01-01T00:00:10Z"));
    add(batch, 2, Instant.parse("2000-01-01T00:00:00Z"));
    add(batch, 3, Instant.parse("2099-01-01T00:00:00Z"));
    add(batch, 4, Instant.parse("1999-12-31T23:59:59Z"));
    add(batch, 5, Instant.now());
    Path file = folder.resolve("flows.bin");
    try (OutputStream out = Files.newOutputStream(file)) {
      ProtobufWriter writer = new ProtobufWriter(out);
      for (int row = 0; row < batch.rows(); row++) {
        writer.write(batch, row);
      }
    }
    RecordingStore store = new RecordingStore(true);
    try (FileSource source = FileSource.open(file, DIRECTIONS, store)) {
      assertTrue(source.await(20_000), "not read");
      IngestStatus status = source.status();
      assertEquals(5, status.flows());
      assertEquals(2, status.storedFlows());
      assertEquals(3, status.setApart());
      assertEquals(Map.of(), status.drops());
    }
    assertEquals(List.of(2L, 5L), store.octets());
    assertEquals(List.of(1L, 3L, 4L), store.apart().octets());
  }

  @Test
  void aLiveSourceBelievesAMonthAndAnHour() {
    ReceivedTimes live = ReceivedTimes.live(NOW);
    assertTrue(live.hold(TimeRange.nanos(NOW.minus(Duration.ofDays(30)))));
    assertTrue(live.hold(TimeRange.nanos(NOW.plus(Duration.ofMinutes(59)))));
    assertTrue(!live.hold(TimeRange.nanos(NOW.minus(Duration.ofDays(31)))));
    assertTrue(!live.hold(TimeRange.nanos(NOW.plus(Duration.ofHours(1)))));
    assertTrue(!ReceivedTimes.live(Instant.EPOCH).hold(1_000), "a clock that was never set");
  }

  @Test
  void flowsAreJudgedByTheClockAsItStandsAndWhatIsStoredStays() throws InterruptedException {
    RecordingStore store = new RecordingStore(true);
    Instant[] clock = {NOW};
    try (Ingest ingest = Ingest.live(new DatagramDecoder(), DIRECTIONS, store, () -> clock[0], 1)) {
      give(ingest, 1, NOW);
      store.awaitAppended(1);
      clock[0] = NOW.plus(Duration.ofDays(365));
      give(ingest, 2, NOW);
      give(ingest, 3, clock[0]);
      store.awaitAppended(2);
      store.apart().awaitAppended(1);
      clock[0] = NOW.minus(Duration.ofDays(365));
      give(ingest, 4, NOW);
      give(ingest, 5, clock[0]);
      store.awaitAppended(3);
      store.apart().awaitAppended(2);
      ingest.close();
      assertEquals(List.of(1L, 3L, 5L), store.octets());
      assertEquals(List.of(2L, 4L), store.apart().octets());
      assertEquals(3, ingest.storedFlows());
      assertEquals(2, ingest.setApartFlows());
    }
  }

  private static void give(Ingest ingest, int octets, Instant received) {
    FlowBatch batch = ingest.take();
    add(batch, octets, received);
    ingest.give(batch);
  }
}
