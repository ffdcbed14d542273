package weir.ingest;

import java.nio.file.Path;
import java.util.List;

/// The sources that are open, and the ways to open more. Calls that open return at once with a
/// source that says in its status how far it is; nothing here blocks on I/O.
public interface Workspace extends AutoCloseable {
  /// Open sources, in the order of opening.
  List<Source> sources();

  /// Opens a capture file as a data set of its own, or the folder of a data set.
  Source openFile(Path file);

  /// Listens for flows, into the workspace's live data set.
  Source listen(Listening where);

  /// Starts the generated network and listens to it.
  Source demo();

  /// Lists a source that is of no use, with what is wrong and what to do in words: one that could
  /// not be opened, or not be closed as it should.
  Source failed(String name, String message);

  /// Takes a source off the list and closes it.
  void close(Source source);

  @Override
  void close();
}
