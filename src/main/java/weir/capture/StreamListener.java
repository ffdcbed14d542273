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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.Admission;
import weir.flow.IpAddress;
import weir.flow.ListenAddress;
import weir.flow.SeldomLog;
import weir.wire.StreamHandler;

/// Takes streams on TCP ports, from many senders at once. A sender that is faster than who reads it
/// waits. Each has a thread, so their number is bounded, in all and of one address. Where it
/// listens can be changed at any time.
public final class StreamListener implements AutoCloseable {
  static final int MOST_STREAMS = 64;

  /// Of one address; of IPv6, where a host has a whole /64, of one of these.
  static final int MOST_OF_ONE = 8;

  private static final Logger LOG = LoggerFactory.getLogger(StreamListener.class);

  private static final long PAUSE_MILLIS = 500;

  /// What closing takes at most: half of it to read what has come.
  private static final Duration CLOSE = Duration.ofSeconds(2);

  /// A port that is wanted: open, or not because of a failure.
  private record Door(
      ListenAddress asked,
      ListenAddress bound,
      @Nullable ServerSocketChannel server,
      Optional<CannotListen> failure,
      AtomicLong received) {

    private boolean isOpen() {
      return server != null && server.isOpen();
    }

    private void close() {
      try {
        if (server != null) {
          server.close();
        }
      } catch (IOException e) {
        LOG.debug("closing", e);
      }
    }
  }

  /// Who reads a stream, and the port that it came to.
  private record Reading(Thread thread, Door door) {}

  private final Admission admission;
  private final String option;
  private volatile List<Door> doors = List.of();
  private final Map<SocketStream, Reading> streams = new HashMap<>(); // guards itself
  private final AtomicLong refused = new AtomicLong();
  private final SeldomLog refusals = new SeldomLog(LOG);
  private final SeldomLog remarks = new SeldomLog(LOG);
  private @Nullable StreamHandler reading;
  private volatile boolean closed;

  /// One that listens nowhere yet.
  public StreamListener(Admission admission) {
    this(admission, "--protobuf-port");
  }

  /// @param option of the command line, by which another port is chosen
  public StreamListener(Admission admission, String option) {
    this.admission = admission;
    this.option = option;
  }

  /// Binds all ports, or none; [#read] begins to take streams.
  ///
  /// @throws CannotListen if a port cannot be bound; says which, why and what to do
  public static StreamListener bind(List<ListenAddress> addresses, Admission admission)
      throws CannotListen {
    StreamListener listener = new StreamListener(admission);
    listener.bind(addresses);
    return listener;
  }

  /// The same.
  public void bind(List<ListenAddress> addresses) throws CannotListen {
    listen(addresses);
    Optional<CannotListen> failure =
        states().stream().flatMap(state -> state.failure().stream()).findFirst();
    if (failure.isPresent()) {
      close();
      throw failure.get();
    }
  }

  /// Listens there and nowhere else, as far as that can be: [#states] says how far. What is open
  /// and wanted stays as it is; streams that came to a port that is not wanted any more are ended;
  /// what could not be bound is tried again.
  public synchronized void listen(List<ListenAddress> wanted) {
    if (closed) {
      return;
    }
    List<Door> before = new ArrayList<>(doors.stream().filter(Door::isOpen).toList());
    List<@Nullable Door> after = new ArrayList<>();
    for (ListenAddress address : wanted) {
      Optional<Door> stays = before.stream().filter(door -> door.asked.equals(address)).findFirst();
      stays.ifPresent(before::remove);
      after.add(stays.orElse(null));
    }
    before.forEach(Door::close);
    var _ = end(before, CLOSE);
    List<Door> all = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Door stays = after.get(i);
      all.add(stays == null ? open(wanted.get(i)) : stays);
    }
    doors = List.copyOf(all);
    if (closed) { // meanwhile
      all.forEach(Door::close);
    }
  }

  private Door open(ListenAddress address) {
    boolean v4 = address.address() instanceof Inet4Address;
    ServerSocketChannel server = null;
    try {
      server =
          ServerSocketChannel.open(v4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
      server.bind(address.socketAddress());
      ListenAddress bound = address.withPort(server.socket().getLocalPort());
      Door door = new Door(address, bound, server, Optional.empty(), new AtomicLong());
      if (reading != null) {
        read(door, reading);
      }
      return door;
    } catch (IOException e) {
      CannotListen failure = CannotListen.on("TCP", address, option, e);
      Door door = new Door(address, address, server, Optional.of(failure), new AtomicLong());
      door.close();
      return door;
    }
  }

  /// Begins to take streams; to be called once.
  public synchronized void read(StreamHandler handler) {
    reading = handler;
    doors.stream().filter(Door::isOpen).forEach(door -> read(door, handler));
  }

  private void read(Door door, StreamHandler handler) {
    start("weir-streams-" + door.bound, () -> accept(door, handler));
  }

  private static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /// The ports that were asked for, in their order, and what has become of them; from any thread.
  public List<PortState> states() {
    return doors.stream()
        .map(
            door ->
                new PortState(
                    door.asked,
                    door.failure.isEmpty() ? door.bound : null,
                    door.failure,
                    door.received.get()))
        .toList();
  }

  /// Addresses that are listened on, in the order asked for; where port 0 was asked, with the one
  /// that was taken.
  public List<ListenAddress> addresses() {
    return doors.stream().filter(door -> door.failure.isEmpty()).map(Door::bound).toList();
  }

  private void accept(Door door, StreamHandler handler) {
    while (door.server != null && door.isOpen()) {
      try {
        take(door.server.accept(), door, handler);
      } catch (IOException | OutOfMemoryError e) { // of files, of threads
        if (door.isOpen()) {
          remarks.warn(
              () -> "accepting streams on TCP " + door.bound + " failed: " + e.getMessage());
          pause();
        }
      }
    }
  }

  private void take(SocketChannel connection, Door door, StreamHandler handler) throws IOException {
    boolean taken = false;
    try {
      InetSocketAddress remote = (InetSocketAddress) connection.getRemoteAddress();
      IpAddress sender = IpAddress.of(remote.getAddress().getAddress());
      if (admission.admitsSender(sender.high(), sender.low())) {
        taken = place(new SocketStream(connection.socket(), sender), door, handler);
      }
    } finally {
      if (!taken) {
        connection.close();
      }
    }
  }

  private boolean place(SocketStream stream, Door door, StreamHandler handler) {
    synchronized (streams) {
      boolean full = streams.size() >= MOST_STREAMS;
      if (closed || !door.isOpen()) {
        return false;
      }
      if (!full && ofSameHost(stream.sender()) < MOST_OF_ONE) {
        Thread thread = start("weir-stream", () -> run(stream, handler));
        streams.put(stream, new Reading(thread, door));
        door.received.incrementAndGet();
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
    List<Door> all = doors;
    all.forEach(Door::close);
    boolean ended = end(all, most);
    LOG.debug("closed TCP {}, all streams have ended: {}", addresses(), ended);
  }

  /// Ends the streams that came to these ports.
  private boolean end(List<Door> ports, Duration most) {
    Map<SocketStream, Thread> left = new HashMap<>();
    synchronized (streams) {
      streams.forEach(
          (stream, reader) -> {
            if (ports.contains(reader.door)) {
              left.put(stream, reader.thread);
            }
          });
    }
    long now = System.nanoTime();
    long nanos = Math.min(most.toNanos(), CLOSE.toNanos());
    left.keySet().forEach(stream -> stream.end(now + nanos / 2));
    return joined(left.values(), now + nanos);
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
