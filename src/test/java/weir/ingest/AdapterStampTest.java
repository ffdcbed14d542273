package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.capture.live.Adapter;
import weir.capture.live.Tapped;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

class AdapterStampTest {
  private static Adapter adapter(int index, String... addresses) {
    return new Adapter(
        "eth0", "", Stream.of(addresses).map(IpAddress::parse).toList(), index, true, false);
  }

  private static FlowBatch stamped(AdapterStamp stamp) {
    FlowBatch row = new FlowBatch();
    stamp.into(row);
    return row;
  }

  private static String exporter(FlowBatch row) {
    return IpAddress.text(row.high(FlowField.EXPORTER, 0), row.get(FlowField.EXPORTER));
  }

  @Test
  void theAdapterIsTheExporterByItsBestAddress() {
    Adapter all = adapter(3, "fe80::1", "2001:db8::1", "192.0.2.1");
    FlowBatch row = stamped(new AdapterStamp(() -> all, Tapped.Side.BOTH, 10));
    assertEquals("192.0.2.1", exporter(row));
    assertEquals(3, row.get(FlowField.IN_INTERFACE));
    assertEquals(0, row.get(FlowField.OUT_INTERFACE));
    assertEquals(10, row.get(FlowField.SAMPLING_RATE));
    Adapter without = adapter(3, "fe80::1", "2001:db8::1");
    assertEquals(
        "2001:db8::1", exporter(stamped(new AdapterStamp(() -> without, Tapped.Side.BOTH, 1))));
  }

  @Test
  void halfOfATapIsOneDirection() {
    FlowBatch sent = stamped(new AdapterStamp(() -> adapter(4), Tapped.Side.SENT, 1));
    assertEquals(
        List.of(4L, 0L, 1L),
        Stream.of(FlowField.OUT_INTERFACE, FlowField.IN_INTERFACE, FlowField.FLOW_DIRECTION)
            .map(sent::get)
            .toList());
    FlowBatch received = stamped(new AdapterStamp(() -> adapter(4), Tapped.Side.RECEIVED, 1));
    assertEquals(4, received.get(FlowField.IN_INTERFACE));
    assertEquals(0, received.get(FlowField.FLOW_DIRECTION));
  }

  @Test
  void oneThatCameBackHasItsNewNumberAndAddress() {
    AtomicReference<Adapter> now = new AtomicReference<>(adapter(3, "192.0.2.1"));
    AdapterStamp stamp = new AdapterStamp(now::get, Tapped.Side.BOTH, 1);
    assertEquals("192.0.2.1", exporter(stamped(stamp)));
    now.set(adapter(9, "192.0.2.7"));
    FlowBatch row = stamped(stamp);
    assertEquals("192.0.2.7", exporter(row));
    assertEquals(9, row.get(FlowField.IN_INTERFACE));
  }
}
