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
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.Admission;
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
/// allowed is left behind at once.
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
  private static final Duration SHORTEST_END = Duration.ofMillis(200);
  private static final long DRAIN_PAUSE_MILLIS = 5;
  private static final long IDLE_MILLIS = 100;

  /// `IPPROTO_IPV6` and `IPV6_V6ONLY` of Linux: IPv4 has a socket of its own.
  private static final ChannelOption<Integer> V6_ONLY =
      new IntegerUnixChannelOption("IPV6_V6ONLY", 41, 26);

  private final EventLoopGroup group;
  private final ReceiveBuffer buffer;
  private final List<DatagramChannel> channels = new ArrayList<>();
  private final AtomicLong handlerErrors = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final List<ListenAddress> addresses = new ArrayList<>();
  private final List<Receiver> receivers = new ArrayList<>();
  private final Admission admission;
  private @Nullable HeldDatagrams held;
  private volatile boolean discarding;
  private volatile @Nullable Map<ListenAddress, Long> dropsAtClose;

  private UdpListener(EventLoopGroup group, ReceiveBuffer buffer, Admission admission) {
    this.group = group;
    this.buffer = buffer;
    this.admission = admission;
  }

  /// Binds a free port that only this machine can send to, and begins to read.
  ///
  /// @throws IOException if there is none
  public static UdpListener openLoopback(DatagramHandler handler) throws IOException {
    UdpListener listener =
        bind(List.of(new ListenAddress(ListenAddress.LOOPBACK, 0)), Admission.everybody(), 1 << 20);
    listener.read(handler);
    return listener;
  }

  /// Binds all ports, or none; [#read] begins to read.
  ///
  /// @throws IOException if a port cannot be bound; says which, why and what to do
  public static UdpListener bind(List<ListenAddress> addresses, Admission admission)
      throws IOException {
    return bind(addresses, admission, RECEIVE_BUFFER_BYTES);
  }

  static UdpListener bind(
      List<ListenAddress> addresses, Admission admission, int receiveBufferBytes)
      throws IOException {
    var threads = new DefaultThreadFactory("weir-receive", true, Thread.MAX_PRIORITY);
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    UdpListener listener =
        new UdpListener(
            new MultiThreadIoEventLoopGroup(1, threads, io),
            new ReceiveBuffer(receiveBufferBytes),
            admission);
    try {
      for (ListenAddress address : addresses) {
        listener.bind(address, isShared(address, addresses));
      }
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    return listener;
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

  private void bind(ListenAddress address, boolean v6Only) throws IOException {
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
      int port = address.port();
      String hint =
          port > 0 && port < 1024
              ? "ports below 1024 need privileges; choose a higher one"
              : "another program may be listening there; choose another with --port, or stop it";
      throw new IOException(
          "cannot listen on UDP " + address + ": " + bound.cause().getMessage() + "; " + hint,
          bound.cause());
    }
    DatagramChannel channel = (DatagramChannel) bound.channel();
    channels.add(channel);
    addresses.add(address.withPort(channel.localAddress().getPort()));
    buffer.force(channel);
  }

  /// Begins to receive, for a [#read] to come: keeps 64 MiB at most; what comes then waits in the
  /// sockets.
  public void hold() {
    HeldDatagrams holding =
        new HeldDatagrams(
            MOST_HELD_BYTES,
            () -> channels.forEach(channel -> channel.config().setAutoRead(false)));
    held = holding;
    receive(holding);
  }

  /// Begins to read; to be called once. Where datagrams are held, returns when they have been
  /// handed on.
  ///
  /// @param handler called on one thread, also for what came before
  public void read(DatagramHandler handler) {
    HeldDatagrams holding = held;
    if (holding == null) {
      receive(handler);
    } else {
      held = null;
      var released = group.submit(() -> release(holding, handler)).awaitUninterruptibly();
      LOG.debug("what was held is handed on: {}", released.isSuccess());
    }
    var untilClose =
        group.scheduleAtFixedRate(
            () -> guarded(handler::idle), IDLE_MILLIS, IDLE_MILLIS, TimeUnit.MILLISECONDS);
    LOG.debug("reading {}, idle task {}", addresses, untilClose);
  }

  private void receive(DatagramHandler handler) {
    for (DatagramChannel channel : channels) {
      Receiver receiver = new Receiver(handler);
      receivers.add(receiver);
      channel.pipeline().addLast(receiver);
      channel.config().setAutoRead(true);
    }
  }

  /// On the receiving thread, so that what was held comes before what follows it.
  private void release(HeldDatagrams holding, DatagramHandler handler) {
    holding.release((datagram, payload) -> guarded(() -> handler.handle(datagram, payload)));
    receivers.forEach(receiver -> receiver.handler = handler);
    channels.forEach(channel -> channel.config().setAutoRead(true));
  }

  /// Addresses in the order asked for; where port 0 was asked, with the one that was taken.
  public List<ListenAddress> addresses() {
    return List.copyOf(addresses);
  }

  /// Their ports.
  public List<Integer> ports() {
    return addresses.stream().map(ListenAddress::port).toList();
  }

  /// What to tell the user where the system gave a smaller receive buffer than is good.
  public Optional<String> receiveBufferAdvice() {
    return buffer.advice(channels);
  }

  /// How full the fullest socket's buffer is, 0 to 1; 0 where the system does not tell.
  public double fill() {
    Map<ListenAddress, SocketTable.Row> table = SocketTable.read(addresses);
    double fullest = 0;
    for (int i = 0; i < addresses.size(); i++) {
      SocketTable.Row row = table.getOrDefault(addresses.get(i), SocketTable.Row.NOTHING);
      fullest = Math.max(fullest, ReceiveBuffer.fill(channels.get(i), row.queuedBytes()));
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
    Map<ListenAddress, Long> drops = new LinkedHashMap<>();
    SocketTable.read(addresses).forEach((address, row) -> drops.put(address, row.drops()));
    return drops;
  }

  /// Datagrams that were handed on, or held, so far.
  public long received() {
    return received.get();
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
  public void close(Duration most) {
    if (dropsAtClose != null) {
      return;
    }
    Duration drain = most.compareTo(DRAIN) < 0 ? most : DRAIN;
    Duration end = drain.dividedBy(4).plus(SHORTEST_END);
    if (!drained(drain)) {
      discarding = true;
      LOG.debug("the rest is counted only; all of it: {}", drained(end));
    }
    channels.forEach(channel -> channel.config().setAutoRead(false));
    Map<ListenAddress, Long> drops = new LinkedHashMap<>(socketDrops());
    boolean ended =
        group
            .shutdownGracefully(0, end.toMillis(), TimeUnit.MILLISECONDS)
            .awaitUninterruptibly(most.plus(end).toMillis());
    LOG.debug("closed {}, its thread has ended: {}", addresses, ended);
    for (int i = 0; i < receivers.size(); i++) {
      drops.merge(addresses.get(i), receivers.get(i).discarded.get(), Long::sum);
    }
    dropsAtClose = Collections.unmodifiableMap(drops);
  }

  /// Waits for the sockets to be empty, if they are read; says whether they are.
  private boolean drained(Duration most) {
    long until = System.nanoTime() + most.toNanos();
    try {
      while (!receivers.isEmpty() && fill() > 0) {
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
    private DatagramHandler handler;

    Receiver(DatagramHandler handler) {
      this.handler = handler;
    }

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
