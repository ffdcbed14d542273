package weir.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.capture.UdpListener;
import weir.decode.DatagramDecoder;
import weir.demo.DemoNetwork;
import weir.enrich.Directions;
import weir.store.FlowStore;
import weir.store.StoreException;
import weir.store.duckdb.DuckDbStore;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.WireReader;

/// The generated network's datagrams, of every protocol, again and again through a socket of this
/// machine, the decoder and a temporary store, so that all of it is compiled.
final class Rehearsal {
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(1800);
  private static final Duration PAST = Duration.ofMinutes(3);
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  /// Datagrams on the way at most: fewer than the smallest socket buffers hold.
  private static final int WINDOW = 64;

  private static final long PAUSE_NANOS = 20_000;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final BooleanSupplier enough;
  private final long untilNanos = System.nanoTime() + NANOS;
  private final AtomicLong arrived = new AtomicLong();
  private long sent;
  private long lookedNanos;
  private boolean over;

  private Rehearsal(BooleanSupplier enough) {
    this.enough = enough;
  }

  static void run(BooleanSupplier enough) {
    long started = System.nanoTime();
    Rehearsal rehearsal = new Rehearsal(enough);
    try {
      rehearsal.run();
    } catch (IOException | StoreException e) {
      LOG.debug("not warmed up: {}", e.toString()); // slower for some seconds, no more than that
    }
    LOG.debug(
        "warmed up with {} datagrams in {} ms",
        rehearsal.sent,
        (System.nanoTime() - started) / 1e6);
  }

  private void run() throws IOException {
    List<ByteBuffer> datagrams = datagrams();
    try (FlowStore store = DuckDbStore.temporary();
        Ingest ingest =
            Ingest.inOrder(
                new DatagramDecoder(),
                Directions.inside(DemoNetwork.INSIDE),
                store,
                FileMark.none(Instant.now()));
        UdpListener listener = UdpListener.openLoopback(counted(ingest));
        DatagramChannel channel = DatagramChannel.open()) {
      InetSocketAddress to =
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), listener.ports().getFirst());
      while (!isOver()) {
        for (ByteBuffer datagram : datagrams) {
          while (sent - arrived.get() >= WINDOW && !isOver()) {
            LockSupport.parkNanos(PAUSE_NANOS);
          }
          if (isOver()) {
            break;
          }
          channel.send(datagram.duplicate(), to);
          sent++;
        }
      }
    }
  }

  private boolean isOver() {
    long now = System.nanoTime();
    if (now - lookedNanos >= LOOK_NANOS) {
      lookedNanos = now;
      over = now >= untilNanos || enough.getAsBoolean();
    }
    return over;
  }

  private DatagramHandler counted(DatagramHandler handler) {
    return new DatagramHandler() {
      @Override
      public void handle(Datagram datagram, WireReader payload) {
        handler.handle(datagram, payload);
        arrived.incrementAndGet();
      }

      @Override
      public void idle() {
        handler.idle();
      }
    };
  }

  /// A few minutes of the network, as datagrams.
  private static List<ByteBuffer> datagrams() {
    List<ByteBuffer> datagrams = new ArrayList<>();
    DemoNetwork.history(
        Instant.now(),
        PAST,
        (_, payload) -> datagrams.add(ByteBuffer.wrap(payload.bytes(payload.remaining()))));
    return datagrams;
  }
}
