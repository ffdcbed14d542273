package weir.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FlowBatchTest {
  private final FlowBatch batch = new FlowBatch();

  @Test
  void valuesComeBackUnsigned() {
    batch.set(FlowField.PROTOCOL, 255);
    batch.set(FlowField.SRC_PORT, 65535);
    batch.set(FlowField.SRC_AS, 4_294_967_295L);
    batch.set(FlowField.BYTES, -1L);
    batch.setAddress(FlowField.SRC_ADDRESS, 1, 2);
    batch.endRow();
    assertEquals(255, batch.get(FlowField.PROTOCOL, 0));
    assertEquals(65535, batch.get(FlowField.SRC_PORT, 0));
    assertEquals(4_294_967_295L, batch.get(FlowField.SRC_AS, 0));
    assertEquals(-1L, batch.get(FlowField.BYTES, 0));
    assertEquals(1, batch.high(FlowField.SRC_ADDRESS, 0));
    assertEquals(2, batch.get(FlowField.SRC_ADDRESS, 0));
  }

  @Test
  void rollbackClearsRowsAndTheOpenOne() {
    batch.set(FlowField.BYTES, 1);
    batch.endRow();
    int mark = batch.rows();
    batch.set(FlowField.BYTES, 2);
    batch.endRow();
    batch.set(FlowField.PROTOCOL, 6);
    batch.rollback(mark);
    batch.endRow();
    assertEquals(2, batch.rows());
    assertEquals(1, batch.get(FlowField.BYTES, 0));
    assertEquals(0, batch.get(FlowField.BYTES, 1));
    assertEquals(0, batch.get(FlowField.PROTOCOL, 1));
  }

  @Test
  void aLargeDatagramMakesItGrowAndCanStillBeTakenBack() {
    for (int i = 0; i < 3 * FlowBatch.CAPACITY; i++) {
      batch.set(FlowField.SRC_PORT, i);
      batch.endRow();
    }
    assertTrue(batch.isFull());
    assertTrue(batch.hasGrown());
    assertEquals(5000, batch.get(FlowField.SRC_PORT, 5000));
    batch.rollback(10);
    assertEquals(10, batch.rows());
    assertFalse(batch.isFull());
    assertEquals(0, batch.get(FlowField.SRC_PORT));
  }

  @Test
  void isFullLeavesRoomForAnOrdinaryDatagram() {
    while (!batch.isFull()) {
      batch.endRow();
    }
    for (int i = 0; i < 30; i++) {
      batch.endRow();
    }
    assertFalse(batch.hasGrown());
  }
}
