package weir.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weir.export.TextTable;
import weir.query.BucketWidth;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.Query;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.View;
import weir.query.Views;

/// `--view NAME --panel NAME`: the question of a panel, which the desktop draws.
final class PanelChoice {
  /// Rows of each group over time, at most, unless --every says otherwise.
  private static final int BUCKETS = 60;

  @Option(
      names = "--view",
      paramLabel = "NAME",
      completionCandidates = ViewNames.class,
      description =
          "A view of the desktop: ${COMPLETION-CANDIDATES}. Without --panel, lists its panels.")
  private @Nullable String viewName;

  @Option(
      names = "--panel",
      paramLabel = "NAME",
      description = "Ask what this panel of the view shows.")
  private @Nullable String panelName;

  @Option(
      names = "--unit",
      paramLabel = "UNIT",
      description = "What --panel counts: ${COMPLETION-CANDIDATES} (default: bits)")
  private @Nullable Unit unit;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private final Views views;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  PanelChoice(Views views) {
    this.views = views;
  }

  /// Whether a view was named.
  boolean wanted() {
    return viewName != null;
  }

  /// Whether the view's panels are to be listed, and nothing is asked.
  boolean listing() {
    return viewName != null && panelName == null;
  }

  /// @param otherwise whether other options say what to ask
  /// @param every whether it is to be over time
  /// @throws ParameterException if it makes no sense beside the other options
  /// @throws IllegalArgumentException if there is no such view or panel
  void check(boolean otherwise, boolean every) {
    if (panelName != null && viewName == null) {
      throw usage("--panel goes with --view");
    }
    if (unit != null && panelName == null) {
      throw usage("--unit goes with --view and --panel");
    }
    if (viewName != null && otherwise) {
      throw usage(
          "a view's panel says what is asked: no --by, --measure, --top, --others, --heatmap or"
              + " --records beside --view");
    }
    if (panelName != null && !panel().visual().overTime() && every) {
      throw usage("--every: the panel '" + panelName + "' is not over time");
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private View view() {
    return views.named(String.valueOf(viewName));
  }

  private Panel panel() {
    return view().panel(String.valueOf(panelName));
  }

  /// Prints the view's panels.
  void list(PrintWriter out) {
    TextTable table = new TextTable(List.of("Panel", "Title", "Visual", "By"));
    for (Panel panel : view().panels()) {
      String by = panel.sums().by().stream().map(Dimension::name).collect(Collectors.joining(","));
      List<String> cells = List.of(panel.id(), panel.title(), panel.visual().visualName(), by);
      table.add(cells, cells.size());
    }
    table.lines().forEach(out::println);
  }

  /// The panel's question.
  ///
  /// @throws IllegalArgumentException with a sentence, if it names what is not there
  /// @param bucketNanos of --every; 0 for what suits the range
  Query<?> query(
      TimeRange range, Filter filter, long bucketNanos, boolean scaled, Dimensions dimensions) {
    panel()
        .lacks(dimensions)
        .ifPresent(
            lack -> {
              throw new IllegalArgumentException("panel '" + panelName + "': " + lack);
            });
    long bucket = bucketNanos > 0 ? bucketNanos : BucketWidth.nanos(range, BUCKETS);
    return panel()
        .questionFor(
            new Frame(range, filter, unit == null ? Unit.BITS : unit, scaled, bucket, dimensions));
  }
}
