package weir.capture;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.Admission;
import weir.flow.Destination;
import weir.flow.ListenAddress;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.WireReader;

/// UDP sockets on any number of addresses and ports, all read by one thread, which also runs the
/// handler: what it calls needs no locks. On Linux many datagrams come with one system call
/// (recvmmsg); so one thread takes in and decodes several times what a store takes, and more would
/// only need locks.
///
/// Bound first and read later: what comes in between waits in the sockets, and is dated when it is
/// read. With [#hold] it keeps the time at which it came. What comes from senders that are not
/// allowed is left behind at once. Where it listens can be changed at any time; sockets that stay
/// wanted lose nothing by that.
public final class UdpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UdpListener.class);

  /// A jumbo frame's worth; exporters keep datagrams within their MTU.
  private static final int DATAGRAM_BYTES = 9216;

  private static final int DATAGRAMS_PER_READ = 64;

  /// At a million flows a second more than two seconds of datagrams, with the kernel's overhead.
  static final int RECEIVE_BUFFER_BYTES = 256 << 20;

  /// At 20,000 datagrams a second two seconds of them.
  private static final long MOST_HELD_BYTES = 64L << 20;

  private static final Duration DRAIN = Duration.ofSeconds(10);

  /// For a socket that is not wanted any more while others go on.
  private static final Duration DRAIN_ONE = Duration.ofSeconds(1);

  private static final Duration SHORTEST_END = Duration.ofMillis(200);
  private static final long DRAIN_PAUSE_MILLIS = 5;
  private static final long IDLE_MILLIS = 100;

  /// `IPPROTO_IPV6` and `IPV6_V6ONLY` of Linux: IPv4 has a socket of its own.
  private static final ChannelOption<Integer> V6_ONLY =
      new IntegerUnixChannelOption("IPV6_V6ONLY", 41, 26);

  /// An open socket, and who takes what comes to it.
  ///
  /// @param bufferBytes what the system gave it
  private record Socket(DatagramChannel channel, int bufferBytes, Receiver receiver) {}

  /// A port that is wanted: open, or not because of a failure.
  ///
  /// @param v6Only whether it leaves IPv4 to another socket
  private record Door(
      ListenAddress asked,
      boolean v6Only,
      ListenAddress bound,
      @Nullable Socket socket,
      Optional<CannotListen> failure) {

    private static Door closed(ListenAddress asked, boolean v6Only, CannotListen failure) {
      return new Door(asked, v6Only, asked, null, Optional.of(failure));
    }

    private long received() {
      return socket == null ? 0 : socket.receiver.received.get();
    }
  }

  /// All that is asked by other threads.
  ///
  /// @param goneDrops what was lost at sockets that are closed by now
  private record Doors(List<Door> all, Map<ListenAddress, Long> goneDrops, long goneReceived) {
    private List<Door> open() {
      return all.stream().filter(door -> door.socket != null).toList();
    }

    private List<DatagramChannel> channels() {
      return all.stream().flatMap(door -> channel(door).stream()).toList();
    }

    private List<Receiver> receivers() {
      return all.stream()
          .flatMap(door -> Stream.ofNullable(door.socket))
          .map(Socket::receiver)
          .toList();
    }
  }

  private final EventLoopGroup group;
  private final ReceiveBuffer buffer;
  private final AtomicLong handlerErrors = new AtomicLong();
  private final Admission admission;
  private final Forwarder forwarder = new Forwarder();
  private volatile Doors doors = new Doors(List.of(), Map.of(), 0);
  private @Nullable HeldDatagrams held;

  /// Who takes what comes; null before the first [#hold] or [#read].
  private @Nullable DatagramHandler receiving;

  private volatile @Nullable Map<ListenAddress, Long> dropsAtClose;

  /// One that listens nowhere yet.
  public UdpListener(Admission admission) {
    this(admission, RECEIVE_BUFFER_BYTES);
  }

  private UdpListener(Admission admission, int receiveBufferBytes) {
    var threads = new DefaultThreadFactory("weir-receive", true, Thread.MAX_PRIORITY);
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.group = new MultiThreadIoEventLoopGroup(1, threads, io);
    this.buffer = new ReceiveBuffer(receiveBufferBytes);
    this.admission = admission;
  }

  /// Its thread, for who reads beside it.
  EventLoopGroup group() {
    return group;
  }

  /// Binds a free port that only this machine can send to, and begins to read.
  ///
  /// @throws CannotListen if there is none
  public static UdpListener openLoopback(DatagramHandler handler) throws CannotListen {
    UdpListener listener =
        bind(List.of(new ListenAddress(ListenAddress.LOOPBACK, 0)), Admission.everybody(), 1 << 20);
    listener.read(handler);
    return listener;
  }

  /// Binds all ports, or none; [#read] begins to read.
  ///
  /// @throws CannotListen if a port cannot be bound; says which, why and what to do
  public static UdpListener bind(List<ListenAddress> addresses, Admission admission)
      throws CannotListen {
    return bind(addresses, admission, RECEIVE_BUFFER_BYTES);
  }

  static UdpListener bind(
      List<ListenAddress> addresses, Admission admission, int receiveBufferBytes)
      throws CannotListen {
    UdpListener listener = new UdpListener(admission, receiveBufferBytes);
    listener.listen(addresses);
    Optional<CannotListen> failure =
        listener.states().stream().flatMap(state -> state.failure().stream()).findFirst();
    if (failure.isPresent()) {
      listener.close();
      throw failure.get();
    }
    return listener;
  }

  /// Listens there and nowhere else, as far as that can be: [#states] says how far. What is open
  /// and wanted stays as it is; what is not wanted any more is read to its end, within a second;
  /// what could not be bound is tried again.
  public synchronized void listen(List<ListenAddress> wanted) {
    if (dropsAtClose != null) {
      return;
    }
    List<Door> before = new ArrayList<>(doors.open());
    List<@Nullable Door> after = new ArrayList<>();
    for (ListenAddress address : wanted) {
      boolean v6Only = isShared(address, wanted);
      Optional<Door> stays =
          before.stream()
              .filter(door -> door.asked.equals(address) && door.v6Only == v6Only)
              .findFirst();
      stays.ifPresent(before::remove);
      after.add(stays.orElse(null));
    }
    before.forEach(this::leave);
    List<Door> all = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Door stays = after.get(i);
      all.add(stays == null ? open(wanted.get(i), isShared(wanted.get(i), wanted)) : stays);
    }
    doors = new Doors(List.copyOf(all), doors.goneDrops, doors.goneReceived);
  }

  /// Whether a port of all addresses leaves those of IPv4 to another socket.
  private static boolean isShared(ListenAddress address, List<ListenAddress> all) {
    return address.port() != 0
        && address.address() instanceof Inet6Address
        && address.address().isAnyLocalAddress()
        && all.stream()
            .anyMatch(
                other -> other.port() == address.port() && other.address() instanceof Inet4Address);
  }

  private static DatagramChannel channel(boolean epoll, ListenAddress address) {
    SocketProtocolFamily family =
        address.address() instanceof Inet4Address
            ? SocketProtocolFamily.INET
            : SocketProtocolFamily.INET6;
    return epoll ? new EpollDatagramChannel(family) : new NioDatagramChannel(family);
  }

  private static Optional<DatagramChannel> channel(Door door) {
    return Optional.ofNullable(door.socket).map(Socket::channel);
  }

  private Door open(ListenAddress address, boolean v6Only) {
    boolean epoll = Epoll.isAvailable();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .channelFactory(() -> channel(epoll, address))
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.SO_RCVBUF, buffer.wantedBytes())
            .option(
                ChannelOption.RECVBUF_ALLOCATOR,
                new FixedRecvByteBufAllocator(
                    epoll ? DATAGRAM_BYTES * DATAGRAMS_PER_READ : DATAGRAM_BYTES))
            .handler(new ChannelInboundHandlerAdapter());
    if (epoll) {
      bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM_BYTES);
    }
    if (epoll && v6Only) {
      bootstrap.option(V6_ONLY, 1);
    }
    var bound = bootstrap.bind(address.socketAddress()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      return Door.closed(address, v6Only, CannotListen.on("UDP", address, "--port", bound.cause()));
    }
    DatagramChannel channel = (DatagramChannel) bound.channel();
    buffer.force(channel);
    Socket socket = new Socket(channel, ReceiveBuffer.bytes(channel), new Receiver());
    if (receiving != null) {
      receive(socket, receiving);
    }
    ListenAddress taken = address.withPort(channel.localAddress().getPort());
    return new Door(address, v6Only, taken, socket, Optional.empty());
  }

  /// Begins to receive, for a [#read] to come: keeps 64 MiB at most; what comes then waits in the
  /// sockets.
  public synchronized void hold() {
    HeldDatagrams holding =
        new HeldDatagrams(
            MOST_HELD_BYTES,
            () -> doors.channels().forEach(channel -> channel.config().setAutoRead(false)));
    held = holding;
    receive(holding);
  }

  /// Begins to read; to be called once. Where datagrams are held, returns when they have been
  /// handed on.
  ///
  /// @param handler called on one thread, also for what came before
  public synchronized void read(DatagramHandler handler) {
    HeldDatagrams holding = held;
    if (holding == null) {
      receive(handler);
    } else {
      held = null;
      receiving = handler;
      var released = group.submit(() -> release(holding, handler)).awaitUninterruptibly();
      LOG.debug("what was held is handed on: {}", released.isSuccess());
    }
    var untilClose =
        group.scheduleAtFixedRate(
            () -> guarded(handler::idle), IDLE_MILLIS, IDLE_MILLIS, TimeUnit.MILLISECONDS);
    LOG.debug("reading {}, idle task {}", addresses(), untilClose);
  }

  private void receive(DatagramHandler handler) {
    receiving = handler;
    for (Door door : doors.open()) {
      if (door.socket != null) {
        receive(door.socket, handler);
      }
    }
  }

  private static void receive(Socket socket, DatagramHandler handler) {
    socket.receiver.handler = handler;
    socket.channel.pipeline().addLast(socket.receiver);
    socket.channel.config().setAutoRead(true);
  }

  /// On the receiving thread, so that what was held comes before what follows it.
  private void release(HeldDatagrams holding, DatagramHandler handler) {
    holding.release((datagram, payload) -> guarded(() -> handler.handle(datagram, payload)));
    doors.receivers().forEach(receiver -> receiver.handler = handler);
    doors.channels().forEach(channel -> channel.config().setAutoRead(true));
  }

  /// Sends copies of what comes on to these collectors from now on, at once, also of what is held:
  /// see [Forwarder#forward]. To be called again where it listens elsewhere.
  public void forward(List<Destination> collectors) {
    forwarder.forward(collectors, addresses());
  }

  /// How forwarding to each of them is doing; from any thread.
  public List<ForwardState> forwarded() {
    return forwarder.states();
  }

  /// Why they see this machine as the sender and not the exporters, in words; empty where they do
  /// not.
  public Optional<String> forwardsAsItself() {
    return forwarder.lacking();
  }

  /// The ports that were asked for, in their order, and what has become of them; from any thread.
  public List<PortState> states() {
    return doors.all.stream()
        .map(
            door ->
                new PortState(
                    door.asked,
                    door.socket == null ? null : door.bound,
                    door.failure,
                    door.received()))
        .toList();
  }

  /// Addresses that are listened on, in the order asked for; where port 0 was asked, with the one
  /// that was taken.
  public List<ListenAddress> addresses() {
    return doors.open().stream().map(Door::bound).toList();
  }

  /// Their ports.
  public List<Integer> ports() {
    return addresses().stream().map(ListenAddress::port).toList();
  }

  /// What to tell the user where the system gave a smaller receive buffer than is good.
  public Optional<String> receiveBufferAdvice() {
    return doors.all.stream()
        .flatMap(door -> Stream.ofNullable(door.socket))
        .map(Socket::bufferBytes)
        .min(Comparator.naturalOrder())
        .flatMap(buffer::advice);
  }

  /// How full the fullest socket's buffer is, 0 to 1; 0 where the system does not tell.
  public double fill() {
    return fill(doors.open());
  }

  private static double fill(List<Door> open) {
    Map<ListenAddress, SocketTable.Row> table =
        SocketTable.read(open.stream().map(Door::bound).toList());
    double fullest = 0;
    for (Door door : open) {
      long queued = table.getOrDefault(door.bound, SocketTable.Row.NOTHING).queuedBytes();
      if (door.socket != null) {
        fullest = Math.max(fullest, ReceiveBuffer.fill(door.socket.bufferBytes, queued));
      }
    }
    return fullest;
  }

  /// Datagrams that the kernel dropped because a socket's buffer was full, by address; once closed,
  /// as many as there were then.
  public Map<ListenAddress, Long> socketDrops() {
    Map<ListenAddress, Long> last = dropsAtClose;
    if (last != null) {
      return last;
    }
    Doors now = doors;
    Map<ListenAddress, Long> drops = drops(now.open());
    now.goneDrops.forEach((address, count) -> drops.merge(address, count, Long::sum));
    return drops;
  }

  private static Map<ListenAddress, Long> drops(List<Door> open) {
    Map<ListenAddress, Long> drops = new LinkedHashMap<>();
    SocketTable.read(open.stream().map(Door::bound).toList())
        .forEach((address, row) -> drops.put(address, row.drops()));
    return drops;
  }

  /// Datagrams that were handed on, or held, so far.
  public long received() {
    Doors now = doors;
    return now.goneReceived + now.all.stream().mapToLong(Door::received).sum();
  }

  /// Datagrams at which the handler failed; a defect of Weir where this is not 0.
  public long handlerErrors() {
    return handlerErrors.get();
  }

  /// Reads what waits in the sockets, then stops receiving; when it returns the handler is not
  /// called any more, unless it hangs. A sender that goes on is left behind after ten seconds: what
  /// it has sent by then counts among the drops.
  @Override
  public void close() {
    close(DRAIN);
  }

  /// The same, in less time.
  ///
  /// @param most for so long datagrams are handed on; the rest is counted for a quarter of that
  public synchronized void close(Duration most) {
    if (dropsAtClose != null) {
      return;
    }
    Doors now = doors;
    Duration drain = most.compareTo(DRAIN) < 0 ? most : DRAIN;
    Duration end = drain.dividedBy(4).plus(SHORTEST_END);
    empty(now.open(), drain, end);
    Map<ListenAddress, Long> drops = new LinkedHashMap<>(socketDrops());
    for (DatagramChannel channel : now.channels()) {
      var _ = channel.close(); // the end of the group alone forgets some
    }
    boolean ended =
        group
            .shutdownGracefully(0, end.toMillis(), TimeUnit.MILLISECONDS)
            .awaitUninterruptibly(most.plus(end).toMillis());
    forwarder.close(end);
    LOG.debug("closed {}, its thread has ended: {}", addresses(), ended);
    now.open().forEach(door -> drops.merge(door.bound, discarded(door), Long::sum));
    dropsAtClose = Collections.unmodifiableMap(drops);
  }

  /// Closes a socket that is not wanted any more; what is counted of it stays counted.
  private void leave(Door door) {
    empty(List.of(door), DRAIN_ONE, SHORTEST_END);
    long lost = drops(List.of(door)).getOrDefault(door.bound, 0L) + discarded(door);
    Map<ListenAddress, Long> gone = new LinkedHashMap<>(doors.goneDrops);
    gone.merge(door.bound, lost, Long::sum);
    doors =
        new Doors(
            doors.all.stream().filter(other -> !other.equals(door)).toList(),
            Collections.unmodifiableMap(gone),
            doors.goneReceived + door.received());
    channel(door).ifPresent(channel -> channel.close().awaitUninterruptibly());
  }

  private static long discarded(Door door) {
    return door.socket == null ? 0 : door.socket.receiver.discarded.get();
  }

  /// Has what waits in sockets handed on; the rest, after a while, counted only. Then stops reading
  /// them.
  private void empty(List<Door> open, Duration drain, Duration end) {
    if (!drained(open, drain)) {
      open.stream()
          .flatMap(door -> Stream.ofNullable(door.socket))
          .forEach(socket -> socket.receiver.discarding = true);
      LOG.debug("the rest is counted only; all of it: {}", drained(open, end));
    }
    open.forEach(door -> channel(door).ifPresent(channel -> channel.config().setAutoRead(false)));
  }

  /// Waits for the sockets to be empty, if they are read; says whether they are.
  private boolean drained(List<Door> open, Duration most) {
    long until = System.nanoTime() + most.toNanos();
    try {
      while (receiving != null && !open.isEmpty() && fill(open) > 0) {
        if (System.nanoTime() > until) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(DRAIN_PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      if (handlerErrors.getAndIncrement() == 0) {
        LOG.error("receiving failed; this is a defect", e);
      }
    } catch (Error e) {
      handlerErrors.getAndIncrement();
      Thread thread = Thread.currentThread(); // Netty would only log it
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  /// Copies each payload into one reused array and hands it on.
  private final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
    private final byte[] payload = new byte[DATAGRAM_BYTES];
    private final WireReader reader = new WireReader();
    private final AtomicLong discarded = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private volatile boolean discarding;

    /// Set before anything is received; later on the receiving thread.
    private DatagramHandler handler = (_, _) -> {};

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      if (discarding) {
        discarded.incrementAndGet();
        return;
      }
      InetSocketAddress sender = packet.sender();
      Instant now = Instant.now();
      Datagram datagram =
          datagram(
              sender.getAddress(),
              sender.getPort(),
              packet.recipient().getPort(),
              now.getEpochSecond() * 1_000_000_000L + now.getNano());
      if (!admission.admitsSender(datagram.sourceHigh(), datagram.sourceLow())) {
        return;
      }
      ByteBuf content = packet.content();
      int length = Math.min(content.readableBytes(), payload.length);
      content.getBytes(content.readerIndex(), payload, 0, length);
      guarded(() -> forwarder.handle(datagram, reader.reset(payload, 0, length)));
      guarded(() -> handler.handle(datagram, reader.reset(payload, 0, length)));
      received.lazySet(received.getPlain() + 1); // no other thread writes it
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // An ICMP "port unreachable" for something once sent, and the like: the socket goes on.
      LOG.debug("receiving on {}: {}", context.channel().localAddress(), cause.toString());
    }
  }

  private static Datagram datagram(InetAddress source, int sourcePort, int port, long nanos) {
    byte[] octets = source.getAddress();
    long high = 0;
    long low = 0;
    for (int i = 0; i < octets.length; i++) {
      high = (high << 8) | (low >>> 56);
      low = (low << 8) | (octets[i] & 0xff);
    }
    return new Datagram(
        high, octets.length == 4 ? low | (0xffffL << 32) : low, sourcePort, port, nanos);
  }
}
