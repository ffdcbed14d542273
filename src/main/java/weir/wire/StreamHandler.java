package weir.wire;

import java.io.IOException;

/// Takes streams as senders open them, each on a thread of its own.
@FunctionalInterface
public interface StreamHandler {
  /// Reads a stream to its end, or as far as it is wanted.
  ///
  /// @throws IOException if it breaks off, or holds what cannot be understood; says which stream
  void handle(OctetStream stream) throws IOException;
}
