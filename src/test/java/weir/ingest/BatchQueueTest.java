package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

class BatchQueueTest {
  private static FlowBatch filled() {
    FlowBatch batch = new FlowBatch();
    batch.set(FlowField.BYTES, 1);
    batch.endRow();
    return batch;
  }

  @Test
  void noMoreWaitThanMay() {
    BatchQueue queue = new BatchQueue(3);
    for (int i = 0; i < 3; i++) {
      assertNotNull(queue.poll());
      queue.add(filled());
    }
    assertNull(queue.poll());
    assertNotNull(queue.next(0));
    assertNotNull(queue.poll());
  }

  @Test
  void wideBatchesCountByTheirOctets() {
    BatchQueue queue = new BatchQueue(Integer.MAX_VALUE);
    long bytes = 0;
    while (queue.poll() != null) {
      FlowBatch wide = new FlowBatch();
      for (FlowField field : FlowField.all()) {
        if (field.isWide()) {
          wide.setAddress(field, 1, 1);
        } else {
          wide.set(field, 1);
        }
      }
      wide.endRow();
      bytes += wide.columnBytes();
      queue.add(wide);
    }
    assertTrue(bytes < 260L << 20, bytes + " octets wait");
  }

  @Test
  void theBatchThatWasUsedLastIsUsedFirst() {
    BatchQueue queue = new BatchQueue(8);
    FlowBatch one = filled();
    FlowBatch two = filled();
    queue.giveBack(one);
    queue.giveBack(two);
    assertSame(two, queue.poll());
    assertEquals(0, two.rows());
    assertSame(one, queue.poll());
  }

  @Test
  void whoHelpsBeginsAtAnEighthAndGoesOnToAThirtySecond() {
    BatchQueue queue = new BatchQueue(64);
    for (int i = 0; i < 8; i++) {
      queue.add(filled());
    }
    assertNull(queue.nextToHelp(false, 0), "an eighth is not yet long");
    queue.add(filled());
    assertNotNull(queue.nextToHelp(false, 0));
    int more = 0;
    while (queue.nextToHelp(true, 0) != null) {
      more++;
    }
    assertEquals(6, more);
  }

  @Test
  void nobodyWaitsAtAClosedOne() {
    BatchQueue queue = new BatchQueue(8);
    queue.add(filled());
    queue.close();
    assertNotNull(queue.next(Long.MAX_VALUE / 2));
    assertNull(queue.next(Long.MAX_VALUE / 2));
    assertTrue(queue.isDrained());
  }

  @Test
  void whatIsGivenUpIsCountedAndNobodyWaitsForRoom() throws InterruptedException {
    BatchQueue queue = new BatchQueue(1);
    queue.add(filled());
    Thread waiting = Thread.ofPlatform().start(() -> queue.add(queue.take()));
    queue.patient(true);
    Thread patient = Thread.ofPlatform().start(queue::poll);
    waiting.join(50);
    assertTrue(waiting.isAlive() && patient.isAlive(), "they do not wait");
    queue.patientUntil(System.nanoTime());
    waiting.join();
    patient.join();
    queue.giveUp();
    queue.add(filled());
    assertEquals(2, queue.lostRows());
    assertTrue(queue.isDrained());
    assertNull(queue.next(0));
  }
}
