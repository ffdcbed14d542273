package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Who brings flows that can be had again hears whether they are durable.
class ReceiptTest {
  private final BlockingQueue<Boolean> told = new LinkedBlockingQueue<>();
  private final RecordingStore store = new RecordingStore(true);

  private Ingest ingest() {
    return Ingest.live(
        new DatagramDecoder(),
        Directions.inside(Directions.PRIVATE),
        store,
        InstantSource.system(),
        2);
  }

  private void bring(Ingest ingest, int rows, long receivedNanos) {
    FlowBatch batch = ingest.take();
    for (int i = 0; i < rows; i++) {
      batch.set(FlowField.BYTES, 1);
      batch.set(FlowField.TIME_RECEIVED, receivedNanos);
      batch.endRow();
    }
    ingest.give(batch, told::add);
  }

  @Test
  void itIsToldOnceTheRowsAreCommittedWhereverTheyGo() throws Exception {
    try (Ingest ingest = ingest()) {
      bring(ingest, 5, 0);
      assertEquals(true, told.poll(20, TimeUnit.SECONDS));
      assertEquals(5, store.committedRows());
      bring(ingest, 3, 1); // of 1970: set apart
      assertEquals(true, told.poll(20, TimeUnit.SECONDS));
      assertEquals(3, store.apart().committedRows());
      bring(ingest, 0, 0);
      assertEquals(true, told.poll(20, TimeUnit.SECONDS));
    }
    assertNull(told.poll());
  }

  @Test
  void whatIsLostIsToldToo() throws Exception {
    store.failAfter(0);
    try (Ingest ingest = ingest()) {
      bring(ingest, 5, 0);
      assertEquals(false, told.poll(20, TimeUnit.SECONDS));
      store.recover();
      bring(ingest, 5, 0);
      assertEquals(true, told.poll(20, TimeUnit.SECONDS));
    }
  }
}
