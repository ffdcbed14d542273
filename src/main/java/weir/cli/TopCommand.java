package weir.cli;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.export.AnswerFormat;
import weir.export.IsoTimes;
import weir.export.Sheet;
import weir.export.Sheets;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FilterText;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowReader;

/// `weir top`: the largest groups of a data set that grows, again and again.
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    description =
        "Follow a data set that a running collector, or a desktop, fills: the largest groups of the"
            + " last minute, as a table that refreshes or as a line of JSON each time. Ctrl+C ends"
            + " it.")
final class TopCommand implements Callable<Integer> {
  private static final long USUAL_LAST_NANOS = 60 * FlowQuery.SECOND;
  private static final long USUAL_EVERY_NANOS = 2 * FlowQuery.SECOND;

  /// To the corner, and nothing on the screen.
  private static final String CLEAR = "\033[H\033[2J";

  @Mixin private Followed followed = new Followed();

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "FIELD",
      description = "What to group by, as for weir query (default: src_addr,dst_addr).")
  private List<String> by = List.of("src_addr", "dst_addr");

  @Option(
      names = "--measure",
      split = ",",
      paramLabel = "MEASURE",
      description = "As for weir query; the first ranks (default: bps,pps,fps).")
  private List<String> measures = List.of("bps", "pps", "fps");

  @Option(names = "--raw", description = "Leave the sampling rate out.")
  private boolean raw;

  @Option(
      names = "--last",
      paramLabel = "LENGTH",
      description = "Of how long: 10s, 5m (default: 1m).")
  private @Nullable String last;

  @Option(
      names = "--every",
      paramLabel = "LENGTH",
      description = "How often: 1s, 10s (default: 2s).")
  private @Nullable String every;

  @Option(names = "--top", paramLabel = "N", description = "Rows at most (default: 20).")
  private int top = 20;

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "End after so many (default: go on until Ctrl+C).")
  private int times;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table).")
  private Followed.Format format = Followed.Format.TABLE;

  @Mixin private ZoneOption zone = new ZoneOption();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  TopCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (top < 1 || times < 0) {
      throw new CommandFailed("--top is a number from 1 on, --times one from 0 on");
    }
    long lastNanos = Followed.nanos("--last", last, USUAL_LAST_NANOS);
    long everyNanos = Followed.nanos("--every", every, USUAL_EVERY_NANOS);
    List<Measure> shown = measures();
    PrintWriter out = spec.commandLine().getOut();
    boolean clear = format == Followed.Format.TABLE && QueryProgress.onTerminal();
    ZoneId clock = zone.zone();
    int[] looks = {0};
    followed.follow(
        (store, filter, untilNanos) -> {
          TimeRange range = new TimeRange(Math.max(0, untilNanos - lastNanos), untilNanos);
          Answer answer = answer(store, filter, range, shown);
          Sheet sheet = Sheets.of(answer, store.labels());
          out.print(clear ? CLEAR : "");
          if (format == Followed.Format.TABLE) {
            out.println(heading(range, filter, answer, clock));
            out.println(AnswerFormat.TABLE.text(sheet));
          } else {
            out.println(line(range, sheet, clock));
          }
          out.flush();
          looks[0]++;
          return times == 0 || looks[0] < times;
        },
        TimeUnit.NANOSECONDS.toMillis(everyNanos),
        out,
        spec.commandLine().getErr());
    return 0;
  }

  private Answer answer(FlowReader store, Filter filter, TimeRange range, List<Measure> shown) {
    List<Dimension> groups = FieldNames.dimensions("--by", by, store.dimensions());
    return store.run(
        new FlowQuery(range, filter, groups, shown, 0, top, false, !raw), new Cancel());
  }

  private static String heading(TimeRange range, Filter filter, Answer answer, ZoneId zone) {
    return "%s, last %,d s · %,d flows%s"
        .formatted(
            new IsoTimes(zone).text(range.untilNanos()),
            range.lengthNanos() / FlowQuery.SECOND,
            answer.matchedFlows(),
            filter.isAll() ? "" : " · " + FilterText.of(filter));
  }

  /// An object a line: the range, and an object for each row.
  private static String line(TimeRange range, Sheet sheet, ZoneId zone) {
    IsoTimes clock = new IsoTimes(zone);
    return "{\"from\":\""
        + clock.text(range.fromNanos())
        + "\",\"until\":\""
        + clock.text(range.untilNanos())
        + "\",\"rows\":"
        + AnswerFormat.JSON.text(sheet).replace("\n", "")
        + "}";
  }

  private List<Measure> measures() {
    List<Measure> all = new ArrayList<>();
    for (String name : measures) {
      all.add(
          Measure.named(name.strip())
              .orElseThrow(
                  () ->
                      new CommandFailed(
                          "--measure: there is no '" + name + "'; there are " + Measure.names())));
    }
    return all;
  }
}
