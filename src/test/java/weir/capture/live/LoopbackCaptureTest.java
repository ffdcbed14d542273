package weir.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import weir.packet.LinkType;
import weir.wire.WireReader;

/// Real packets of the loopback adapter, where this account may capture them.
@EnabledOnOs(OS.LINUX)
class LoopbackCaptureTest {
  private static final int DATAGRAMS = 50;
  private static final int PAYLOAD = 100;
  private static final int FRAME = PAYLOAD + 14 + 20 + 8;

  private record Seen(LinkType link, long nanos, long wireOctets, int kept) {}

  private Map<String, Long> drops = Map.of();

  private interface Opening {
    LivePackets open(String name, CaptureOptions options) throws CannotCapture;
  }

  private static LivePackets open(Opening opening, String filter, int snap) {
    try {
      return opening.open("lo", new CaptureOptions(true, filter, snap, 2));
    } catch (CannotCapture e) {
      return abort(String.valueOf(e.getMessage()));
    }
  }

  private static LivePackets ring(String name, CaptureOptions options) throws CannotCapture {
    return RingCapture.open(name, options)
        .orElseThrow(() -> new CannotCapture("no ring on this machine"));
  }

  /// Packets of datagrams to a port of our own, read until all are there and no more come.
  private List<Seen> capture(Opening opening, int snap) throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        LivePackets packets = open(opening, "udp dst port " + socket.getLocalPort(), snap)) {
      List<Seen> seen = new ArrayList<>();
      CountDownLatch missing = new CountDownLatch(DATAGRAMS);
      CountDownLatch idle = new CountDownLatch(3);
      Thread reading =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      packets.read(
                          (link, nanos, wireOctets, octets) -> {
                            if (port(octets) != socket.getLocalPort()) {
                              return; // without libpcap there is no filter
                            }
                            seen.add(new Seen(link, nanos, wireOctets, octets.remaining()));
                            missing.countDown();
                          },
                          idle::countDown);
                    } catch (CannotCapture e) {
                      seen.clear();
                    }
                  });
      for (int i = 0; i < DATAGRAMS; i++) {
        socket.send(new DatagramPacket(new byte[PAYLOAD], PAYLOAD, socket.getLocalSocketAddress()));
      }
      assertTrue(missing.await(20, TimeUnit.SECONDS), seen.size() + " came");
      assertTrue(idle.await(20, TimeUnit.SECONDS), "idle is called");
      packets.stop();
      reading.join();
      drops = packets.drops();
      return seen;
    }
  }

  /// Where UDP has the one that it goes to, behind IPv4.
  private static int port(WireReader octets) {
    return octets.remaining() < 38 ? 0 : (octets.peekU8(36) << 8) | octets.peekU8(37);
  }

  private void eachComesOnce(Opening opening) throws Exception {
    long beforeNanos = (System.currentTimeMillis() - 1_000) * 1_000_000;
    List<Seen> seen = capture(opening, 64);
    assertEquals(DATAGRAMS, seen.size(), "loopback shows each packet twice");
    for (Seen packet : seen) {
      assertEquals(LinkType.ETHERNET, packet.link());
      assertEquals(FRAME, packet.wireOctets());
      assertEquals(64, packet.kept());
      assertTrue(packet.nanos() > beforeNanos, "its time is of now");
    }
    assertTrue(seen.stream().anyMatch(packet -> packet.nanos() % 1_000 != 0), "in nanoseconds");
    assertEquals(FRAME, capture(opening, 9_000).getFirst().kept());
  }

  @Test
  void aRingGivesEachPacketOnce() throws Exception {
    eachComesOnce(LoopbackCaptureTest::ring);
    assertEquals(Map.of(), drops);
  }

  @Test
  void aRingNeedsNoLibpcap() throws Exception {
    // what others send over loopback meanwhile needs room, too
    eachComesOnce((name, options) -> RingCapture.openAlone(name, options.withBuffer(64)));
    CannotCapture wrong =
        assertThrows(
            CannotCapture.class, () -> RingCapture.openAlone("nothing0", CaptureOptions.USUAL));
    assertTrue(wrong.isAway());
  }

  @Test
  void libpcapGivesEachPacketOnce() throws Exception {
    eachComesOnce(PacketCapture::open);
    assertEquals(Map.of(), drops);
  }

  @Test
  void aFilterThatIsNoneIsSaidInTheWordsOfLibpcap() {
    open(LivePackets::open, "", 64).close();
    CannotCapture wrong =
        assertThrows(
            CannotCapture.class,
            () -> LivePackets.open("lo", new CaptureOptions(true, "tcp prot 80", 64, 2)));
    assertTrue(
        String.valueOf(wrong.getMessage())
            .startsWith("the filter 'tcp prot 80' is not understood: "),
        wrong.getMessage());
  }

  @Test
  void anAdapterThatIsNoneMayComeYet() {
    open(LivePackets::open, "", 64).close();
    CannotCapture wrong =
        assertThrows(CannotCapture.class, () -> LivePackets.open("nothing0", CaptureOptions.USUAL));
    assertTrue(wrong.isAway());
  }
}
