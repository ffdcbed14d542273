package weir.cli;

import java.io.PrintWriter;
import java.util.Locale;
import weir.query.TimeRange;
import weir.screen.Link;
import weir.screen.Saved;
import weir.screen.Screen;

/// What is in a workspace, on a terminal.
final class WorkspaceReport {
  private final PrintWriter out;

  WorkspaceReport(PrintWriter out) {
    this.out = out;
  }

  void print(Saved saved) {
    Screen screen = saved.screen();
    line("View", screen.view().title() + " (" + screen.view().id() + ")");
    line("Filter", screen.filter().isEmpty() ? "none" : screen.filter());
    line("From", TimeRange.instant(screen.range().fromNanos()).toString());
    line("Until", TimeRange.instant(screen.range().untilNanos()).toString());
    line("Zone", screen.zone().normalized().getId().replaceFirst("^Z$", "UTC"));
    line(
        "Unit",
        screen.unit().label().toLowerCase(Locale.ROOT)
            + (screen.scaled() ? ", multiplied by the sampling rates" : ", as exported"));
    line("Flows", flows(saved));
    line("Exporters", saved.names().said().exporters().size() + " that something is said of");
    line("Written", saved.written() + (saved.by().isEmpty() ? "" : " by " + saved.by()));
    line("Source", saved.source().isEmpty() ? "not told" : saved.source());
    line("Link", Link.of(screen).text());
    saved.remarks().forEach(remark -> line("Mind", remark));
    if (!saved.notes().isEmpty()) {
      out.println();
      out.println(saved.notes());
    }
    out.flush();
  }

  private static String flows(Saved saved) {
    return saved
        .flows()
        .map(
            flows ->
                String.format(
                    Locale.ROOT,
                    "%,d, %,d octets%s",
                    flows.rows(),
                    flows.octets(),
                    flows.anonymised().isEmpty() ? "" : ", anonymised: " + flows.anonymised()))
        .orElse("none");
  }

  private void line(String name, String value) {
    out.printf(Locale.ROOT, "%-10s %s%n", name, value);
  }
}
