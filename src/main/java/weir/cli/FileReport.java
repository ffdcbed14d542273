package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import weir.app.DataSets;
import weir.app.Desk;
import weir.enrich.Enrichment;
import weir.flow.FlowField;
import weir.ingest.FileSource;
import weir.ingest.IngestStatus;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.Measure;
import weir.query.TimeRange;

/// What opening a file shows, on a terminal: summary, top talkers, and the overview as a picture.
final class FileReport {
  private static final Measure[] SUMS = {Measure.BYTES, Measure.PACKETS, Measure.FLOWS};

  private final Desk desk;
  private final Enrichment enrichment;
  private final PrintWriter out;

  FileReport(Desk desk, Enrichment enrichment, PrintWriter out) {
    this.desk = desk;
    this.enrichment = enrichment;
    this.out = out;
  }

  /// @return why there is no picture, in a sentence; empty where there is one
  /// @throws IOException if the file cannot be read
  Optional<String> print(Path file, Path png) throws IOException, InterruptedException {
    try (FileSource source = DataSets.read(file, enrichment)) {
      while (!source.await(1000)) {
        IngestStatus status = source.status();
        out.println(file + ":" + ImportProgress.percent(status) + " " + status.flows() + " flows");
      }
      IngestStatus status = source.status();
      out.println(ImportProgress.of(file, source.name(), status.message()));
      status.drops().forEach((cause, count) -> out.println("  lost: " + count + " " + cause));
      if (status.state() == IngestStatus.State.FAILED || status.flows() == 0) {
        throw new CommandFailed("there is nothing to show of " + file);
      }
      SourceReport report = new SourceReport(source, desk, out);
      TimeRange range = report.range();
      out.println(
          "from "
              + TimeRange.instant(range.fromNanos())
              + " to "
              + TimeRange.instant(range.untilNanos() - 1));
      report.top("By protocol", range, Filter.all(), Dimension.of(FlowField.PROTOCOL), SUMS);
      report.top("Top talkers", range, Filter.all(), SourceReport.TALKERS, SUMS);
      return report.draw(png);
    }
  }
}
