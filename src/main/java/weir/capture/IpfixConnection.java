package weir.capture;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.IpAddress;
import weir.flow.ListenAddress;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.MessageStream;
import weir.wire.MessageStream.Fault;
import weir.wire.WireReader;

/// A connection to an [IpfixListener]; all of it on the thread that reads.
final class IpfixConnection extends SimpleChannelInboundHandler<ByteBuf> {
  private static final Logger LOG = LoggerFactory.getLogger(IpfixConnection.class);

  /// Why streams were ended, or not begun.
  enum End {
    TOO_MANY("refused streams: too many"),
    UNFINISHED("closed streams: an unfinished message"),
    SILENT("closed streams: silent, and others wanted the place"),
    BROKEN("closed streams: no IPFIX"),
    TLS("closed streams: TLS, which is not read"),
    CUT("streams cut within a message");

    final String words;

    End(String words) {
      this.words = words;
    }
  }

  private final IpfixListener listener;
  private final SocketChannel channel;
  private final IpAddress sender;
  private final ListenAddress door;
  private final AtomicLong received;
  private final DatagramHandler taker;
  private final int port;
  private final int to;
  private final MessageStream messages = new MessageStream(this::take);
  private final byte[] part = new byte[1024];
  private long heardNanos = System.nanoTime();

  /// Since when a message is waited for: the first, or the rest of one.
  private long awaitedNanos = heardNanos;

  private boolean awaiting = true;
  private boolean over;

  IpfixConnection(
      IpfixListener listener,
      SocketChannel channel,
      IpAddress sender,
      ListenAddress door,
      AtomicLong received,
      DatagramHandler taker) {
    this.listener = listener;
    this.channel = channel;
    this.sender = sender;
    this.door = door;
    this.received = received;
    this.taker = taker;
    this.port = channel.remoteAddress().getPort();
    this.to = channel.localAddress().getPort();
  }

  IpAddress sender() {
    return sender;
  }

  ListenAddress door() {
    return door;
  }

  /// When octets came last.
  long heardNanos() {
    return heardNanos;
  }

  /// Whether a message has been waited for too long.
  boolean isLate(Duration most) {
    return awaiting && System.nanoTime() - awaitedNanos > most.toNanos();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf content) {
    listener.came(content.readableBytes());
    heardNanos = System.nanoTime();
    long before = messages.messages();
    while (content.isReadable() && !over) {
      int length = Math.min(part.length, content.readableBytes());
      content.readBytes(part, 0, length);
      Fault fault = messages.add(part, 0, length);
      if (fault != null) {
        end(fault == Fault.TLS ? End.TLS : End.BROKEN, fault.words());
      }
    }
    if (messages.messages() > before || !awaiting) {
      awaitedNanos = heardNanos;
    }
    awaiting = messages.messages() == 0 || !messages.isWhole();
  }

  private void take(WireReader message) {
    if (!listener.admits(sender)) {
      over = true; // not any more
      var _ = channel.close();
    }
    if (over) {
      return;
    }
    Instant now = Instant.now();
    Datagram from = from(now.getEpochSecond() * 1_000_000_000L + now.getNano());
    received.lazySet(received.getPlain() + 1); // no other thread writes it
    listener.guarded(() -> taker.handle(from, message));
  }

  private Datagram from(long nanos) {
    return new Datagram(sender.high(), sender.low(), port, to, nanos, true);
  }

  /// Ends it without a word.
  void leave() {
    var _ = channel.close();
  }

  /// Ends it, which is counted and said.
  ///
  /// @param why completes "the stream …"
  void end(End end, String why) {
    over = true;
    listener.count(
        end, "the IPFIX stream from " + sender + ", port " + port + ", was ended: it " + why);
    listener.left(this);
    var _ = channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    listener.left(this);
    listener.guarded(() -> taker.ended(from(0)));
    if (!over && !messages.isWhole()) {
      listener.count(
          End.CUT,
          "the IPFIX stream from " + sender + ", port " + port + ", ended within a message");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("the stream from {}, port {}: {}", sender, port, cause.toString());
    var _ = channel.close();
  }
}
