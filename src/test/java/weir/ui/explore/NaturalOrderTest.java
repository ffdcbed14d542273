package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  @Test
  void numbersAreSortedByTheirSize() {
    List<String> sorted =
        List.of(
            "10.0.0.9",
            "10.0.0.10",
            "10.0.0.010a",
            "99999999999999999999999",
            "100000000000000000000000",
            "AS64500",
            "as100000",
            "edge",
            "Edge-1",
            "edge-2",
            "TCP 80 http",
            "TCP 443 https",
            "UDP 53 domain");
    List<String> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.sort(NaturalOrder.BY_SIZE);
    assertEquals(sorted, shuffled);
  }

  @Test
  void equalNumbersAreEqualHoweverTheyAreWritten() {
    assertEquals(0, NaturalOrder.BY_SIZE.compare("port 080", "Port 80"));
    assertEquals(0, NaturalOrder.BY_SIZE.compare("0", "000"));
    assertEquals(0, NaturalOrder.BY_SIZE.compare("", ""));
  }
}
