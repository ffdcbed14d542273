package weir.store.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import weir.flow.Destination;

/// A way to where flows are taken, made again whenever it has broken. One thread writes; counts can
/// be read from any.
final class Connection {
  /// What is on its way at most, as far as this machine knows.
  private static final int WINDOW_OCTETS = 256 << 10;

  private static final int CONNECT_MILLIS = 5000;
  private static final long RETRY_MILLIS = 1000;
  private static final long GOODBYE_MILLIS = 2000;

  private final Destination to;
  private final Deque<Sent> window = new ArrayDeque<>();
  private int windowOctets;
  private @Nullable Socket socket;
  private @Nullable Thread listening;

  /// That the other side has ended the connection, which is seen where nothing is ever said.
  private volatile boolean gone;

  private volatile boolean closing;
  private final AtomicLong perhapsLost = new AtomicLong();
  private volatile String problem = "";

  /// Of one write.
  private record Sent(int octets, long rows) {}

  Connection(Destination to) {
    this.to = to;
  }

  /// Writes whole messages; waits for a connection as long as it takes.
  ///
  /// @throws IOException if it breaks meanwhile, or is closed: it is not known then what has come
  void send(ByteArrayOutputStream messages, long rows) throws IOException {
    Socket open = connected();
    try {
      messages.writeTo(open.getOutputStream());
    } catch (IOException e) {
      broken();
      throw new IOException(
          "the connection to " + to + " broke: what was on its way is lost; it is made again", e);
    }
    window.addLast(new Sent(messages.size(), rows));
    windowOctets += messages.size();
    while (windowOctets - window.getFirst().octets() >= WINDOW_OCTETS) {
      windowOctets -= window.removeFirst().octets();
    }
  }

  private Socket connected() throws IOException {
    if (gone) {
      broken();
    }
    Socket open = socket;
    while (open == null) {
      if (closing) {
        throw new IOException(to + " did not take what was left");
      }
      open = tryOnce();
    }
    return open;
  }

  private @Nullable Socket tryOnce() throws IOException {
    Socket fresh = new Socket();
    try {
      fresh.setOption(StandardSocketOptions.SO_SNDBUF, WINDOW_OCTETS);
      fresh.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      fresh.connect(new InetSocketAddress(to.host(), to.port()), CONNECT_MILLIS);
      problem = "";
      gone = false;
      socket = fresh;
      listening = Thread.ofPlatform().daemon().name("weir-stream-" + to).start(() -> listen(fresh));
      return fresh;
    } catch (IOException e) {
      fresh.close();
      problem = to + " does not take flows (" + e.getMessage() + "); it is tried again";
      pause();
      return null;
    }
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void listen(Socket open) {
    try (InputStream in = open.getInputStream()) {
      while (in.read() >= 0) {
        // nobody answers here
      }
    } catch (IOException e) {
      // it has broken
    }
    if (open == socket) {
      gone = true;
    }
  }

  /// What was written last may not have come.
  private void broken() {
    perhapsLost.addAndGet(window.stream().mapToLong(Sent::rows).sum());
    window.clear();
    windowOctets = 0;
    gone = false;
    Socket open = socket;
    socket = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // it has gone
      }
    }
  }

  /// Rows that were on their way when a connection broke: so many are lost at most.
  long perhapsLost() {
    return perhapsLost.get();
  }

  /// What is wrong, in a sentence; empty while nothing is.
  String problem() {
    return problem;
  }

  /// Gives up waiting for a connection.
  void giveUp() {
    closing = true;
  }

  /// Ends it, and waits a little for the other side to have read all of it.
  void close() {
    closing = true;
    Socket open = socket;
    Thread thread = listening;
    if (open == null || thread == null) {
      return;
    }
    try (open) {
      open.shutdownOutput();
      thread.join(GOODBYE_MILLIS);
    } catch (IOException e) {
      // it has gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
