package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.decode.DatagramDecoder;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.wire.Datagram;
import weir.wire.WireReader;

/// What captures hold, and what they are taken for.
class PacketInputTest {
  private static final Path TRAFFIC = Path.of("sample-captures/traffic/mixed.pcap");
  private static final Path EXPORTS = Path.of("sample-captures/softflowd-v5.pcap");

  @TempDir private Path folder;

  /// Counts what comes.
  private static final class Counts implements FlowSink {
    private final DatagramDecoder decoder = new DatagramDecoder();
    private final FlowBatch decoded = new FlowBatch();
    private final Deque<FlowBatch> spare = new ArrayDeque<>();
    private long datagrams;
    private long records;
    private long made;
    private long packets;
    private long octets;
    private long ipOctets;

    @Override
    public void handle(Datagram datagram, WireReader payload) {
      datagrams++;
      decoder.decode(datagram, payload, decoded);
      records += decoded.rows();
      decoded.reset();
    }

    @Override
    public FlowBatch take() {
      return spare.isEmpty() ? new FlowBatch() : spare.pop();
    }

    @Override
    public void give(FlowBatch filled) {
      for (int row = 0; row < filled.rows(); row++) {
        made++;
        packets += filled.get(FlowField.PACKETS, row);
        octets += filled.get(FlowField.BYTES, row);
        ipOctets += filled.get(FlowField.BYTES_L3, row);
      }
      filled.reset();
      spare.push(filled);
    }
  }

  private List<String> remarks = List.of();

  private Counts read(Path file, Reading reading) throws IOException {
    Counts counts = new Counts();
    try (InputFile input = InputFile.open(file, file.toString(), reading)) {
      input.read(counts);
      remarks = input.remarks();
    }
    return counts;
  }

  /// As tshark counts them.
  @Test
  void trafficBecomesFlowsOfTheSamePacketsAndOctets() throws IOException {
    Counts counts = read(TRAFFIC, Reading.BY_CONTENT);
    assertEquals(0, counts.datagrams);
    assertEquals(1600, counts.packets);
    assertEquals(594_761, counts.octets);
    assertEquals(572_129, counts.ipOctets);
    assertEquals(426, counts.made); // ten of them with the time of a handshake's last word
    assertEquals(List.of("made of 1600 packets"), remarks);
  }

  @Test
  void everyPacketCanBeAFlow() throws IOException {
    Counts counts = read(TRAFFIC, Reading.EVERY_PACKET);
    assertEquals(1600, counts.made);
    assertEquals(1600, counts.packets);
    assertEquals(594_761, counts.octets);
    assertEquals(572_129, counts.ipOctets);
    assertEquals(List.of("made of 1600 packets"), remarks);
  }

  @Test
  void aLinkTypeOfWhichNothingIsReadIsSaid() throws IOException {
    byte[] traffic = Files.readAllBytes(TRAFFIC);
    boolean big = traffic[0] == (byte) 0xa1;
    traffic[big ? 23 : 20] = (byte) 189;
    Counts counts = read(Files.write(folder.resolve("usb.pcap"), traffic), Reading.BY_CONTENT);
    assertEquals(1600, counts.packets);
    assertTrue(remarks.get(1).contains("link type 189 (USB)"), remarks.toString());
    assertTrue(remarks.get(1).endsWith(": 1,600"), remarks.toString());
  }

  @Test
  void packedTrafficIsReadAndSaysWhereItBreaksOff() throws IOException {
    byte[] packed = Zstd.compress(Files.readAllBytes(TRAFFIC));
    Counts whole = read(Files.write(folder.resolve("a.pcap.zst"), packed), Reading.BY_CONTENT);
    assertEquals(1600, whole.packets);
    assertEquals(List.of("made of 1600 packets"), remarks);
    Path cut =
        Files.write(folder.resolve("cut.pcap.zst"), Arrays.copyOf(packed, packed.length * 9 / 10));
    Counts counts = read(cut, Reading.BY_CONTENT);
    assertTrue(counts.packets > 100 && counts.packets < 1600, counts.packets + " packets");
    assertTrue(remarks.getLast().contains(" of what is packed in it"), remarks.toString());
  }

  @Test
  void exportsAreDecoded() throws IOException {
    Counts counts = read(EXPORTS, Reading.BY_CONTENT);
    assertEquals(208, counts.records);
    assertEquals(0, counts.made);
    assertEquals(List.of(), remarks);
  }

  @Test
  void eitherCanBeForced() throws IOException {
    Counts asPackets = read(EXPORTS, Reading.PACKETS);
    assertEquals(0, asPackets.datagrams);
    assertTrue(asPackets.packets > 0);
    Counts asDatagrams = read(TRAFFIC, Reading.DATAGRAMS);
    assertEquals(0, asDatagrams.made);
    assertTrue(asDatagrams.datagrams > 0);
  }

  /// Both captures one behind the other in a file: the majority of the first ones counts.
  private Path mixed(Path first, Path second) throws IOException {
    byte[] head = Files.readAllBytes(first);
    byte[] tail = Files.readAllBytes(second);
    ByteBuffer all =
        ByteBuffer.allocate(head.length + tail.length - 24).order(ByteOrder.BIG_ENDIAN);
    all.put(head).put(tail, 24, tail.length - 24);
    return Files.write(folder.resolve("mixed.pcap"), all.array());
  }

  @Test
  void trafficWithSomeExportsInItSaysSo() throws IOException {
    long exports = read(EXPORTS, Reading.PACKETS).packets;
    Counts counts = read(mixed(EXPORTS, TRAFFIC), Reading.BY_CONTENT);
    assertTrue(exports < PacketReading.ENOUGH / 2, "they are few");
    assertEquals(1600 + exports, counts.packets);
    assertTrue(remarks.get(1).contains("--datagrams"), remarks.toString());
  }

  @Test
  void aFileThatBreaksOffGivesWhatIsWhole() throws IOException {
    byte[] whole = Files.readAllBytes(TRAFFIC);
    Path cut = Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(whole, 100_000));
    Counts counts = read(cut, Reading.BY_CONTENT);
    assertTrue(counts.packets > 500 && counts.packets < 1600);
    assertTrue(remarks.getLast().startsWith("the file breaks off at byte "), remarks.toString());
    assertFalse(remarks.getFirst().contains("1600"));
  }
}
