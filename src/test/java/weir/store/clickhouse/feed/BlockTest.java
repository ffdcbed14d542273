package weir.store.clickhouse.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.airlift.compress.v3.lz4.Lz4FrameJavaDecompressor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

@SuppressWarnings("NullAway") // a null fails the test, as it should
class BlockTest {
  /// Columns of a block: "name type" and the octets.
  private static Map<String, byte[]> unpack(Block.Packed packed) {
    byte[] plain = new byte[32 << 20];
    int length =
        new Lz4FrameJavaDecompressor()
            .decompress(packed.octets(), 0, packed.length(), plain, 0, plain.length);
    ByteBuffer in = ByteBuffer.wrap(plain, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    int columns = (int) number(in);
    int rows = (int) number(in);
    assertEquals(packed.rows(), rows);
    Map<String, byte[]> found = new LinkedHashMap<>();
    for (int i = 0; i < columns; i++) {
      String name = text(in);
      String type = text(in);
      int width =
          switch (type) {
            case "UInt8" -> 1;
            case "UInt16", "Date" -> 2;
            case "UInt32" -> 4;
            case "UInt64", "Array(UInt32)" -> 8;
            default -> 16;
          };
      byte[] octets = new byte[rows * width];
      in.get(octets);
      if (type.startsWith("Array")) {
        int items = rows == 0 ? 0 : (int) little(octets).getLong(octets.length - 8);
        octets = Arrays.copyOf(octets, octets.length + items * 4);
        in.get(octets, rows * 8, items * 4);
      }
      found.put(name + " " + type, octets);
    }
    assertEquals(0, in.remaining());
    assertEquals(
        packed.columns(),
        found.keySet().stream().map(key -> key.substring(0, key.indexOf(' '))).toList());
    return found;
  }

  private static ByteBuffer little(byte[] octets) {
    return ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long number(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static String text(ByteBuffer in) {
    byte[] octets = new byte[(int) number(in)];
    in.get(octets);
    return new String(octets, StandardCharsets.UTF_8);
  }

  private static Layout layout(Column... columns) {
    return new Layout("t", List.of(columns));
  }

  private static Column column(String name, FlowField field) {
    return Column.of(name, "", field, null);
  }

  @Test
  void sendsOnlyColumnsThatFlowsFill() {
    assertEquals(
        List.of("time UInt64", "bytes UInt64"), List.copyOf(unpack(Flows.block(3)).keySet()));
  }

  @Test
  void aColumnWithAnotherDefaultIsSentAsZero() {
    Block block =
        new Block(
            layout(
                column("bytes", FlowField.BYTES),
                column("port", FlowField.SRC_PORT),
                column("dst", FlowField.DST_PORT).sentAlways()));
    for (int i = 0; i < 2; i++) {
      block.append(Flows.batch(2), 0);
      Map<String, byte[]> found = unpack(block.pack());
      assertEquals(List.of("bytes UInt64", "dst UInt16"), List.copyOf(found.keySet()));
      assertArrayEquals(new byte[4], found.get("dst UInt16"));
    }
  }

  @Test
  void aColumnThatCannotBeWrittenIsRefused() {
    for (String name : List.of("a b", "a`", "", "a\n")) {
      assertThrows(IllegalArgumentException.class, () -> column(name, FlowField.BYTES));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Column.of("a", "", FlowField.SRC_PORT, Column.Form.SECONDS));
  }

  @Test
  void aBlockWithoutAnyValueHasItsRows() {
    Block block = new Block(layout(column("port", FlowField.SRC_PORT)));
    block.append(Flows.batch(2), 0);
    assertArrayEquals(new byte[4], unpack(block.pack()).get("port UInt16"));
  }

  @Test
  void aColumnThatIsFilledLateIsZeroBeforeAndAfter() {
    Block block = new Block(layout(column("port", FlowField.SRC_PORT)));
    FlowBatch with = new FlowBatch();
    with.set(FlowField.SRC_PORT, 0x1234);
    with.endRow();
    block.append(Flows.batch(2), 0);
    block.append(with, 0);
    block.append(Flows.batch(1), 0);
    byte[] expected = {0, 0, 0, 0, 0x34, 0x12, 0, 0};
    assertArrayEquals(expected, unpack(block.pack()).get("port UInt16"));
    block.append(with, 0);
    assertArrayEquals(new byte[] {0x34, 0x12}, unpack(block.pack()).get("port UInt16"));
    block.append(Flows.batch(1), 0);
    block.append(with, 0);
    assertArrayEquals(new byte[] {0, 0, 0x34, 0x12}, unpack(block.pack()).get("port UInt16"));
  }

  @Test
  void addressesBeginWithTheirHighestOctet() {
    Block block = new Block(layout(column("src", FlowField.SRC_ADDRESS)));
    FlowBatch batch = new FlowBatch();
    batch.setAddress(FlowField.SRC_ADDRESS, 0x20010db800000000L, 1);
    batch.endRow();
    block.append(batch, 0);
    byte[] expected = new byte[16];
    expected[0] = 0x20;
    expected[1] = 0x01;
    expected[2] = 0x0d;
    expected[3] = (byte) 0xb8;
    expected[15] = 1;
    assertArrayEquals(expected, unpack(block.pack()).get("src IPv6"));
  }

  @Test
  void listsEndWhereTheNextBegins() {
    Block block = new Block(layout(column("path", FlowField.AS_PATH)));
    block.append(Flows.batch(1), 0);
    FlowBatch batch = new FlowBatch();
    batch.add(FlowField.AS_PATH, 7);
    batch.add(FlowField.AS_PATH, -1);
    batch.endRow();
    batch.endRow();
    batch.add(FlowField.AS_PATH, 9);
    batch.endRow();
    block.append(batch, 0);
    block.append(Flows.batch(1), 0);
    ByteBuffer found = little(unpack(block.pack()).get("path Array(UInt32)"));
    for (long end : new long[] {0, 2, 2, 3, 3}) {
      assertEquals(end, found.getLong());
    }
    assertEquals(7, found.getInt());
    assertEquals(-1, found.getInt());
    assertEquals(9, found.getInt());
  }

  @Test
  void timesAreInTheTablesUnits() {
    Block block =
        new Block(
            layout(
                Column.of("s", "", FlowField.TIME_RECEIVED, Column.Form.SECONDS),
                Column.of("ms", "", FlowField.TIME_RECEIVED, Column.Form.MILLISECONDS),
                Column.of("us", "", FlowField.TIME_RECEIVED, Column.Form.MICROSECONDS),
                Column.of("d", "", FlowField.TIME_RECEIVED, Column.Form.DATE)));
    FlowBatch batch = new FlowBatch();
    batch.set(FlowField.TIME_RECEIVED, 1_795_255_200_123_456_789L);
    batch.endRow();
    block.append(batch, 0);
    Map<String, byte[]> found = unpack(block.pack());
    assertEquals(1_795_255_200L, little(found.get("s UInt64")).getLong());
    assertEquals(1_795_255_200_123L, little(found.get("ms UInt64")).getLong());
    assertEquals(1_795_255_200_123_456L, little(found.get("us UInt64")).getLong());
    assertEquals(20_778, little(found.get("d Date")).getShort());
  }

  @Test
  void whatAnEnumerationDoesNotKnowIsZero() {
    Block block =
        new Block(layout(Column.of("t", "Enum8('A' = 0, 'B' = 3)", FlowField.TYPE, null)));
    FlowBatch batch = new FlowBatch();
    for (int type : new int[] {3, 200, 4, 3}) {
      batch.set(FlowField.TYPE, type);
      batch.endRow();
    }
    block.append(batch, 0);
    assertArrayEquals(new byte[] {3, 0, 0, 3}, unpack(block.pack()).get("t UInt8"));
  }

  @Test
  void takesNoMoreThanABlock() {
    Block block = new Block(Flows.LAYOUT);
    FlowBatch batch = Flows.batch(40_000);
    assertEquals(40_000, block.append(batch, 0));
    assertEquals(25_536, block.append(batch, 0));
    assertEquals(14_464, batch.rows() - 25_536);
    byte[] bytes = unpack(block.pack()).get("bytes UInt64");
    assertEquals(100 + 25_535, little(bytes).getLong(65_535 * 8));
    assertEquals(14_464, block.append(batch, 25_536));
    assertEquals(100 + 25_536, little(unpack(block.pack()).get("bytes UInt64")).getLong());
  }

  @Test
  void aTableIsRememberedAsItWas() {
    Layout layout =
        layout(
            Column.of("t", "Enum8('A' = 0, 'B' = 3)", FlowField.TYPE, null),
            Column.of("s", "", FlowField.TIME_RECEIVED, Column.Form.SECONDS).sentAlways(),
            Column.of("a", "FixedString(16)", FlowField.SRC_ADDRESS, null));
    assertEquals(layout, Layout.parse(layout.text()));
  }
}
