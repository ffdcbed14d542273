package weir.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.export.RecordColumns;
import weir.export.Sheet;
import weir.export.Sheets;
import weir.ingest.Source;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.StoreException;
import weir.ui.Exports;
import weir.ui.export.FlowKind;

/// Exports of the desktop, by the same code as those of the command line.
public final class ExportFiles implements Exports {
  @Override
  public void write(Sheet sheet, Map<String, String> about, boolean marked, Path file)
      throws IOException {
    try {
      AnswerFile.of(file, Optional.empty(), marked).write(about, to -> Sheets.print(sheet, to));
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public List<FlowKind> flowKinds() {
    return Arrays.stream(FlowExport.Format.values())
        .map(
            format ->
                new FlowKind(
                    format.ending(),
                    format.label(),
                    format == FlowExport.Format.CSV || format == FlowExport.Format.TSV,
                    format.isTable(),
                    format == FlowExport.Format.PCAPNG))
        .toList();
  }

  @Override
  public FlowsWritten flows(
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
    FlowExport.Written written =
        new FlowExport(
                source,
                range,
                filter,
                named
                    ? new RecordColumns(List.of(), source.store().dimensions().toldNames())
                    : RecordColumns.FILLED,
                zone,
                told)
            .write(FlowExport.Format.of(file), file, cancel, progress::at);
    return new FlowsWritten(written.rows(), written.remarks());
  }
}
