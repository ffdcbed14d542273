package weir.export;

import java.io.Closeable;
import java.io.IOException;
import weir.flow.FlowBatch;

/// Writes flows, a batch after another.
public interface FlowPrinter extends Closeable {
  /// Prints nothing.
  FlowPrinter NOTHING =
      new FlowPrinter() {
        @Override
        public void print(FlowBatch batch) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  void print(FlowBatch batch) throws IOException;

  /// Writes what is buffered.
  void flush() throws IOException;
}
