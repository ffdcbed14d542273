package weir.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.IpAddress;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.WireReader;

/// A network that is not there: exporters on loopback addresses send real datagrams of what passes
/// through it. What it did in the past and what it does now is one stream: the same exporters go on
/// where they were.
///
/// | exporter | address | protocol | sampling |
/// | --- | --- | --- | --- |
/// | edge-1 | 127.0.0.11 | NetFlow v9, counters by sFlow | 1:1000 |
/// | edge-2 | 127.0.0.12 | IPFIX, counters by sFlow | 1:1024 |
/// | dc-1 | 127.0.0.13 | sFlow v5, much of it in tunnels | 1:512 |
/// | branch-1 | 127.0.0.14 | NetFlow v5 | none |
/// | branch-2 | 127.0.0.15 | NetFlow v9 | 1:400, which it does not tell |
///
/// branch-2 is ill: its clock is 40 seconds behind, one of 25 of its datagrams is lost, and nobody
/// told it to send its sampling rate. A minute after the start a server is attacked for three
/// minutes, and again every ten; a port scan goes on all the time.
public final class DemoNetwork implements AutoCloseable {
  /// Its own networks.
  public static final List<String> INSIDE = List.of("10.20.0.0/16", "2001:db8:20::/48");

  /// Those that report flows.
  public static final List<DemoDevice> DEVICES = DemoDevice.ALL;

  private static final Logger LOG = LoggerFactory.getLogger(DemoNetwork.class);
  private static final long SECOND = 1_000_000_000L;

  /// So often the exporters send.
  public static final long TICK_NANOS = SECOND / 10;

  /// So much of the past has all flows.
  public static final Duration LATEST_PAST = Duration.ofSeconds(320);

  /// Who is further behind, as after the machine has slept, goes on from now.
  private static final long MOST_BEHIND_NANOS = 5 * SECOND;

  /// How the past is told: the longer ago, the fewer and larger its flows. Steps are no longer than
  /// the buckets of charts that reach so far.
  ///
  /// @param agoNanos from so long ago
  record Stretch(long agoNanos, long stepNanos, int coarseness) {
    static final Stretch LATEST = new Stretch(LATEST_PAST.toNanos(), TICK_NANOS, 1);
    static final Stretch LATE = new Stretch(70 * 60 * SECOND, SECOND, 40);
    static final Stretch EARLY = new Stretch(Long.MAX_VALUE, 5 * SECOND, 1000);

    static Stretch of(long agoNanos) {
      return agoNanos <= LATEST.agoNanos ? LATEST : agoNanos <= LATE.agoNanos ? LATE : EARLY;
    }
  }

  private final List<DatagramChannel> channels = new ArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private final Fleet fleet;
  private @Nullable Thread thread;
  private long atNanos;
  private volatile boolean closed;

  private DemoNetwork(Instant begin) {
    atNanos = nanos(begin);
    fleet = new Fleet(atNanos);
  }

  /// One that has done nothing since then, and of which nothing has been told.
  public static DemoNetwork since(Instant begin) {
    return new DemoNetwork(begin);
  }

  /// One that begins now to send to a UDP port of this machine.
  ///
  /// @param ahead the attack comes so much sooner
  /// @throws IOException if no socket can be had
  public static DemoNetwork start(int port, Duration ahead) throws IOException {
    DemoNetwork network = since(Instant.now());
    network.send(port, ahead);
    return network;
  }

  /// What the network did in the `length` before `now`.
  public static void history(Instant now, Duration length, DatagramHandler handler) {
    since(now.minus(length)).past(now, now, handler);
  }

  /// Tells what it has done up to now, which moves on meanwhile.
  public void past(InstantSource clock, DatagramHandler handler) {
    for (Instant now = clock.instant();
        !closed && atNanos + TICK_NANOS <= nanos(now);
        now = clock.instant()) {
      past(now, now, handler);
    }
  }

  /// Tells what it has done until then.
  ///
  /// @param now from which the long ago is told in few and large flows: a day is some 200,000, its
  ///   last five minutes as many again
  public void past(Instant until, Instant now, DatagramHandler handler) {
    long end = nanos(until);
    while (!closed && atNanos + TICK_NANOS <= end) {
      Stretch stretch = Stretch.of(nanos(now) - atNanos);
      long step = Math.min(stretch.stepNanos, end - atNanos);
      atNanos += step;
      fleet.step(atNanos, step / 1e9, stretch.coarseness, 0, i -> told(handler, i, atNanos));
    }
  }

  static Consumer<ByteBuffer> told(DatagramHandler handler, int exporter, long nanos) {
    Datagram datagram = new Datagram(0, DEVICES.get(exporter).address().low(), 50000, 2055, nanos);
    return bytes ->
        handler.handle(
            datagram,
            new WireReader().reset(bytes.array(), bytes.arrayOffset(), bytes.remaining()));
  }

  /// Goes on by sending to a UDP port of this machine.
  ///
  /// @param ahead the attack comes so much sooner
  /// @throws IOException if no socket can be had
  public void send(int port, Duration ahead) throws IOException {
    for (DemoDevice device : DEVICES) {
      channels.add(bound((int) device.address().low()));
    }
    long attackClock = nanos(Instant.now()) - ahead.toNanos();
    Thread sender = new Thread(() -> run(port, attackClock), "weir-demo");
    sender.setDaemon(true);
    thread = sender;
    sender.start();
  }

  /// How many datagrams it has sent so far.
  public long sent() {
    return sent.get();
  }

  private static DatagramChannel bound(int address) throws IOException {
    DatagramChannel channel = DatagramChannel.open(java.net.StandardProtocolFamily.INET);
    byte[] octets = ByteBuffer.allocate(4).putInt(address).array();
    try {
      channel.bind(new InetSocketAddress(InetAddress.getByAddress(octets), 0));
    } catch (IOException e) {
      // macOS has 127.0.0.1 alone; the exporters then share it.
      LOG.debug("no address {}: {}", IpAddress.text(0, IpAddress.mapped(address)), e.getMessage());
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
    return channel;
  }

  private void run(int port, long attackClock) {
    InetSocketAddress collector = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    while (sleepUntil(atNanos + TICK_NANOS)) {
      long now = nanos(Instant.now());
      atNanos = now - atNanos > MOST_BEHIND_NANOS ? now : atNanos + TICK_NANOS;
      fleet.step(
          atNanos,
          TICK_NANOS / 1e9,
          1,
          Attack.strength(atNanos - attackClock),
          i -> sender(channels.get(i), collector));
    }
  }

  private Consumer<ByteBuffer> sender(DatagramChannel channel, InetSocketAddress to) {
    return bytes -> {
      try {
        channel.send(bytes, to);
        sent.incrementAndGet();
      } catch (IOException e) {
        LOG.debug("a demo datagram was not sent: {}", e.getMessage());
      }
    };
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * SECOND + instant.getNano();
  }

  /// @return whether to go on
  private boolean sleepUntil(long nanos) {
    for (long left = nanos - nanos(Instant.now());
        left > 0 && !closed;
        left = nanos - nanos(Instant.now())) {
      LockSupport.parkNanos(this, left);
    }
    return !closed;
  }

  /// Stops sending and telling.
  @Override
  public void close() {
    closed = true;
    try {
      if (thread != null) {
        LockSupport.unpark(thread);
        thread.join(2000);
      }
      for (DatagramChannel channel : channels) {
        channel.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("closing the demo network: {}", e.getMessage());
    }
  }
}
