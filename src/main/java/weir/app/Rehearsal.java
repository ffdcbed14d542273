package weir.app;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.capture.UdpListener;
import weir.decode.DatagramDecoder;
import weir.demo.DemoNetwork;
import weir.enrich.Directions;
import weir.ingest.FileMark;
import weir.ingest.Ingest;
import weir.ingest.WarmUp;
import weir.store.FlowArchive;
import weir.store.StoreException;
import weir.store.clickhouse.ClickHouseFeed;

/// The generated network's datagrams, again and again through a socket of this machine, the decoder
/// and a temporary store, so that all of it is compiled.
///
/// In rounds, each with a new listener, decoder and writer, of one exporter or of all. What is
/// compiled takes what never happened for impossible, and is thrown away when it happens: the first
/// datagram of an exporter, flows that all come by one protocol or from nowhere inside, a store
/// that is waited for or not.
public final class Rehearsal {
  private static final Duration USUAL_HOLD = Duration.ofSeconds(2);

  /// Sends made-up datagrams of every protocol through a socket, the decoder and a store, which are
  /// all thrown away, until hardly anything is left to compile: for five to ten seconds. Then
  /// memory that the store will fill is touched, and what all that left is collected, so that what
  /// comes fills memory that was touched before.
  public static final WarmUp FULL =
      new WarmUp(
          USUAL_HOLD,
          (store, enough) -> {
            run(Duration.ofSeconds(10), DataSets::scratch, enough);
            store.touchMemory(enough);
            if (!enough.getAsBoolean()) {
              System.gc();
            }
          });

  /// The same for who sends flows to servers: in the same way, to nobody.
  public static final WarmUp FEEDING =
      new WarmUp(
          USUAL_HOLD,
          (_, enough) -> {
            run(Duration.ofSeconds(10), ClickHouseFeed::scratch, enough);
            if (!enough.getAsBoolean()) {
              System.gc();
            }
          });

  /// The same for as long as what comes is held: for who has a window to paint, which needs the
  /// cores as well.
  public static final WarmUp BRIEF =
      new WarmUp(USUAL_HOLD, (_, enough) -> run(USUAL_HOLD, DataSets::scratch, enough));

  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /// Of the time; whoever spends less on compiling is warm.
  private static final double LITTLE = 0.25;

  private static final Duration PAST = Duration.ofSeconds(40);
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  /// Datagrams on the way at most: fewer than the smallest socket buffers hold.
  private static final int WINDOW = 64;

  private static final long PAUSE_NANOS = 50_000;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final List<Directions> DIRECTIONS =
      List.of(Directions.inside(DemoNetwork.INSIDE), Directions.inside(List.of("192.0.2.0/24")));

  private final long mostNanos;
  private final Supplier<FlowArchive> stores;
  private final BooleanSupplier enough;
  private final @Nullable CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();
  private final long startedNanos = System.nanoTime();
  private long lookedNanos;
  private long sent;
  private boolean ended;

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private Rehearsal(Duration most, Supplier<FlowArchive> stores, BooleanSupplier enough) {
    this.stores = stores;
    this.mostNanos = most.toNanos();
    this.enough = enough;
  }

  /// @param enough asked all the time; ends it early
  private static void run(Duration most, Supplier<FlowArchive> stores, BooleanSupplier enough) {
    Rehearsal rehearsal = new Rehearsal(most, stores, enough);
    try {
      rehearsal.run();
    } catch (IOException | StoreException e) {
      LOG.debug("not warmed up: {}", e.toString()); // slower for some seconds, no more than that
    }
    LOG.debug(
        "warmed up with {} datagrams in {} ms",
        rehearsal.sent,
        (System.nanoTime() - rehearsal.startedNanos) / 1e6);
  }

  private void run() throws IOException {
    List<List<ByteBuffer>> programme = programme();
    boolean warm = false;
    for (int round = 0; !warm && !isEnded(); round += programme.size()) {
      long began = System.nanoTime();
      long compiledMillis = compiledMillis();
      rounds(round, programme);
      long nanos = TimeUnit.MILLISECONDS.toNanos(compiledMillis() - compiledMillis);
      warm = nanos < LITTLE * (System.nanoTime() - began);
    }
  }

  /// With a store of their own, for what they write adds up.
  private void rounds(int first, List<List<ByteBuffer>> programme) throws IOException {
    try (FlowArchive store = stores.get()) {
      for (int i = 0; i < programme.size() && !isEnded(); i++) {
        round(first + i, programme.get(i), store);
      }
    }
  }

  private void round(int number, List<ByteBuffer> datagrams, FlowArchive store) throws IOException {
    long until = System.nanoTime() + ROUND_NANOS;
    long before = sent;
    try (Ingest ingest =
            Ingest.inOrder(
                new DatagramDecoder(),
                DIRECTIONS.get(number % DIRECTIONS.size()),
                store,
                FileMark.none(Instant.now()));
        UdpListener listener = UdpListener.openLoopback(ingest);
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
      channel.bind(new InetSocketAddress(LOOPBACK, 0)); // nobody else is to reach it
      ingest.patient(number % 2 == 0);
      InetSocketAddress to = new InetSocketAddress(LOOPBACK, listener.ports().getFirst());
      while (!isOver(until)) {
        for (ByteBuffer datagram : datagrams) {
          if ((sent - before) % WINDOW == 0) {
            awaitArrivals(listener, sent - before, until);
          }
          if (isOver(until)) {
            break;
          }
          channel.send(datagram.duplicate(), to);
          sent++;
        }
      }
    }
  }

  private void awaitArrivals(UdpListener listener, long datagrams, long until) {
    while (listener.received() < datagrams && !isOver(until)) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean isOver(long untilNanos) {
    return System.nanoTime() >= untilNanos || isEnded();
  }

  private boolean isEnded() {
    long now = System.nanoTime();
    if (now - lookedNanos >= LOOK_NANOS) {
      lookedNanos = now;
      ended = now - startedNanos >= mostNanos || enough.getAsBoolean();
    }
    return ended;
  }

  private long compiledMillis() {
    return compilation == null ? 0 : compilation.getTotalCompilationTime();
  }

  /// Some seconds of the network, as datagrams: of each exporter, then of all.
  private static List<List<ByteBuffer>> programme() {
    List<ByteBuffer> all = new ArrayList<>();
    TreeMap<Long, List<ByteBuffer>> ofEach = new TreeMap<>();
    DemoNetwork.history(
        Instant.now(),
        PAST,
        (datagram, payload) -> {
          ByteBuffer octets = ByteBuffer.wrap(payload.bytes(payload.remaining()));
          all.add(octets);
          ofEach.computeIfAbsent(datagram.sourceLow(), _ -> new ArrayList<>()).add(octets);
        });
    List<List<ByteBuffer>> programme = new ArrayList<>(ofEach.values());
    programme.add(all);
    return programme;
  }
}
