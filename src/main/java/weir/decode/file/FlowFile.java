package weir.decode.file;

import java.io.IOException;
import java.util.List;
import weir.flow.FlowBatch;

/// A file of flows that were decoded before; read once, from start to end. Progress can be asked
/// from any thread.
public interface FlowFile extends AutoCloseable {
  /// Size of the file on disk; 0 where it has no end.
  long sizeBytes();

  /// How much of it has been read.
  long readBytes();

  /// Adds the next flows to `into` until it [FlowBatch#isFull] or the file ends.
  ///
  /// @return whether there may be more
  /// @throws IOException where the file cannot be understood any further; says which file, which
  ///   byte, what was expected and what to do. What was added to `into` before stays
  boolean read(FlowBatch into) throws IOException;

  /// What was lacking so far, in sentences for people: records of unknown kinds, a broken end.
  List<String> remarks();

  @Override
  void close() throws IOException;
}
