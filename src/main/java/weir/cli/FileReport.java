package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import weir.app.DataSets;
import weir.app.Desk;
import weir.enrich.Directions;
import weir.export.AnswerFormat;
import weir.flow.FlowField;
import weir.ingest.FileSource;
import weir.ingest.IngestStatus;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.StoreStatus;

/// What opening a file shows, on a terminal: summary, top talkers, and the overview as a picture.
final class FileReport {
  private static final int TALKERS = 10;
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 960;

  private final Desk desk;
  private final Directions directions;
  private final PrintWriter out;

  FileReport(Desk desk, Directions directions, PrintWriter out) {
    this.desk = desk;
    this.directions = directions;
    this.out = out;
  }

  /// @throws IOException if the file cannot be read or the picture cannot be written
  void print(Path file, Path png) throws IOException, InterruptedException {
    try (FileSource source = FileSource.open(file, directions, DataSets.temporary())) {
      while (!source.await(1000)) {
        out.printf("%s: %.0f %%%n", file, source.status().progress() * 100);
      }
      IngestStatus status = source.status();
      out.println(file + ": " + status.message());
      status.drops().forEach((cause, count) -> out.println("  lost: " + count + " " + cause));
      if (status.state() == IngestStatus.State.FAILED || status.flows() == 0) {
        throw new CommandFailed("there is nothing to show of " + file);
      }
      tables(source);
      desk.render(source, "overview", true, WIDTH, HEIGHT, png);
      out.println("wrote " + png);
      out.flush();
    }
  }

  private void tables(FileSource source) {
    StoreStatus status = source.store().status();
    TimeRange range = new TimeRange(status.oldestNanos(), status.newestNanos() + 1);
    out.println(
        "from "
            + TimeRange.instant(range.fromNanos())
            + " to "
            + TimeRange.instant(status.newestNanos()));
    print(
        source,
        "By protocol",
        FlowQuery.ranking(
            range,
            Filter.all(),
            TALKERS,
            Dimension.of(FlowField.PROTOCOL),
            Measure.BYTES,
            Measure.PACKETS,
            Measure.FLOWS));
    print(
        source,
        "Top talkers",
        FlowQuery.ranking(
            range,
            Filter.all(),
            TALKERS,
            Dimension.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS),
            Measure.BYTES,
            Measure.PACKETS,
            Measure.FLOWS));
  }

  private void print(FileSource source, String title, FlowQuery query) {
    Answer answer = source.store().run(query, new Cancel());
    out.println();
    out.println(title);
    AnswerFormat.TABLE.print(answer, out);
    out.println();
  }
}
