package weir.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// Writes a table whose rows come sheet by sheet, all with the same columns. Closing ends the
/// table.
public interface SheetPrinter extends Closeable {
  /// Where a table can be written to.
  @FunctionalInterface
  interface Opening {
    SheetPrinter open(List<Sheet.Column> columns) throws IOException;
  }

  void print(Sheet sheet) throws IOException;
}
