package weir.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weir.app.DataSets;
import weir.export.AnswerFormat;
import weir.flow.FlowField;
import weir.ingest.Source;
import weir.query.Answer;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RecordQuery;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowStore;
import weir.store.StoreStatus;

/// `weir query`: one question to a data set.
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description =
        "Ask a data set: sums of flows by fields, ranked, over time, as a heatmap; or the flow records"
            + " themselves.")
final class QueryCommand implements Callable<Integer> {
  private static final int MOST_RECORDS = 1_000_000;
  private static final List<String> ALL = List.of("bytes", "packets", "flows");
  private static final List<String> FLOWS = List.of("flows");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The data set's folder.")
  private Path data;

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "FIELD",
      description = "Fields to group by, such as src_addr,dst_port (default: none, the total).")
  private List<String> by = List.of();

  @Option(
      names = "--measure",
      split = ",",
      paramLabel = "MEASURE",
      description =
          "flows, packets, bytes, bps, pps, fps (default: bytes,packets,flows). The first ranks.")
  private List<String> measures = List.of();

  @Option(names = "--raw", description = "Leave the sampling rate out.")
  private boolean raw;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Such as 'tcp and dst port 443'.")
  private String filter = "";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "2026-11-21T10:00:00Z, 2026-11-21T10:00 (this machine's time zone), -1h; default: all. Where clocks"
              + " are put back, a time that comes twice is the first; one that is left out, as much later.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Until then, exclusive; default: all.")
  private @Nullable String until;

  @Option(
      names = "--every",
      paramLabel = "LENGTH",
      description =
          "Over time, in buckets such as 1s, 5m, aligned in UTC; times are printed in UTC.")
  private @Nullable String every;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Only the N largest groups (default: all).")
  private int top;

  @Option(names = "--others", description = "Sum up the rest as one group.")
  private boolean others;

  @Mixin private Heatmap heatmap = new Heatmap();

  @Option(
      names = "--records",
      paramLabel = "N",
      description = "The newest N flow records that match, newest first, instead of sums.")
  private @Nullable Integer records;

  @Option(
      names = "--fields",
      split = ",",
      paramLabel = "FIELD",
      description = "With --records: only these (default: all that any of the records fills).")
  private List<String> fields = List.of();

  @Option(
      names = "--quarantine",
      description = "Ask about the flows that were set apart because of the times they give.")
  private boolean quarantine;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private AnswerFormat format = AnswerFormat.TABLE;

  @Option(names = "--sql", description = "Print the SQL instead of asking.")
  private boolean sql;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  QueryCommand() {}

  @Override
  public Integer call() {
    check();
    Filter parsed = parse(filter);
    try (Source source = DataSets.ask(data)) {
      FlowStore store = quarantine ? source.store().quarantine() : source.store();
      TimeRange range = range(store.status());
      PrintWriter out = spec.commandLine().getOut();
      if (records != null) {
        records(store, range, parsed, records, out);
      } else {
        sums(store, query(range, parsed), out);
      }
      out.flush();
      new KeptText(spec.commandLine().getErr()).problems(store.status());
    }
    return 0;
  }

  private void check() {
    heatmap.check(every != null);
    boolean summing = !by.isEmpty() || !measures.isEmpty() || every != null || top != 0 || others;
    if (records != null && (summing || heatmap.wanted() || raw)) {
      throw usage("--records shows flows as they are: no --by, --measure, --every, --top, --raw");
    }
    if (records != null && (records < 1 || records > MOST_RECORDS)) {
      throw usage("--records is 1 to " + MOST_RECORDS);
    }
    if (records == null && !fields.isEmpty()) {
      throw usage("--fields goes with --records N; sums are grouped with --by");
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private void sums(FlowStore store, FlowQuery query, PrintWriter out) {
    if (sql) {
      out.println(store.sql(query));
    } else {
      Answer answer = QueryProgress.run(store, query, spec.commandLine().getErr());
      format.print(answer.withLabels(store.labels()), out);
    }
  }

  private void records(
      FlowStore store, TimeRange range, Filter parsed, int limit, PrintWriter out) {
    List<FlowField> chosen = FieldNames.parse("--fields", fields, _ -> true);
    RecordQuery query = new RecordQuery(range, parsed, Set.copyOf(chosen), limit);
    if (sql) {
      out.println(store.sql(query));
    } else {
      format.print(store.records(query, new Cancel()), chosen, parsed.labels(store.labels()), out);
    }
  }

  private FlowQuery query(TimeRange range, Filter parsed) {
    List<FlowField> groups = new ArrayList<>(FieldNames.parse("--by", by, FlowField::groupable));
    if (heatmap.wanted()) {
      groups.add(heatmap.field());
    }
    FlowQuery query =
        new FlowQuery(range, parsed, groups, measures(), bucketNanos(), top, others, !raw);
    return heatmap.wanted() ? query.withBinWidth(heatmap.binWidth()) : query;
  }

  private static Filter parse(String text) {
    try {
      return FilterParser.parse(text);
    } catch (FilterSyntaxException e) {
      throw new CommandFailed("--filter: " + e.getMessage(), e);
    }
  }

  private TimeRange range(StoreStatus status) {
    Instant now = Instant.now();
    ZoneId zone = ZoneId.systemDefault();
    TimeRange all =
        new TimeRange(status.oldestNanos(), status.newestNanos() + 1).aligned(FlowQuery.SECOND);
    long start = from == null ? all.fromNanos() : TimeRange.nanos(Times.instant(from, now, zone));
    long end = until == null ? all.untilNanos() : TimeRange.nanos(Times.instant(until, now, zone));
    if (from != null && until != null && end < start) {
      throw new CommandFailed("--to lies before --from; swap them");
    }
    // one end that was told may lie beyond all flows: then nothing matches
    return until == null
        ? new TimeRange(start, Math.max(start, end))
        : new TimeRange(Math.min(start, end), end);
  }

  private List<Measure> measures() {
    List<Measure> parsed = new ArrayList<>();
    List<String> names = measures.isEmpty() ? heatmap.wanted() ? FLOWS : ALL : measures;
    for (String name : names) {
      parsed.add(
          Measure.named(name.strip())
              .orElseThrow(
                  () ->
                      new CommandFailed(
                          "--measure: there is no '"
                              + name
                              + "'; there are flows, packets, bytes, bps, pps, fps")));
    }
    return parsed;
  }

  private long bucketNanos() {
    if (every == null) {
      return 0;
    }
    Duration bucket = Times.length(every);
    if (bucket.isZero() || bucket.toNanos() % FlowQuery.SECOND != 0) {
      throw new CommandFailed("--every " + every + ": a bucket is a whole number of seconds");
    }
    return bucket.toNanos();
  }
}
