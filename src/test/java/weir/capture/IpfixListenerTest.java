package weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.flow.Admission;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.Streamed;
import weir.wire.WireReader;

/// IPFIX on TCP ports, and what strangers do there.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class IpfixListenerTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final List<Socket> senders = new ArrayList<>();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final UdpListener beside = new UdpListener(Admission.everybody());

  private final DatagramHandler handler =
      new DatagramHandler() {
        @Override
        public void handle(Datagram from, WireReader message) {
          message.skip(8);
          int sender =
              senders.stream().map(Socket::getLocalPort).toList().indexOf(from.sourcePort());
          seen.add(sender + ":" + message.u32());
        }
      };

  private IpfixListener listen(Admission admission, Duration unfinished, Duration silent)
      throws IOException {
    IpfixListener listener = new IpfixListener(beside, admission, unfinished, silent);
    listener.bind(List.of(new ListenAddress(ListenAddress.LOOPBACK, 0)));
    return listener;
  }

  private IpfixListener reading() throws IOException {
    IpfixListener listener = listen(Admission.everybody(), LONG, LONG);
    listener.read(handler);
    return listener;
  }

  private Socket connect(IpfixListener listener) throws IOException {
    return connect(listener, "127.0.0.1");
  }

  private Socket connect(IpfixListener listener, String from) throws IOException {
    Socket socket =
        new Socket(
            ListenAddress.LOOPBACK,
            listener.addresses().getFirst().port(),
            InetAddress.ofLiteral(from),
            0);
    senders.add(socket);
    return socket;
  }

  private static void send(Socket sender, byte[]... octets) throws IOException {
    for (byte[] some : octets) {
      sender.getOutputStream().write(some);
      sender.getOutputStream().flush();
    }
  }

  private static byte[] numbered(int sequence) {
    return Streamed.data(sequence, 4, 100);
  }

  private String poll() throws InterruptedException {
    return String.valueOf(seen.poll(20, TimeUnit.SECONDS));
  }

  private static boolean isClosed(Socket socket) {
    try {
      socket.setSoTimeout(20_000);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset
    }
  }

  private static void awaitEnded(IpfixListener listener, Map<String, Long> expected)
      throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!listener.ended().equals(expected) && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertEquals(expected, listener.ended());
  }

  @AfterEach
  void disconnect() throws IOException {
    for (Socket sender : senders) {
      sender.close();
    }
    beside.close();
  }

  @Test
  void messagesOfSeveralConnectionsComeWhole() throws Exception {
    try (IpfixListener listener = reading()) {
      Socket one = connect(listener);
      Socket other = connect(listener);
      byte[] two = Streamed.join(numbered(1), numbered(2));
      send(one, Arrays.copyOf(two, 7));
      send(other, numbered(8));
      assertEquals("1:8", poll());
      send(one, Arrays.copyOfRange(two, 7, 50));
      assertEquals("0:1", poll());
      send(one, Arrays.copyOfRange(two, 50, two.length));
      assertEquals("0:2", poll());
      one.close();
      send(other, numbered(9));
      assertEquals("1:9", poll());
      assertEquals(3 + 1, listener.states().getFirst().received());
      assertEquals(Map.of(), listener.ended());
    }
  }

  @Test
  void whatComesBeforeItIsReadWaits() throws Exception {
    try (IpfixListener listener = listen(Admission.everybody(), LONG, LONG)) {
      send(connect(listener), numbered(1));
      listener.read(handler);
      assertEquals("0:1", poll());
    }
  }

  @Test
  void whatHasComeIsReadAtTheEnd() throws Exception {
    try (IpfixListener listener = reading()) {
      Socket sender = connect(listener);
      for (int i = 0; i < 1000; i++) {
        send(sender, numbered(i));
      }
      listener.close();
      assertEquals(1000, seen.size());
      assertTrue(isClosed(sender));
    }
  }

  @Test
  void aBrokenStreamIsEndedAndCountedAndTheOthersGoOn() throws Exception {
    try (IpfixListener listener = reading()) {
      Socket good = connect(listener);
      Socket web = connect(listener);
      send(web, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertTrue(isClosed(web));
      Socket broken = connect(listener);
      send(broken, Streamed.join(numbered(3), new byte[] {0, 9, 0, 0}));
      assertEquals("2:3", poll());
      assertTrue(isClosed(broken));
      Socket tls = connect(listener);
      send(tls, new byte[] {22, 3, 1, 2, 0, 1});
      assertTrue(isClosed(tls));
      Socket cut = connect(listener);
      send(cut, Arrays.copyOf(numbered(4), 20));
      cut.shutdownOutput();
      awaitEnded(
          listener,
          Map.of(
              "closed streams: no IPFIX",
              2L,
              "closed streams: TLS, which is not read",
              1L,
              "streams cut within a message",
              1L));
      send(good, numbered(5));
      assertEquals("0:5", poll());
    }
  }

  @Test
  void whoeverIsNotAllowedIsRefusedAlsoLater() throws Exception {
    Admission admission = new Admission(Prefixes.of(List.of("127.0.0.0/30")));
    try (IpfixListener listener = listen(admission, LONG, LONG)) {
      listener.read(handler);
      Socket stranger = connect(listener, "127.0.0.9");
      assertTrue(isClosed(stranger));
      Socket known = connect(listener, "127.0.0.2");
      send(known, numbered(1));
      assertEquals("1:1", poll());
      admission.allow(Prefixes.of(List.of("10.0.0.0/8")));
      send(known, numbered(2));
      assertTrue(isClosed(known));
      assertEquals(List.of(), List.copyOf(seen));
    }
  }

  @Test
  void anAddressHoldsSoManyAndNoMore() throws Exception {
    try (IpfixListener listener = reading()) {
      for (int i = 0; i < IpfixListener.MOST_OF_ONE; i++) {
        send(connect(listener), numbered(i));
        poll();
      }
      Socket tooMany = connect(listener);
      assertTrue(isClosed(tooMany));
      assertEquals(Map.of("refused streams: too many", 1L), listener.ended());
      send(connect(listener, "127.0.0.2"), numbered(99));
      assertEquals("65:99", poll());
      senders.getFirst().close();
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      Socket again = connect(listener);
      send(again, numbered(7));
      while (seen.isEmpty() && System.nanoTime() < until) {
        again = connect(listener);
        trySend(again, numbered(7)); // the place is free a moment later
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertTrue(poll().endsWith(":7"));
    }
  }

  private static void trySend(Socket sender, byte[] octets) throws InterruptedException {
    try {
      send(sender, octets);
    } catch (IOException e) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  @Test
  void whoeverIsSilentForLongMakesWay() throws Exception {
    try (IpfixListener listener = listen(Admission.everybody(), LONG, Duration.ZERO)) {
      listener.read(handler);
      for (int i = 0; i <= IpfixListener.MOST_OF_ONE; i++) {
        send(connect(listener), numbered(i));
        assertEquals(i + ":" + i, poll());
      }
      assertTrue(isClosed(senders.getFirst()));
      assertEquals(
          Map.of("closed streams: silent, and others wanted the place", 1L), listener.ended());
    }
  }

  @Test
  void messagesThatAreNeverWholeEndTheStream() throws Exception {
    try (IpfixListener listener = listen(Admission.everybody(), Duration.ZERO, LONG)) {
      listener.read(handler);
      Socket mute = connect(listener);
      Socket begun = connect(listener);
      send(begun, Streamed.join(numbered(1), Arrays.copyOf(numbered(2), 12)));
      assertEquals("1:1", poll());
      Socket whole = connect(listener);
      send(whole, numbered(3));
      assertEquals("2:3", poll());
      assertTrue(isClosed(mute));
      assertTrue(isClosed(begun));
      awaitEnded(listener, Map.of("closed streams: an unfinished message", 2L));
      send(whole, numbered(4));
      assertEquals("2:4", poll());
    }
  }

  @Test
  void portsComeAndGo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, ListenAddress.LOOPBACK);
        IpfixListener listener = reading()) {
      Socket stays = connect(listener);
      send(stays, numbered(1));
      assertEquals("0:1", poll());
      ListenAddress free = new ListenAddress(ListenAddress.LOOPBACK, 0);
      ListenAddress other = new ListenAddress(ListenAddress.LOOPBACK, taken.getLocalPort());
      listener.listen(List.of(free, other));
      assertEquals(
          CannotListen.Reason.TAKEN, listener.states().getLast().failure().orElseThrow().reason());
      send(stays, numbered(2));
      assertEquals("0:2", poll());
      listener.listen(List.of());
      assertTrue(isClosed(stays));
      assertThrows(CannotListen.class, () -> listener.bind(List.of(other)));
    }
  }

  @Test
  void aFailureInsideIsCountedAndTheNextIsTaken() throws Exception {
    try (IpfixListener listener = listen(Admission.everybody(), LONG, LONG)) {
      listener.read(
          (from, message) -> {
            message.skip(8);
            if (message.u32() == 1) {
              throw new IllegalStateException("a defect");
            }
            seen.add("next");
          });
      send(connect(listener), numbered(1), numbered(2));
      assertEquals("next", poll());
      assertEquals(1, listener.handlerErrors());
    }
  }
}
