package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.enrich.Directions;
import weir.flow.Destination;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.query.TimeRange;
import weir.store.Delivery;
import weir.store.FlowWriter;
import weir.store.StoreException;
import weir.store.duckdb.DuckDbStore;
import weir.store.stream.StreamArchive;

/// Flows sent to another Weir.
@Timeout(120)
class StreamArchiveTest {
  private static final int FLOWS = 5000;

  @TempDir private Path folder;

  private static FlowBatch batch(int flows) {
    FlowBatch batch = new FlowBatch();
    for (int i = 0; i < flows; i++) {
      batch.set(FlowField.BYTES, 100);
      batch.set(FlowField.OUT_INTERFACE, 7);
      batch.set(FlowField.TIME_RECEIVED, TimeRange.nanos(Instant.now()));
      batch.endRow();
    }
    return batch;
  }

  private static StreamArchive to(int port) {
    return new StreamArchive(
        new Destination("127.0.0.1", port),
        () -> {
          throw new AssertionError("nothing is set apart");
        });
  }

  private static Delivery delivery(StreamArchive archive) {
    return archive.delivery().orElseThrow();
  }

  private static void await(BooleanSupplier what) throws InterruptedException {
    while (!what.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void anotherWeirStoresThem() throws Exception {
    ListenAddress loopback = new ListenAddress(ListenAddress.LOOPBACK, 0);
    try (LiveSource taking =
        LiveSource.open(
            "live",
            new Listening(List.of(), List.of(loopback), Prefixes.ALL),
            Directions.inside(Directions.PRIVATE),
            DuckDbStore.open(folder),
            folder,
            WarmUp.NONE)) {
      try (StreamArchive sending = to(taking.ports().getLast());
          FlowWriter writer = sending.writer()) {
        writer.append(batch(FLOWS));
        writer.commit();
        assertEquals(FLOWS, writer.committed());
      }
      await(() -> taking.status().storedFlows() == FLOWS);
    }
  }

  @Test
  void waitsUntilSomebodyTakesThem() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (StreamArchive sending = to(port)) {
      FlowWriter writer = sending.writer();
      writer.append(batch(3));
      FutureTask<Long> sent =
          new FutureTask<>(
              () -> {
                writer.commit();
                return writer.committed();
              });
      Thread.ofPlatform().start(sent);
      await(() -> !delivery(sending).problems().isEmpty());
      assertTrue(delivery(sending).problems().getFirst().contains("does not take flows"));
      try (ServerSocket server = new ServerSocket()) {
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        try (Socket taken = server.accept()) {
          assertEquals(3, sent.get());
          assertTrue(taken.getInputStream().read() > 0);
          assertEquals(List.of(), delivery(sending).problems());
          assertEquals(3, delivery(sending).sent());
        }
      }
    }
  }

  @Test
  void whatWasOnItsWayWhenAConnectionBrokeIsCounted() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        StreamArchive sending = to(server.getLocalPort())) {
      FlowWriter writer = sending.writer();
      writer.append(batch(3));
      writer.commit();
      try (Socket taken = server.accept()) {
        taken.setSoLinger(true, 0); // as if it had crashed
      }
      await(
          () -> {
            try {
              writer.append(batch(1));
              writer.commit();
            } catch (StoreException e) {
              assertTrue(String.valueOf(e.getMessage()).contains("broke"), e.toString());
            }
            return !delivery(sending).drops().isEmpty();
          });
      assertTrue(delivery(sending).drops().values().iterator().next() >= 3);
      writer.append(batch(1));
      writer.commit();
      try (Socket again = server.accept()) {
        assertTrue(again.getInputStream().read() > 0);
      }
    }
  }

  @Test
  void whatNobodyTookIsGivenUpInTheEnd() {
    StreamArchive sending = to(1);
    FlowWriter writer = sending.writer();
    writer.append(batch(1));
    sending.close();
    assertThrows(StoreException.class, writer::commit);
    assertEquals(0, writer.committed());
  }
}
