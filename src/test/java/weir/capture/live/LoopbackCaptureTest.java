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

/// Real packets of the loopback adapter, where this account may capture them.
@EnabledOnOs(OS.LINUX)
class LoopbackCaptureTest {
  private static final int DATAGRAMS = 50;
  private static final int PAYLOAD = 100;
  private static final int FRAME = PAYLOAD + 14 + 20 + 8;

  private record Seen(LinkType link, long nanos, long wireOctets, int kept) {}

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
  private static List<Seen> capture(Opening opening, int snap) throws Exception {
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
      assertEquals(Map.of(), packets.drops());
      return seen;
    }
  }

  private static void eachComesOnce(Opening opening) throws Exception {
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
  }

  @Test
  void libpcapGivesEachPacketOnce() throws Exception {
    eachComesOnce(PacketCapture::open);
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
