package weir.cli;

import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.export.IsoTimes;
import weir.export.RecordColumns;
import weir.export.Sheet;
import weir.export.Sheets;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.FlowStream;
import weir.store.Question;

/// `weir tail`: flows of a data set that grows, as they are stored.
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description =
        "Follow a data set that a running collector, or a desktop, fills: its last flows, and then"
            + " those that come, two seconds after they were received. Ctrl+C ends it.")
final class TailCommand implements Callable<Integer> {
  private static final long LOOK_MILLIS = 1_000;

  /// Where the last flows are looked for.
  private static final long BACK_NANOS = 3_600 * FlowQuery.SECOND;

  private static final List<Dimension> USUAL =
      Dimension.of(
          FlowField.TIME_RECEIVED,
          FlowField.EXPORTER,
          FlowField.PROTOCOL,
          FlowField.SRC_ADDRESS,
          FlowField.SRC_PORT,
          FlowField.DST_ADDRESS,
          FlowField.DST_PORT,
          FlowField.TCP_FLAGS,
          FlowField.PACKETS,
          FlowField.BYTES);

  @Mixin private Followed followed = new Followed();

  @Option(
      names = "--fields",
      split = ",",
      paramLabel = "FIELD",
      description =
          "The columns of the table, or what a line of JSON has (default: the usual, or all).")
  private List<String> fields = List.of();

  @Option(
      names = "--lines",
      paramLabel = "N",
      description = "How many of the last hour come first (default: 10).")
  private int lines = 10;

  @Option(
      names = "--format",
      description =
          "${COMPLETION-CANDIDATES}: NDJSON is an object a line, with goflow2's names (default:"
              + " table).")
  private Followed.Format format = Followed.Format.TABLE;

  @Mixin private ZoneOption zone = new ZoneOption();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  TailCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (lines < 0 || lines > 10_000) {
      throw new CommandFailed("--lines is a number from 0 to 10,000");
    }
    PrintWriter out = spec.commandLine().getOut();
    Lines printed = new Lines(out);
    long[] until = {-1};
    followed.follow(
        (store, filter, now) -> {
          printed.of(store.dimensions());
          if (until[0] < 0) {
            printed.print(last(store, filter, now, printed.wanted()));
          } else if (now > until[0]) {
            since(store, filter, new TimeRange(until[0], now), printed, out);
          }
          until[0] = Math.max(until[0], now);
          out.flush();
          return true;
        },
        LOOK_MILLIS,
        out,
        spec.commandLine().getErr());
    return 0;
  }

  /// The newest, in the order of time.
  private FlowBatch last(FlowReader store, Filter filter, long until, Set<FlowField> wanted) {
    FlowBatch turned = new FlowBatch();
    if (lines == 0) {
      return turned;
    }
    TimeRange range = new TimeRange(Math.max(0, until - BACK_NANOS), until);
    try (Question<Records> question =
        store.ask(new RecordQuery(range, filter, wanted, lines), new Cancel())) {
      FlowBatch newest = question.last().page(0, lines);
      for (int row = newest.rows() - 1; row >= 0; row--) {
        turned.copyRow(newest, row, new ArrayList<>(wanted));
        turned.endRow();
      }
    }
    return turned;
  }

  private void since(
      FlowReader store, Filter filter, TimeRange range, Lines printed, PrintWriter out) {
    try (FlowStream flows = store.stream(range, filter, printed.wanted(), new Cancel())) {
      for (Optional<FlowBatch> batch = flows.next();
          batch.isPresent() && !out.checkError();
          batch = flows.next()) {
        printed.print(batch.get());
      }
    }
  }

  /// Which columns there are, and how they are printed.
  private final class Lines {
    private final PrintWriter out;
    private final IsoTimes times = new IsoTimes(ZoneOffset.UTC);
    private @Nullable FlowLines table;
    private List<Dimension> columns = List.of();

    Lines(PrintWriter out) {
      this.out = out;
    }

    /// With the names that there are by now.
    void of(Dimensions known) {
      columns = FieldNames.columns("--fields", fields, known);
      if (format == Followed.Format.TABLE) {
        columns = columns.isEmpty() ? USUAL : columns;
        if (table == null) {
          table = new FlowLines(columns, Labels.NONE, zone.zone(), out);
        }
        table.of(columns);
      } else if (columns.isEmpty()) {
        columns = Dimension.of(FlowField.all());
      }
    }

    /// Fields that are looked at.
    Set<FlowField> wanted() {
      return new RecordColumns(columns, List.of()).fields();
    }

    void print(FlowBatch flows) {
      if (flows.rows() == 0) {
        return;
      }
      if (table != null) {
        table.print(flows);
        return;
      }
      Sheet sheet = Sheets.of(flows, columns);
      StringBuilder line = new StringBuilder();
      for (int row = 0; row < flows.rows(); row++) {
        line.setLength(0);
        sheet.appendJson(row, times, line);
        out.println(line);
      }
    }
  }
}
