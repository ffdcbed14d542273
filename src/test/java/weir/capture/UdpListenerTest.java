package weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import weir.flow.Admission;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;

class UdpListenerTest {
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  private static List<ListenAddress> addresses(String texts) {
    return ListenAddress.parse(List.of(texts.split(",")), ListenAddress.EVERYWHERE);
  }

  private static UdpListener bind(String texts) throws IOException {
    return UdpListener.bind(addresses(texts), Admission.everybody());
  }

  private static UdpListener open(String texts, DatagramHandler handler) throws IOException {
    UdpListener listener = bind(texts);
    listener.read(handler);
    return listener;
  }

  @Test
  void handsOnWhoSentWhatToWhichPort() throws Exception {
    try (UdpListener listener =
            open(
                "0,0",
                (datagram, payload) ->
                    seen.add(
                        weir.flow.IpAddress.text(datagram.sourceHigh(), datagram.sourceLow())
                            + " "
                            + datagram.destinationPort()
                            + " "
                            + payload.u32()));
        DatagramSocket sender = new DatagramSocket(0, InetAddress.getByName("127.0.0.7"))) {
      for (int port : listener.ports()) {
        send(sender, port, 0, 0, 1, 2);
        assertEquals("127.0.0.7 " + port + " 258", seen.poll(10, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void aFailingHandlerIsCountedAndReceivingGoesOn() throws Exception {
    try (UdpListener listener =
            open(
                "0",
                (Datagram datagram, weir.wire.WireReader payload) -> {
                  seen.add("came");
                  throw new IllegalStateException("a defect");
                });
        DatagramSocket sender = new DatagramSocket()) {
      send(sender, listener.ports().getFirst(), 1);
      send(sender, listener.ports().getFirst(), 2);
      assertEquals("came", seen.poll(10, TimeUnit.SECONDS));
      assertEquals("came", seen.poll(10, TimeUnit.SECONDS));
      listener.close();
      assertEquals(2, listener.handlerErrors());
    }
  }

  @Test
  void aPortInUseIsNamedWithTheNextStep() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0)) {
      IOException failure =
          assertThrows(IOException.class, () -> open("" + taken.getLocalPort(), (d, p) -> {}));
      assertTrue(String.valueOf(failure.getMessage()).contains("UDP " + taken.getLocalPort()));
      assertTrue(String.valueOf(failure.getMessage()).contains("--port"));
    }
  }

  private static int freePort() throws IOException {
    try (DatagramSocket free = new DatagramSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static void sendTo(String address, int port, int octet) throws IOException {
    try (DatagramSocket sender = new DatagramSocket()) {
      sender.send(
          new DatagramPacket(new byte[] {(byte) octet}, 1, InetAddress.ofLiteral(address), port));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void onePortOfSeveralAddressesIsToldApart() throws Exception {
    int port = freePort();
    List<String> asked = List.of("127.0.0.1:" + port, "[::1]:" + port, "127.0.0.2:" + port);
    try (UdpListener listener = bind(String.join(",", asked))) {
      assertEquals(asked, listener.addresses().stream().map(ListenAddress::toString).toList());
      sendTo("127.0.0.1", port, 1);
      sendTo("::1", port, 2);
      sendTo("127.0.0.3", port, 3);
      sendTo("127.0.0.2", port, 4);
      assertTrue(listener.fill() > 0);
      listener.read((_, payload) -> seen.add("came " + payload.u8()));
      List<String> came = Stream.of(1, 2, 3).map(_ -> poll()).sorted().toList();
      assertEquals(List.of("came 1", "came 2", "came 4"), came);
      assertEquals(
          asked, listener.socketDrops().keySet().stream().map(ListenAddress::toString).toList());
    }
  }

  private String poll() {
    try {
      return String.valueOf(seen.poll(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void allAddressesAreOfBothFamiliesUnlessIpv4HasASocketOfItsOwn() throws Exception {
    int port = freePort();
    try (UdpListener both = bind("" + port)) {
      both.read((datagram, _) -> seen.add("port " + datagram.destinationPort()));
      sendTo("127.0.0.1", port, 1);
      assertEquals("port " + port, poll());
      sendTo("::1", port, 1);
      assertEquals("port " + port, poll());
    }
    try (UdpListener each = bind("[::]:" + port + ",0.0.0.0:" + port)) {
      each.read((datagram, _) -> seen.add("port " + datagram.destinationPort()));
      sendTo("127.0.0.1", port, 1);
      assertEquals("port " + port, poll());
      sendTo("::1", port, 1);
      assertEquals("port " + port, poll());
    }
    try (UdpListener ipv4 = bind("0.0.0.0:" + port)) {
      ipv4.read((_, payload) -> seen.add("came " + payload.u8()));
      sendTo("::1", port, 1);
      sendTo("127.0.0.1", port, 2);
      assertEquals("came 2", poll());
    }
  }

  @Test
  void whatOthersSendThanThoseWhoMayIsLeftBehindAlsoWhileItIsHeld() throws Exception {
    Admission admission = new Admission(Prefixes.of(List.of("127.0.0.2", "::1")));
    try (UdpListener listener = UdpListener.bind(addresses("0"), admission)) {
      int port = listener.ports().getFirst();
      for (boolean held : new boolean[] {true, false}) {
        if (held) {
          listener.hold();
        }
        for (String sender : List.of("127.0.0.1", "127.0.0.2", "127.0.0.3")) {
          try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral(sender))) {
            send(socket, port, 1);
          }
        }
        if (held) {
          listener.read(
              (datagram, _) ->
                  seen.add(weir.flow.IpAddress.text(datagram.sourceHigh(), datagram.sourceLow())));
        }
        assertEquals("127.0.0.2", poll());
      }
      sendTo("::1", port, 1);
      assertEquals("::1", poll());
      listener.close();
      assertEquals(Map.of("not allowed: sender", 4L), admission.refused());
      assertEquals(3, listener.received());
    }
  }

  @Test
  void whatComesBeforeTheFirstReadWaits() throws Exception {
    try (UdpListener listener = bind("0");
        DatagramSocket sender = new DatagramSocket()) {
      send(sender, listener.ports().getFirst(), 0, 0, 1, 2);
      listener.read((_, payload) -> seen.add("came " + payload.u32()));
      assertEquals("came 258", seen.poll(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void whatIsHeldComesBeforeWhatFollows() throws Exception {
    try (UdpListener listener = bind("0,0");
        DatagramSocket sender = new DatagramSocket()) {
      send(sender, listener.ports().getFirst(), 0, 0, 0, 1);
      listener.hold();
      send(sender, listener.ports().getFirst(), 0, 0, 0, 2);
      listener.read((_, payload) -> seen.add("came " + payload.u32()));
      send(sender, listener.ports().getFirst(), 0, 0, 0, 3);
      for (int i = 1; i <= 3; i++) {
        assertEquals("came " + i, seen.poll(10, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void whatWaitsIsReadBeforeClosing() throws Exception {
    AtomicInteger read = new AtomicInteger();
    try (UdpListener listener = bind("0");
        DatagramSocket sender = new DatagramSocket()) {
      for (int i = 0; i < 100; i++) {
        send(sender, listener.ports().getFirst(), 1);
      }
      listener.read((_, _) -> read.incrementAndGet());
      listener.close();
      assertEquals(100, read.get());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatHasNoRoomIsCountedByPortAlsoAfterClosing() throws Exception {
    AtomicInteger read = new AtomicInteger();
    try (UdpListener listener =
            UdpListener.bind(addresses("0,0"), Admission.everybody(), 16 << 10);
        DatagramSocket sender = new DatagramSocket()) {
      for (int i = 0; i < 500; i++) {
        send(sender, listener.ports().getFirst(), new int[1000]);
      }
      send(sender, listener.ports().getLast(), 1);
      long dropped = listener.socketDrops().getOrDefault(listener.addresses().getFirst(), 0L);
      assertTrue(dropped > 0, "the buffer held all");
      assertTrue(listener.fill() > 0.5, "fill " + listener.fill());
      listener.read((_, _) -> read.incrementAndGet());
      listener.close();
      assertEquals(501, read.get() + dropped);
      assertEquals(
          Map.of(listener.addresses().getFirst(), dropped, listener.addresses().getLast(), 0L),
          listener.socketDrops());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aCapOnTheBufferIsToldWithTheSettingThatLiftsIt() throws Exception {
    try (UdpListener enough = UdpListener.bind(addresses("0"), Admission.everybody(), 16 << 10);
        UdpListener tooMuch =
            UdpListener.bind(addresses("0"), Admission.everybody(), Integer.MAX_VALUE)) {
      assertEquals(Optional.empty(), enough.receiveBufferAdvice());
      String advice = tooMuch.receiveBufferAdvice().orElse("");
      assertTrue(advice.contains("sysctl -w net.core.rmem_max=2147483647"), advice);
    }
  }

  private static void send(DatagramSocket sender, int port, int... octets) throws IOException {
    byte[] payload = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      payload[i] = (byte) octets[i];
    }
    sender.send(
        new DatagramPacket(payload, payload.length, InetAddress.getLoopbackAddress(), port));
  }
}
