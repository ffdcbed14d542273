package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CostTest {
  @Test
  void saysRowsForPeople() {
    assertEquals("about 57,344 rows", new Cost(57_344).inWords());
    assertEquals("about 1.5 million rows", new Cost(1_540_000).inWords());
    assertEquals("about 20 million rows", new Cost(20_400_000).inWords());
    assertEquals("about 4.1 billion rows", new Cost(4_100_000_000L).inWords());
    assertEquals("about 1,200 billion rows", new Cost(1_200_000_000_000L).inWords());
  }

  @Test
  void isHighFromABillionRowsOn() {
    assertFalse(new Cost(999_999_999).isHigh());
    assertTrue(new Cost(1_000_000_000).isHigh());
  }
}
