package weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.flow.Admission;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.wire.OctetStream;
import weir.wire.StreamHandler;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StreamListenerTest {
  private final List<Socket> senders = new ArrayList<>();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  private StreamListener listen(Admission admission) throws IOException {
    return listen(admission, this::read);
  }

  private static StreamListener listen(Admission admission, StreamHandler handler)
      throws IOException {
    StreamListener listener =
        StreamListener.bind(List.of(new ListenAddress(ListenAddress.LOOPBACK, 0)), admission);
    listener.read(handler);
    return listener;
  }

  private void read(OctetStream stream) throws IOException {
    stream.patience(TimeUnit.MILLISECONDS.toNanos(20));
    int octet = 0;
    while (octet >= 0) {
      try {
        octet = stream.read();
        seen.add(octet < 0 ? "end" : "octet " + octet);
      } catch (InterruptedIOException e) {
        // as yet nothing has come
      }
    }
  }

  private Socket connect(StreamListener listener, String from) throws IOException {
    Socket socket =
        new Socket(
            ListenAddress.LOOPBACK,
            listener.addresses().getFirst().port(),
            InetAddress.ofLiteral(from),
            0);
    senders.add(socket);
    return socket;
  }

  @AfterEach
  void disconnect() throws IOException {
    for (Socket sender : senders) {
      sender.close();
    }
  }

  private String poll() throws InterruptedException {
    return String.valueOf(seen.poll(10, TimeUnit.SECONDS));
  }

  private static boolean isClosed(Socket socket) {
    try {
      socket.setSoTimeout(10_000);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset
    }
  }

  @Test
  void aStreamEndsWithItsSender() throws Exception {
    try (StreamListener listener = listen(Admission.everybody())) {
      Socket sender = connect(listener, "127.0.0.1");
      sender.getOutputStream().write(7);
      assertEquals("octet 7", poll());
      sender.close();
      assertEquals("end", poll());
    }
  }

  @Test
  void closingEndsItBehindWhatHasCome() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    StreamHandler late =
        stream -> {
          seen.add("opened");
          try {
            sent.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          read(stream);
        };
    try (StreamListener listener = listen(Admission.everybody(), late)) {
      Socket sender = connect(listener, "127.0.0.1");
      assertEquals("opened", poll());
      sender.getOutputStream().write(new byte[] {8, 9});
      Thread closing = Thread.ofPlatform().start(listener::close);
      TimeUnit.MILLISECONDS.sleep(100);
      sent.countDown();
      closing.join();
      assertEquals(List.of("octet 8", "octet 9", "end"), List.copyOf(seen));
    }
  }

  @Test
  void whoMayNotSendIsClosedAndCounted() throws Exception {
    Admission admission = new Admission(Prefixes.of(List.of("127.0.0.2")));
    try (StreamListener listener = listen(admission)) {
      assertTrue(isClosed(connect(listener, "127.0.0.1")));
      connect(listener, "127.0.0.2").getOutputStream().write(7);
      assertEquals("octet 7", poll());
      assertEquals(Map.of("not allowed: sender", 1L), admission.refused());
      assertEquals(Map.of(), listener.refused());
    }
  }

  @Test
  void placesAreBoundedOfOneAddressAndInAll() throws Exception {
    try (StreamListener listener = listen(Admission.everybody())) {
      for (int i = 0; i < StreamListener.MOST_OF_ONE; i++) {
        connect(listener, "127.0.0.1");
      }
      assertTrue(isClosed(connect(listener, "127.0.0.1")), "one more of an address");
      connect(listener, "127.0.0.2").getOutputStream().write(7);
      assertEquals("octet 7", poll(), "another address has no place");
      for (int i = StreamListener.MOST_OF_ONE + 1; i < StreamListener.MOST_STREAMS; i++) {
        connect(listener, "127.0.1." + i);
      }
      assertTrue(isClosed(connect(listener, "127.0.0.3")), "one more than all");
      assertEquals(Map.of("refused streams: too many", 2L), listener.refused());
      senders.getFirst().close();
      assertEquals("end", poll());
      TimeUnit.MILLISECONDS.sleep(100); // the place is given back behind that
      connect(listener, "127.0.0.3").getOutputStream().write(8);
      assertEquals("octet 8", poll(), "a place that was given up is not given out");
    }
  }

  @Test
  void aPortInUseIsNamedWithItsAddress() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, ListenAddress.LOOPBACK)) {
      ListenAddress address = new ListenAddress(ListenAddress.LOOPBACK, taken.getLocalPort());
      IOException failure =
          assertThrows(
              IOException.class,
              () -> StreamListener.bind(List.of(address), Admission.everybody()));
      String message = String.valueOf(failure.getMessage());
      assertTrue(message.startsWith("cannot listen on TCP 127.0.0.1:" + address.port()), message);
    }
  }
}
