package weir.capture;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The size of sockets' receive buffers: asked for, and read back, because systems cap it.
///
/// @param wantedBytes as the option SO_RCVBUF takes it
record ReceiveBuffer(int wantedBytes) {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiveBuffer.class);
  private static final int SOL_SOCKET = 1;

  /// Linux's SO_RCVBUFFORCE goes beyond net.core.rmem_max where the process may (CAP_NET_ADMIN).
  private static final ChannelOption<Integer> FORCED =
      new IntegerUnixChannelOption("SO_RCVBUFFORCE", SOL_SOCKET, 33);

  /// Asks once more, as one who may, where the system gave less.
  void force(DatagramChannel channel) {
    if (!Epoll.isAvailable() || bytes(channel) >= wantedBytes) {
      return;
    }
    try {
      channel.config().setOption(FORCED, wantedBytes);
    } catch (RuntimeException e) {
      LOG.debug("no privilege to lift the receive buffer's cap: {}", e.getMessage());
    }
  }

  /// What the system gave. Linux doubles what is asked for, to hold its overhead too, and says the
  /// double.
  static int bytes(DatagramChannel channel) {
    int said = channel.config().getReceiveBufferSize();
    return Epoll.isAvailable() ? said / 2 : said;
  }

  /// How much of the buffer is taken, 0 to 1.
  ///
  /// @param bytes what the system gave
  /// @param queuedBytes overhead included
  static double fill(int bytes, long queuedBytes) {
    return queuedBytes / (2.0 * bytes);
  }

  /// What to tell the user where the system gave less.
  ///
  /// @param smallest what it gave, of the smallest of some
  Optional<String> advice(int smallest) {
    return smallest >= wantedBytes || !Epoll.isAvailable()
        ? Optional.empty()
        : Optional.of(
            "the system caps the receive buffer at "
                + smallest / 1024
                + " KiB, so bursts may be lost; to lift the cap: sudo sysctl -w net.core.rmem_max="
                + wantedBytes);
  }
}
