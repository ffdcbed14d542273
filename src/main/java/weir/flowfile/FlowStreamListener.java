package weir.flowfile;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.FlowBatch;

/// Takes streams of `FlowMessage`s on a TCP port, from many senders at once. A sender that is
/// faster than the store waits; one that sends slowly holds a batch, so their number is bounded.
public final class FlowStreamListener implements AutoCloseable {
  static final int MOST_SENDERS = 64;

  private static final Logger LOG = LoggerFactory.getLogger(FlowStreamListener.class);
  private static final long PAUSE_MILLIS = 500;

  private final ServerSocket server;
  private final Supplier<FlowBatch> empty;
  private final Consumer<FlowBatch> filled;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private FlowStreamListener(
      ServerSocket server, Supplier<FlowBatch> empty, Consumer<FlowBatch> filled) {
    this.server = server;
    this.empty = empty;
    this.filled = filled;
  }

  /// @param empty gives a batch to fill, waiting for one if need be; from any thread
  /// @param filled takes it back, with rows or without
  /// @throws IOException if the port cannot be bound
  public static FlowStreamListener open(
      int port, Supplier<FlowBatch> empty, Consumer<FlowBatch> filled) throws IOException {
    ServerSocket server;
    try {
      server = new ServerSocket(port);
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on TCP port " + port + ": " + e.getMessage() + "; choose a free one", e);
    }
    var listener = new FlowStreamListener(server, empty, filled);
    Thread accepting = new Thread(listener::accept, "weir-streams-" + server.getLocalPort());
    accepting.setDaemon(true);
    accepting.start();
    return listener;
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!closed) {
      try {
        accept(server.accept());
      } catch (IOException e) {
        if (!closed) {
          LOG.warn("accepting flow streams on TCP port {} failed: {}", port(), e.getMessage());
          pause();
        }
      }
    }
  }

  private void accept(Socket connection) throws IOException {
    if (connections.size() >= MOST_SENDERS) {
      LOG.warn(
          "refused the stream from {}: there are {} already",
          connection.getRemoteSocketAddress(),
          MOST_SENDERS);
      connection.close();
      return;
    }
    connection.setKeepAlive(true); // a sender that is gone gives up its place
    connections.add(connection);
    Thread thread = new Thread(() -> read(connection), "weir-stream");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /// What made accepting fail, such as too many open files, does not end at once.
  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(Socket connection) {
    String name = "the stream from " + connection.getRemoteSocketAddress();
    try (connection;
        ProtobufFile stream = ProtobufFile.stream(name, connection.getInputStream())) {
      boolean more = true;
      while (more) {
        FlowBatch batch = empty.get();
        try {
          more = stream.read(batch);
        } finally {
          filled.accept(batch);
        }
      }
      stream.remarks().forEach(LOG::warn);
    } catch (IOException e) {
      if (!closed) {
        LOG.warn("{}", e.getMessage());
      }
    } finally {
      connections.remove(connection);
      threads.remove(Thread.currentThread());
    }
  }

  /// Ends all streams; what has come is handed on before this returns.
  @Override
  public void close() {
    closed = true;
    try {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (IOException e) {
      LOG.debug("closing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
