package weir.wire;

import java.io.IOException;
import java.io.InputStream;

/// What one sender sends, for as long as it likes. Read by one thread.
public abstract class OctetStream extends InputStream {
  /// For messages: "the stream from 192.0.2.1, port 50000".
  public abstract String name();

  /// High half of the sender's address; 0 where there is none.
  public long senderHigh() {
    return 0;
  }

  /// Low half; IPv4 mapped.
  public long senderLow() {
    return 0;
  }

  /// The port that it came to; 0 where it came to none.
  public int port() {
    return 0;
  }

  /// From now on a read in which nothing comes for so long throws [java.io.InterruptedIOException];
  /// the next one goes on.
  public abstract void patience(long nanos) throws IOException;
}
