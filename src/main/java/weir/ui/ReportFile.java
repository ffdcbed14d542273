package weir.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import weir.export.Report;
import weir.export.ReportFormat;
import weir.export.ReportOrder;
import weir.export.ReportProgress;
import weir.ingest.Source;
import weir.store.Cancel;
import weir.store.OwnFiles;
import weir.ui.report.ReportMaker;

/// A report in a file, as the desktop and the command make it.
public final class ReportFile {
  private ReportFile() {}

  /// Makes a report and writes it, whole or not at all, as the name's end says. Not to be called on
  /// the JavaFX thread; as in [Snapshot#draw], set what a display lacks before.
  ///
  /// @param made when
  /// @throws IOException if the file cannot be written
  /// @throws IllegalArgumentException with a sentence, if the name does not say how
  /// @throws weir.store.StoreException if the store fails, or it was taken back
  public static void write(
      Source source,
      ReportOrder order,
      Instant made,
      Path file,
      Cancel cancel,
      ReportProgress progress)
      throws IOException {
    ReportFormat format = format(file);
    Report report =
        ReportMaker.make(source, order, made, new ReportCharts(order.distinct()), cancel, progress);
    int _ =
        OwnFiles.replace(
            file,
            out -> {
              format.write(report, out);
              return 0;
            });
  }

  /// @throws IllegalArgumentException with a sentence, if the name does not say how
  public static ReportFormat format(Path file) {
    return ReportFormat.of(String.valueOf(file.getFileName()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "cannot tell from the name "
                        + file
                        + " what to write; let it end with .html or .pdf"));
  }
}
