package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.ui.chart.TimeSeriesChart.Style;

final class ReadingTest {
  private static final TimeRange RANGE = new TimeRange(0, 2 * FlowQuery.SECOND);

  @Test
  void stackedRowsComeAsTheyLieWithTheirTotal() {
    SampleAnswers sample =
        new SampleAnswers(RANGE, FlowQuery.SECOND, Measure.PACKETS, FlowField.PROTOCOL);
    sample.row(0, 60, 6).row(0, 30, 17).other(0, 5);
    assertEquals(
        List.of("Other 5 pkt", "UDP (17) 30 pkt", "TCP (6) 60 pkt", "Total 95 pkt"),
        rows(sample, Style.STACKED));
  }

  @Test
  void rowsInPercentHaveTheirShare() {
    SampleAnswers sample =
        new SampleAnswers(RANGE, FlowQuery.SECOND, Measure.PACKETS, FlowField.PROTOCOL);
    sample.row(0, 60, 6).row(0, 35, 17).other(0, 5);
    assertEquals(
        List.of(
            "Other 5.0 %  5 pkt", "UDP (17) 35 %  35 pkt", "TCP (6) 60 %  60 pkt", "Total 100 pkt"),
        rows(sample, Style.PERCENT));
  }

  @Test
  void mirroredRowsGoFromTopToBottomWithATotalEachWay() {
    SampleAnswers sample =
        new SampleAnswers(
            RANGE, FlowQuery.SECOND, Measure.PACKETS, FlowField.DIRECTION, FlowField.PROTOCOL);
    sample.row(0, 60, 1, 6).row(0, 50, 2, 6).row(0, 40, 1, 17).row(0, 30, 2, 17);
    assertEquals(
        List.of(
            "in → UDP (17) 40 pkt",
            "in → TCP (6) 60 pkt",
            "out → TCP (6) 50 pkt",
            "out → UDP (17) 30 pkt",
            "Total in 100 pkt",
            "Total out 80 pkt"),
        rows(sample, Style.MIRROR));
  }

  @Test
  void linesAreSortedByValueWithoutATotal() {
    SampleAnswers sample =
        new SampleAnswers(RANGE, FlowQuery.SECOND, Measure.PACKETS, FlowField.PROTOCOL);
    sample.row(0, 20, 6).row(0, 30, 17);
    assertEquals(List.of("UDP (17) 30 pkt", "TCP (6) 20 pkt"), rows(sample, Style.LINES));
  }

  @Test
  void largestAndTheHighlightedStayWhereThereIsNoRoom() {
    SampleAnswers sample =
        new SampleAnswers(RANGE, FlowQuery.SECOND, Measure.PACKETS, FlowField.DST_PORT);
    for (int port = 1001; port <= 1006; port++) {
      sample.row(0, 2000 - port, port);
    }
    assertEquals(
        List.of("1005 995 pkt", "1001 999 pkt", "and 4 more", "Total 5.98 kpkt"),
        rows(sample, Style.STACKED, 4, 2));
  }

  @Test
  void timeNamesItsZone() {
    long nanos = TimeRange.nanos(Instant.parse("2026-03-28T23:10:00Z"));
    TimeRange bucket = new TimeRange(nanos, nanos + FlowQuery.SECOND);
    assertEquals(
        "Sun 29 Mar 2026 00:10:00  Europe/Berlin (+01:00)",
        Reading.time(bucket, ZoneId.of("Europe/Berlin")));
  }

  @Test
  void spanTellsItsLength() {
    long nanos = TimeRange.nanos(Instant.parse("2026-03-28T23:10:00Z"));
    assertEquals(
        "23:10:00 – 23:11:40  (1 min 40 s)",
        Reading.span(new TimeRange(nanos, nanos + 100 * FlowQuery.SECOND), ZoneOffset.UTC));
  }

  private static List<String> rows(SampleAnswers sample, Style style) {
    return rows(sample, style, -1, 10);
  }

  private static List<String> rows(SampleAnswers sample, Style style, int highlighted, int most) {
    SeriesTable table = SeriesTable.of(sample.answer(), 0, 10 * FlowQuery.SECOND);
    SeriesPaint[] paints = new SeriesPaint[table.series().size()];
    Arrays.fill(paints, SeriesPaint.full(Color.RED));
    StackedSeries bands = StackedSeries.of(table.series(), style, false);
    ChartLayout layout = new ChartLayout(table, bands, ValueTicks.of(0, 1, 1), 100, 100);
    return new Reading(layout, style, paints, 0)
        .rows(highlighted, most).stream()
            .map(row -> (row.label() + " " + row.value()).strip())
            .toList();
  }
}
