package weir.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.Direction;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

class DirectionsTest {
  private final Directions directions =
      Directions.inside(List.of("192.0.2.0/25", "2001:db8:20::/48", "203.0.113.9"));

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, 192.0.2.1, 0, IN",
    "192.0.2.127, 198.51.100.1, 0, OUT",
    "192.0.2.1, 2001:db8:20::1, 0, INTERNAL",
    "198.51.100.1, 192.0.2.128, 0, UNKNOWN",
    "198.51.100.1, 192.0.2.128, 1, OUT",
    "2001:db8:21::1, 2001:db8:20:ffff::1, 0, IN",
    "203.0.113.9, 203.0.113.8, 0, OUT",
    "::, ::, 0, UNKNOWN"
  })
  void isToldByTheEndsThenByTheExporter(String from, String to, int said, Direction expected) {
    FlowBatch batch = new FlowBatch();
    set(batch, FlowField.SRC_ADDRESS, from);
    set(batch, FlowField.DST_ADDRESS, to);
    batch.set(FlowField.FLOW_DIRECTION, said);
    batch.endRow();
    directions.apply(batch);
    assertEquals(expected, Direction.of((int) batch.get(FlowField.DIRECTION, 0)));
  }

  @Test
  void slashZeroHoldsAllOfIpv4AndNoIpv6() {
    FlowBatch batch = new FlowBatch();
    set(batch, FlowField.SRC_ADDRESS, "8.8.8.8");
    set(batch, FlowField.DST_ADDRESS, "2001:db8::1");
    batch.endRow();
    Directions.inside(List.of("0.0.0.0/0")).apply(batch);
    assertEquals(Direction.OUT.code(), batch.get(FlowField.DIRECTION, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "2001:db8::/129", "example.org"})
  void whatIsNoPrefixIsRefusedByName(String text) {
    var failure =
        assertThrows(IllegalArgumentException.class, () -> Directions.inside(List.of(text)));
    assertTrue(String.valueOf(failure.getMessage()).contains("'"), failure.getMessage());
  }

  private static void set(FlowBatch batch, FlowField field, String text) {
    IpAddress address = IpAddress.parse(text);
    batch.setAddress(field, address.high(), address.low());
  }
}
