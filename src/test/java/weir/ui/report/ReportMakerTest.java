package weir.ui.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.export.Drawing;
import weir.export.Report;
import weir.export.ReportFormat;
import weir.export.ReportOrder;
import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.ingest.IngestStatus;
import weir.ingest.Source;
import weir.query.Against;
import weir.query.Answer;
import weir.query.AsOf;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FlowQuery;
import weir.query.Query;
import weir.query.Result;
import weir.query.TimeRange;
import weir.query.Timing;
import weir.query.Unit;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.Capabilities;
import weir.store.FlowArchive;
import weir.store.FlowReader;
import weir.store.FlowWriter;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.StoreStatus;
import weir.store.duckdb.DuckDbStore;

/// What a report says of a data set with losses, strangers' names and panels that it cannot answer.
class ReportMakerTest {
  private static final IpAddress EXPORTER = IpAddress.parse("192.0.2.1");
  private static final String HOSTILE = "<script>edge</script>";

  /// Has a flow of each group that is asked for, and no TCP flags.
  private static final class OneFlow implements FlowReader {
    @Override
    @SuppressWarnings("unchecked") // it is asked for sums alone
    public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
      if (cancel.isCancelled()) {
        throw StoreException.cancelled();
      }
      return Question.inOneStep(() -> (A) answer((FlowQuery) query));
    }

    private static Answer answer(FlowQuery query) {
      List<Answer.Key> keys =
          query.by().stream()
              .map(
                  by ->
                      new Answer.Key(
                          by,
                          by.isWide() ? new long[] {EXPORTER.high()} : new long[0],
                          new long[] {by.isWide() ? EXPORTER.low() : 3}))
              .toList();
      long[][] sums = new long[query.measures().size()][1];
      Arrays.stream(sums).forEach(sum -> sum[0] = 1_000);
      long[] starts =
          query.bucketNanos() == 0 ? new long[0] : new long[] {query.range().fromNanos()};
      return new Answer(query, 1, starts, keys, new boolean[1], sums, 1, 0);
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(Set.of(FlowField.TCP_FLAGS), Set.of());
    }

    @Override
    public Labels labels() {
      return new Labels(
          Map.of(EXPORTER, new Labels.Exporter(HOSTILE, Map.of(3L, HOSTILE))), Set.of(EXPORTER));
    }

    @Override
    public String sql(Query<?> query) {
      return "the statement of " + query.fields().size();
    }

    @Override
    public String engine() {
      return "Store 1";
    }

    @Override
    public StoreStatus status() {
      return new StoreStatus(
          1, 0, 0, 1, 7, StoreStatus.Keeping.EVERYTHING, List.of("a file is damaged"));
    }

    @Override
    public void close() {}
  }

  private record Lossy(FlowReader store) implements Source {
    @Override
    public String name() {
      return "router <1>";
    }

    @Override
    public boolean live() {
      return true;
    }

    @Override
    public long lost() {
      return 1_234;
    }

    @Override
    public IngestStatus status() {
      return new IngestStatus(
          IngestStatus.State.LISTENING,
          "",
          1,
          1,
          1,
          5,
          -1,
          Map.of("queue full", 17L, "not allowed: sender", 4L),
          List.of());
    }

    @Override
    public void close() {}
  }

  private static ReportOrder order(String view, Filter filter) {
    return new ReportOrder(
        Views.builtIn().named(view),
        new TimeRange(0, 60 * FlowQuery.SECOND),
        filter,
        Unit.BITS,
        true,
        ZoneOffset.UTC,
        "",
        "");
  }

  private static Report make(String view, Filter filter, Cancel cancel) {
    return ReportMaker.make(
        new Lossy(new OneFlow()),
        order(view, filter),
        Instant.EPOCH,
        (_, _, _, _, _, _) -> Drawing.of(10, 10, _ -> {}),
        cancel,
        (_, _) -> {});
  }

  private static String html(Report report) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportFormat.HTML.write(report, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    String page = html(make("overview", Filter.all(), new Cancel()));
    for (String said :
        List.of(
            "Overview of router &lt;1&gt;",
            "a file is damaged",
            ">queue full</td><td class=\"n\">17</td>",
            "refused: who sent it may not",
            ">1,234</td>",
            ">impossible times</td><td class=\"n\">5</td>",
            ">dated in the future</td><td class=\"n\">7</td>",
            "Store 1",
            "the statement of",
            "Not asked: the flows here do not have: TCP flags.")) {
      assertTrue(page.contains(said), said + "\n" + page);
    }
  }

  @Test
  void namesOfStrangersAreText() throws Exception {
    Report report =
        make("interfaces", FilterParser.parse("exporter 192.0.2.1 and in if 3"), new Cancel());
    String page = html(report);
    assertFalse(page.contains("<script"), page);
    assertTrue(page.contains("Exporter is &lt;script&gt;edge&lt;/script&gt; (192.0.2.1)"), page);
    assertTrue(page.contains("--filter &#39;exporter 192.0.2.1 and in if 3&#39;"), page);
  }

  @Test
  void aReportThatIsTakenBackEnds() {
    Cancel cancel = new Cancel();
    cancel.cancel();
    StoreException ended =
        assertThrows(StoreException.class, () -> make("overview", Filter.all(), cancel));
    assertTrue(ended.isCancelled());
  }

  @Test
  void eachPanelHasItsPlaceAndItsQuestion() {
    Report report = make("talkers", Filter.all(), new Cancel());
    List<String> panels =
        Views.builtIn().named("talkers").panels().stream().map(panel -> panel.title()).toList();
    List<String> headings = report.sections().stream().map(Report.Section::heading).toList();
    assertTrue(headings.containsAll(panels), headings.toString());
    assertEquals(
        panels,
        report.sections().stream()
            .filter(section -> section.level() == 2)
            .map(Report.Section::heading)
            .toList());
  }

  @Test
  void bothSidesOfAComparisonAreReportedAsTheyAreSpread() throws Exception {
    try (FlowArchive flows = DuckDbStore.temporary()) {
      FlowBatch batch = new FlowBatch();
      for (int second : new int[] {30, 90, 100}) { // each flow has taken 20 s
        batch.set(FlowField.TIME_RECEIVED, second * FlowQuery.SECOND);
        batch.set(FlowField.TIME_START, (second - 20) * FlowQuery.SECOND);
        batch.set(FlowField.TIME_END, second * FlowQuery.SECOND);
        batch.setAddress(FlowField.SRC_ADDRESS, EXPORTER.high(), EXPORTER.low());
        batch.set(FlowField.BYTES, 7_500);
        batch.set(FlowField.PACKETS, 10);
        batch.endRow();
      }
      try (FlowWriter writer = flows.writer()) {
        writer.append(batch);
      }
      ReportOrder order =
          new ReportOrder(
                  Views.builtIn().named("talkers"),
                  new TimeRange(60 * FlowQuery.SECOND, 120 * FlowQuery.SECOND),
                  Filter.all(),
                  Unit.BITS,
                  true,
                  ZoneOffset.UTC,
                  "",
                  "")
              .with(
                  Optional.of(new Against.Before()),
                  new Timing(AsOf.NOW, 20 * FlowQuery.SECOND, true));
      List<Charts.Laid> drawn = new ArrayList<>();
      String page =
          html(
              ReportMaker.make(
                  new Lossy(flows),
                  order,
                  Instant.EPOCH,
                  (_, _, _, laid, _, _) -> {
                    laid.ifPresent(drawn::add);
                    return Drawing.of(10, 10, _ -> {});
                  },
                  new Cancel(),
                  (share, _) -> assertTrue(share <= 1, "share " + share)));
      for (String said :
          List.of(
              "the time before",
              "counts evenly over the time",
              "All together 2.00 kbit/s, compared with 1.00 kbit/s: +100.0 %.",
              "--against-from 1970-01-01T00:00:00Z --against-to 1970-01-01T00:01:00Z",
              "--every 20s",
              "--spread")) {
        assertTrue(page.contains(said), said + "\n" + page);
      }
      Charts.Laid laid = drawn.getFirst();
      assertEquals(60 * FlowQuery.SECOND, laid.laterNanos());
      assertEquals(7_500, Arrays.stream(laid.answer().sums()[0]).sum(), "of the minute before");
      assertTrue(page.contains(", compared with"), "it says how that was asked");
    }
  }
}
