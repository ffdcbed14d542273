package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.decode.file.ProtobufWriter;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.query.TimeRange;
import weir.store.duckdb.DuckDbStore;

class FlowStreamTest {
  private static final int SENDERS = 3;
  private static final int FLOWS = 5000;

  @TempDir Path folder;

  private LiveSource open(Prefixes allowed) throws IOException {
    ListenAddress loopback = new ListenAddress(ListenAddress.LOOPBACK, 0);
    return LiveSource.open(
        "live",
        new Listening(List.of(loopback), List.of(loopback), allowed),
        Directions.inside(Directions.PRIVATE),
        DuckDbStore.open(folder),
        folder,
        WarmUp.NONE);
  }

  private static void send(int port) throws IOException {
    FlowBatch batch = new FlowBatch();
    batch.set(FlowField.BYTES, 100);
    batch.set(FlowField.TIME_END, TimeRange.nanos(Instant.now()));
    batch.add(FlowField.AS_PATH, 65_001);
    batch.endRow();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
      ProtobufWriter writer = new ProtobufWriter(out);
      for (int i = 0; i < FLOWS; i++) {
        writer.write(batch, 0);
      }
    }
  }

  private static void awaitStored(long flows, LiveSource source) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (source.status().storedFlows() < flows && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertEquals(flows, source.status().storedFlows());
  }

  @Test
  void streamsOfSeveralSendersAreStoredToTheLastFlow() throws Exception {
    try (LiveSource source = open(Prefixes.ALL)) {
      int port = source.ports().getLast();
      List<Thread> senders =
          java.util.stream.IntStream.range(0, SENDERS)
              .mapToObj(
                  _ ->
                      Thread.ofPlatform()
                          .start(
                              () -> {
                                try {
                                  send(port);
                                } catch (IOException e) {
                                  throw new java.io.UncheckedIOException(e);
                                }
                              }))
              .toList();
      for (Thread sender : senders) {
        sender.join();
      }
      awaitStored(SENDERS * FLOWS, source);
      assertEquals(SENDERS * FLOWS, source.store().status().rows());
      assertTrue(
          source.status().message().contains("TCP 127.0.0.1:" + port), source.status().message());
    }
  }

  @Test
  void whatIsNoStreamIsRefusedAndTheOthersGoOn() throws Exception {
    try (LiveSource source = open(Prefixes.ALL)) {
      int port = source.ports().getLast();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket
            .getOutputStream()
            .write(
                "GET / HTTP/1.1\r\n\r\n"
                    .repeat(100)
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      }
      send(port);
      awaitStored(FLOWS, source);
    }
  }

  @Test
  void tooManyIdleSendersAreRefusedAndDoNotStarveOthers() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try (LiveSource source = open(Prefixes.ALL)) {
      int port = source.ports().getLast();
      send(port);
      for (int i = 0; i < 70; i++) {
        idle.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
      assertEquals(-1, idle.getLast().getInputStream().read(), "the last one was closed");
      assertEquals(Map.of("refused streams: too many", 62L), source.status().drops());
      awaitStored(FLOWS, source);
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void sendersAndAgentsThatMayNotSendAreRefusedAndCounted() throws Exception {
    try (LiveSource source = open(Prefixes.of(List.of("127.0.0.0/31", "10.0.0.0/8")))) {
      FlowBatch batch = new FlowBatch();
      for (String agent : List.of("10.1.1.1", "192.0.2.1", "10.1.1.2")) {
        IpAddress address = IpAddress.parse(agent);
        batch.setAddress(FlowField.EXPORTER, address.high(), address.low());
        batch.set(FlowField.BYTES, 100);
        batch.endRow();
      }
      for (String sender : List.of("127.0.0.1", "127.0.0.2")) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (Socket socket =
                new Socket(loopback, source.ports().getLast(), InetAddress.ofLiteral(sender), 0);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
          ProtobufWriter writer = new ProtobufWriter(out);
          for (int row = 0; row < batch.rows(); row++) {
            writer.write(batch, row);
          }
        } catch (IOException e) {
          assertEquals("127.0.0.2", sender, e.toString());
        }
      }
      awaitStored(2, source);
      assertEquals(
          Map.of("not allowed: sender", 1L, "not allowed: agent", 1L), source.status().drops());
      assertEquals(2, source.status().refused());
      assertEquals(0, source.status().dropped());
      assertEquals(
          List.of(
              "Refused last: senders 127.0.0.2; agents 192.0.2.1. Only 127.0.0.0/31, 10.0.0.0/8 may"
                  + " send."),
          source.status().advice().stream()
              .filter(sentence -> sentence.startsWith("Refused"))
              .toList());
    }
  }
}
