package weir.decode.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongTableTest {
  private static final int MOST = 4096;

  private final Footprint footprint = new Footprint();
  private final LongTable table = new LongTable(footprint);

  private Map<Long, Long> content() {
    Map<Long, Long> content = new HashMap<>();
    table.forEach((key, value) -> assertEquals(null, content.put(key, value), "twice"));
    return content;
  }

  @Test
  void emptyItHasNothingAndTakesNothing() {
    assertEquals(0, table.get(0));
    assertEquals(0, table.get(7));
    assertTrue(table.isEmpty());
    assertEquals(Map.of(), content());
    assertEquals(0, footprint.bytes());
  }

  @Test
  void aValueTakesTheOnesPlaceBefore() {
    assertEquals(0, table.put(0, 5));
    assertEquals(5, table.put(0, 6));
    assertEquals(6, table.get(0));
    assertEquals(0, table.get(1));
    assertFalse(table.isEmpty());
    assertEquals(Map.of(0L, 6L), content());
  }

  @Test
  void itHoldsWhatAMapHolds() {
    Random random = new Random(20261129);
    Map<Long, Long> map = new HashMap<>();
    while (map.size() < MOST) {
      long key = random.nextBoolean() ? random.nextLong() : random.nextLong(5000);
      long value = random.nextLong(1, Long.MAX_VALUE);
      Long before = map.put(key, value);
      assertEquals(before == null ? 0 : before, table.put(key, value));
    }
    assertEquals(map, content());
    map.forEach((key, value) -> assertEquals(value, table.get(key)));
    assertEquals(footprint.bytes(), table.bytes());
    assertEquals(2 * MOST * 16, table.bytes(), "twice the room, for keys and values");
  }

  @Test
  void fullItStartsAnewAndSaysSo() {
    for (long key = 0; key < MOST; key++) {
      assertEquals(0, table.put(key, 1));
    }
    assertEquals(1, table.put(7, 2), "nothing new");
    long bytes = footprint.bytes();
    assertEquals(LongTable.STARTED_ANEW, table.put(MOST, 3));
    assertEquals(Map.of((long) MOST, 3L), content());
    assertEquals(0, table.get(7));
    assertEquals(bytes, footprint.bytes());
    assertEquals(0, table.put(8, 4));
    assertEquals(2, content().size());
  }

  @Test
  void itGrowsWhenHalfIsTaken() {
    long[] bytes = new long[10];
    for (int key = 0; key < bytes.length; key++) {
      table.put(key, 1);
      bytes[key] = table.bytes();
    }
    assertEquals(8 * 16, bytes[0]);
    assertEquals(8 * 16, bytes[3]);
    assertEquals(16 * 16, bytes[4]);
    assertEquals(16 * 16, bytes[7]);
    assertEquals(32 * 16, bytes[8]);
  }
}
