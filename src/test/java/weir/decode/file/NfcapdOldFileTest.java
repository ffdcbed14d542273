package weir.decode.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.airlift.compress.v3.lz4.Lz4JavaCompressor;
import io.airlift.compress.v3.lzo.LzoCompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Files of nfdump 1.6 (layout 1), built from their layout: the program itself is of no
/// distribution any more.
class NfcapdOldFileTest {
  private static final int START_SECONDS = 1_700_000_000;

  private FlowBatch batch = new FlowBatch();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  private ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(order);
  }

  private static byte[] bytes(ByteBuffer written) {
    byte[] bytes = new byte[written.flip().remaining()];
    written.get(bytes);
    return bytes;
  }

  private byte[] record(int type, Consumer<ByteBuffer> body) {
    ByteBuffer out = buffer(1024);
    out.putShort((short) type).putShort((short) 0);
    body.accept(out);
    out.putShort(2, (short) out.position());
    return bytes(out);
  }

  private byte[] map(int id, int... extensions) {
    return record(
        2,
        out -> {
          out.putShort((short) id).putShort((short) 0);
          for (int extension : extensions) {
            out.putShort((short) extension);
          }
          out.putShort((short) 0);
        });
  }

  private static void common(ByteBuffer out, int map, int protocol, int dstPort) {
    out.putShort((short) map).putShort((short) 250).putShort((short) 750);
    out.putInt(START_SECONDS).putInt(START_SECONDS + 2);
    out.put((byte) 64).put((byte) 0x12).put((byte) protocol).put((byte) 8);
    out.putShort((short) 40_000).putShort((short) dstPort);
  }

  /// Type 1: exporter of one octet.
  private byte[] oldFlow(int flags, int map, Consumer<ByteBuffer> rest) {
    return record(
        1,
        out -> {
          out.put((byte) flags).put((byte) 3);
          common(out, map, 6, 443);
          rest.accept(out);
        });
  }

  /// Type 10.
  private byte[] flow(int flags, int map, Consumer<ByteBuffer> rest) {
    return record(
        10,
        out -> {
          out.putShort((short) flags);
          common(out, map, 1, 0x0301);
          out.putShort((short) 300).putShort((short) 0);
          rest.accept(out);
        });
  }

  private byte[] exporter(int sysid) {
    return record(
        7,
        out -> {
          out.putInt(9).putLong(0).putInt(0xc000_0201).putInt(0);
          out.putShort((short) 2).putShort((short) sysid).putInt(77);
        });
  }

  private byte[] sampler(int sysid) {
    return record(9, out -> out.putInt(-1).putInt(100).putShort((short) 2).putShort((short) sysid));
  }

  private byte[] file(int flags, int blockType, int blockFlags, byte[] block) {
    ByteBuffer out = buffer(8192);
    out.putShort((short) 0xa50c).putShort((short) 1).putInt(flags).putInt(1);
    out.put(Arrays.copyOf("router".getBytes(StandardCharsets.US_ASCII), 128)).put(new byte[136]);
    out.putInt(1).putInt(block.length).putShort((short) blockType).putShort((short) blockFlags);
    return bytes(out.put(block));
  }

  private static byte[] join(byte[]... records) {
    ByteBuffer out = ByteBuffer.allocate(8192);
    for (byte[] record : records) {
      out.put(record);
    }
    return bytes(out);
  }

  private List<String> read(byte[] file) throws IOException {
    try (NfcapdFile in = NfcapdFile.stream("old", new ByteArrayInputStream(file))) {
      assertEquals(false, in.read(batch));
      return in.remarks();
    }
  }

  private byte[] flows() {
    return join(
        exporter(3),
        sampler(3),
        map(7, 4, 7, 8, 9, 13),
        oldFlow(
            0,
            7,
            out -> {
              out.putInt(0x0a00_0001).putInt(0xc633_6402).putInt(5).putInt(1500);
              out.putShort((short) 11).putShort((short) 12).putInt(64_496).putInt(-2);
              out.put(new byte[] {0, 1, 24, 16}).putInt(0x0a00_00fe);
              out.putShort((short) 100).putShort((short) 200);
            }));
  }

  private String text(FlowField field, int row) {
    return field.text(batch.high(field, row), batch.get(field, row));
  }

  private void checkFlow() {
    assertEquals(1, batch.rows());
    assertEquals("10.0.0.1", text(FlowField.SRC_ADDRESS, 0));
    assertEquals("198.51.100.2", text(FlowField.DST_ADDRESS, 0));
    assertEquals("2023-11-14T22:13:20.250Z", text(FlowField.TIME_START, 0));
    assertEquals("2023-11-14T22:13:22.750Z", text(FlowField.TIME_END, 0));
    assertEquals(batch.get(FlowField.TIME_END, 0), batch.get(FlowField.TIME_RECEIVED, 0));
    long[] wanted = {5, 1500, 6, 40_000, 443, 0x12, 8, 64, 11, 12, 64_496, 0xffff_fffeL, 1, 24, 16};
    FlowField[] fields = {
      FlowField.PACKETS,
      FlowField.BYTES,
      FlowField.PROTOCOL,
      FlowField.SRC_PORT,
      FlowField.DST_PORT,
      FlowField.TCP_FLAGS,
      FlowField.TOS,
      FlowField.FORWARDING_STATUS,
      FlowField.IN_INTERFACE,
      FlowField.OUT_INTERFACE,
      FlowField.SRC_AS,
      FlowField.DST_AS,
      FlowField.FLOW_DIRECTION,
      FlowField.SRC_PREFIX_LENGTH,
      FlowField.DST_PREFIX_LENGTH
    };
    for (int i = 0; i < fields.length; i++) {
      assertEquals(wanted[i], batch.get(fields[i], 0), fields[i].name());
    }
    assertEquals("10.0.0.254", text(FlowField.NEXT_HOP, 0));
    assertEquals(100, batch.get(FlowField.SRC_VLAN, 0));
    assertEquals(200, batch.get(FlowField.DST_VLAN, 0));
    assertEquals("192.0.2.1", text(FlowField.EXPORTER, 0));
    assertEquals("NETFLOW_V9", text(FlowField.TYPE, 0));
    assertEquals(77, batch.get(FlowField.OBSERVATION_DOMAIN, 0));
    assertEquals(100, batch.get(FlowField.SAMPLING_RATE, 0));
  }

  @Test
  void flowsOfTypeOneHaveTheExtensionsOfTheirMap() throws IOException {
    assertEquals(List.of(), read(file(0, 2, 0, flows())));
    checkFlow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void blocksArePackedAsTheFlagsOfTheFileSay(int flag) throws IOException {
    byte[] plain = flows();
    byte[] packed = new byte[4096];
    int length =
        flag == 1
            ? new LzoCompressor().compress(plain, 0, plain.length, packed, 0, packed.length)
            : new Lz4JavaCompressor().compress(plain, 0, plain.length, packed, 0, packed.length);
    assertEquals(List.of(), read(file(flag, 2, 2, Arrays.copyOf(packed, length))));
    checkFlow();
    batch = new FlowBatch();
    assertEquals(List.of(), read(file(flag, 2, 1, plain)), "a block that is not packed");
    checkFlow();
  }

  @Test
  void flowsOfTypeTenHaveWideCountersAddressesAndBothDirections() throws IOException {
    order = ByteOrder.BIG_ENDIAN;
    read(
        file(
            0,
            2,
            0,
            join(
                map(1, 10, 15, 17, 20, 26, 27, 48, 42),
                flow(
                    1 | 2 | 4 | 128,
                    1,
                    out -> {
                      out.putLong(0x20010db8_00000000L).putLong(1);
                      out.putLong(0x20010db8_00000000L).putLong(2);
                      out.putLong(1L << 33).putLong(1L << 40);
                      out.putLong(0x20010db8_00000000L).putLong(3);
                      out.putLong(9).putLong(900);
                      out.putLong(0x0200_0000_0001L).putLong(0x0200_0000_0002L);
                      out.putInt(64_500).putInt(64_501);
                      out.putLong(1_700_000_009_000L);
                      out.putShort((short) 1024).putShort((short) 2047);
                      out.putShort((short) 1).putShort((short) 1024);
                      out.put(Arrays.copyOf("alice".getBytes(StandardCharsets.US_ASCII), 24));
                    }))));
    assertEquals(2, batch.rows());
    assertEquals("2001:db8::1", text(FlowField.SRC_ADDRESS, 0));
    assertEquals(1L << 33, batch.get(FlowField.PACKETS, 0));
    assertEquals(1L << 40, batch.get(FlowField.BYTES, 0));
    assertEquals("2001:db8::3", text(FlowField.NEXT_HOP, 0));
    assertEquals("02:00:00:00:00:01", text(FlowField.SRC_MAC, 0));
    assertEquals("02:00:00:00:00:02", text(FlowField.DST_MAC, 0));
    assertEquals(64_500, batch.get(FlowField.NEXT_HOP_AS, 0));
    assertEquals(64_501, batch.get(FlowField.PREVIOUS_HOP_AS, 0));
    assertEquals("2023-11-14T22:13:29Z", text(FlowField.TIME_RECEIVED, 0));
    assertEquals(2047, batch.get(FlowField.PORT_BLOCK_END, 0));
    assertEquals("alice", text(FlowField.USER_NAME, 0));
    assertEquals(3, batch.get(FlowField.ICMP_TYPE, 0));
    assertEquals(1, batch.get(FlowField.ICMP_CODE, 0));
    assertEquals(1, batch.get(FlowField.SAMPLING_RATE, 0), "multiplied already");
    assertEquals("2001:db8::2", text(FlowField.SRC_ADDRESS, 1));
    assertEquals(9, batch.get(FlowField.PACKETS, 1));
    assertEquals(900, batch.get(FlowField.BYTES, 1));
  }

  @Test
  void whatIsNotKnownIsLeftOutAndSaid() throws IOException {
    byte[] flow = oldFlow(0, 9, out -> out.putInt(1).putInt(2).putInt(3).putInt(4));
    List<String> remarks = read(file(0, 2, 0, join(flow, record(99, out -> out.putInt(0)))));
    assertEquals(
        List.of("2 records of kinds that Weir does not know were left out"), remarks, "no map");
    assertEquals(0, batch.rows());
    // An extension that is not known ends what can be read of the record, not the record.
    read(
        file(
            0,
            2,
            0,
            join(
                map(9, 4, 99, 7),
                oldFlow(
                    0,
                    9,
                    out -> out.putInt(1).putInt(2).putInt(3).putInt(4).putInt(5).putLong(6)))));
    assertEquals(1, batch.rows());
    assertEquals(5, batch.get(FlowField.IN_INTERFACE, 0));
    assertEquals(0, batch.get(FlowField.SRC_AS, 0));
  }

  /// As nfdump 1.5 wrote them.
  private byte[] firstFlow(int flags, int protocol, Consumer<ByteBuffer> rest) {
    ByteBuffer out = buffer(256);
    out.putInt(flags).putShort((short) 0).putShort((short) 0);
    out.putShort((short) 250).putShort((short) 750);
    out.putInt(START_SECONDS).putInt(START_SECONDS + 2);
    out.put((byte) 0).put((byte) 0x12).put((byte) protocol).put((byte) 8);
    out.putShort((short) 3).putShort((short) 60_000).putShort((short) 40_000);
    out.putShort((short) 0x0301).putShort((short) 64_500).putShort((short) 64_501);
    rest.accept(out);
    out.putShort(4, (short) out.position());
    return bytes(out);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void recordsOfNfdump15HaveNothingButAFlow(boolean littleEndian) throws IOException {
    order = littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    byte[] v4 =
        firstFlow(0, 6, out -> out.putInt(0xc000_0201).putInt(0xc633_6402).putInt(-1).putInt(1500));
    byte[] v6 =
        firstFlow(
            7,
            58,
            out -> {
              out.putLong(0x2001_0db8_0000_0000L).putLong(1);
              out.putLong(0x2001_0db8_0000_0000L).putLong(2);
              out.putLong(1L << 33).putLong(1L << 40);
            });
    byte[] cut = firstFlow(2, 6, out -> out.putInt(1).putInt(2).putInt(3).putInt(4));
    assertEquals(
        List.of("1 records of kinds that Weir does not know were left out"),
        read(file(0, 1, 0, join(v4, cut, v6))));
    assertEquals(2, batch.rows());
    assertEquals("192.0.2.1", text(FlowField.SRC_ADDRESS, 0));
    assertEquals("198.51.100.2", text(FlowField.DST_ADDRESS, 0));
    assertEquals(0xffff_ffffL, batch.get(FlowField.PACKETS, 0));
    assertEquals(1500, batch.get(FlowField.BYTES, 0));
    assertEquals(60_000, batch.get(FlowField.OUT_INTERFACE, 0));
    assertEquals(64_501, batch.get(FlowField.DST_AS, 0));
    assertEquals("2023-11-14T22:13:20.250Z", text(FlowField.TIME_START, 0));
    assertEquals("2001:db8::2", text(FlowField.DST_ADDRESS, 1));
    assertEquals(1L << 33, batch.get(FlowField.PACKETS, 1));
    assertEquals(1L << 40, batch.get(FlowField.BYTES, 1));
    assertEquals(3, batch.get(FlowField.ICMP_TYPE, 1));
  }

  @Test
  void aHeaderThatBreaksOffIsSaid() {
    byte[] cut = Arrays.copyOf(file(0, 2, 0, flows()), 200);
    var e = assertThrows(IOException.class, () -> read(cut));
    assertTrue(
        String.valueOf(e.getMessage()).contains("byte 200: expected a header of 276"), e::toString);
  }

  /// However a file is cut, what was whole is read and nothing is thrown.
  @Test
  void whereverItIsCutWholeRecordsStay() throws IOException {
    byte[] whole = file(0, 2, 0, flows());
    for (int length = 276; length < whole.length; length++) {
      read(Arrays.copyOf(whole, length));
    }
    assertEquals(0, batch.rows());
  }
}
