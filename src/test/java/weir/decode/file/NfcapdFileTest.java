package weir.decode.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

class NfcapdFileTest {
  private static final Path SAMPLES = Path.of("src/test/resources/nfcapd");
  private static final FlowField[] ADDRESSES = {FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS};

  @TempDir Path folder;

  private static List<String> read(Path path) throws IOException {
    List<String> lines = new ArrayList<>();
    try (NfcapdFile file = NfcapdFile.open(path)) {
      FlowBatch batch = new FlowBatch();
      boolean more = true;
      while (more) {
        more = file.read(batch);
        for (int row = 0; row < batch.rows(); row++) {
          lines.add(line(batch, row));
        }
        batch.reset();
      }
      assertEquals(List.of(), file.remarks());
    }
    return lines;
  }

  /// As nfdump prints it; see the samples' README.
  private static String line(FlowBatch batch, int row) {
    StringBuilder line = new StringBuilder();
    for (FlowField address : ADDRESSES) {
      line.append(address.text(batch.high(address, row), batch.get(address, row))).append('|');
    }
    long protocol = batch.get(FlowField.PROTOCOL, row);
    line.append(protocol).append('|').append(batch.get(FlowField.SRC_PORT, row)).append('|');
    if (protocol == 1 || protocol == 58) {
      line.append(batch.get(FlowField.ICMP_TYPE, row))
          .append('.')
          .append(batch.get(FlowField.ICMP_CODE, row));
    } else {
      line.append(batch.get(FlowField.DST_PORT, row));
    }
    line.append('|').append(batch.get(FlowField.PACKETS, row));
    line.append('|').append(batch.get(FlowField.BYTES, row));
    line.append('|').append(flags(batch.get(FlowField.TCP_FLAGS, row)));
    line.append('|').append(batch.get(FlowField.TOS, row));
    line.append('|').append(batch.get(FlowField.IN_INTERFACE, row));
    line.append('|').append(batch.get(FlowField.OUT_INTERFACE, row));
    line.append('|').append(batch.get(FlowField.SRC_VLAN, row));
    line.append('|').append(FlowField.SRC_MAC.text(0, batch.get(FlowField.SRC_MAC, row)));
    line.append('|').append(FlowField.EXPORTER.text(0, batch.get(FlowField.EXPORTER, row)));
    double seconds = Math.floorDiv(batch.get(FlowField.TIME_START, row), 1_000_000) / 1e3;
    line.append(String.format(Locale.ROOT, "|%.3f", seconds));
    boolean labels = batch.listLength(FlowField.MPLS_LABELS, row) > 0;
    return line.append('|')
        .append(labels ? batch.item(FlowField.MPLS_LABELS, row, 0) + "-0-0" : "0-0-0")
        .toString();
  }

  private static String flags(long bits) {
    StringBuilder text = new StringBuilder();
    for (int i = 7; i >= 0; i--) {
      text.append(((bits >>> i) & 1) == 0 ? '.' : "FSRPAUEC".charAt(i));
    }
    return text.toString();
  }

  /// nfdump shows the bits of label, class and bottom together for some versions: only 20 are the
  /// label's.
  private static List<String> expected(String name) throws IOException {
    return Files.readAllLines(SAMPLES.resolve(name + ".txt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bz2", "mixed", "sflow"})
  void flowsAreWhatNfdumpSays(String name) throws IOException {
    List<String> ours = read(SAMPLES.resolve(name + ".nfcapd"));
    List<String> theirs = expected(name);
    assertEquals(theirs.size(), ours.size());
    for (int i = 0; i < ours.size(); i++) {
      assertEquals(theirs.get(i), ours.get(i), name + " line " + (i + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lzo", "lz4"})
  void packingMakesNoDifference(String name) throws IOException {
    List<String> ours = read(SAMPLES.resolve(name + ".nfcapd"));
    assertEquals(expected("bz2"), ours);
  }

  @Test
  void zstdAndUnpackedBlocksAreRead() throws IOException {
    byte[] file = Files.readAllBytes(SAMPLES.resolve("lz4.nfcapd"));
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int size = header.getInt(44);
    byte[] room = new byte[1 << 22];
    int plainLength = BlockPacking.LZ4.unpack(Arrays.copyOfRange(file, 52, 52 + size), room);
    byte[] plain = Arrays.copyOf(room, plainLength);
    byte[] packed = new byte[new ZstdJavaCompressor().maxCompressedLength(plain.length)];
    int length =
        new ZstdJavaCompressor().compress(plain, 0, plain.length, packed, 0, packed.length);
    Path zstd = folder.resolve("zstd");
    Files.write(zstd, block(file, 4, Arrays.copyOf(packed, length)));
    assertEquals(expected("bz2"), read(zstd));
    Path none = folder.resolve("none");
    Files.write(none, block(file, 0, plain));
    assertEquals(expected("bz2"), read(none));
  }

  /// A file of one block.
  private static byte[] block(byte[] file, int packing, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(52 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(file, 0, 52).put(data);
    out.put(16, (byte) packing);
    out.putInt(36, 1);
    out.putInt(44, data.length);
    return out.array();
  }

  @Test
  void countersThatAreMultipliedAreNotMultipliedAgain() throws IOException {
    try (NfcapdFile file = NfcapdFile.open(SAMPLES.resolve("sflow.nfcapd"))) {
      FlowBatch batch = new FlowBatch();
      file.read(batch);
      assertEquals(8, batch.get(FlowField.PACKETS, 0));
      assertEquals(1, batch.get(FlowField.SAMPLING_RATE, 0));
      assertEquals("SFLOW_5", FlowField.TYPE.text(0, batch.get(FlowField.TYPE, 0)));
    }
  }

  @Test
  void otherLayoutsAreRefusedWithTheNextStep() throws IOException {
    byte[] file = Files.readAllBytes(SAMPLES.resolve("bz2.nfcapd"));
    file[2] = 3;
    Path old = folder.resolve("old");
    Files.write(old, file);
    IOException e = assertThrows(IOException.class, () -> NfcapdFile.open(old));
    assertTrue(String.valueOf(e.getMessage()).contains("byte 2: expected file layout 2"));
    assertTrue(String.valueOf(e.getMessage()).contains("nfdump -r FILE -w NEW"));
  }

  @Test
  void cutAnywhereItIsReadAsFarAsItIsWhole() throws IOException {
    byte[] whole = Files.readAllBytes(SAMPLES.resolve("sflow.nfcapd"));
    Path cut = folder.resolve("cut");
    for (int length = 0; length < whole.length; length++) {
      Files.write(cut, Arrays.copyOf(whole, length));
      try (NfcapdFile file = NfcapdFile.open(cut)) {
        FlowBatch batch = new FlowBatch();
        while (file.read(batch)) {
          batch.reset();
        }
        assertTrue(file.remarks().size() <= 1);
      } catch (IOException e) {
        assertTrue(String.valueOf(e.getMessage()).contains(", byte "), e.toString());
      }
    }
  }

  @Test
  void damageIsAnErrorOrARemarkAndNothingElse() throws IOException {
    Random random = new Random(11);
    Path damaged = folder.resolve("damaged");
    for (String name : new String[] {"lzo", "lz4", "bz2"}) {
      byte[] whole = Files.readAllBytes(SAMPLES.resolve(name + ".nfcapd"));
      for (int i = 0; i < 300; i++) {
        byte[] bytes = whole.clone();
        for (int change = 0; change < 3; change++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        Files.write(damaged, bytes);
        try (NfcapdFile file = NfcapdFile.open(damaged)) {
          FlowBatch batch = new FlowBatch();
          while (file.read(batch)) {
            batch.reset();
          }
        } catch (IOException e) {
          assertFalse(String.valueOf(e.getMessage()).isEmpty());
        }
      }
    }
  }

  /// The header of a file of layout 2.
  private static ByteBuffer header(ByteOrder order, int blockBytes) {
    ByteBuffer header = ByteBuffer.allocate(40).order(order);
    header.putShort(0, (short) 0xa50c).putShort(2, (short) 2).putInt(32, blockBytes);
    return header;
  }

  /// A block that says it has `size` bytes.
  private static byte[] block(ByteOrder order, int type, int size, byte[] data) {
    ByteBuffer block = ByteBuffer.allocate(12 + data.length).order(order);
    block.putInt(1).putInt(size).putShort((short) type).putShort((short) 0).put(data);
    return block.array();
  }

  /// A flow of one element, which has its ports.
  private static byte[] flow(ByteOrder order, int port) {
    ByteBuffer flow = ByteBuffer.allocate(64).order(order);
    flow.putShort(0, (short) 11).putShort(2, (short) 64).putShort(4, (short) 1);
    flow.putShort(12, (short) 1).putShort(14, (short) 52).putShort(56, (short) port);
    return flow.array();
  }

  /// Source ports of the flows that are read, then what is remarked, or why it is refused.
  private static List<String> told(ByteOrder order, int blockBytes, byte[]... blocks)
      throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(header(order, blockBytes).array());
    for (byte[] block : blocks) {
      file.write(block);
    }
    List<String> told = new ArrayList<>();
    boolean[] closed = new boolean[1];
    InputStream in =
        new ByteArrayInputStream(file.toByteArray()) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    try (NfcapdFile opened = NfcapdFile.stream("f", in)) {
      FlowBatch batch = new FlowBatch();
      assertFalse(opened.read(batch));
      for (int row = 0; row < batch.rows(); row++) {
        told.add("port " + batch.get(FlowField.SRC_PORT, row));
      }
      told.addAll(opened.remarks());
    } catch (IOException e) {
      told.add(String.valueOf(e.getMessage()));
    }
    assertTrue(closed[0], "it is left open");
    return told;
  }

  private static byte[] bytes(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @Test
  void blocksOfEitherByteOrderAreReadAndThoseWithoutRecordsPassedOver() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      List<String> told =
          told(
              order,
              0,
              block(order, 3, 64, flow(order, 1)),
              block(order, 5, 64, flow(order, 2)),
              block(order, 3, 0, new byte[0]),
              block(order, 4, 128, bytes(flow(order, 3), flow(order, 4))));
      assertEquals(List.of("port 1", "port 3", "port 4"), told);
    }
  }

  @Test
  void aFileThatBreaksOffIsReadUpToThere() throws IOException {
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    byte[] good = block(order, 3, 64, flow(order, 1));
    List<String> told =
        List.of("port 1", "f breaks off in the block at byte 116; all before it was read");
    assertEquals(told, told(order, 0, good, Arrays.copyOf(good, 5)));
    assertEquals(told, told(order, 0, good, Arrays.copyOf(good, 75)));
    int most = 64 << 20;
    assertEquals(told, told(order, most, good, block(order, 3, most, new byte[3])));
    String next = ". Check with nfdump -v whether the file is whole, and copy it again.";
    String large = "f, byte 120: expected a block of at most 67108864 bytes" + next;
    assertEquals(List.of(large), told(order, 0, good, block(order, 3, most + 1, new byte[3])));
    assertEquals(List.of(large), told(order, 0, good, block(order, 3, -1, new byte[3])));
    String blocks = "f, byte 32: expected blocks of at most 67108864 bytes" + next;
    assertEquals(List.of(blocks), told(order, most + 1, good));
    assertEquals(List.of(blocks), told(order, -1, good));
  }

  /// Of damaged blocks the first is described and the others are counted; a record may be as short
  /// as its own header.
  @Test
  void aDamagedRecordEndsItsBlockOnly() throws IOException {
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    byte[] shortest = {2, (byte) 0x80, 4, 0}; // statistics
    byte[] good = block(order, 3, 68, bytes(flow(order, 1), shortest));
    byte[] damaged = block(order, 3, 128, bytes(flow(order, 2), new byte[64]));
    byte[] cut = block(order, 3, 124, bytes(flow(order, 3), Arrays.copyOf(flow(order, 4), 60)));
    String first =
        "f: the block at byte 40 has a record of 0 bytes at its byte 64;"
            + " the rest of the block is left out";
    assertEquals(List.of("port 1"), told(order, 0, good));
    assertEquals(List.of("port 2", "port 1", first), told(order, 0, damaged, good));
    assertEquals(
        List.of(
            "port 2",
            "port 3",
            "port 2",
            "port 1",
            first,
            "2 later blocks are damaged too and were read in part"),
        told(order, 0, damaged, cut, damaged, good));
  }

  @ParameterizedTest
  @CsvSource({
    "0ca5, true",
    "a50c, true",
    "0ca50200, true",
    "a50d, false",
    "0c0c, false",
    "0c, false"
  })
  void filesAreToldByTheirMagicNumber(String start, boolean isOne) {
    assertEquals(isOne, NfcapdFile.recognises(HexFormat.of().parseHex(start)));
  }
}
