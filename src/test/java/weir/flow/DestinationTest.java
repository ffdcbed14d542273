package weir.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  @Test
  void isAHostAndAPort() {
    assertEquals(new Destination("192.0.2.9", 2055), Destination.parse(" 192.0.2.9:2055 "));
    assertEquals(new Destination("2001:db8::9", 6343), Destination.parse("[2001:db8::9]:6343"));
    assertEquals(new Destination("flows.example", 1), Destination.parse("flows.example:1"));
    assertEquals("[2001:db8::9]:6343", Destination.parse("[2001:db8::9]:6343").toString());
    assertEquals("flows.example:1", Destination.parse("flows.example:1").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "2055", ":2055", "flows.example", "flows.example:0", "flows.example:65536",
        "2001:db8::9:2055", "[flows.example]:2055", "1.2.3:2055", "a b:2055", "a;b:1", "[::]:2055"
      })
  void anythingElseIsRefusedInASentence(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Destination.parse(text));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("'"), refused.getMessage());
  }
}
