package weir.capture;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.Admission;
import weir.flow.IpAddress;
import weir.flow.ListenAddress;
import weir.flow.SeldomLog;
import weir.wire.StreamHandler;

/// Takes streams on TCP ports, from many senders at once. A sender that is faster than who reads it
/// waits. Each has a thread, so their number is bounded, in all and of one address.
public final class StreamListener implements AutoCloseable {
  static final int MOST_STREAMS = 64;

  /// Of one address; of IPv6, where a host has a whole /64, of one of these.
  static final int MOST_OF_ONE = 8;

  private static final Logger LOG = LoggerFactory.getLogger(StreamListener.class);

  private static final long PAUSE_MILLIS = 500;

  /// What closing takes at most: half of it to read what has come.
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final Admission admission;
  private final List<ServerSocketChannel> servers = new ArrayList<>();
  private final List<ListenAddress> addresses = new ArrayList<>();
  private final Map<SocketStream, Thread> streams = new HashMap<>(); // guards itself
  private final AtomicLong refused = new AtomicLong();
  private final SeldomLog refusals = new SeldomLog(LOG);
  private final SeldomLog remarks = new SeldomLog(LOG);
  private volatile boolean closed;

  private StreamListener(Admission admission) {
    this.admission = admission;
  }

  /// Binds all ports, or none; [#read] begins to take streams.
  ///
  /// @throws IOException if a port cannot be bound; says which, why and what to do
  public static StreamListener bind(List<ListenAddress> addresses, Admission admission)
      throws IOException {
    StreamListener listener = new StreamListener(admission);
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
  public void read(StreamHandler handler) {
    for (int i = 0; i < servers.size(); i++) {
      ServerSocketChannel server = servers.get(i);
      String address = addresses.get(i).toString();
      start("weir-streams-" + address, () -> accept(server, address, handler));
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

  private void accept(ServerSocketChannel server, String address, StreamHandler handler) {
    while (!closed) {
      try {
        take(server.accept(), handler);
      } catch (IOException | OutOfMemoryError e) { // of files, of threads
        if (!closed) {
          remarks.warn(() -> "accepting streams on TCP " + address + " failed: " + e.getMessage());
          pause();
        }
      }
    }
  }

  private void take(SocketChannel connection, StreamHandler handler) throws IOException {
    boolean taken = false;
    try {
      InetSocketAddress remote = (InetSocketAddress) connection.getRemoteAddress();
      IpAddress sender = IpAddress.of(remote.getAddress().getAddress());
      if (admission.admitsSender(sender.high(), sender.low())) {
        taken = place(new SocketStream(connection.socket(), sender), handler);
      }
    } finally {
      if (!taken) {
        connection.close();
      }
    }
  }

  private boolean place(SocketStream stream, StreamHandler handler) {
    synchronized (streams) {
      boolean full = streams.size() >= MOST_STREAMS;
      if (closed) {
        return false;
      }
      if (!full && ofSameHost(stream.sender()) < MOST_OF_ONE) {
        streams.put(stream, start("weir-stream", () -> run(stream, handler)));
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
        .map(SocketStream::sender)
        .filter(
            other ->
                other.high() == sender.high()
                    && (sender.high() != 0 || other.low() == sender.low()))
        .count();
  }

  private void run(SocketStream stream, StreamHandler handler) {
    try (stream) {
      handler.handle(stream);
    } catch (IOException e) {
      if (!closed) {
        remarks.warn(() -> String.valueOf(e.getMessage()));
      }
    } catch (RuntimeException | Error e) {
      LOG.error("a stream from {} ended inside Weir; this is a defect", stream.sender(), e);
    } finally {
      synchronized (streams) {
        streams.remove(stream);
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

  /// How many streams were refused, by cause in words; empty where none were.
  public Map<String, Long> refused() {
    long tooMany = refused.get();
    return tooMany == 0 ? Map.of() : Map.of("refused streams: too many", tooMany);
  }

  /// Ends all streams. What has come is read before this returns, unless that takes more than two
  /// seconds: because a sender goes on, or who reads it does not.
  @Override
  public void close() {
    close(CLOSE);
  }

  /// The same, in less time.
  public void close(Duration most) {
    closed = true;
    for (ServerSocketChannel server : servers) {
      try {
        server.close();
      } catch (IOException e) {
        LOG.debug("closing", e);
      }
    }
    Map<SocketStream, Thread> left;
    synchronized (streams) {
      left = Map.copyOf(streams);
    }
    long now = System.nanoTime();
    long nanos = Math.min(most.toNanos(), CLOSE.toNanos());
    left.keySet().forEach(stream -> stream.end(now + nanos / 2));
    boolean ended = joined(left.values(), now + nanos);
    LOG.debug("closed TCP {}, all streams have ended: {}", addresses, ended);
  }

  private static boolean joined(Collection<Thread> threads, long untilNanos) {
    try {
      for (Thread thread : threads) {
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
