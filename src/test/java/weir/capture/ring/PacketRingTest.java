package weir.capture.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.capture.CaptureFile;
import weir.capture.CaptureInterface;
import weir.packet.LinkType;
import weir.wire.WireReader;

/// Packets in bounded files.
class PacketRingTest {
  private static final long START = 1_795_255_200_000_000_123L;
  private static final long MOST = PacketRing.LEAST_BYTES;

  @TempDir private Path folder;

  /// A packet as it is read again.
  private record Read(CaptureInterface from, long nanos, long wireOctets, byte[] octets) {}

  private List<Path> files() throws IOException {
    return PacketRing.files(folder, Instant.EPOCH, Instant.MAX.minusSeconds(100));
  }

  private static List<Read> read(Path file) throws IOException {
    List<Read> packets = new ArrayList<>();
    try (CaptureFile capture = CaptureFile.open(file)) {
      capture.readCaptured(
          (from, nanos, wireOctets, octets) ->
              packets.add(new Read(from, nanos, wireOctets, octets.bytes(octets.remaining()))));
    }
    return packets;
  }

  private List<Read> all() throws IOException {
    List<Read> packets = new ArrayList<>();
    for (Path file : files()) {
      packets.addAll(read(file));
    }
    return packets;
  }

  private static byte[] packet(int number, int length) {
    byte[] octets = new byte[length];
    Arrays.fill(octets, (byte) number);
    return octets;
  }

  private static void put(RingChannel into, int number, int length) {
    WireReader octets = new WireReader(packet(number, length));
    into.handle(LinkType.ETHERNET, START + number * 10_000_000L, length + 7, octets);
    assertEquals(length, octets.remaining(), "it is there for who comes next");
  }

  private static long size(List<Path> files) {
    return files.stream().mapToLong(file -> file.toFile().length()).sum();
  }

  @Test
  void packetsAreReadAsTheyCame() throws IOException {
    try (PacketRing ring = PacketRing.open(folder, MOST, 0)) {
      RingChannel one = ring.join("eth0", "weir in_if=3");
      RingChannel other = ring.join("wlan0", "");
      put(one, 1, 60);
      put(other, 2, 61);
      put(one, 3, 1500);
      other.handle(LinkType.captured(276), START, 5, new WireReader(new byte[5]));
      other.handle(LinkType.captured(-1), START, 5, new WireReader(new byte[5]));
      assertEquals(1, other.lost(), "nobody could tell what it is");
      one.end(START, 4, 5);
    }
    List<Read> packets = all();
    assertEquals(
        List.of("eth0", "wlan0", "eth0", "wlan0"),
        packets.stream().map(packet -> packet.from().name()).toList());
    assertEquals("weir in_if=3", packets.getFirst().from().comment());
    assertEquals(START + 10_000_000, packets.getFirst().nanos());
    assertEquals(67, packets.getFirst().wireOctets());
    assertEquals(61, packets.get(1).octets().length);
    assertEquals(2, packets.get(1).octets()[60]);
    assertEquals(276, packets.getLast().from().link().number());
  }

  @Test
  void theOldestGoAndNoMoreIsTakenThanAllowed() throws IOException {
    int count = 40_000;
    try (PacketRing ring = PacketRing.open(folder, MOST, 0)) {
      RingChannel channel = ring.join("eth0", "");
      for (int i = 0; i < count; i++) {
        put(channel, i, 1000);
        while (i % 500 == 499 && ring.behind()) {
          Thread.onSpinWait(); // nothing is lost for want of time
        }
      }
      assertEquals(0, channel.lost());
    }
    List<Path> files = files();
    assertTrue(size(files) <= MOST, "they take " + size(files));
    assertTrue(size(files) > MOST * 3 / 4, "they take " + size(files));
    List<Read> packets = all();
    int first = count - packets.size();
    assertTrue(first > 0);
    for (int i = 0; i < packets.size(); i++) {
      assertEquals(START + (first + i) * 10_000_000L, packets.get(i).nanos());
    }
    Instant middle = Instant.ofEpochSecond(0, packets.get(packets.size() / 2).nanos());
    assertTrue(PacketRing.files(folder, middle, middle).size() < files.size());
  }

  @Test
  void goesOnBehindWhatIsThere() throws IOException {
    for (int run = 0; run < 3; run++) {
      try (PacketRing ring = PacketRing.open(folder, MOST, 0)) {
        put(ring.join("eth0", ""), run, 100);
      }
    }
    assertEquals(3, files().size());
    assertEquals(List.of(0, 1, 2), all().stream().map(packet -> (int) packet.octets()[0]).toList());
  }

  @Test
  void oneAtATimeWrites() throws IOException {
    PacketRing ring = PacketRing.open(folder, MOST, 0);
    try (ring) {
      IOException refused = assertThrows(IOException.class, () -> PacketRing.open(folder, MOST, 0));
      assertTrue(String.valueOf(refused.getMessage()).contains("another Weir"), refused.toString());
    }
    PacketRing.open(folder, MOST, 0).close();
  }

  @Test
  void nobodyElseMayReadThem() throws IOException {
    Path fresh = folder.resolve("fresh");
    try (PacketRing ring = PacketRing.open(fresh, MOST, 0)) {
      put(ring.join("eth0", ""), 1, 100);
    }
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)));
    try (var files = Files.list(fresh)) {
      for (Path file : files.toList()) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
  }

  @Test
  void aFileThatACrashEndedIsReadUpToItsLastWholePacket() throws IOException {
    try (PacketRing ring = PacketRing.open(folder, MOST, 0)) {
      RingChannel channel = ring.join("eth0", "");
      for (int i = 0; i < 10; i++) {
        put(channel, i, 1000);
      }
    }
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 500));
    assertEquals(9, all().size());
  }

  /// All of it is to stay free: as if it were full.
  @Test
  void aFullDiskIsSaidAndCounted() throws Exception {
    try (PacketRing ring = PacketRing.open(folder, MOST, 1)) {
      RingChannel channel = ring.join("eth0", "");
      for (int i = 0; i < 2000; i++) {
        put(channel, i, 1000);
      }
      while (ring.problem().isEmpty()) {
        Thread.sleep(5);
      }
      assertTrue(ring.problem().contains("free space"), ring.problem());
      assertTrue(channel.lost() > 0);
    }
    assertEquals(List.of(), files());
  }
}
