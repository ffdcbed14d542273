package weir.ingest;

import java.nio.file.Path;
import java.util.List;
import weir.capture.UdpListener;

/// The sources that are open, and the ways to open more. Calls that open return at once with a
/// source that says in its status how far it is; nothing here blocks on I/O.
public interface Workspace extends AutoCloseable {
  /// Where flows are listened for unless told otherwise.
  List<Integer> DEFAULT_PORTS = UdpListener.DEFAULT_PORTS;

  /// Open sources, in the order of opening.
  List<Source> sources();

  /// Opens a capture file as a data set of its own, or the folder of a data set.
  Source openFile(Path file);

  /// Listens on UDP ports, any protocol on any of them, into the workspace's live data set.
  Source listen(List<Integer> ports);

  /// Starts the generated network and listens to it.
  Source demo();

  /// Closes a source and takes it off the list.
  void close(Source source);

  @Override
  void close();
}
