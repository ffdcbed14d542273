package weir.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
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

  @Test
  void listsKeepTheirItemsAlsoWhenTheyTakeTurns() {
    FlowBatch batch = new FlowBatch();
    for (int i = 1; i <= 3; i++) {
      batch.add(FlowField.MPLS_LABELS, 100 + i);
      batch.add(FlowField.MPLS_TTLS, i);
    }
    batch.endRow();
    batch.add(FlowField.AS_PATH, -1);
    batch.endRow();
    assertEquals("[101, 102, 103]", items(batch, FlowField.MPLS_LABELS, 0));
    assertEquals("[1, 2, 3]", items(batch, FlowField.MPLS_TTLS, 0));
    assertEquals("[]", items(batch, FlowField.MPLS_TTLS, 1));
    assertEquals("[-1]", items(batch, FlowField.AS_PATH, 1));
  }

  @Test
  void whatIsTakenBackLeavesNoItems() {
    FlowBatch batch = new FlowBatch();
    batch.add(FlowField.AS_PATH, 1);
    batch.endRow();
    for (int i = 0; i < 1_000_000; i++) {
      batch.add(FlowField.AS_PATH, i);
      batch.rollback(1);
    }
    assertFalse(batch.hasGrown());
    assertEquals("[1]", items(batch, FlowField.AS_PATH, 0));
    assertEquals(0, batch.get(FlowField.AS_PATH));
  }

  @Test
  void rowsWrittenAheadAreTakenBackToo() {
    FlowBatch batch = new FlowBatch();
    batch.reserve(100);
    batch.fill(FlowField.PROTOCOL, 0, 100, 6);
    batch.rollback(0);
    batch.reserve(100);
    batch.endRows(100);
    assertFalse(batch.uses(FlowField.PROTOCOL));
    assertEquals(0, batch.get(FlowField.PROTOCOL, 99));
    batch.set(FlowField.PROTOCOL, 7);
    assertTrue(batch.uses(FlowField.PROTOCOL));
    assertEquals(0, batch.get(FlowField.PROTOCOL, 99));
  }

  private static String items(FlowBatch batch, FlowField list, int row) {
    return IntStream.range(0, batch.listLength(list, row))
        .mapToObj(i -> batch.item(list, row, i))
        .toList()
        .toString();
  }

  @Test
  void aRowIsAddedToAnotherBatchWithAllItHas() {
    FlowBatch from = new FlowBatch();
    from.add(FlowField.AS_PATH, 1);
    from.endRow();
    from.set(FlowField.TCP_FLAGS, 0x1b);
    from.set(FlowField.BYTES, 1L << 40);
    from.setAddress(FlowField.SRC_ADDRESS, 1, 2);
    from.add(FlowField.AS_PATH, 65_001);
    from.add(FlowField.AS_PATH, 65_002);
    from.endRow();
    FlowBatch into = new FlowBatch();
    into.add(FlowField.AS_PATH, 7);
    into.endRow();
    into.addRow(from, 1);
    assertEquals(2, into.rows());
    for (FlowField field : FlowField.all()) {
      if (!field.isList()) {
        assertEquals(from.get(field, 1), into.get(field, 1), field.fieldName());
        assertEquals(from.high(field, 1), into.high(field, 1), field.fieldName());
      }
    }
    assertEquals(2, into.listLength(FlowField.AS_PATH, 1));
    assertEquals(65_001, into.item(FlowField.AS_PATH, 1, 0));
    assertEquals(65_002, into.item(FlowField.AS_PATH, 1, 1));
    assertEquals(7, into.item(FlowField.AS_PATH, 0, 0));
  }

  @Test
  void aBatchIsAsLargeAsTheColumnsThatWereFilled() {
    long empty = batch.columnBytes();
    batch.set(FlowField.TCP_FLAGS, 1);
    batch.setAddress(FlowField.SRC_ADDRESS, 1, 2);
    batch.endRow();
    batch.reset();
    assertEquals(empty + FlowBatch.CAPACITY * (2 + 16), batch.columnBytes());
  }
}
