package weir.capture;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The raw sockets of a process that may have them, one for IPv4 and one for IPv6, opened when they
/// are first wanted.
final class RawSockets implements AutoCloseable {
  private @Nullable RawSocket v4;
  private @Nullable RawSocket v6;
  private volatile @Nullable String lacking;
  private boolean closed;

  /// Opened as far as the system lets it.
  RawSockets() {}

  /// None.
  ///
  /// @param lacking why, in words
  RawSockets(String lacking) {
    this.lacking = lacking;
  }

  /// @param addressBytes 4 or 16
  synchronized Optional<RawSocket> of(int addressBytes) {
    boolean wantsV6 = addressBytes != 4;
    if (!closed && lacking == null && (wantsV6 ? v6 : v4) == null) {
      try {
        RawSocket opened = RawSocket.open(wantsV6);
        if (wantsV6) {
          v6 = opened;
        } else {
          v4 = opened;
        }
      } catch (IOException e) {
        lacking = e.getMessage();
      }
    }
    return Optional.ofNullable(wantsV6 ? v6 : v4);
  }

  /// Why there are none, in words.
  Optional<String> lacking() {
    return Optional.ofNullable(lacking);
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (RawSocket socket : new @Nullable RawSocket[] {v4, v6}) {
      if (socket != null) {
        socket.close();
      }
    }
    v4 = null;
    v6 = null;
  }
}
