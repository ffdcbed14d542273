package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
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
    BatchQueue.Room room = queue.room(1);
    for (int i = 0; i < 3; i++) {
      assertNotNull(room.poll());
      room.add(filled());
    }
    assertNull(room.poll());
    assertNotNull(queue.next(0));
    assertNotNull(room.poll());
  }

  @Test
  void oneThatFloodsTakesNobodysRoomAndTheyTakeTurns() {
    BatchQueue queue = new BatchQueue(16);
    BatchQueue.Room flood = queue.room(0.25);
    BatchQueue.Room other = queue.room(0.25);
    int waiting = 0;
    while (flood.poll() != null) {
      flood.add(filled());
      waiting++;
    }
    assertEquals(12, waiting, "its share, and what is nobody's");
    FlowBatch own = filled();
    for (int i = 0; i < 4; i++) {
      assertNotNull(other.poll(), "room for " + i);
      other.add(i == 0 ? own : filled());
    }
    assertNull(other.poll());
    FlowBatch first = queue.next(0);
    FlowBatch second = queue.next(0);
    assertTrue(first == own || second == own, "the other's turn comes after one of the flood's");
    assertNotNull(other.poll());
    other.add(filled());
    other.add(filled()); // where the flood's was, which is nobody's
    assertNull(other.poll());
    flood.share(0);
    other.share(0.75);
    assertNotNull(other.poll(), "its share is another one");
  }

  @Test
  void whoHasThreeTimesTheShareIsStoredThreeTimesAsOften() {
    BatchQueue queue = new BatchQueue(100);
    BatchQueue.Room large = queue.room(0.6);
    BatchQueue.Room small = queue.room(0.2);
    for (int i = 0; i < 40; i++) {
      small.add(filled());
    }
    assertNotNull(queue.next(0), "who is alone does not wait");
    List<FlowBatch> ofLarge = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ofLarge.add(filled());
      large.add(ofLarge.getLast());
    }
    int stored = 0;
    for (int i = 0; i < 20; i++) {
      FlowBatch next = queue.next(0);
      stored += ofLarge.stream().anyMatch(one -> one == next) ? 1 : 0;
    }
    assertEquals(15, stored, 1);
  }

  @Test
  void wideBatchesCountByTheirOctets() {
    BatchQueue queue = new BatchQueue(Integer.MAX_VALUE);
    BatchQueue.Room room = queue.room(1);
    long bytes = 0;
    while (room.poll() != null) {
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
      room.add(wide);
    }
    assertTrue(bytes < 260L << 20, bytes + " octets wait");
  }

  @Test
  void theBatchThatWasUsedLastIsUsedFirst() {
    BatchQueue queue = new BatchQueue(8);
    BatchQueue.Room room = queue.room(1);
    FlowBatch one = filled();
    FlowBatch two = filled();
    queue.giveBack(one);
    queue.giveBack(two);
    assertSame(two, room.poll());
    assertEquals(0, two.rows());
    assertSame(one, room.poll());
  }

  @Test
  void whoHelpsBeginsAtAnEighthAndGoesOnToAThirtySecond() {
    BatchQueue queue = new BatchQueue(64);
    BatchQueue.Room room = queue.room(1);
    for (int i = 0; i < 8; i++) {
      room.add(filled());
    }
    assertNull(queue.nextToHelp(false, 0), "an eighth is not yet long");
    room.add(filled());
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
    BatchQueue.Room room = queue.room(1);
    room.add(filled());
    queue.close();
    assertNotNull(queue.next(Long.MAX_VALUE / 2));
    assertNull(queue.next(Long.MAX_VALUE / 2));
    assertTrue(queue.isDrained());
  }

  @Test
  void whatIsGivenUpIsCountedAndNobodyWaitsForRoom() throws InterruptedException {
    BatchQueue queue = new BatchQueue(1);
    BatchQueue.Room room = queue.room(1);
    room.add(filled());
    Thread waiting = Thread.ofPlatform().start(() -> room.add(room.take()));
    queue.patient(true);
    Thread patient = Thread.ofPlatform().start(room::poll);
    waiting.join(50);
    assertTrue(waiting.isAlive() && patient.isAlive(), "they do not wait");
    queue.patientUntil(System.nanoTime());
    waiting.join();
    patient.join();
    queue.giveUp();
    room.add(filled());
    assertEquals(2, queue.lostRows());
    assertTrue(queue.isDrained());
    assertNull(queue.next(0));
  }
}
