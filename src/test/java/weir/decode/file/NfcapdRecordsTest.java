package weir.decode.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;

/// Records that our own exporters do not make, built from the layout.
final class NfcapdRecordsTest {
  private final ByteBuffer block = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
  private final NfcapdRecords records = new NfcapdRecords();
  private final FlowBatch batch = new FlowBatch();

  @Test
  void routingElementsFillTheirFields() {
    flow(
        0,
        element(7, b -> b.putInt(64496).putInt(-2)),
        element(8, b -> b.putInt(0x0a000001)),
        element(11, b -> b.putLong(0x20010db8_00000000L).putLong(1)),
        element(16, b -> b.putInt(64500).putInt(64501)),
        element(36, b -> b.putInt(7).putInt(8)),
        element(33, b -> b.putLong(5).putInt(6)));
    read();
    assertEquals(64496, batch.get(FlowField.SRC_AS, 0));
    assertEquals(0xffff_fffeL, batch.get(FlowField.DST_AS, 0));
    assertEquals("10.0.0.1", address(FlowField.BGP_NEXT_HOP));
    assertEquals("2001:db8::1", address(FlowField.NEXT_HOP));
    assertEquals(64500, batch.get(FlowField.NEXT_HOP_AS, 0));
    assertEquals(7, batch.get(FlowField.EGRESS_VRF, 0));
    assertEquals(8, batch.get(FlowField.INGRESS_VRF, 0));
    assertEquals(6, batch.get(FlowField.OBSERVATION_DOMAIN, 0));
  }

  @Test
  void natElementsFillTheirFields() {
    flow(
        0,
        element(20, b -> b.putInt(0x0a000001).putInt(0x0a000002)),
        element(22, b -> b.putShort((short) 40000).putShort((short) 443)));
    read();
    assertEquals(1, batch.rows());
    assertEquals("10.0.0.1", address(FlowField.NAT_SRC_ADDRESS));
    assertEquals("10.0.0.2", address(FlowField.NAT_DST_ADDRESS));
    assertEquals(40_000, batch.get(FlowField.NAT_SRC_PORT, 0));
    assertEquals(443, batch.get(FlowField.NAT_DST_PORT, 0));
  }

  @Test
  void unknownAndShortElementsArePassedOver() {
    flow(
        0,
        element(29, b -> b.put(new byte[9])),
        element(999, b -> b.putInt(1)),
        element(7, b -> b.putInt(1)),
        element(6, b -> b.putInt(100).putInt(101)));
    read();
    assertEquals(0, batch.get(FlowField.SRC_AS, 0));
    assertEquals(100, batch.get(FlowField.SRC_VLAN, 0));
    assertEquals(101, batch.get(FlowField.DST_VLAN, 0));
  }

  @Test
  void theReverseRowHasItsEndsSwapped() {
    flow(
        0,
        element(2, b -> b.putInt(0x0a000001).putInt(0x0a000002)),
        element(7, b -> b.putInt(1).putInt(2)),
        element(5, b -> b.putLong(1).putLong(3).putLong(300)));
    read();
    assertEquals(2, batch.rows());
    assertEquals(1, batch.get(FlowField.BIFLOW_DIRECTION, 0));
    assertEquals(2, batch.get(FlowField.BIFLOW_DIRECTION, 1));
    assertEquals(batch.get(FlowField.SRC_ADDRESS, 0), batch.get(FlowField.DST_ADDRESS, 1));
    assertEquals(2, batch.get(FlowField.SRC_AS, 1));
    assertEquals(3, batch.get(FlowField.PACKETS, 1));
    assertEquals(300, batch.get(FlowField.BYTES, 1));
  }

  @Test
  void ratesHoldFromTheirSamplerOnAndOnlyForCountersAsTheyCame() {
    flow(0);
    sampler(-1, 1, 99);
    sampler(5, 2, 18);
    flow(0);
    flow(0, element(18, b -> b.putLong(5).putInt(1)));
    flow(2);
    read();
    assertEquals(0, batch.get(FlowField.SAMPLING_RATE, 0));
    assertEquals(100, batch.get(FlowField.SAMPLING_RATE, 1));
    assertEquals(10, batch.get(FlowField.SAMPLING_RATE, 2));
    assertEquals(1, batch.get(FlowField.SAMPLING_RATE, 3));
  }

  @Test
  void exportersAreKnownInBothLayouts() {
    exporter(9, 2, b -> b.putLong(0).putLong(0x0a000001));
    flow(0);
    exporter(10, 10, b -> b.putLong(0x20010db8_00000000L).putLong(1));
    flow(0);
    exporter(9999, 0, b -> b.putLong(0).put(new byte[] {0, 0, -1, -1, 10, 0, 0, 3}));
    flow(0);
    read();
    assertExporter(0, FlowType.NETFLOW_V9, "10.0.0.1", 42);
    assertExporter(1, FlowType.IPFIX, "2001:db8::1", 42);
    assertExporter(2, FlowType.SFLOW_5, "10.0.0.3", 0);
  }

  @Test
  void unknownRecordsAreCounted() {
    block.putShort((short) 16).putShort((short) 8).putInt(0);
    block.putShort((short) 8).putShort((short) 4);
    read();
    assertEquals(1, records.unknown());
  }

  @Test
  void aFlowWithFewerElementsThanItSaysIsNoRow() {
    flow(0, element(7, b -> b.putInt(1).putInt(2)));
    block.putShort(4, (short) 2);
    read();
    assertEquals(1, records.unknown());
    assertEquals(0, batch.rows());
    assertEquals(0, batch.get(FlowField.SRC_AS));
  }

  private void assertExporter(int row, FlowType type, String address, int domain) {
    assertEquals(type.code(), batch.get(FlowField.TYPE, row));
    assertEquals(
        address,
        IpAddress.text(batch.high(FlowField.EXPORTER, row), batch.get(FlowField.EXPORTER, row)));
    assertEquals(domain, batch.get(FlowField.OBSERVATION_DOMAIN, row));
  }

  private String address(FlowField field) {
    return IpAddress.text(batch.high(field, 0), batch.get(field, 0));
  }

  private void read() {
    block.flip();
    while (block.hasRemaining()) {
      int size = block.getShort(block.position() + 2);
      records.read(block.slice(block.position(), size).order(block.order()), batch);
      block.position(block.position() + size);
    }
  }

  /// A flow of exporter 1.
  @SafeVarargs
  private void flow(int flags, Consumer<ByteBuffer>... elements) {
    int at = block.position();
    block.putShort((short) 11).putShort((short) 0).putShort((short) elements.length);
    block.putShort((short) 0).putShort((short) 1).put((byte) flags).put((byte) 9);
    for (Consumer<ByteBuffer> element : elements) {
      element.accept(block);
    }
    block.putShort(at + 2, (short) (block.position() - at));
  }

  private static Consumer<ByteBuffer> element(int number, Consumer<ByteBuffer> value) {
    return block -> {
      int at = block.position();
      block.putShort((short) number).putShort((short) 0);
      value.accept(block);
      block.putShort(at + 2, (short) (block.position() - at));
    };
  }

  private void sampler(long id, int taken, int passed) {
    block.putShort((short) 15).putShort((short) 24).putShort((short) 1).putShort((short) 0);
    block.putLong(id).putInt(taken).putInt(passed);
  }

  private void exporter(int version, int family, Consumer<ByteBuffer> address) {
    block.putShort((short) 7).putShort((short) 32).putInt(version);
    address.accept(block);
    block.putShort((short) family).putShort((short) 1).putInt(42);
  }
}
