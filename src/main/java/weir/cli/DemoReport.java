package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.app.Desk;
import weir.app.Stop;
import weir.flow.FlowField;
import weir.ingest.IngestStatus;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;

/// The generated network on a terminal: ten seconds of it, then tables and the overview as a
/// picture.
final class DemoReport {
  private static final int SECONDS = 10;
  private static final int TCP = 6;
  private static final Measure[] RATES = {
    Measure.BITS_PER_SECOND, Measure.PACKETS_PER_SECOND, Measure.FLOWS_PER_SECOND
  };

  private final Desk desk;
  private final PrintWriter out;
  private final PrintWriter err;

  DemoReport(Desk desk, PrintWriter out, PrintWriter err) {
    this.desk = desk;
    this.out = out;
    this.err = err;
  }

  /// @param stop ends it early, and then nothing is shown
  /// @return why there is no picture, in a sentence; empty where there is one
  Optional<String> print(Path png, Stop stop) throws IOException, InterruptedException {
    try (Desk.Demo demo = desk.demo()) {
      stop.ending(
          new Stop.Ending(
              within -> {
                var _ = demo.source().close(within); // it keeps nothing, so nothing is lost
                return List.of();
              },
              List::of));
      out.printf(
          Locale.ROOT,
          "The demo network, with no window: five exporters send real datagrams by UDP on loopback"
              + " for %d seconds.%n",
          SECONDS);
      out.flush();
      long sent = send(demo, stop);
      if (stop.isTold()) {
        return Optional.empty();
      }
      SourceReport report = new SourceReport(demo.source(), desk, out);
      summary(demo.source().status(), demo.source().exporters().size(), sent);
      tables(report);
      return report.draw(png);
    }
  }

  private long send(Desk.Demo demo, Stop stop) throws IOException, InterruptedException {
    boolean terminal = QueryProgress.onTerminal();
    long sent =
        demo.send(
            SECONDS,
            left -> {
              if (terminal) {
                say(QueryProgress.CLEAR + "the demo network sends · " + left + " s left");
              }
              return !stop.isTold();
            });
    if (terminal) {
      say(QueryProgress.CLEAR);
    }
    return sent;
  }

  private void say(String progress) {
    err.print(progress);
    err.flush();
  }

  private void summary(IngestStatus status, int exporters, long sent) {
    out.printf(
        Locale.ROOT,
        "%d exporters sent %,d datagrams. Received and decoded: %s.%n",
        exporters,
        sent,
        Following.line(status));
    out.println("Octets and packets are multiplied by the rates at which the exporters sample.");
  }

  private void tables(SourceReport report) {
    TimeRange range = report.range().aligned(FlowQuery.SECOND);
    Filter tcp = Filter.equal(FlowField.PROTOCOL, 0, TCP);
    report.print(
        "Every second", FlowQuery.total(range, Filter.all(), RATES).withBucket(FlowQuery.SECOND));
    report.top("Top talkers", range, Filter.all(), SourceReport.TALKERS, RATES);
    report.top("TCP flags", range, tcp, Dimension.of(FlowField.TCP_FLAGS), RATES);
  }
}
