package weir.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TappedTest {
  @Test
  void anAdapterIsTakenBothWaysAndATapByItsHalves() throws CannotCapture {
    assertEquals(List.of(Tapped.whole("eth0")), Tapped.parse("eth0"));
    assertEquals(List.of(Tapped.whole("nflog:5")), Tapped.parse("nflog:5"));
    assertEquals(
        List.of(new Tapped("tap0", Tapped.Side.RECEIVED), new Tapped("tap1", Tapped.Side.SENT)),
        Tapped.parse("tap0:tap1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b:c", ":tap1", "tap0:", ":"})
  void whatIsNeitherIsRefused(String text) {
    var refused = assertThrows(CannotCapture.class, () -> Tapped.parse(text));
    assertEquals(
        "'"
            + text
            + "' is no adapter; name one, or the two halves of a tap with a colon between:"
            + " tap0:tap1",
        refused.getMessage());
  }
}
