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
      Directions.inside(
          List.of("192.0.2.0/25", "2001:db8:20::/48", "2001:db8:99:7::/64", "203.0.113.9"));

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, 192.0.2.1, 0, IN",
    "192.0.2.127, 198.51.100.1, 0, OUT",
    "192.0.2.1, 2001:db8:20::1, 0, INTERNAL",
    "198.51.100.1, 192.0.2.128, 0, UNKNOWN",
    "198.51.100.1, 192.0.2.128, 1, OUT",
    "2001:db8:21::1, 2001:db8:20:ffff::1, 0, IN",
    "203.0.113.9, 203.0.113.8, 0, OUT",
    "::, ::, 0, UNKNOWN",
    "2001:db8:99:7::1, 2001:db8:99:7:ffff:ffff:ffff:ffff, 0, INTERNAL",
    "2001:db8:99:7::1, 2001:db8:99:8::1, 0, OUT",
    "2001:db8:99:6:ffff:ffff:ffff:ffff, 2001:db8:99:7::, 1, IN",
    "192.0.2.1, 198.51.100.1, 1, OUT",
    "192.0.2.1, 192.0.2.2, 1, INTERNAL"
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
  void everyRowOfABatchIsTold() {
    FlowBatch batch = new FlowBatch();
    for (String source : List.of("192.0.2.1", "198.51.100.1", "192.0.2.2")) {
      set(batch, FlowField.SRC_ADDRESS, source);
      set(batch, FlowField.DST_ADDRESS, "203.0.113.1");
      batch.endRow();
    }
    directions.apply(batch);
    assertEquals(
        List.of(Direction.OUT, Direction.UNKNOWN, Direction.OUT),
        List.of(direction(batch, 0), direction(batch, 1), direction(batch, 2)));
  }

  /// By RFC 1918, RFC 6598, RFC 3927, RFC 1122, RFC 4193 and RFC 4291.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.0",
        "192.168.255.255", "100.64.0.0", "100.127.255.255", "169.254.0.0", "169.254.255.255",
        "127.0.0.1", "fc00::1", "fdff::1", "fe80::1", "::1"
      })
  void privateAddressesAreInside(String address) {
    assertEquals(Direction.OUT, privately(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
        "192.169.0.0", "100.63.255.255", "100.128.0.0", "169.253.255.255", "128.0.0.1",
        "fbff::1", "fe00::1", "fec0::1", "2001:db8::1", "::2"
      })
  void othersAreNot(String address) {
    assertEquals(Direction.UNKNOWN, privately(address));
  }

  /// The direction of a flow from there to somewhere outside.
  private static Direction privately(String source) {
    FlowBatch batch = new FlowBatch();
    set(batch, FlowField.SRC_ADDRESS, source);
    set(batch, FlowField.DST_ADDRESS, "8.8.8.8");
    batch.endRow();
    Directions.inside(Directions.PRIVATE).apply(batch);
    return direction(batch, 0);
  }

  private static Direction direction(FlowBatch batch, int row) {
    return Direction.of((int) batch.get(FlowField.DIRECTION, row));
  }

  @Test
  void sayWhatIsInside() {
    assertEquals(
        "inside 10.0.0.0/8, ::1", Directions.inside(List.of("10.0.0.0/8", "::1")).toString());
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
