package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weir.app.About;
import weir.export.SheetPrinter;
import weir.export.Sheets;
import weir.exporter.Labels;
import weir.ingest.Source;
import weir.query.ComparisonQuery;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.DirectionRules;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Query;
import weir.query.Rank;
import weir.query.RelationQuery;
import weir.query.Result;
import weir.query.TimeRange;
import weir.query.Views;
import weir.store.FlowReader;

/// `weir query`: one question to a data set.
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description =
        "Ask a data set: sums of flows by fields, ranked, over time, as a heatmap, as relations,"
            + " compared with others; or the flow records themselves.")
final class QueryCommand implements Callable<Integer> {
  private static final int TOP_RELATIONS = 20;
  private static final List<String> ALL = List.of("bytes", "packets", "flows");
  private static final List<String> FLOWS = List.of("flows");

  @Mixin private DataChoice data = new DataChoice();

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "FIELD",
      description =
          "What to group by, such as src_addr,dst_port: fields, networks such as src_addr/24 (and"
              + " src_addr/24/56 with IPv6's length), service, site, src_service, dst_service,"
              + " packet_size, octets_per_packet, handshake_time (default: none, the total).")
  private List<String> by = List.of();

  @Option(
      names = "--measure",
      split = ",",
      paramLabel = "MEASURE",
      description =
          "flows, packets, bytes, bps, pps, fps, bytes_l2, bps_l2 (layer 2), bytes_per_packet,"
              + " syn_share, of_speed (of interfaces) and more (default: bytes,packets,flows). The"
              + " first ranks.")
  private List<String> measures = List.of();

  @Option(names = "--raw", description = "Leave the sampling rate out.")
  private boolean raw;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Such as 'tcp and dst port 443'.")
  private String filter = "";

  @Mixin private CountOnce once = new CountOnce();

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "Try rules of directions: direction in --by is as they tell it. A rule a line, such as"
              + " 'in: exporter 192.0.2.1 and in if 5'.")
  private @Nullable Path rules;

  @Mixin private RangeOptions time = new RangeOptions();

  @Option(
      names = "--every",
      paramLabel = "LENGTH",
      description = "Over time, in buckets such as 1s, 5m, aligned in UTC.")
  private @Nullable String every;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Only the N largest groups (default: all).")
  private int top;

  @Option(
      names = "--rank",
      paramLabel = "WHAT",
      description =
          "What the largest groups have most of: average (the sum, default), max, p95, min or last:"
              + " the highest step, what 95 of 100 steps do not exceed, the lowest or the newest"
              + " step of --every, or of one in a hundred of the range.")
  private String rank = Rank.By.AVERAGE.rankName();

  @Option(
      names = "--rank-step",
      paramLabel = "LENGTH",
      description = "The steps of --rank where there is no --every (default: to suit the range).")
  private @Nullable String rankStep;

  @Option(
      names = "--spread",
      description =
          "Count what a flow has evenly over the time that it took, not when it was received; what"
              + " of that lies outside of the range is left out.")
  private boolean spread;

  @Option(names = "--others", description = "Sum up the rest as one group.")
  private boolean others;

  @Mixin private Heatmap heatmap = new Heatmap();
  @Mixin private PanelChoice panel;

  @Option(
      names = "--relations",
      description =
          "Over two to four fields of --by: the largest combinations and what is left of each"
              + " field, as a Sankey diagram shows them (--top, default: 20).")
  private boolean relations;

  @Mixin private RecordOptions records = new RecordOptions();
  @Mixin private Against against = new Against();

  @Option(
      names = "--quarantine",
      description = "Ask about the flows that were set apart because of the times they give.")
  private boolean quarantine;

  @Mixin private AnswerOptions output = new AnswerOptions();

  @Option(names = "--sql", description = "Print the SQL instead of asking.")
  private boolean sql;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  QueryCommand(Views views) {
    panel = new PanelChoice(views);
  }

  @Override
  public Integer call() {
    check();
    if (panel.listing()) {
      panel.list(spec.commandLine().getOut());
      return 0;
    }
    try (Source source = data.open()) {
      FlowReader store = quarantine ? source.store().quarantine() : source.store();
      Dimensions dimensions = rules(store);
      Filter parsed =
          once.and(parse("--filter", filter, store, store.dimensions()), store.dimensions());
      TimeRange range = time.range(store.status());
      Map<String, String> about =
          records.wanted()
              ? About.flows(source.name(), range, parsed, store.overrides(), output.zone())
              : About.sums(source.name(), range, parsed, !raw, store.overrides(), output.zone());
      Labels labels = store.labels();
      if (records.wanted()) {
        Labels narrowed = parsed.labels(labels);
        answer(
            store,
            records.query(range, parsed, dimensions),
            (found, to) -> Sheets.print(found, records.shown(dimensions), narrowed, to),
            about);
      } else if (relations) {
        answer(
            store,
            relations(range, parsed, dimensions),
            (found, to) -> Sheets.print(Sheets.of(found.withLabels(labels)), to),
            about);
      } else if (against.wanted()) {
        answer(
            store,
            comparison(store, range, parsed, dimensions),
            (found, to) -> Sheets.print(Sheets.of(found.withLabels(labels)), to),
            about);
      } else {
        Query<?> query =
            panel.wanted()
                ? spread(panel.query(range, parsed, bucketNanos(), !raw, dimensions))
                : query(store, range, parsed, dimensions);
        answer(store, query, (found, to) -> Sheets.print(Sheets.of(found, labels), to), about);
      }
      spec.commandLine().getOut().flush();
      new KeptText(sentence -> spec.commandLine().getErr().println("weir: " + sentence))
          .problems(store.status());
    }
    return 0;
  }

  /// With directions as the rules in the file tell them, if one was given.
  private Dimensions rules(FlowReader store) {
    Path file = rules;
    if (file == null) {
      return store.dimensions();
    }
    try {
      List<String> lines =
          Files.readAllLines(file).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
      return store.dimensions().with(DirectionRules.of(store.naming().withDirections(lines)));
    } catch (IOException e) {
      throw new CommandFailed("--rules: " + file + " cannot be read: " + e, e);
    } catch (DirectionRules.WrongRule e) {
      throw new CommandFailed("--rules: " + file + ": " + e.getMessage(), e);
    }
  }

  private void check() {
    boolean ranking = rank() != Rank.By.AVERAGE;
    if (ranking && (by.isEmpty() || relations || heatmap.wanted() || against.wanted())) {
      throw usage("--rank is of the groups of --by: no --relations, --heatmap or comparison");
    }
    if (rankStep != null && (!ranking || every != null)) {
      throw usage("--rank-step goes with another --rank than average, without --every");
    }
    if (spread && (relations || records.wanted())) {
      throw usage("--spread is of sums of groups: no --relations, no --records");
    }
    boolean grouping = !by.isEmpty() || !measures.isEmpty() || top != 0 || others;
    panel.check(
        grouping || heatmap.wanted() || records.wanted() || relations || against.wanted(),
        every != null);
    if (panel.listing() && (sql || output.given())) {
      throw usage("--format, --out and --sql go with --panel; --view alone lists its panels");
    }
    if (sql && output.given()) {
      throw usage("--sql prints the question: no --format, no --out");
    }
    output.check();
    heatmap.check(every != null);
    boolean summing = grouping || every != null || heatmap.wanted();
    records.check(summing || raw || relations || against.wanted());
    if (relations && (every != null || others || heatmap.wanted() || against.wanted())) {
      throw usage("--relations goes with --by, one --measure, --top, --raw, --filter and a range");
    }
    if (relations && measures.size() == 1 && measures().getFirst().isRatio()) {
      throw usage("--relations is of a sum: " + measures().getFirst().label() + " is a ratio");
    }
    if (relations && (by.size() < 2 || by.size() > 4 || measures.size() > 1)) {
      throw usage("--relations is over two to four fields of --by, and of one --measure");
    }
    if (against.wanted() && (every != null || heatmap.wanted())) {
      throw usage("a comparison is over whole ranges: no --every, no --heatmap");
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  /// Prints an answer as tables.
  private interface Printing<A> {
    void print(A found, SheetPrinter.Opening to) throws IOException;
  }

  private <A extends Result> void answer(
      FlowReader store, Query<A> query, Printing<A> printing, Map<String, String> about) {
    PrintWriter out = spec.commandLine().getOut();
    if (sql) {
      out.println(store.sql(query));
    } else {
      QueryProgress.run(
          store,
          query,
          spec.commandLine().getErr(),
          found -> output.write(about, to -> printing.print(found, to), out));
    }
  }

  private FlowQuery query(FlowReader store, TimeRange range, Filter parsed, Dimensions dimensions) {
    List<Dimension> groups = new ArrayList<>(FieldNames.dimensions("--by", by, dimensions));
    if (heatmap.wanted()) {
      groups.add(Dimension.field(heatmap.field()));
    }
    FlowQuery query =
        new FlowQuery(range, parsed, groups, measures(store), bucketNanos(), top, others, !raw)
            .withSpread(spread);
    return heatmap.wanted()
        ? query.withBinWidth(heatmap.binWidth())
        : query.withRank(Rank.of(rank(), rankStepNanos(query.bucketNanos()), range));
  }

  private Query<?> spread(Query<?> query) {
    if (spread && !(query instanceof FlowQuery)) {
      throw usage("--spread is of sums of groups: this panel has none");
    }
    return query instanceof FlowQuery sums ? sums.withSpread(spread) : query;
  }

  private long rankStepNanos(long bucketNanos) {
    return rankStep == null ? bucketNanos : nanos("--rank-step", rankStep);
  }

  private Rank.By rank() {
    return Rank.By.named(rank)
        .orElseThrow(
            () ->
                new CommandFailed(
                    "--rank: there is no '" + rank + "'; there are " + Rank.By.names()));
  }

  private RelationQuery relations(TimeRange range, Filter parsed, Dimensions dimensions) {
    return new RelationQuery(
        range,
        parsed,
        FieldNames.dimensions("--by", by, dimensions),
        measures().getFirst(),
        top == 0 ? TOP_RELATIONS : top,
        !raw);
  }

  private ComparisonQuery comparison(
      FlowReader store, TimeRange range, Filter parsed, Dimensions dimensions) {
    boolean sameRange = against.from == null && against.until == null;
    return new ComparisonQuery(
        query(store, range, parsed, dimensions),
        sameRange ? range : RangeOptions.of(store.status(), against.from, against.until),
        against.filter == null
            ? parsed
            : parse("--against-filter", against.filter, store, dimensions));
  }

  private Filter parse(String option, String text, FlowReader store, Dimensions dimensions) {
    return FilterOption.read(option, text, dimensions, store.labels(), spec.commandLine().getErr());
  }

  /// Those that the data set has. What no flow says is not known: it is not 0, and is left out with
  /// a word where it was named.
  private List<Measure> measures(FlowReader store) {
    List<Measure> known = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    for (Measure measure : measures()) {
      store
          .capabilities()
          .lacks(FlowQuery.total(TimeRange.ALL, Filter.all(), measure))
          .ifPresentOrElse(lacking::add, () -> known.add(measure));
    }
    if (known.isEmpty()) {
      throw new CommandFailed("--measure: " + lacking.getFirst());
    }
    if (!measures.isEmpty()) {
      lacking.stream()
          .distinct()
          .forEach(lack -> spec.commandLine().getErr().println("weir: --measure: " + lack));
    }
    return known;
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
                          "--measure: there is no '" + name + "'; there are " + Measure.names())));
    }
    return parsed;
  }

  private long bucketNanos() {
    return every == null ? 0 : nanos("--every", every);
  }

  private static long nanos(String option, String length) {
    Duration bucket = Times.length(length);
    if (bucket.isZero() || bucket.toNanos() % FlowQuery.SECOND != 0) {
      throw new CommandFailed(option + " " + length + ": a bucket is a whole number of seconds");
    }
    return bucket.toNanos();
  }
}
