package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.decode.DatagramDecoder;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.InterfaceStatus;
import weir.flow.FlowBatch;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.wire.Datagram;
import weir.wire.WireReader;
import weir.wire.WireWriter;

/// What strangers can make of the file of exporters.
class ExporterFileTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final int INTERFACES_PER_DATAGRAM = 40;
  private static final int LONG_NAME = 128;

  @TempDir Path folder;

  private final DatagramDecoder decoder = new DatagramDecoder();
  private long nanos = START;

  private void send(int exporter, WireWriter sets) {
    byte[] bytes =
        new WireWriter().u16(10, sets.size() + 16).u32(1_700_000_000L, 1, 1).bytes(sets).toBytes();
    decoder.decode(
        new Datagram(0, 0xffff_0a00_0000L + exporter, 5000, 2055, nanos++),
        new WireReader(bytes),
        new FlowBatch());
  }

  private void name(int exporter, int first, int count, String name) {
    byte[] octets = name.getBytes(StandardCharsets.UTF_8);
    WireWriter records = new WireWriter();
    for (int i = 0; i < count; i++) {
      records.u32(first + i).u8(255).u16(octets.length).bytes(octets);
    }
    send(
        exporter,
        new WireWriter()
            .set(3, new WireWriter().u16(400, 2, 1, 10, 4, 82, 65_535))
            .set(400, records));
  }

  private ExporterKeeper keeper() {
    return ExporterKeeper.start(folder, decoder);
  }

  private static ExporterStatus status(List<ExporterStatus> all, int exporter) {
    IpAddress address = new IpAddress(0, 0xffff_0a00_0000L + exporter);
    return all.stream().filter(one -> one.address().equals(address)).findFirst().orElseThrow();
  }

  /// Names of VRFs, and a template of flows.
  private void vrfs(int exporter, int first, int count) {
    WireWriter records = new WireWriter();
    for (int i = 0; i < count; i++) {
      records
          .u32(first + i)
          .u8(255)
          .u16(384)
          .bytes("\u4e2d".repeat(128).getBytes(StandardCharsets.UTF_8));
    }
    send(
        exporter,
        new WireWriter()
            .set(2, new WireWriter().u16(300, 1, 1, 4))
            .set(3, new WireWriter().u16(400, 2, 1, 234, 4, 236, 65_535))
            .set(400, records));
  }

  @Test
  void namesOfNumbersAreKept() throws IOException {
    ExporterKeeper keeper = keeper();
    vrfs(0, 1, 2);
    keeper.close();
    ExporterFile.Content content = new ExporterFile(folder).read();
    ExporterMemory told = decoder.memories().getFirst();
    ExporterMemory kept = content.memories().getFirst();
    assertEquals(told.names(), kept.names());
    assertEquals(told.templates(), kept.templates());
    assertEquals(told.watched(), kept.watched());
    assertEquals(List.of(), kept.samples());
    assertEquals(2, content.memories().getFirst().names().size());
    assertEquals(2, content.exporters().getFirst().names().size());
  }

  @Test
  void namesOfNumbersGoBeforeTemplatesDo() throws IOException {
    ExporterKeeper keeper = keeper();
    for (int exporter = 0; exporter < 10; exporter++) {
      for (int first = 0; first < 2000; first += 100) {
        vrfs(exporter, first, 100);
      }
    }
    keeper.close();
    ExporterFile.Content content = new ExporterFile(folder).read();
    assertEquals(10, content.memories().size());
    assertTrue(content.memories().stream().allMatch(memory -> memory.templates().size() == 2));
    long named = content.memories().stream().filter(memory -> !memory.names().isEmpty()).count();
    assertTrue(named > 2 && named < 10, named + " have names");
  }

  @Test
  void namesUnheardForLongestGoWhenTheFileIsFull() throws IOException {
    ExporterKeeper keeper = keeper();
    name(0, 1, 3, "the first to be heard of");
    name(1, 1, 3, "heard of again");
    for (int exporter = 2; exporter < 30; exporter++) {
      for (int i = 0; i < 1000; i += INTERFACES_PER_DATAGRAM) {
        name(exporter, i, INTERFACES_PER_DATAGRAM, "\u4e2d".repeat(LONG_NAME));
      }
    }
    name(1, 1, 3, "heard of again");
    keeper.close();

    Path file = folder.resolve("exporters.json");
    assertTrue(Files.size(file) <= 8 << 20, "octets: " + Files.size(file));
    assertTrue(Files.size(file) > 7 << 20, "octets: " + Files.size(file));
    ExporterFile.Content kept = new ExporterFile(folder).read();
    assertEquals(30, kept.exporters().size());
    assertEquals(3, status(kept.exporters(), 1).interfaces().size());
    assertEquals(1000, status(kept.exporters(), 29).interfaces().size());
    assertEquals(0, status(kept.exporters(), 0).interfaces().size());

    assertEquals(3, status(kept.exporters(), 0).unkeptInterfaces());

    List<ExporterStatus> live = decoder.exporters();
    assertEquals(3, status(live, 0).unkeptInterfaces());
    assertEquals(0, status(live, 1).unkeptInterfaces());
    long unkept = live.stream().mapToLong(ExporterStatus::unkeptInterfaces).sum();
    long interfaces = kept.exporters().stream().mapToLong(one -> one.interfaces().size()).sum();
    assertEquals(6 + 28 * 1000, unkept + interfaces);
  }

  @Test
  void templatesThatDoNotFitAreLeftOutAndTheirExportersStay() throws IOException {
    ExporterKeeper keeper = keeper();
    for (int exporter = 0; exporter < 40; exporter++) {
      for (int id = 256; id < 306; id++) {
        WireWriter template = new WireWriter().u16(id, 1000);
        for (int i = 0; i < 1000; i++) {
          template.u16(30_000, 65_535);
        }
        send(exporter, new WireWriter().set(2, template));
      }
    }
    keeper.close();
    assertTrue(Files.size(folder.resolve("exporters.json")) <= 8 << 20);
    ExporterFile.Content kept = new ExporterFile(folder).read();
    assertEquals(40, kept.exporters().size());
    assertEquals(50, kept.memories().getFirst().templates().size(), "of the youngest");
    assertEquals(0, kept.memories().getLast().templates().size());
  }

  @Test
  void theLargerTheFileTheLessOftenItIsWritten() {
    assertEquals(3, ExporterKeeper.pauseSeconds(0));
    assertEquals(3, ExporterKeeper.pauseSeconds(768 << 10));
    assertEquals(32, ExporterKeeper.pauseSeconds(8 << 20));
  }

  @Test
  void aHugeFileIsNotReadAndSetAside() throws IOException {
    Path file = folder.resolve("exporters.json");
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength(3L << 30);
    }
    IOException refused = assertThrows(IOException.class, () -> new ExporterFile(folder).read());
    assertTrue(refused.toString().contains("more than Weir ever writes"), refused.toString());
    assertTrue(new ExporterFile(folder).resume().exporters().isEmpty());
    assertFalse(Files.exists(file));
  }

  @Test
  void linksAreNeitherReadNorWrittenThrough() throws IOException {
    Path theirs = folder.resolve("theirs");
    Files.writeString(theirs, "precious");
    Files.createSymbolicLink(folder.resolve("exporters.json"), theirs);
    Files.createSymbolicLink(folder.resolve("exporters.json.new"), theirs);
    assertThrows(IOException.class, () -> new ExporterFile(folder).read());
    ExporterKeeper keeper = keeper();
    name(1, 1, 1, "eth0");
    keeper.close();
    assertEquals("precious", Files.readString(theirs));
    assertEquals(1, new ExporterFile(folder).read().exporters().size());
  }

  /// As they were written before text was cleaned.
  @Test
  void oldFilesAreReadAndTheirTextIsCleaned() throws IOException {
    String old =
        """
        {"format":1,"writtenNanos":5,"exporters":[{"address":{"high":0,"low":281470849515522},
          "types":["IPFIX"],"datagrams":9,"records":7,"malformed":{},"sequenceGaps":0,"lost":0,
          "templates":1,"waitingSets":0,"lateSets":0,"noTemplateSets":0,"counterSamples":0,
          "discardedSamples":0,"lostSamples":0,"samplingRate":1,"rateSource":"UNKNOWN",
          "lastSeenNanos":4,"clockSkewNanos":0,"interfaces":[{"index":3,
          "name":"\\u001b[31mup\\u202elink","description":"a\\nb","speedBitsPerSecond":0,
          "inOctets":0,"outOctets":0,"countedNanos":0,"inBitsPerSecond":0,"outBitsPerSecond":0}]}],
         "memories":[{"address":{"high":0,"low":281470849515522},"lastSeenNanos":4,"templates":[
          {"type":"IPFIX","domain":1,"id":256,"options":false,"scopes":0,"fields":[
           {"element":1,"length":4,"enterprise":0,"kept":true}]}],"rates":[],"interfaces":[]}]}
        """;
    Files.writeString(folder.resolve("exporters.json"), old);
    ExporterFile.Content read = new ExporterFile(folder).read();
    assertEquals(Set.of(FlowType.IPFIX), read.exporters().getFirst().types());
    InterfaceStatus known = read.exporters().getFirst().interfaces().getFirst();
    assertEquals("\ufffd[31mup\ufffdlink", known.name());
    assertEquals("a\ufffdb", known.description());
    assertEquals(1, read.memories().getFirst().templates().size());
  }
}
