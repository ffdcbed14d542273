package weir.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import weir.JavaCommand;
import weir.flow.Admission;
import weir.flow.Destination;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.wire.Datagram;
import weir.wire.WireReader;

@SuppressWarnings("NullAway") // a null fails the test, as it should
class ForwarderTest {
  private static final InetAddress LOOPBACK = ListenAddress.LOOPBACK;
  private static final byte[] PAYLOAD = {1, 2, 3};
  private static final Datagram DATAGRAM =
      new Datagram(0, (0xffffL << 32) | 0x7f000015L, 4000, 2055, 0);

  private final Forwarder forwarder = new Forwarder(new RawSockets("a test has none"));

  private static Destination of(DatagramSocket socket) {
    return new Destination("127.0.0.1", socket.getLocalPort());
  }

  private static DatagramSocket collector() throws IOException {
    DatagramSocket socket = new DatagramSocket(0, LOOPBACK);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static byte[] receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[1000], 1000);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  private void bring() {
    forwarder.handle(DATAGRAM, new WireReader(PAYLOAD));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertTrue(condition.getAsBoolean());
  }

  @Test
  void eachCollectorGetsTheSameOctets() throws Exception {
    try (DatagramSocket one = collector();
        DatagramSocket two = collector();
        forwarder) {
      forwarder.forward(List.of(of(one), of(two)), List.of());
      bring();
      assertArrayEquals(PAYLOAD, receive(one));
      assertArrayEquals(PAYLOAD, receive(two));
      await(() -> forwarder.states().get(1).sent() == 1);
      assertEquals("a test has none", forwarder.lacking().orElse(""));
      forwarder.forward(List.of(of(two)), List.of());
      bring();
      assertArrayEquals(PAYLOAD, receive(two));
      one.setSoTimeout(100);
      assertThrows(SocketTimeoutException.class, () -> receive(one));
      await(() -> forwarder.states().getFirst().sent() == 2);
    }
  }

  @Test
  void whatNobodyTakesIsCountedAtItsCollectorAlone() throws Exception {
    DatagramSocket gone = collector();
    Destination nobody = of(gone);
    gone.close();
    try (DatagramSocket there = collector();
        forwarder) {
      forwarder.forward(List.of(nobody, of(there)), List.of());
      for (int i = 0; i < 4; i++) {
        bring();
        receive(there);
        Thread.sleep(50); // the system's answer
      }
      await(() -> forwarder.states().get(1).sent() == 4);
      ForwardState state = forwarder.states().getFirst();
      assertTrue(state.lost().getOrDefault("unreachable", 0L) >= 3, state.toString());
      assertEquals(4, state.sent() + state.lost().get("unreachable"), state.toString());
      assertEquals(Map.of(), forwarder.states().get(1).lost());
    }
  }

  @Test
  void nobodyWaitsForItAndWhatThereIsNoRoomForIsCounted() throws Exception {
    try (DatagramSocket there = collector();
        forwarder) {
      forwarder.forward(List.of(of(there)), List.of());
      int brought = 200_000;
      for (int i = 0; i < brought; i++) {
        bring();
      }
      ForwardState state = forwarder.states().getFirst();
      assertTrue(state.lost().getOrDefault("buffer full", 0L) > 0, state.toString());
      await(
          () -> {
            ForwardState now = forwarder.states().getFirst();
            return now.sent() + now.lost().getOrDefault("buffer full", 0L) == brought;
          });
    }
  }

  @Test
  void nothingIsSentToWhereWeirListens() throws Exception {
    try (UdpListener listener =
            UdpListener.bind(
                List.of(new ListenAddress(ListenAddress.EVERYWHERE, 0)), Admission.everybody());
        DatagramSocket other = collector()) {
      int port = listener.ports().getFirst();
      listener.forward(
          List.of(
              new Destination("127.0.0.1", port),
              new Destination("localhost", port),
              of(other),
              new Destination("no-such-host.invalid", 2055)));
      List<String> problems =
          listener.forwarded().stream()
              .map(state -> state.problem().map(ForwardState.Problem::words).orElse(""))
              .toList();
      String back = "would come back: Weir listens there";
      assertEquals(List.of(back, back, "", "no such host"), problems);
    }
  }

  @Test
  void onlyWhatIsAdmittedIsForwardedAndAtOnceWhileItIsHeld() throws Exception {
    Admission admission = new Admission(Prefixes.of(List.of("127.0.0.21")));
    List<ListenAddress> ports = List.of(new ListenAddress(LOOPBACK, 0));
    try (UdpListener listener = UdpListener.bind(ports, admission);
        DatagramSocket collector = collector();
        DatagramSocket stranger = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.22"));
        DatagramSocket exporter = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.21"))) {
      listener.forward(List.of(of(collector)));
      listener.hold();
      int port = listener.ports().getFirst();
      stranger.send(new DatagramPacket(new byte[] {9}, 1, LOOPBACK, port));
      exporter.send(new DatagramPacket(PAYLOAD, PAYLOAD.length, LOOPBACK, port));
      assertArrayEquals(PAYLOAD, receive(collector));
      await(() -> admission.refused().containsKey("not allowed: sender"));
      await(() -> listener.forwarded().getFirst().sent() == 1);
      assertEquals(0, listener.forwarded().getFirst().lost().size());
    }
  }

  /// In a network of its own, whose packets are short, as who may make any packet and as who may
  /// not.
  @Test
  @EnabledOnOs(OS.LINUX)
  void exportersStayTheSendersWhereTheSystemLetsThem() throws Exception {
    String network =
        "ip link set lo mtu 1500 up && ip addr add 192.0.2.7/32 dev lo"
            + " && ip addr add 2001:db8::7/128 dev lo nodad && ";
    assumeTrue(runs("unshare", "-n", "sh", "-c", network + "setpriv --version"));
    String command =
        String.join(
            " ",
            JavaCommand.of(ForwardScenario.class, "192.0.2.7", "127.0.0.1", "2001:db8::7", "::1"));
    List<String> privileged = output("unshare", "-n", "sh", "-c", network + "exec " + command);
    assertEquals(
        List.of(
            "192.0.2.7 to 127.0.0.1, 1400: the same octets from the exporter",
            "192.0.2.7 to 127.0.0.1, 9000: the same octets from the exporter",
            "2001:db8::7 to ::1, 1400: the same octets from the exporter",
            "2001:db8::7 to ::1, 9000: the same octets from the exporter"),
        privileged);
    List<String> plain =
        output(
            "unshare",
            "-n",
            "sh",
            "-c",
            network + "exec setpriv --bounding-set=-net_raw --inh-caps=-net_raw " + command);
    assertEquals(
        privileged.stream().map(line -> line.replace("the exporter", "this machine")).toList(),
        plain);
  }

  private static boolean runs(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> output(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new ArrayList<>(out.lines().toList());
  }
}
