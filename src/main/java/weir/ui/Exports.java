package weir.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import weir.export.Sheet;
import weir.ingest.Source;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.ui.export.FlowKind;

/// Writes what is exported into files, whole or not at all. The desktop is given one: how files are
/// stored is none of its business.
public interface Exports {
  /// Writes a table. Takes its time.
  ///
  /// @param about of the answer, by name; as far as the format has a place for it
  /// @param marked whether text begins with a byte order mark
  /// @param file whose name's end says how
  /// @throws IOException if it cannot be written
  void write(Sheet sheet, Map<String, String> about, boolean marked, Path file) throws IOException;

  /// How flows can be written.
  default List<FlowKind> flowKinds() {
    return List.of();
  }

  /// Every flow of a range that a filter lets through, as it is. Takes its time.
  ///
  /// @param zone of times that are written as text
  /// @param told whether text begins with lines that say what it is about
  /// @param named whether names stand beside numbers
  /// @param file whose name's end says how
  /// @return what was done
  /// @throws IOException if it cannot be written
  /// @throws weir.store.StoreException if flows cannot be read, or it was cancelled
  default FlowsWritten flows(
      Source source,
      TimeRange range,
      Filter filter,
      ZoneId zone,
      boolean told,
      boolean named,
      Path file,
      Cancel cancel,
      FlowProgress progress)
      throws IOException {
    throw new IOException("no flows are exported here");
  }

  /// Hears how far it is.
  @FunctionalInterface
  interface FlowProgress {
    /// @param rows written so far
    /// @param share of what there is to look at, about: 0 to 1
    void at(long rows, double share);
  }

  /// What was written.
  ///
  /// @param remarks what was lacking, in sentences
  record FlowsWritten(long rows, List<String> remarks) {
    public FlowsWritten {
      remarks = List.copyOf(remarks);
    }
  }

  /// Where nothing is written.
  Exports NONE =
      (_, _, _, _) -> {
        throw new IOException("nothing is exported here");
      };
}
