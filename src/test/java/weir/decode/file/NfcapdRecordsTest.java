package weir.decode.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.RateSource;
import weir.wire.WireWriter;

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

  @Test
  void bothDirectionsHaveTheirOwnCountersFlagsAndTos() {
    bigEndian(
        element(1, generic(1000, 2000, 3000).u16(443, 50_000).u8(6, 0x12, 0x40, 184)),
        element(2, new WireWriter().hex("0a000001 0a000002")),
        element(4, new WireWriter().u32(7, 8).u8(24, 16, 1, 0x20, 3, 2, 0x1b)),
        element(5, new WireWriter().u64(1).u64(9).u64(900)),
        element(6, new WireWriter().u32(100, 101)),
        element(10, new WireWriter().hex("0a0000fe")),
        element(12, new WireWriter().hex("0a000063")));
    read();
    assertEquals(
        "{\"time_received_ns\":3000000000,\"time_flow_start_ns\":1000000000,"
            + "\"time_flow_end_ns\":2000000000,\"type\":\"NETFLOW_V9\","
            + "\"sampler_address\":\"10.0.0.99\",\"flow_direction\":1,\"bytes\":500,\"packets\":5,"
            + "\"src_addr\":\"10.0.0.1\",\"dst_addr\":\"10.0.0.2\",\"etype\":2048,\"proto\":6,"
            + "\"src_port\":443,\"dst_port\":50000,\"in_if\":7,\"out_if\":8,\"src_vlan\":100,"
            + "\"dst_vlan\":101,\"vlan_id\":100,\"ip_tos\":184,\"forwarding_status\":64,"
            + "\"flow_end_reason\":2,\"tcp_flags\":18,\"bi_flow_direction\":3,"
            + "\"next_hop\":\"10.0.0.254\",\"src_net\":24,\"dst_net\":16}",
        lines().getFirst());
    assertEquals(2, batch.rows());
    assertEquals(9, batch.get(FlowField.PACKETS, 1));
    assertEquals(900, batch.get(FlowField.BYTES, 1));
    assertEquals(0x1b, batch.get(FlowField.TCP_FLAGS, 1));
    assertEquals(0x20, batch.get(FlowField.TOS, 1));
    assertEquals(2, batch.get(FlowField.BIFLOW_DIRECTION, 1));
  }

  @Test
  void ipv6FlowsAndObservationPointsFillTheirFields() {
    bigEndian(
        element(3, new WireWriter().u64(0x20010db8_00000000L).u64(1).zeros(16)),
        element(33, new WireWriter().u64(77).u32(6)));
    read();
    assertEquals(0x86dd, batch.get(FlowField.ETHER_TYPE, 0));
    assertEquals("2001:db8::1", address(FlowField.SRC_ADDRESS));
    assertEquals(77, batch.get(FlowField.OBSERVATION_POINT, 0));
  }

  /// Milliseconds of first, last and received, and what becomes of them; the latest time that fits
  /// into nanoseconds is in the year 2262.
  @ParameterizedTest
  @CsvSource({
    "1, 2, 3, 1000000 2000000 3000000",
    "1, 2, 0, 1000000 2000000 2000000",
    "0, 0, 3, 3000000 3000000 3000000",
    "0, 2, 0, 2000000 2000000 2000000",
    "9223372036854, 9223372036855, -1, 9223372036854000000 9223372036854000000 0",
  })
  void timesThatAFlowLacksAreThoseThatItHas(long first, long last, long received, String times) {
    bigEndian(element(1, generic(first, last, received).zeros(8)));
    read();
    assertEquals(
        times,
        batch.get(FlowField.TIME_START, 0)
            + " "
            + batch.get(FlowField.TIME_END, 0)
            + " "
            + batch.get(FlowField.TIME_RECEIVED, 0));
  }

  /// Entries of the stack in hex: 20 bits of label, 3 of class, 1 for the bottom.
  @ParameterizedTest
  @CsvSource({
    "a1 140, 10",
    "a2 141 1e0, 10 20",
    "a2 0 140, 10",
    "a2 140 1e0 280 320 3c0 460 500 5a0 640, 10 20 30 40 50 60 70 80 90 100"
  })
  void labelsEndAtTheBottomAtAnEmptyEntryOrAtTheTenth(String entries, String labels) {
    WireWriter stack = new WireWriter();
    for (String entry : entries.split(" ", -1)) {
      stack.u32(Long.parseLong(entry, 16));
    }
    bigEndian(element(14, stack.zeros(40 - stack.size())));
    read();
    List<String> read = new ArrayList<>();
    for (int i = 0; i < batch.listLength(FlowField.MPLS_LABELS, 0); i++) {
      read.add(Integer.toString(batch.item(FlowField.MPLS_LABELS, 0, i)));
    }
    assertEquals(labels, String.join(" ", read));
  }

  @Test
  void whatAFlowSaysDoesNotHoldForTheNext() {
    flow(
        0,
        element(5, b -> b.putLong(1).putLong(3).putLong(300)),
        element(18, b -> b.putInt(9)),
        element(1, b -> b.putLong(7).put(new byte[40])));
    sampler(9, 1, 99);
    sampler(-1, 1, 9);
    flow(0);
    read();
    assertEquals(3, batch.rows(), "a flow, its way back, and one that has none");
    assertEquals(10, batch.get(FlowField.SAMPLING_RATE, 2), "it names no sampler");
  }

  @Test
  void aFlowEndsWithItsElementsAndTheyMayBeEmpty() {
    flow(0, element(7, b -> b.putInt(1).putInt(2)), element(6, b -> b.putInt(3).putInt(4)));
    block.putShort(4, (short) 1); // so that the second is not its own
    flow(0, element(7, b -> b.putInt(5).putInt(6)), element(999, b -> {}));
    block.putShort((short) 11).putShort((short) 8).putInt(0); // shorter than a flow's header
    read();
    assertEquals(2, batch.rows());
    assertEquals(1, batch.get(FlowField.SRC_AS, 0));
    assertEquals(0, batch.get(FlowField.SRC_VLAN, 0));
    assertEquals(5, batch.get(FlowField.SRC_AS, 1));
    assertEquals(1, records.unknown());
  }

  @ParameterizedTest
  @CsvSource({
    "1, NETFLOW_V1",
    "5, NETFLOW_V5",
    "7, NETFLOW_V7",
    "9, NETFLOW_V9",
    "10, IPFIX",
    "133, SFLOW_5",
    "255, UNKNOWN"
  })
  void withoutAnExporterTheFlowsVersionSaysItsType(int version, FlowType type) {
    flow(0);
    block.put(11, (byte) version);
    read();
    assertEquals(type, FlowType.of((int) batch.get(FlowField.TYPE, 0)));
  }

  @Test
  void itIsToldWhereARateComesFrom() {
    flow(0);
    sampler(-1, 2, 18);
    oldSampler(4, 50);
    sampler(-1, 0, 18); // takes none
    flow(0);
    flow(0, element(18, b -> b.putInt(4)));
    flow(2);
    read();
    List<String> rates = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      RateSource source = RateSource.of((int) batch.get(FlowField.RATE_SOURCE, row));
      rates.add(source + " " + batch.get(FlowField.SAMPLING_RATE, row));
    }
    assertEquals(List.of("UNKNOWN 0", "SAMPLER 10", "SAMPLER 50", "RECORD 1"), rates);
    assertEquals(0, records.unknown());
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

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      StringBuilder line = new StringBuilder();
      FlowJson.append(batch, row, line);
      lines.add(line.toString());
    }
    return lines;
  }

  private static WireWriter generic(long firstMillis, long lastMillis, long receivedMillis) {
    return new WireWriter().u64(firstMillis).u64(lastMillis).u64(receivedMillis).u64(5).u64(500);
  }

  /// A flow in a file of a machine that has the highest octet first.
  @SafeVarargs
  private void bigEndian(Consumer<ByteBuffer>... elements) {
    block.order(ByteOrder.BIG_ENDIAN);
    flow(0, elements);
  }

  private static Consumer<ByteBuffer> element(int number, WireWriter bigEndian) {
    return element(number, block -> block.put(bigEndian.toBytes()));
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

  /// As nfdump 1.6 has them.
  private void oldSampler(int id, int interval) {
    block.putShort((short) 9).putShort((short) 16).putInt(id).putInt(interval);
    block.putShort((short) 0).putShort((short) 1);
  }

  private void exporter(int version, int family, Consumer<ByteBuffer> address) {
    block.putShort((short) 7).putShort((short) 32).putInt(version);
    address.accept(block);
    block.putShort((short) family).putShort((short) 1).putInt(42);
  }
}
