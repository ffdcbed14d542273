package weir.store.peer;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.Reasons;
import weir.store.FlowReader;
import weir.store.OwnFiles;

/// Answers other processes of this user what they ask of a data set that is open here: by a socket
/// in its folder that nobody else can connect to. A file of that name that is there already is of
/// who held the folder before, and was killed.
public final class Door implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final int MOST_CALLERS = 64;

  /// So long may one take to read what it has asked for; then it is sent away.
  static final long SLOWEST_NANOS = 30_000_000_000L;

  private static final long LOOK_MILLIS = 2_000;

  private final FlowReader store;
  private final Path socket;
  private final ServerSocketChannel channel;
  private final Set<Caller> callers = ConcurrentHashMap.newKeySet();
  private final Thread accepting;
  private final Thread watching;
  private volatile boolean closed;

  private Door(FlowReader store, Path socket, ServerSocketChannel channel) {
    this.store = store;
    this.socket = socket;
    this.channel = channel;
    accepting = Thread.ofPlatform().daemon().name("weir-door").unstarted(this::accept);
    watching = Thread.ofPlatform().daemon().name("weir-door-watch").unstarted(this::watch);
  }

  /// Where no socket can be had, others are not answered, which the log says: nothing else is worse
  /// for it.
  ///
  /// @param store not closed with it
  /// @param folder of the data set, which is held
  public static Optional<Door> open(FlowReader store, Path folder) {
    Path socket = Wire.socket(folder);
    try {
      Files.deleteIfExists(socket);
      ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try (ShortPath path = ShortPath.to(folder)) {
        channel.bind(UnixDomainSocketAddress.of(Wire.socket(path.folder())));
        if (OwnFiles.hasModes()) {
          Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        }
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      Door door = new Door(store, socket, channel);
      door.accepting.start();
      door.watching.start();
      return Optional.of(door);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.info("others cannot ask for {} while it is open here: {}", folder, e.toString());
      return Optional.empty();
    }
  }

  private void accept() {
    while (!closed) {
      try {
        SocketChannel caller = channel.accept();
        if (callers.size() >= MOST_CALLERS) {
          caller.close();
        } else {
          begin(new Caller(store, caller, callers::remove));
        }
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.debug("{}: {}", socket, Reasons.of(e));
        pause(100); // of files that may be open there are too many, perhaps
      }
    }
  }

  private void begin(Caller caller) {
    callers.add(caller);
    if (closed) {
      caller.close();
    } else {
      caller.start();
    }
  }

  private void watch() {
    while (!closed) {
      pause(LOOK_MILLIS);
      callers.stream().filter(caller -> caller.isSlower(SLOWEST_NANOS)).forEach(Caller::close);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes back what is asked, and waits until nothing of the store is used any more.
  @Override
  public void close() {
    closed = true;
    try {
      channel.close();
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      LOG.debug("closing {}: {}", socket, e.toString());
    }
    watching.interrupt();
    callers.forEach(Caller::close);
    callers.forEach(Caller::await);
  }
}
