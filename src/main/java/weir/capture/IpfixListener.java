package weir.capture;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.capture.IpfixConnection.End;
import weir.flow.Admission;
import weir.flow.IpAddress;
import weir.flow.ListenAddress;
import weir.flow.SeldomLog;
import weir.wire.DatagramHandler;

/// TCP ports that take IPFIX (RFC 7011 §10.4), read by the thread of a [UdpListener]: whoever takes
/// messages takes them as if each were a datagram, and needs no locks. A connection is an exporting
/// process, by the address and the port that it comes from.
///
/// Whoever connects can hold little: connections are bounded, in all and of one address, and each
/// keeps one unfinished message at most, which has to be whole within a minute. One that has been
/// silent for long makes way where there is no place for another. A stream that is no IPFIX is
/// ended.
public final class IpfixListener implements AutoCloseable {
  static final int MOST_STREAMS = 512;

  /// Of one address; of IPv6, where a host has a whole /64, of one of these.
  static final int MOST_OF_ONE = 64;

  private static final Logger LOG = LoggerFactory.getLogger(IpfixListener.class);
  private static final int READ_OCTETS = 1 << 16;
  private static final int LOOK_SECONDS = 5;

  /// By then the first message is whole, and any that has begun.
  private static final Duration UNFINISHED = Duration.ofSeconds(60);

  private static final Duration SILENT = Duration.ofMinutes(10);
  private static final Duration CLOSE = Duration.ofSeconds(2);
  private static final long PAUSE_MILLIS = 5;
  private static final int QUIET_LOOKS = 4;

  private record Door(
      ListenAddress asked,
      ListenAddress bound,
      @Nullable Channel channel,
      Optional<CannotListen> failure,
      AtomicLong received) {

    private boolean isOpen() {
      return channel != null;
    }

    private void close() {
      if (channel != null) {
        channel.close().awaitUninterruptibly(CLOSE.toMillis());
      }
    }
  }

  private final EventLoopGroup group;
  private final Admission admission;
  private final Duration unfinished;
  private final Duration silent;
  private final Map<End, AtomicLong> ends = new ConcurrentHashMap<>();
  private final SeldomLog remarks = new SeldomLog(LOG);
  private final AtomicLong octets = new AtomicLong();
  private final AtomicLong handlerErrors = new AtomicLong();

  /// Those silent for longest first; on the receiving thread.
  private final Set<IpfixConnection> streams = new LinkedHashSet<>();

  private volatile List<Door> doors = List.of();
  private @Nullable DatagramHandler handler;
  private volatile boolean closed;

  /// Listens nowhere yet.
  ///
  /// @param beside its thread reads; closed after this
  public IpfixListener(UdpListener beside, Admission admission) {
    this(beside, admission, UNFINISHED, SILENT);
  }

  IpfixListener(UdpListener beside, Admission admission, Duration unfinished, Duration silent) {
    this.group = beside.group();
    this.admission = admission;
    this.unfinished = unfinished;
    this.silent = silent;
  }

  /// Listens there and nowhere else, as far as that can be: [#states] says how far. What is open
  /// and wanted stays as it is, with its connections; what could not be bound is tried again.
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
    end(before);
    List<Door> all = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Door stays = after.get(i);
      all.add(stays == null ? open(wanted.get(i)) : stays);
    }
    doors = List.copyOf(all);
  }

  /// Binds all ports, or none.
  ///
  /// @throws CannotListen if a port cannot be bound; says which, why and what to do
  public void bind(List<ListenAddress> addresses) throws CannotListen {
    listen(addresses);
    Optional<CannotListen> failure =
        doors.stream().flatMap(door -> door.failure.stream()).findFirst();
    if (failure.isPresent()) {
      close();
      throw failure.get();
    }
  }

  private Door open(ListenAddress address) {
    AtomicLong received = new AtomicLong();
    var bound =
        new ServerBootstrap()
            .group(group)
            .channel(
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.AUTO_READ, handler != null)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new FixedRecvByteBufAllocator(READ_OCTETS).maxMessagesPerRead(1))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    begin(channel, address, received);
                  }
                })
            .bind(address.socketAddress())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      CannotListen failure = CannotListen.on("TCP", address, "--tcp-port", bound.cause());
      return new Door(address, address, null, Optional.of(failure), received);
    }
    int port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
    return new Door(address, address.withPort(port), bound.channel(), Optional.empty(), received);
  }

  /// Begins to take connections; to be called once. Until then they wait.
  ///
  /// @param taker called on the thread of the UDP sockets
  public synchronized void read(DatagramHandler taker) {
    handler = taker;
    doors.stream()
        .flatMap(door -> Optional.ofNullable(door.channel).stream())
        .forEach(channel -> channel.config().setAutoRead(true));
    var untilClose =
        group.scheduleAtFixedRate(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    LOG.debug("reading {}, look {}", addresses(), untilClose);
  }

  /// On the receiving thread, as is all below that has to do with streams.
  private void begin(SocketChannel channel, ListenAddress door, AtomicLong received) {
    DatagramHandler taker = handler;
    IpAddress sender = IpAddress.of(channel.remoteAddress().getAddress().getAddress());
    if (closed || taker == null || !admits(sender)) {
      var _ = channel.close();
      return;
    }
    if (!hasPlace(sender)) {
      count(End.TOO_MANY, "refused the stream from " + sender + ": there are too many already");
      var _ = channel.close();
      return;
    }
    IpfixConnection stream = new IpfixConnection(this, channel, sender, door, received, taker);
    streams.add(stream);
    channel.pipeline().addLast(stream);
  }

  private boolean hasPlace(IpAddress sender) {
    List<IpfixConnection> ofHost =
        streams.stream().filter(one -> isSameHost(one.sender(), sender)).toList();
    return (ofHost.size() < MOST_OF_ONE || makeWay(ofHost))
        && (streams.size() < MOST_STREAMS || makeWay(List.copyOf(streams)));
  }

  private static boolean isSameHost(IpAddress one, IpAddress other) {
    return one.high() == other.high() && (one.high() != 0 || one.low() == other.low());
  }

  /// Ends the one that has been silent for longest, if it has been so for long.
  private boolean makeWay(List<IpfixConnection> some) {
    IpfixConnection quietest =
        some.stream().min(Comparator.comparingLong(IpfixConnection::heardNanos)).orElseThrow();
    if (System.nanoTime() - quietest.heardNanos() < silent.toNanos()) {
      return false;
    }
    quietest.end(End.SILENT, "has been silent for long, and others want its place");
    return true;
  }

  private void look() {
    for (IpfixConnection stream : List.copyOf(streams)) {
      if (stream.isLate(unfinished)) {
        stream.end(End.UNFINISHED, "has not sent a whole message within a minute");
      }
    }
  }

  /// Octets that have come on a connection.
  void came(int more) {
    octets.addAndGet(more);
  }

  boolean admits(IpAddress sender) {
    return admission.admitsSender(sender.high(), sender.low());
  }

  /// That a connection is over.
  void left(IpfixConnection stream) {
    streams.remove(stream);
  }

  void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      if (handlerErrors.getAndIncrement() == 0) {
        LOG.error("taking a message failed; this is a defect", e);
      }
    } catch (Error e) {
      handlerErrors.getAndIncrement();
      Thread thread = Thread.currentThread(); // Netty would only log it
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  void count(End end, String sentence) {
    ends.computeIfAbsent(end, _ -> new AtomicLong()).incrementAndGet();
    remarks.warn(() -> sentence);
  }

  /// The ports that were asked for, in their order, and what has become of them; from any thread.
  public List<PortState> states() {
    return doors.stream()
        .map(
            door ->
                new PortState(
                    door.asked,
                    door.isOpen() ? door.bound : null,
                    door.failure,
                    door.received.get()))
        .toList();
  }

  /// Addresses that are listened on, in the order asked for; where port 0 was asked, with the one
  /// that was taken.
  public List<ListenAddress> addresses() {
    return doors.stream().filter(Door::isOpen).map(Door::bound).toList();
  }

  /// How many streams were refused or ended, by cause in words; empty where none were.
  public Map<String, Long> ended() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (End end : End.values()) {
      AtomicLong count = ends.get(end);
      if (count != null) {
        counts.put(end.words, count.get());
      }
    }
    return counts;
  }

  /// Messages at which the handler failed; a defect of Weir where this is not 0.
  public long handlerErrors() {
    return handlerErrors.get();
  }

  /// Reads what has come, within a second or two, then ends all connections.
  @Override
  public void close() {
    close(CLOSE);
  }

  /// The same, in less time.
  public synchronized void close(Duration most) {
    if (closed) {
      return;
    }
    closed = true;
    doors.forEach(Door::close);
    drain(most.compareTo(CLOSE) < 0 ? most : CLOSE);
    end(doors);
    LOG.debug("closed TCP {}", addresses());
  }

  /// Waits until nothing more comes.
  private void drain(Duration most) {
    long until = System.nanoTime() + most.toNanos();
    long before = -1;
    int quiet = 0;
    try {
      while (handler != null && quiet < QUIET_LOOKS && System.nanoTime() < until) {
        long now = octets.get();
        quiet = now == before ? quiet + 1 : 0;
        before = now;
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the connections that came to these ports.
  private void end(List<Door> ports) {
    if (ports.isEmpty()) {
      return;
    }
    List<ListenAddress> of = ports.stream().map(Door::asked).toList();
    var ended =
        group.submit(
            () ->
                List.copyOf(streams).stream()
                    .filter(stream -> of.contains(stream.door()))
                    .forEach(IpfixConnection::leave));
    LOG.debug("ended: {}", ended.awaitUninterruptibly(CLOSE.toMillis()));
  }
}
