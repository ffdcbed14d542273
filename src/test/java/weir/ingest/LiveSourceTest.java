package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.app.Rehearsal;
import weir.enrich.Directions;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.StoreException;
import weir.store.WriteOnlyArchive;

class LiveSourceTest {
  private static final int SENDERS = 4;
  private static final int DATAGRAMS = 2000;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Directions DIRECTIONS = Directions.inside(Directions.PRIVATE);

  @TempDir private Path folder;

  private static void send(LiveSource source, int sender, int datagrams) throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try (DatagramSocket socket =
        new DatagramSocket(0, InetAddress.ofLiteral("127.0.0." + (20 + sender)))) {
      for (int i = 0; i < datagrams; i++) {
        byte[] payload = NetFlowV5.datagram(i * 30, 30, 100);
        int port = source.ports().get(i % source.ports().size());
        socket.send(new DatagramPacket(payload, payload.length, loopback, port));
      }
    }
  }

  /// Where the system caps the receive buffers, these lose datagrams, and count them.
  private static void assertNothingLostBehindTheSockets(
      LiveSource source, long sentFlows, RecordingStore store) {
    Map<String, Long> drops = source.status().drops();
    assertTrue(drops.keySet().stream().allMatch(cause -> cause.startsWith("socket")), drops + "");
    long lost = drops.values().stream().mapToLong(Long::longValue).sum();
    assertEquals(sentFlows, store.committedRows() + 30 * lost);
  }

  /// Threads that send as fast as they can.
  private static void sendFromAll(LiveSource source) throws InterruptedException {
    List<Thread> senders =
        java.util.stream.IntStream.range(0, SENDERS)
            .mapToObj(
                sender ->
                    Thread.ofPlatform()
                        .start(
                            () -> {
                              try {
                                send(source, sender, DATAGRAMS);
                              } catch (Exception e) {
                                throw new AssertionError(e);
                              }
                            }))
            .toList();
    for (Thread sender : senders) {
      sender.join();
    }
  }

  private static void awaitOverflow(LiveSource source) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!source.status().drops().containsKey("queue full") && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  private static long recordsOfDrops(IngestStatus status) {
    return status.drops().entrySet().stream()
        .mapToLong(drop -> drop.getValue() * (drop.getKey().startsWith("socket") ? 30 : 1))
        .sum();
  }

  @Test
  void whatWasSentIsStoredOrCountedAsDropped() throws Exception {
    RecordingStore store = new RecordingStore(false); // stands still, so that the queue overflows
    LiveSource source =
        LiveSource.open("live", List.of(0, 0), DIRECTIONS, store, folder, WarmUp.NONE);
    awaitEndOfCatchingUp();
    sendFromAll(source);
    send(source, 0, BatchQueue.MOST_LIVE * 2048 / 30);
    awaitOverflow(source);
    store.gate.countDown();
    source.close();
    IngestStatus status = source.status();
    long sent = 30L * (SENDERS * DATAGRAMS + BatchQueue.MOST_LIVE * 2048 / 30);
    assertEquals(sent, store.committedRows() + recordsOfDrops(status), status.drops().toString());
    assertEquals(store.committedRows(), status.storedFlows());
    assertTrue(status.dropped() > 0, "nothing was dropped");
    assertEquals(SENDERS, source.exporters().size());
  }

  @Test
  void whatComesDuringTheWarmUpIsKept() throws Exception {
    RecordingStore store = new RecordingStore(true);
    CountDownLatch warm = new CountDownLatch(1);
    WarmUp held = new WarmUp(MINUTE, (_, _) -> await(warm));
    LiveSource source = LiveSource.open("live", List.of(0), DIRECTIONS, store, folder, held);
    send(source, 0, 50);
    assertEquals(0, source.status().datagrams());
    assertTrue(source.status().message().contains("warm-up"), source.status().message());
    warm.countDown();
    source.close();
    assertEquals(1500, store.committedRows());
    assertEquals(50, source.status().datagrams());
  }

  @Test
  void whatCameDuringTheWarmUpWaitsForTheStore() throws Exception {
    RecordingStore store = new RecordingStore(false);
    CountDownLatch warm = new CountDownLatch(1);
    WarmUp held = new WarmUp(MINUTE, (_, _) -> await(warm));
    LiveSource source = LiveSource.open("live", List.of(0), DIRECTIONS, store, folder, held);
    int datagrams = BatchQueue.MOST_LIVE * 2048 / 30 + 2000;
    send(source, 0, datagrams);
    warm.countDown();
    awaitFlows(source, BatchQueue.MOST_LIVE * 2000L, 20_000);
    store.gate.countDown();
    source.close();
    assertNothingLostBehindTheSockets(source, 30L * datagrams, store);
  }

  @Test
  void whatFollowsWaitsAsLongAsTheStoreIsBehind() throws Exception {
    RecordingStore store = new RecordingStore(false);
    CountDownLatch warm = new CountDownLatch(1);
    WarmUp held = new WarmUp(MINUTE, (_, _) -> await(warm));
    LiveSource source = LiveSource.open("live", List.of(0), DIRECTIONS, store, folder, held);
    int before = (BatchQueue.MOST_LIVE - 10) * 2040 / 30;
    int after = 3000;
    send(source, 0, before);
    warm.countDown();
    awaitFlows(source, 30L * before, 20_000);
    TimeUnit.MILLISECONDS.sleep(50); // for an end of patience, if there were one
    send(source, 0, after);
    awaitFlows(source, 30L * (before + after), 500); // not reached where they wait
    store.gate.countDown();
    source.close();
    assertNothingLostBehindTheSockets(source, 30L * (before + after), store);
  }

  /// Until then what comes waits for the store instead of being dropped.
  private static void awaitEndOfCatchingUp() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("weir-reception")) {
        thread.join();
      }
    }
  }

  private static void awaitFlows(LiveSource source, long flows, long millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (source.status().flows() < flows && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void closingEndsTheWarmUp() throws Exception {
    RecordingStore store = new RecordingStore(true);
    WarmUp untilClosed = new WarmUp(MINUTE, LiveSourceTest::untilEnough);
    LiveSource source = LiveSource.open("live", List.of(0), DIRECTIONS, store, folder, untilClosed);
    send(source, 0, 1);
    source.close();
    assertEquals(30, store.committedRows());
  }

  private static void untilEnough(FlowArchive store, BooleanSupplier enough) {
    while (!enough.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void readingBeginsBesideAWarmUpThatTakesLonger() throws Exception {
    RecordingStore store = new RecordingStore(true);
    AtomicBoolean warm = new AtomicBoolean();
    WarmUp longer =
        new WarmUp(
            Duration.ofMillis(10),
            (given, enough) -> {
              untilEnough(given, enough);
              warm.set(true);
            });
    LiveSource source = LiveSource.open("live", List.of(0), DIRECTIONS, store, folder, longer);
    send(source, 0, 1);
    store.awaitAppended(30);
    assertFalse(warm.get(), "the warm-up was ended");
    source.close();
    assertTrue(warm.get(), "the warm-up goes on");
  }

  @Test
  void theWarmUpEndsWhenTheStoreFallsBehindAndStaysEnded() throws Exception {
    RecordingStore store = new RecordingStore(false);
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch caughtUp = new CountDownLatch(1);
    CountDownLatch askedAgain = new CountDownLatch(1);
    AtomicBoolean stays = new AtomicBoolean();
    WarmUp longer =
        new WarmUp(
            Duration.ofMillis(10),
            (given, enough) -> {
              untilEnough(given, enough);
              ended.countDown();
              await(caughtUp);
              stays.set(enough.getAsBoolean());
              askedAgain.countDown();
            });
    LiveSource source = LiveSource.open("live", List.of(0), DIRECTIONS, store, folder, longer);
    int datagrams = BatchQueue.MOST_LIVE * 2048 / 30 / 2;
    send(source, 0, datagrams);
    assertTrue(ended.await(20, TimeUnit.SECONDS), "the warm-up goes on");
    store.gate.countDown();
    awaitFlows(source, 30L * datagrams, 20_000);
    store.awaitAppended(source.status().flows());
    caughtUp.countDown();
    assertTrue(askedAgain.await(20, TimeUnit.SECONDS));
    assertTrue(stays.get(), "it may go on once the store has caught up");
    source.close();
  }

  @Test
  void theFullWarmUpEndsWhenItIsEnough() {
    AtomicInteger asked = new AtomicInteger();
    Rehearsal.FULL.work().run(new RecordingStore(true), () -> asked.incrementAndGet() > 0);
    assertTrue(asked.get() > 0 && asked.get() < 10, "asked " + asked + " times");
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void theBriefOneEndsByItself() {
    RecordingStore store = new RecordingStore(true);
    AtomicInteger asked = new AtomicInteger();
    Rehearsal.BRIEF.work().run(store, () -> asked.incrementAndGet() < 0);
    assertTrue(asked.get() > 1, "asked " + asked + " times whether it is enough");
    assertEquals(0, store.appendedRows(), "what is made up stays out of the user's flows");
  }

  @Test
  void aFeedIsWarmedUpWithoutBeingWrittenTo() {
    RecordingStore store = new RecordingStore(true);
    AtomicInteger asked = new AtomicInteger();
    Rehearsal.FEEDING.work().run(store, () -> asked.incrementAndGet() > 20);
    assertTrue(asked.get() > 20, "asked " + asked + " times whether it is enough");
    assertEquals(0, store.appendedRows());
  }

  @Test
  void aStoreIsClosedInWhatIsLeftOfTheTime() throws Exception {
    List<Duration> given = new ArrayList<>();
    FlowArchive store =
        new WriteOnlyArchive("elsewhere") {
          @Override
          public FlowWriter writer() {
            throw new StoreException("nothing comes", null);
          }

          @Override
          public FlowArchive apart() {
            return this;
          }

          @Override
          public void close(Duration within) {
            given.add(within);
          }
        };
    LiveSource source =
        LiveSource.open(
            "live",
            Listening.onLoopback(),
            Directions.inside(Directions.PRIVATE),
            store,
            folder,
            WarmUp.NONE);
    source.close(Duration.ofSeconds(30));
    assertEquals(1, given.size());
    assertTrue(given.getFirst().compareTo(Duration.ofSeconds(30)) < 0, given.toString());
    assertTrue(given.getFirst().compareTo(Duration.ofSeconds(15)) > 0, given.toString());
  }
}
