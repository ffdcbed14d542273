package weir.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.Destination;
import weir.flow.ListenAddress;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.WireReader;

/// Sends copies of datagrams on to other collectors, octet by octet, under the exporters' addresses
/// where the system lets it. Whoever brings datagrams never waits for it: what there is no room for
/// is counted, by collector.
public final class Forwarder implements DatagramHandler, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);

  /// Jumbo frames of them take 37 MB.
  private static final int MOST_WAITING = 4096;

  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LOOK_MILLIS = 200;

  private final BlockingQueue<ForwardTarget.Parcel> waiting =
      new ArrayBlockingQueue<>(MOST_WAITING);
  private final RawSockets raw;
  private volatile List<ForwardTarget> targets = List.of();
  private volatile List<ListenAddress> own = List.of();
  private volatile boolean closing;
  private @Nullable Thread thread;

  public Forwarder() {
    this(new RawSockets());
  }

  Forwarder(RawSockets raw) {
    this.raw = raw;
  }

  /// From now on sends to these and no others; [#states] says how far that can be. What could not
  /// be opened is tried again. Looks names up, which may take some seconds.
  ///
  /// @param listening where Weir itself listens: nothing is sent there
  public synchronized void forward(List<Destination> wanted, List<ListenAddress> listening) {
    if (closing) {
      return;
    }
    own = List.copyOf(listening);
    List<ForwardTarget> before = new ArrayList<>(targets);
    List<ForwardTarget> after = new ArrayList<>();
    for (Destination to : wanted) {
      ForwardTarget target =
          before.stream()
              .filter(one -> one.to().equals(to))
              .findFirst()
              .orElseGet(() -> new ForwardTarget(to, raw));
      before.remove(target);
      target.open(own);
      after.add(target);
    }
    targets = List.copyOf(after);
    before.forEach(ForwardTarget::close);
    if (thread == null && !after.isEmpty()) {
      thread = Thread.ofPlatform().daemon().name("weir-forward").start(this::run);
    }
  }

  /// Copies a datagram, on whichever thread it comes.
  @Override
  public void handle(Datagram datagram, WireReader payload) {
    List<ForwardTarget> to = targets;
    if (to.isEmpty()) {
      return;
    }
    ForwardTarget.Parcel parcel =
        new ForwardTarget.Parcel(
            octets(datagram), datagram.sourcePort(), payload.bytes(payload.remaining()));
    if (!waiting.offer(parcel)) {
      to.forEach(ForwardTarget::overflowed);
    }
  }

  private static byte[] octets(Datagram datagram) {
    long low = datagram.sourceLow();
    boolean v4 = datagram.sourceHigh() == 0 && low >>> 32 == 0xffff;
    byte[] octets = new byte[v4 ? 4 : 16];
    for (int i = 0; i < octets.length; i++) {
      int fromEnd = octets.length - 1 - i;
      octets[i] =
          (byte)
              (fromEnd < 8 ? low >>> (8 * fromEnd) : datagram.sourceHigh() >>> (8 * (fromEnd - 8)));
    }
    return octets;
  }

  private void run() {
    long retried = System.nanoTime();
    try {
      while (!closing || !waiting.isEmpty()) {
        ForwardTarget.Parcel next = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          targets.forEach(target -> target.send(next));
        }
        if (System.nanoTime() - retried > RETRY_NANOS) {
          retried = System.nanoTime();
          targets.stream().filter(target -> !target.isOpen()).forEach(target -> target.open(own));
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("forwarding was given up");
    }
  }

  /// How each is doing, in the order asked for; from any thread.
  public List<ForwardState> states() {
    return targets.stream().map(ForwardTarget::state).toList();
  }

  /// Why collectors see this machine as the sender and not the exporters, in words.
  public Optional<String> lacking() {
    return targets.isEmpty() ? Optional.empty() : raw.lacking();
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(1));
  }

  /// Sends what waits, as far as there is time.
  public void close(Duration most) {
    closing = true;
    Thread running = thread;
    if (running != null) {
      try {
        running.join(most);
        running.interrupt();
        running.join(Duration.ofMillis(500));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    targets.forEach(ForwardTarget::close);
    raw.close();
  }
}
