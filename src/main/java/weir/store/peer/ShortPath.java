package weir.store.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A short way to a folder: the address of a socket has some hundred octets, paths have more. It
/// goes by a link in a folder of the user's own, until it is closed; who has connected by it stays
/// connected.
record ShortPath(Path folder, @Nullable Path made) implements AutoCloseable {
  /// Of an address, with room for the name of the socket.
  private static final int MOST_OCTETS = 90;

  static ShortPath to(Path folder) throws IOException {
    Path whole = folder.toAbsolutePath();
    if (whole.toString().getBytes(StandardCharsets.UTF_8).length <= MOST_OCTETS) {
      return new ShortPath(whole, null);
    }
    Path made = Files.createTempDirectory("weir-"); // readable by the user alone
    return new ShortPath(Files.createSymbolicLink(made.resolve("f"), whole), made);
  }

  @Override
  public void close() throws IOException {
    if (made != null) {
      Files.deleteIfExists(folder);
      Files.deleteIfExists(made);
    }
  }
}
