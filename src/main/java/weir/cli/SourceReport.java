package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.app.Desk;
import weir.export.AnswerFormat;
import weir.export.Sheets;
import weir.flow.FlowField;
import weir.ingest.Source;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.StoreStatus;

/// What there is to see of a source on a terminal: tables, and the overview as a picture.
final class SourceReport {
  static final List<Dimension> TALKERS = Dimension.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS);

  private static final int ROWS = 10;
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 960;

  private final Source source;
  private final Desk desk;
  private final PrintWriter out;

  SourceReport(Source source, Desk desk, PrintWriter out) {
    this.source = source;
    this.desk = desk;
    this.out = out;
  }

  /// From the oldest flow to the newest.
  TimeRange range() {
    StoreStatus status = source.store().status();
    return new TimeRange(status.oldestNanos(), status.newestNanos() + 1);
  }

  /// The ten largest groups.
  void top(String title, TimeRange range, Filter filter, List<Dimension> by, Measure... measures) {
    print(title, FlowQuery.ranking(range, filter, ROWS, by, measures));
  }

  void print(String title, FlowQuery query) {
    Answer answer = source.store().run(query, new Cancel());
    out.println();
    out.println(title);
    out.print(AnswerFormat.TABLE.text(Sheets.of(answer)));
  }

  /// Draws what it was saved with, else the overview.
  ///
  /// @return why there is no picture, in a sentence; empty where there is one
  Optional<String> draw(Path png) {
    try {
      String view = source.saved().isPresent() ? "" : "overview";
      desk.render(source, new Desk.Picture(view, Desk.Look.DARK, WIDTH, HEIGHT), png);
      out.println();
      out.println("wrote " + png);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } finally {
      out.flush();
    }
  }
}
