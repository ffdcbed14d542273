package weir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import weir.enrich.Directions;
import weir.flow.FlowBatch;

/// A batch that is printed and emptied again and again.
final class FlowOutput {
  private final FlowPrinter printer;
  private final Directions directions;
  private final FlowBatch batch = new FlowBatch();

  FlowOutput(FlowPrinter printer, Directions directions) {
    this.printer = printer;
    this.directions = directions;
  }

  FlowBatch batch() {
    return batch;
  }

  void flush() {
    if (batch.rows() == 0) {
      return;
    }
    directions.apply(batch);
    try {
      for (int row = 0; row < batch.rows(); row++) {
        printer.print(batch, row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      batch.reset();
    }
  }
}
