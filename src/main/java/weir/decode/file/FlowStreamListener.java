package weir.decode.file;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.Admission;
import weir.flow.FlowBatch;
import weir.flow.IpAddress;
import weir.flow.ListenAddress;
import weir.flow.SeldomLog;

/// Takes streams of `FlowMessage`s on TCP ports, from many senders at once. A sender that is faster
/// than the store waits. Each has a thread, so their number is bounded, in all and of one address;
/// one that sends nothing whole for a minute gives up its place.
public final class FlowStreamListener implements AutoCloseable {
  static final int MOST_STREAMS = 64;

  /// Of one address; of IPv6, where a host has a whole /64, of one of these.
  static final int MOST_OF_ONE = 8;

  private static final Logger LOG = LoggerFactory.getLogger(FlowStreamListener.class);

  /// Shorter ones are for tests of the whole program.
  private static final Duration SILENCE =
      Duration.ofSeconds(Math.max(1, Long.getLong("weir.stream.seconds", 60)));

  private static final long PAUSE_MILLIS = 500;

  /// What closing takes at most: to read what has come, and to hand it on.
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Admission admission;
  private final Duration silence;
  private final List<ServerSocketChannel> servers = new ArrayList<>();
  private final List<ListenAddress> addresses = new ArrayList<>();
  private final Map<FlowStream, Thread> streams = new HashMap<>(); // guards itself
  private long withoutField; // of those that have ended
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong silent = new AtomicLong();
  private final SeldomLog refusals = new SeldomLog(LOG);
  private final SeldomLog closings = new SeldomLog(LOG);
  private final SeldomLog remarks = new SeldomLog(LOG);
  private volatile boolean closed;

  private FlowStreamListener(Admission admission, Duration silence) {
    this.admission = admission;
    this.silence = silence;
  }

  /// Binds all ports, or none; [#read] begins to take streams.
  ///
  /// @throws IOException if a port cannot be bound; says which, why and what to do
  public static FlowStreamListener bind(List<ListenAddress> addresses, Admission admission)
      throws IOException {
    return bind(addresses, admission, SILENCE);
  }

  static FlowStreamListener bind(
      List<ListenAddress> addresses, Admission admission, Duration silence) throws IOException {
    FlowStreamListener listener = new FlowStreamListener(admission, silence);
    try {
      for (ListenAddress address : addresses) {
        listener.bind(address);
      }
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    return listener;
  }

  private void bind(ListenAddress address) throws IOException {
    boolean v4 = address.address() instanceof Inet4Address;
    try {
      ServerSocketChannel server =
          ServerSocketChannel.open(v4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
      servers.add(server);
      server.bind(address.socketAddress());
      addresses.add(address.withPort(server.socket().getLocalPort()));
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on TCP "
              + address
              + ": "
              + e.getMessage()
              + "; choose another with --protobuf-port",
          e);
    }
  }

  /// Begins to take streams; to be called once.
  ///
  /// @param empty gives a batch to fill, waiting for one if need be; from any thread
  /// @param filled takes it back, with rows or without, and never waits
  public void read(Supplier<FlowBatch> empty, Consumer<FlowBatch> filled) {
    for (int i = 0; i < servers.size(); i++) {
      ServerSocketChannel server = servers.get(i);
      String address = addresses.get(i).toString();
      start("weir-streams-" + address, () -> accept(server, address, empty, filled));
    }
  }

  private static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /// Addresses in the order asked for; where port 0 was asked, with the one that was taken.
  public List<ListenAddress> addresses() {
    return List.copyOf(addresses);
  }

  private void accept(
      ServerSocketChannel server,
      String address,
      Supplier<FlowBatch> empty,
      Consumer<FlowBatch> filled) {
    while (!closed) {
      try {
        take(server.accept(), empty, filled);
      } catch (IOException | OutOfMemoryError e) { // of files, of threads
        if (!closed) {
          remarks.warn(
              () -> "accepting flow streams on TCP " + address + " failed: " + e.getMessage());
          pause();
        }
      }
    }
  }

  private void take(SocketChannel connection, Supplier<FlowBatch> empty, Consumer<FlowBatch> filled)
      throws IOException {
    boolean taken = false;
    try {
      InetSocketAddress remote = (InetSocketAddress) connection.getRemoteAddress();
      IpAddress sender = IpAddress.of(remote.getAddress().getAddress());
      if (admission.admitsSender(sender.high(), sender.low())) {
        FlowStream stream = new FlowStream(connection.socket(), sender, admission, silence);
        taken = place(stream, empty, filled);
      }
    } finally {
      if (!taken) {
        connection.close();
      }
    }
  }

  private boolean place(FlowStream stream, Supplier<FlowBatch> empty, Consumer<FlowBatch> filled) {
    synchronized (streams) {
      boolean full = streams.size() >= MOST_STREAMS;
      if (closed) {
        return false;
      }
      if (!full && ofSameHost(stream.sender()) < MOST_OF_ONE) {
        streams.put(stream, start("weir-stream", () -> run(stream, empty, filled)));
        return true;
      }
      refused.incrementAndGet();
      refusals.warn(
          () ->
              "refused a stream from "
                  + stream.sender()
                  + ": there are "
                  + (full ? MOST_STREAMS : MOST_OF_ONE + " of this address")
                  + " already");
      return false;
    }
  }

  private long ofSameHost(IpAddress sender) {
    return streams.keySet().stream()
        .map(FlowStream::sender)
        .filter(
            other ->
                other.high() == sender.high()
                    && (sender.high() != 0 || other.low() == sender.low()))
        .count();
  }

  private void run(FlowStream stream, Supplier<FlowBatch> empty, Consumer<FlowBatch> filled) {
    try (stream) {
      stream.run(empty, filled);
    } catch (FlowStream.Silent e) {
      silent.incrementAndGet();
      closings.warn(() -> String.valueOf(e.getMessage()));
    } catch (IOException e) {
      if (!closed) {
        remarks.warn(() -> String.valueOf(e.getMessage()));
      }
    } catch (RuntimeException | Error e) {
      LOG.error("a stream from {} ended inside Weir; this is a defect", stream.sender(), e);
    } finally {
      synchronized (streams) {
        streams.remove(stream);
        withoutField += stream.withoutField();
      }
    }
  }

  /// What made accepting fail, such as too many open files, does not end at once.
  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long withoutField() {
    synchronized (streams) {
      return withoutField + streams.keySet().stream().mapToLong(FlowStream::withoutField).sum();
    }
  }

  /// How many streams were refused or closed, and messages passed over, by cause in words; causes
  /// with none are left out.
  public Map<String, Long> refused() {
    Map<String, Long> counts = new LinkedHashMap<>();
    if (refused.get() > 0) {
      counts.put("refused streams: too many", refused.get());
    }
    if (silent.get() > 0) {
      counts.put("closed streams: silent", silent.get());
    }
    long passedOver = withoutField();
    if (passedOver > 0) {
      counts.put("refused messages: without a field", passedOver);
    }
    return counts;
  }

  /// Ends all streams. What has come is handed on before this returns, unless that takes more than
  /// two seconds: because a sender goes on, or the store does not.
  @Override
  public void close() {
    closed = true;
    for (ServerSocketChannel server : servers) {
      try {
        server.close();
      } catch (IOException e) {
        LOG.debug("closing", e);
      }
    }
    Map<FlowStream, Thread> left;
    synchronized (streams) {
      left = Map.copyOf(streams);
    }
    long now = System.nanoTime();
    left.keySet().forEach(stream -> stream.end(now + DRAIN_NANOS));
    if (!joined(left, now + CLOSE_NANOS)) {
      left.keySet().forEach(FlowStream::abandon);
      synchronized (streams) {
        LOG.warn(
            "the store does not take what {} streams have sent last; it is lost", streams.size());
      }
    }
  }

  private static boolean joined(Map<FlowStream, Thread> left, long untilNanos) {
    try {
      for (Thread thread : left.values()) {
        long millis = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
        if (!thread.join(Duration.ofMillis(Math.max(1, millis)))) {
          return false;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return true;
  }
}
