package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.Prefixes;
import weir.query.TimeRange;

/// A source takes any kind of input: what a further one has to do is what this one does.
class LiveInputTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private final RecordingStore store = new RecordingStore(true);
  private final Topic topic = new Topic();

  /// Flows that somebody has decoded, with the times that they have.
  private static final class Topic implements LiveInput {
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch mayClose = new CountDownLatch(1);
    private @Nullable FlowSink sink;

    @Override
    public String where() {
      return "to the topic of flows";
    }

    @Override
    public void start(FlowSink into) {
      sink = into;
      calls.add("start");
      started.countDown();
    }

    @Override
    public void release() {
      calls.add("release");
    }

    /// Flows of 7 octets each.
    void bring(int flows) throws InterruptedException {
      assertTrue(started.await(20, TimeUnit.SECONDS));
      FlowSink into = java.util.Objects.requireNonNull(sink);
      FlowBatch batch = into.take();
      for (int i = 0; i < flows; i++) {
        batch.set(FlowField.BYTES, 7);
        batch.set(FlowField.TIME_RECEIVED, TimeRange.nanos(Instant.now()));
        batch.endRow();
      }
      into.give(batch);
    }

    @Override
    public Map<String, Long> drops() {
      return Map.of("messages behind the topic's retention", 3L, Ingest.FAILED_INSIDE, 2L);
    }

    @Override
    public List<String> advice() {
      return List.of("the topic has one partition; give it more");
    }

    @Override
    public void close(Duration most) {
      calls.add("close");
      closing.countDown();
      try {
        assertTrue(mayClose.await(30, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private List<LiveInput.Opening> inputs() {
    List<LiveInput.Opening> inputs = new ArrayList<>();
    inputs.add(admission -> ExportInput.open(Listening.onLoopback().datagrams(), admission));
    inputs.add(_ -> topic);
    return inputs;
  }

  private LiveSource open(List<LiveInput.Opening> inputs, WarmUp warmUp) throws IOException {
    return LiveSource.open(
        "live", inputs, Prefixes.ALL, Directions.inside(Directions.PRIVATE), store, folder, warmUp);
  }

  @Test
  void itsFlowsAndCountsAreAmongTheOthers() throws Exception {
    topic.mayClose.countDown();
    try (LiveSource source = open(inputs(), WarmUp.NONE);
        DatagramSocket socket = new DatagramSocket()) {
      InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
      byte[] payload = NetFlowV5.datagram(0, 30, 100);
      int port = source.ports().getFirst();
      socket.send(new DatagramPacket(payload, payload.length, loopback, port));
      topic.bring(5);
      store.awaitAppended(35);
      IngestStatus status = source.status();
      assertEquals(35, status.flows());
      assertEquals(1, status.datagrams());
      assertEquals(
          Map.of("messages behind the topic's retention", 3L, Ingest.FAILED_INSIDE, 2L),
          status.drops());
      assertTrue(
          status.message().startsWith("listening on UDP 127.0.0.1:" + port + " and to the topic"),
          status.message());
      assertEquals("the topic has one partition; give it more", status.advice().getLast());
    }
    assertEquals(5, store.octets().stream().filter(octets -> octets == 7).count());
  }

  @Test
  void itIsReleasedBehindTheWarmUpAndClosedBeforeTheStore() throws Exception {
    CountDownLatch warm = new CountDownLatch(1);
    WarmUp held =
        new WarmUp(
            MINUTE,
            (_, _) -> {
              try {
                assertTrue(warm.await(30, TimeUnit.SECONDS));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    LiveSource source = open(inputs(), held);
    topic.bring(1);
    store.awaitAppended(1);
    assertEquals(List.of("start"), topic.calls);
    Thread closing = Thread.ofPlatform().start(source::close);
    warm.countDown();
    assertTrue(topic.closing.await(20, TimeUnit.SECONDS));
    assertEquals(List.of("start", "release", "close"), topic.calls);
    topic.bring(2);
    topic.mayClose.countDown();
    closing.join();
    assertEquals(3, store.committedRows());
    assertTrue(store.closed);
  }

  @Test
  void oneThatHangsDoesNotHoldTheOthersNorTheStore() throws Exception {
    LiveSource source = open(List.of(_ -> topic, inputs().getFirst()), WarmUp.NONE);
    topic.bring(1);
    long start = System.nanoTime();
    var _ = source.close(Duration.ofSeconds(3));
    assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(4), "it holds the source");
    topic.mayClose.countDown();
    assertEquals(1, store.committedRows());
    assertTrue(store.closed);
    awaitUnbound(source.ports().getFirst());
  }

  private static void awaitUnbound(int port) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      try (DatagramSocket socket = new DatagramSocket(port, InetAddress.ofLiteral("127.0.0.1"))) {
        assertEquals(port, socket.getLocalPort());
        return;
      } catch (BindException e) {
        assertTrue(System.nanoTime() < until, "UDP is still listened on");
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  @Test
  void whereOneCannotBeOpenedNoneIs() {
    topic.mayClose.countDown();
    LiveInput.Opening refused =
        _ -> {
          throw new IOException("there is no such topic; make it");
        };
    IOException failure =
        assertThrows(
            IOException.class, () -> open(List.of(_ -> topic, refused), WarmUp.NONE).close());
    assertEquals("there is no such topic; make it", failure.getMessage());
    assertEquals(List.of("close"), topic.calls);
    assertTrue(store.closed);
  }
}
