package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import weir.capture.CannotListen;
import weir.enrich.Directions;
import weir.flow.Destination;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;

/// The ports of a source, each with its own state.
class ListenersTest {
  private static final InetAddress LOOPBACK = ListenAddress.LOOPBACK;

  @TempDir private Path folder;
  private final RecordingStore store = new RecordingStore(true);

  private static ListenAddress at(int port) {
    return new ListenAddress(LOOPBACK, port);
  }

  private static Listening on(ListenAddress... datagrams) {
    return new Listening(List.of(datagrams), List.of(), Prefixes.ALL);
  }

  private LiveSource open(Listening where) throws IOException {
    return LiveSource.openWhereItCan(
        "live", where, Directions.inside(Directions.PRIVATE), store, folder, WarmUp.NONE);
  }

  private static void send(int port, int flows) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] payload = NetFlowV5.datagram(0, flows, 100);
      socket.send(new DatagramPacket(payload, payload.length, LOOPBACK, port));
    }
  }

  private static int bound(LiveSource source, int row) {
    ListenAddress bound = source.listeners().get(row).bound();
    return bound == null ? -1 : bound.port();
  }

  private static String words(LiveSource source, int row) {
    return source.listeners().get(row).problem().map(Listener.Problem::words).orElse("");
  }

  @Test
  void oneTakenPortDoesNotStopTheOthersAndIsHadOnceItIsFree() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
        LiveSource source = open(on(at(0), at(taken.getLocalPort()), at(0)))) {
      assertEquals(IngestStatus.State.LISTENING, source.status().state());
      assertTrue(source.listeners().get(0).listens());
      assertFalse(source.listeners().get(1).listens());
      assertEquals("taken by another program", words(source, 1));
      assertTrue(source.listeners().get(2).listens());
      int first = bound(source, 0);
      int third = bound(source, 2);
      assertTrue(
          source
              .status()
              .message()
              .startsWith(
                  "listening on UDP 127.0.0.1:%d, 127.0.0.1:%d; UDP 127.0.0.1:%d: taken by another program"
                      .formatted(first, third, taken.getLocalPort())),
          source.status().message());
      send(first, 3);
      send(third, 4);
      store.awaitAppended(7);

      source.listen(source.listening().orElseThrow());
      assertEquals("taken by another program", words(source, 1));
      int port = taken.getLocalPort();
      taken.close();
      source.listen(source.listening().orElseThrow());
      assertEquals("", words(source, 1));
      assertEquals(port, bound(source, 1));
      assertEquals(first, bound(source, 0), "what is open stays as it is");
      send(port, 5);
      store.awaitAppended(12);
      assertEquals(
          List.of(1L, 1L, 1L), source.listeners().stream().map(Listener::received).toList());
    }
  }

  @Test
  void portsComeAndGoWhileTheOthersLoseNothing() throws Exception {
    try (LiveSource source = open(on(at(0)))) {
      int stays = bound(source, 0);
      ListenAddress asked = source.listeners().getFirst().asked();
      Thread sender =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 300; i++) {
                        send(stays, 1);
                        TimeUnit.MILLISECONDS.sleep(1);
                      }
                    } catch (IOException | InterruptedException e) {
                      throw new AssertionError(e);
                    }
                  });
      int free = freePort();
      for (int i = 0; i < 5; i++) {
        source.listen(on(at(free), asked));
        while (!words(source, 0).isEmpty()) { // the port may be given back a moment later
          TimeUnit.MILLISECONDS.sleep(10);
          source.listen(on(at(free), asked));
        }
        send(free, 1);
        source.listen(on(asked));
        assertEquals(1, source.listeners().size());
        assertEquals(stays, bound(source, 0));
      }
      sender.join();
      store.awaitAppended(305); // what waited at a port that goes is read too
      assertEquals(305, source.status().datagrams());
      assertEquals(0, source.status().dropped());
    }
  }

  private static int freePort() throws IOException {
    try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
      return free.getLocalPort();
    }
  }

  @Test
  void aPortThatIsTakenAwayIsFree() throws Exception {
    int port = freePort();
    try (LiveSource source = open(on(at(port), at(0)))) {
      assertEquals(port, bound(source, 0));
      source.listen(on(at(0)));
      try (DatagramSocket other = new DatagramSocket(new InetSocketAddress(LOOPBACK, port))) {
        assertEquals(port, other.getLocalPort());
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aPortOfAllAddressesMakesRoomForOneOfIpv4() throws Exception {
    int port = freePort();
    ListenAddress all = new ListenAddress(ListenAddress.EVERYWHERE, port);
    try (LiveSource source = open(on(all))) {
      source.listen(on(all, at(port)));
      assertEquals(List.of("", ""), List.of(words(source, 0), words(source, 1)));
      send(port, 2);
      store.awaitAppended(2);
      assertEquals(1, source.listeners().get(1).received());
      source.listen(on(all));
      send(port, 2);
      store.awaitAppended(4);
    }
  }

  @Test
  void whereNothingCanBeListenedOnTheSourceFailsInWordsAndCanBeMended() throws Exception {
    ListenAddress nowhere = new ListenAddress(InetAddress.ofLiteral("192.0.2.1"), 2055);
    try (LiveSource source = open(on(nowhere))) {
      assertEquals(IngestStatus.State.FAILED, source.status().state());
      assertTrue(
          source.status().message().startsWith("not listening; UDP 192.0.2.1:2055: no such"),
          source.status().message());
      assertEquals("no such address", words(source, 0));
      source.listen(on(at(0)));
      assertEquals(IngestStatus.State.LISTENING, source.status().state());
      send(bound(source, 0), 6);
      store.awaitAppended(6);
    }
  }

  @Test
  void whoMaySendChangesAtOnce() throws Exception {
    try (LiveSource source = open(on(at(0)))) {
      ListenAddress asked = source.listeners().getFirst().asked();
      int port = bound(source, 0);
      send(port, 1);
      store.awaitAppended(1);
      source.listen(
          new Listening(List.of(asked), List.of(), Prefixes.of(List.of("198.51.100.0/24"))));
      send(port, 1);
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (source.status().refused() == 0 && System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      assertEquals(1, source.status().refused());
      source.listen(new Listening(List.of(asked), List.of(), Prefixes.ALL));
      send(port, 1);
      store.awaitAppended(2);
    }
  }

  @Test
  void streamsHavePortsOfTheirOwn() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK);
        LiveSource source =
            open(
                new Listening(
                    List.of(at(0)), List.of(at(taken.getLocalPort()), at(0)), Prefixes.ALL))) {
      assertEquals(Listener.Takes.STREAMS, source.listeners().get(1).takes());
      assertEquals("taken by another program", words(source, 1));
      int port = bound(source, 2);
      try (Socket connected = new Socket(LOOPBACK, port)) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (source.listeners().get(2).received() == 0 && System.nanoTime() < until) {
          Thread.onSpinWait();
        }
        assertEquals(1, source.listeners().get(2).received());
        source.listen(on(at(0)));
        connected.setSoTimeout(20_000);
        assertEquals(-1, connected.getInputStream().read(), "its streams end with the port");
      }
      assertThrows(IOException.class, () -> new Socket(LOOPBACK, port).close());
    }
  }

  /// As `weir collect` asks for.
  @Test
  void allOrNoneIsForWhoWantsThat() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
      int free = freePort();
      CannotListen failure =
          assertThrows(
              CannotListen.class,
              () ->
                  LiveSource.open(
                      "live",
                      on(at(free), at(taken.getLocalPort())),
                      Directions.inside(Directions.PRIVATE),
                      store,
                      folder,
                      WarmUp.NONE));
      assertEquals(CannotListen.Reason.TAKEN, failure.reason());
      assertEquals(at(taken.getLocalPort()), failure.address());
      try (DatagramSocket again = bind(free)) {
        assertEquals(free, again.getLocalPort(), "what was bound is given back");
      }
    }
  }

  /// Waits while others, to whom the system gives any port that is free, have it for a moment.
  private static DatagramSocket bind(int port) throws Exception {
    for (int tries = 0; ; tries++) {
      try {
        return new DatagramSocket(new InetSocketAddress(LOOPBACK, port));
      } catch (BindException e) {
        if (tries == 100) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  @Test
  void datagramsAreNotForwardedToWhereTheyCome() throws Exception {
    int free = freePort();
    IOException loop =
        assertThrows(
            IOException.class,
            () ->
                LiveSource.open(
                    "live",
                    on(at(free)).forwardingTo(List.of(new Destination("127.0.0.1", free))),
                    Directions.inside(Directions.PRIVATE),
                    store,
                    folder,
                    WarmUp.NONE));
    assertEquals(
        "--forward 127.0.0.1:"
            + free
            + " would come back: Weir itself listens there; give the address of another collector",
        loop.getMessage());
  }

  @Test
  void whatIsForwardedAndHowIsSaid() throws Exception {
    try (DatagramSocket collector = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
        LiveSource source = open(on(at(0)))) {
      Destination to = new Destination("127.0.0.1", collector.getLocalPort());
      Destination nowhere = new Destination("no-such-host.invalid", 1);
      source.listen(on(at(0)).forwardingTo(List.of(to, nowhere)));
      String message = source.status().message();
      assertTrue(message.contains(", forwarding to " + to + " "), message);
      assertTrue(
          source
              .status()
              .advice()
              .contains("Nothing is forwarded to no-such-host.invalid:1: no such host."),
          source.status().advice().toString());
      assertEquals(List.of(true, false), source.forwards().stream().map(Forward::sends).toList());
    }
  }

  @Test
  void aSourceThatIsClosedListensNoMore() throws Exception {
    LiveSource source = open(on(at(0)));
    source.close();
    assertEquals(Optional.empty(), source.listening());
    int port = freePort();
    source.listen(on(at(port)));
    try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(LOOPBACK, port))) {
      assertEquals(port, free.getLocalPort());
    }
  }
}
