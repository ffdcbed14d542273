package weir.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowStore;
import weir.store.StoreStatus;
import weir.store.duckdb.DuckDbStore;

/// `weir query`: one question to a data set.
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "Ask a data set: group flows by fields, sum them up, filter, rank, over time.")
final class QueryCommand implements Callable<Integer> {
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
  private List<String> measures = List.of("bytes", "packets", "flows");

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
      description = "2026-11-21T10:00:00Z, -1h; default: all.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Until then, exclusive; default: all.")
  private @Nullable String until;

  @Option(
      names = "--every",
      paramLabel = "LENGTH",
      description = "Over time, in buckets such as 1s, 5m.")
  private @Nullable String every;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Only the N largest groups (default: all).")
  private int top;

  @Option(names = "--others", description = "Sum up the rest as one group.")
  private boolean others;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private AnswerFormat format = AnswerFormat.TABLE;

  @Option(names = "--sql", description = "Print the SQL instead of asking.")
  private boolean sql;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  QueryCommand() {}

  @Override
  public Integer call() {
    Filter parsed = parse(filter);
    try (FlowStore store = DuckDbStore.openExisting(data)) {
      FlowQuery query =
          new FlowQuery(
              range(store.status()),
              parsed,
              fields(),
              measures(),
              bucketNanos(),
              top,
              others,
              !raw);
      var out = spec.commandLine().getOut();
      if (sql) {
        out.println(store.sql(query));
      } else {
        Answer answer = store.run(query, new Cancel());
        format.print(answer, out);
      }
      out.flush();
    }
    return 0;
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
    if (end < start) {
      throw new CommandFailed("--to lies before --from; swap them");
    }
    return new TimeRange(start, end);
  }

  private List<FlowField> fields() {
    List<FlowField> fields = new ArrayList<>();
    for (String name : by) {
      FlowField field =
          FlowField.named(name.strip())
              .filter(FlowField::groupable)
              .orElseThrow(
                  () ->
                      new CommandFailed(
                          "--by: there is no field '" + name + "'; there are " + names()));
      fields.add(field);
    }
    return fields;
  }

  private static String names() {
    return FlowField.all().stream()
        .filter(FlowField::groupable)
        .map(FlowField::fieldName)
        .collect(Collectors.joining(", "));
  }

  private List<Measure> measures() {
    List<Measure> parsed = new ArrayList<>();
    for (String name : measures) {
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
