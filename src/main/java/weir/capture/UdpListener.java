package weir.capture;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
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
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.WireReader;

/// UDP sockets on any number of ports, all read by one thread, which also runs the handler: what it
/// calls needs no locks. On Linux many datagrams come with one system call (recvmmsg).
public final class UdpListener implements AutoCloseable {
  /// NetFlow, legacy NetFlow, IPFIX and sFlow; any of them takes any protocol.
  public static final List<Integer> DEFAULT_PORTS = List.of(2055, 2056, 4739, 6343);

  private static final Logger LOG = LoggerFactory.getLogger(UdpListener.class);

  /// A jumbo frame's worth; exporters keep datagrams within their MTU.
  private static final int DATAGRAM_BYTES = 9216;

  private static final int DATAGRAMS_PER_READ = 64;
  private static final int RECEIVE_BUFFER_BYTES = 64 << 20;
  private static final long IDLE_MILLIS = 100;
  private static final int SOL_SOCKET = 1;

  /// Linux's SO_RCVBUFFORCE goes beyond net.core.rmem_max where the process may (CAP_NET_ADMIN).
  private static final ChannelOption<Integer> FORCED_RECEIVE_BUFFER =
      new IntegerUnixChannelOption("SO_RCVBUFFORCE", SOL_SOCKET, 33);

  private final EventLoopGroup group;
  private final List<DatagramChannel> channels = new ArrayList<>();
  private final AtomicLong handlerErrors = new AtomicLong();

  private UdpListener(EventLoopGroup group) {
    this.group = group;
  }

  /// Binds all ports, or none.
  ///
  /// @param ports UDP ports; 0 takes a free one
  /// @throws IOException if a port cannot be bound; says which, why and what to do
  public static UdpListener open(List<Integer> ports, DatagramHandler handler) throws IOException {
    var threads = new DefaultThreadFactory("weir-receive", true, Thread.MAX_PRIORITY);
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    UdpListener listener = new UdpListener(new MultiThreadIoEventLoopGroup(1, threads, io));
    try {
      for (int port : ports) {
        listener.bind(port, handler);
      }
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    var untilClose =
        listener.group.scheduleAtFixedRate(
            () -> listener.guarded(handler::idle), IDLE_MILLIS, IDLE_MILLIS, TimeUnit.MILLISECONDS);
    LOG.debug("listening on {}, idle task {}", listener.ports(), untilClose);
    return listener;
  }

  private void bind(int port, DatagramHandler handler) throws IOException {
    boolean epoll = Epoll.isAvailable();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .channel(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class)
            .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
            .option(
                ChannelOption.RECVBUF_ALLOCATOR,
                new FixedRecvByteBufAllocator(
                    epoll ? DATAGRAM_BYTES * DATAGRAMS_PER_READ : DATAGRAM_BYTES))
            .handler(new Receiver(handler));
    if (epoll) {
      bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM_BYTES);
    }
    var bound = bootstrap.bind(port).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      String hint =
          port > 0 && port < 1024
              ? "ports below 1024 need privileges; choose a higher one"
              : "another program may be listening there; choose another with --port, or stop it";
      throw new IOException(
          "cannot listen on UDP port " + port + ": " + bound.cause().getMessage() + "; " + hint,
          bound.cause());
    }
    DatagramChannel channel = (DatagramChannel) bound.channel();
    if (epoll && channel.config().getReceiveBufferSize() < RECEIVE_BUFFER_BYTES) {
      force(channel);
    }
    channels.add(channel);
  }

  private static void force(Channel channel) {
    try {
      channel.config().setOption(FORCED_RECEIVE_BUFFER, RECEIVE_BUFFER_BYTES);
    } catch (RuntimeException e) {
      LOG.debug("no privilege to lift the receive buffer's cap: {}", e.getMessage());
    }
  }

  /// Ports in the order asked for; where 0 was asked, the one that was taken.
  public List<Integer> ports() {
    return channels.stream().map(channel -> channel.localAddress().getPort()).toList();
  }

  /// What to tell the user where the system gave a smaller receive buffer than is good; empty if
  /// none.
  public String receiveBufferAdvice() {
    int smallest = Integer.MAX_VALUE;
    for (DatagramChannel channel : channels) {
      smallest = Math.min(smallest, channel.config().getReceiveBufferSize());
    }
    return smallest >= RECEIVE_BUFFER_BYTES || !Epoll.isAvailable()
        ? ""
        : "the system caps the receive buffer at "
            + smallest / 1024
            + " KiB; bursts may be lost: sudo sysctl -w net.core.rmem_max="
            + RECEIVE_BUFFER_BYTES;
  }

  /// Datagrams that the kernel dropped at these sockets because they were not read in time.
  public long socketDrops() {
    return SocketDrops.of(ports());
  }

  /// Datagrams at which the handler failed; a defect of Weir where this is not 0.
  public long handlerErrors() {
    return handlerErrors.get();
  }

  /// Stops receiving; when it returns the handler is not called any more.
  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      if (handlerErrors.getAndIncrement() == 0) {
        LOG.error("receiving failed; this is a defect", e);
      }
    }
  }

  /// Copies each payload into one reused array and hands it on.
  private final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
    private final DatagramHandler handler;
    private final byte[] payload = new byte[DATAGRAM_BYTES];
    private final WireReader reader = new WireReader();

    Receiver(DatagramHandler handler) {
      this.handler = handler;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      ByteBuf content = packet.content();
      int length = Math.min(content.readableBytes(), payload.length);
      content.getBytes(content.readerIndex(), payload, 0, length);
      InetSocketAddress sender = packet.sender();
      Instant now = Instant.now();
      Datagram datagram =
          datagram(
              sender.getAddress(),
              sender.getPort(),
              packet.recipient().getPort(),
              now.getEpochSecond() * 1_000_000_000L + now.getNano());
      guarded(() -> handler.handle(datagram, reader.reset(payload, 0, length)));
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
