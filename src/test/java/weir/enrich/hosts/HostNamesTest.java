package weir.enrich.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.flow.IpAddress;
import weir.wire.MalformedDatagram;
import weir.wire.WireReader;

class HostNamesTest {
  private static final IpAddress WEB = IpAddress.parse("192.0.2.80");

  /// Answers as the map says, and with an error for what is not in it; the name stands behind a
  /// pointer, the name of the question in front.
  private static final class Server implements AutoCloseable {
    private final DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final Map<String, String> names;

    Server(Map<String, String> names) throws IOException {
      this.names = names;
      Thread thread = new Thread(this::work, "test-dns");
      thread.setDaemon(true);
      thread.start();
    }

    InetSocketAddress address() {
      return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    private void work() {
      DatagramPacket packet = new DatagramPacket(new byte[512], 512);
      try {
        while (true) {
          socket.receive(packet);
          byte[] question = packet.getData();
          String place = new String(question, 12, packet.getLength() - 16, StandardCharsets.UTF_8);
          String asked = place.replaceAll("[\\x00-\\x1f]", ".").replaceAll("^\\.|\\.$", "");
          String name = names.get(asked);
          byte[] answer = answer(question, packet.getLength(), name);
          answer[0] ^= 0x55; // to another question
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
          answer[0] ^= 0x55;
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        // closed
      }
    }

    private static byte[] answer(byte[] question, int length, @Nullable String name) {
      HexFormat hex = HexFormat.of();
      String id = hex.formatHex(question, 0, 2);
      String asked = hex.formatHex(question, 12, length);
      if (name == null) {
        return hex.parseHex(id + "8183" + "0001000000000000" + asked);
      }
      byte[] label = name.getBytes(StandardCharsets.UTF_8);
      String data =
          hex.toHexDigits((byte) label.length) + hex.formatHex(label) + "0765" + "78616d706c6500";
      return hex.parseHex(
          id
              + "8180"
              + "0001000200000000"
              + asked
              + "c00c0005000100000e10"
              + "0002"
              + "c00c" // an alias
              + "c00c000c000100000e10"
              + hex.toHexDigits((short) (data.length() / 2))
              + data);
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  @Test
  void aServerIsAskedOverTheWire() throws IOException {
    try (Server server =
        new Server(
            Map.of(
                "80.2.0.192.in-addr.arpa",
                "www",
                "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
                "six"))) {
      NameServer asked = NameServer.at(server.address());
      assertEquals(
          new NameServer.Found(Optional.of("www.example"), Duration.ofHours(1)), asked.nameOf(WEB));
      assertEquals(Optional.of("six.example"), asked.nameOf(IpAddress.parse("2001:db8::1")).name());
      assertEquals(Optional.empty(), asked.nameOf(IpAddress.parse("192.0.2.81")).name());
    }
  }

  @Test
  void answersThatAreBrokenAreTold() {
    for (String octets :
        List.of(
            "",
            "8180",
            "81820000000000000000",
            "81800000000100000000", // errors, truncated
            "81800000000100000000" + "c00c000c0001000000000002c00c", // round in circles
            "81800000000100000000" + "40" + "00".repeat(80), // a label too long
            "81800000000100000000" + "00000c000100000e10ffff00")) {
      WireReader in = new WireReader(HexFormat.of().parseHex("0000" + octets));
      in.skip(2);
      Exception broken = assertThrows(Exception.class, () -> DnsServer.answer(in), octets);
      assertTrue(broken instanceof IOException || broken instanceof MalformedDatagram, octets);
    }
  }

  @Test
  void nobodyIsAskedUntilSomebodyWantsItAndNothingIsAskedTwice() throws Exception {
    ConcurrentLinkedQueue<IpAddress> asked = new ConcurrentLinkedQueue<>();
    BlockingQueue<String> news = new LinkedBlockingQueue<>();
    AtomicLong clock = new AtomicLong();
    NameServer server =
        address -> {
          asked.add(address);
          return new NameServer.Found(Optional.of("www"), Duration.ofSeconds(90));
        };
    try (HostNames names = new HostNames(() -> news.add("news"), clock::get, 0)) {
      names.want(WEB);
      assertFalse(names.asks());
      names.begin(server);
      names.want(IpAddress.NONE);
      names.want(IpAddress.parse("255.255.255.255"));
      names.want(WEB);
      assertEquals("news", news.poll(5, TimeUnit.SECONDS));
      assertEquals(Optional.of("www"), names.name(WEB));
      assertEquals(Map.of(WEB, "www"), names.found());
      names.want(WEB);
      clock.set(Duration.ofSeconds(89).toNanos());
      names.want(WEB);
      assertEquals(List.of(WEB), new ArrayList<>(asked));
      clock.set(Duration.ofSeconds(91).toNanos());
      names.want(WEB);
      assertEquals("news", news.poll(5, TimeUnit.SECONDS), "asked anew when it is too old");
      assertEquals(2, asked.size());
      names.end();
      assertEquals(Map.of(), names.found());
      names.want(WEB);
      assertEquals(2, asked.size());
    }
  }

  @Test
  void wantingNeverWaitsAndWhatWaitsIsBounded() throws Exception {
    Semaphore gate = new Semaphore(0);
    ConcurrentLinkedQueue<IpAddress> asked = new ConcurrentLinkedQueue<>();
    Semaphore done = new Semaphore(0);
    NameServer server =
        address -> {
          gate.acquireUninterruptibly();
          asked.add(address);
          done.release();
          throw new IOException("no answer");
        };
    try (HostNames names = new HostNames(() -> {}, System::nanoTime, 0)) {
      names.begin(server);
      for (int i = 0; i < HostNames.MOST_WAITING + 500; i++) {
        names.want(IpAddress.parse("10.0." + i / 250 + "." + (1 + i % 250)));
      }
      gate.release(10_000);
      assertTrue(done.tryAcquire(HostNames.MOST_WAITING, 10, TimeUnit.SECONDS));
      assertTrue(asked.size() <= HostNames.MOST_WAITING + 10, "asked " + asked.size());
      assertEquals(Map.of(), names.found());
    }
  }

  @Test
  void serversAreGivenByTheirAddress() {
    for (String good :
        List.of("", "192.0.2.53", "192.0.2.53:5353", "2001:db8::53", "[2001:db8::53]:5353")) {
      assertTrue(NameServer.of(good) != null, good);
    }
    for (String bad : List.of("dns.example", "192.0.2.53:0", "192.0.2.53:x", "[::1]:99999")) {
      assertThrows(IllegalArgumentException.class, () -> NameServer.of(bad), bad);
    }
  }
}
