package weir.capture;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import weir.flow.IpAddress;
import weir.wire.OctetStream;

/// What comes on a connection; ends with it, or when it is told to.
final class SocketStream extends OctetStream {
  private static final long IN_A_MILLI = 1_000_000;

  private final Socket socket;
  private final IpAddress sender;
  private final InputStream in;
  private volatile boolean ending;
  private volatile long endNanos;

  SocketStream(Socket socket, IpAddress sender) throws IOException {
    this.socket = socket;
    this.sender = sender;
    this.in = socket.getInputStream();
  }

  IpAddress sender() {
    return sender;
  }

  @Override
  public String name() {
    return "the stream from " + sender + ", port " + socket.getPort();
  }

  @Override
  public long senderHigh() {
    return sender.high();
  }

  @Override
  public long senderLow() {
    return sender.low();
  }

  @Override
  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void patience(long nanos) throws IOException {
    socket.setSoTimeout((int) Math.max(1, nanos / IN_A_MILLI));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    return ending && isRead() ? -1 : in.read(into, from, length);
  }

  /// Whether all is read that is to be read before the end.
  private boolean isRead() throws IOException {
    return System.nanoTime() - endNanos >= 0 || in.available() == 0;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  /// Lets it end once what has come is read.
  ///
  /// @param untilNanos when a sender that goes on is left behind
  void end(long untilNanos) {
    endNanos = untilNanos;
    ending = true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
