package weir.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.IpAddress;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.WireReader;

/// A network that is not there: four exporters on loopback addresses send real datagrams of what
/// passes through it.
///
/// | exporter | address | protocol | sampling |
/// | --- | --- | --- | --- |
/// | edge-1 | 127.0.0.11 | NetFlow v9 | 1:1000 |
/// | edge-2 | 127.0.0.12 | IPFIX | 1:512 |
/// | dc-1 | 127.0.0.13 | sFlow v5 | 1:256 |
/// | branch-1 | 127.0.0.14 | NetFlow v5 | none |
///
/// Every four minutes a SYN flood runs for forty seconds, the first after twenty; a port scan goes
/// on all the time.
public final class DemoNetwork implements AutoCloseable {
  /// Its own networks.
  public static final List<String> INSIDE = List.of("10.20.0.0/16", "2001:db8:20::/48");

  private static final Logger LOG = LoggerFactory.getLogger(DemoNetwork.class);
  private static final long SECOND = 1_000_000_000L;

  /// So often the exporters send.
  public static final long TICK_NANOS = SECOND / 10;

  private static final int FIRST_EXPORTER = 0x7f00000b;

  private static final int FLOOD_AFTER_SECONDS = 20;
  private static final int FLOOD_SECONDS = 40;
  private static final int FLOOD_EVERY_SECONDS = 240;
  private static final int FLOOD_RECORDS_PER_SECOND = 420;
  private static final int PROBES_PER_SECOND = 8;

  /// The last stretch of the past, told second by second; what lies before, minute by minute.
  private static final Duration FINE_PAST = Duration.ofMinutes(6);

  private static final int FINE_SIZE = 3;
  private static final int COARSE_SIZE = 1000;

  private final int port;
  private final List<DatagramChannel> channels = new ArrayList<>();
  private final Thread thread;
  private final long aheadNanos;
  private final AtomicLong sent = new AtomicLong();
  private volatile boolean closed;

  private DemoNetwork(int port, Duration ahead) throws IOException {
    this.port = port;
    this.aheadNanos = ahead.toNanos();
    for (int i = 0; i < 4; i++) {
      channels.add(bound(FIRST_EXPORTER + i));
    }
    thread = new Thread(this::run, "weir-demo");
    thread.setDaemon(true);
    thread.start();
  }

  /// Begins to send to a UDP port of this machine.
  ///
  /// @throws IOException if no socket can be had
  public static DemoNetwork start(int port) throws IOException {
    return start(port, Duration.ZERO);
  }

  /// The same as if it had been sending for some time already: the first flood comes sooner.
  public static DemoNetwork start(int port, Duration ahead) throws IOException {
    return new DemoNetwork(port, ahead);
  }

  /// How many datagrams it has sent so far.
  public long sent() {
    return sent.get();
  }

  /// What the network did in the `length` before `now`: a day takes some 150,000 flows.
  public static void history(Instant now, Duration length, DatagramHandler handler) {
    long end = now.getEpochSecond() * SECOND + now.getNano();
    long fine = end - Math.min(FINE_PAST.toNanos(), length.toNanos());
    long start = end - length.toNanos();
    Random random = new Random(42);
    List<Lane> coarse = lanes(random, start, COARSE_SIZE);
    for (long at = start + 60 * SECOND; at <= fine; at += 60 * SECOND) {
      for (int i = 0; i < coarse.size(); i++) {
        Consumer<ByteBuffer> wire = past(handler, i, at - SECOND * random.nextInt(60));
        coarse.get(i).step(at, 60, wire);
        coarse.get(i).exporter().send(at, wire);
      }
    }
    List<Lane> lanes = lanes(random, fine, FINE_SIZE);
    for (long at = fine + SECOND; at <= end; at += SECOND) {
      for (int i = 0; i < lanes.size(); i++) {
        Consumer<ByteBuffer> wire = past(handler, i, at);
        lanes.get(i).step(at, 1, wire);
        lanes.get(i).exporter().send(at, wire);
      }
    }
  }

  private static Consumer<ByteBuffer> past(DatagramHandler handler, int exporter, long nanos) {
    Datagram datagram =
        new Datagram(0, IpAddress.mapped(FIRST_EXPORTER + exporter), 50000, 2055, nanos);
    return bytes ->
        handler.handle(
            datagram,
            new WireReader().reset(bytes.array(), bytes.arrayOffset(), bytes.remaining()));
  }

  /// The four exporters and their shares. sFlow reports single packets, so larger flows there are
  /// packets sampled more rarely, as agents do under load.
  private static List<Lane> lanes(Random random, long startNanos, int size) {
    Traffic traffic = new Traffic(random);
    return List.of(
        new Lane(traffic, new TemplatedExporter(false, 1000, startNanos), 0.44, 10 * size),
        new Lane(traffic, new TemplatedExporter(true, 512, startNanos), 0.34, 5 * size),
        new Lane(traffic, new SFlowExporter(256 * size, startNanos), 0.17, 1),
        new Lane(traffic, new NetFlowV5Exporter(startNanos), 0.05, 2 * size));
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

  private void run() {
    InetSocketAddress collector = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    long start = nanos();
    Random random = new Random();
    Traffic attacks = new Traffic(random);
    List<Lane> lanes = lanes(random, start, 1);
    double floodOwed = 0;
    double probesOwed = 0;
    for (long at = start + TICK_NANOS; sleepUntil(at); at += TICK_NANOS) {
      for (int i = 0; i < lanes.size(); i++) {
        Lane lane = lanes.get(i);
        Consumer<ByteBuffer> wire = sender(channels.get(i), collector);
        lane.step(at, TICK_NANOS / 1e9, wire);
        if (i == 0) {
          floodOwed += floodRecords(at - start + aheadNanos);
          for (; floodOwed >= 1; floodOwed--) {
            lane.exporter().add(attacks.flood(), at, wire);
          }
        }
        if (i == 3) {
          probesOwed += PROBES_PER_SECOND * TICK_NANOS / 1e9;
          for (; probesOwed >= 1; probesOwed--) {
            lane.exporter().add(attacks.probe(), at, wire);
          }
        }
        lane.exporter().send(at, wire);
      }
    }
  }

  /// Records of the SYN flood in one tick: up within two seconds, down as fast.
  static double floodRecords(long sinceStartNanos) {
    double phase = sinceStartNanos / 1e9 - FLOOD_AFTER_SECONDS;
    double within = phase < 0 ? -1 : phase % FLOOD_EVERY_SECONDS;
    double edge = Math.min(within, FLOOD_SECONDS - within) / 2;
    return Math.clamp(edge, 0, 1) * FLOOD_RECORDS_PER_SECOND * TICK_NANOS / 1e9;
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

  private static long nanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * SECOND + now.getNano();
  }

  /// @return whether to go on
  private boolean sleepUntil(long nanos) {
    for (long left = nanos - nanos(); left > 0 && !closed; left = nanos - nanos()) {
      LockSupport.parkNanos(this, left);
    }
    return !closed;
  }

  /// Stops sending.
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(2000);
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
