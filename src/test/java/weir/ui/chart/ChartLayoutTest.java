package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.ui.chart.TimeSeriesChart.Style;

final class ChartLayoutTest {
  private static final long SECOND = FlowQuery.SECOND;
  private static final TimeRange TEN = new TimeRange(0, 10 * SECOND);

  @Test
  void areasPileUpInRankOrder() {
    StackedSeries bands = layout(protocols(), Style.STACKED).bands();
    assertEquals(0, bands.inner()[0][4]);
    assertEquals(60, bands.outer()[0][4]);
    assertEquals(60, bands.inner()[1][4]);
    assertEquals(90, bands.outer()[1][4]);
    assertEquals(90, bands.high());
    assertEquals(0, bands.low());
  }

  @Test
  void mirroredAreasPileUpAwayFromZero() {
    SampleAnswers sample = new SampleAnswers(TEN, SECOND, Measure.PACKETS, FlowField.DIRECTION);
    for (int i = 0; i < 10; i++) {
      sample.row(i, 50, 1);
    }
    for (int i = 0; i < 10; i++) {
      sample.row(i, 20, 2);
    }
    for (int i = 0; i < 10; i++) {
      sample.row(i, 10, 3);
    }
    StackedSeries bands = layout(sample, Style.MIRROR).bands();
    assertArrayEquals(new double[] {50, -20, 60}, outerAt(bands, 5));
    assertEquals(-20, bands.low());
    assertEquals(60, bands.high());
  }

  /// Whatever is in them, but for those in which nothing is, or of which nothing is known.
  @Test
  void inPercentEveryBucketIsAHundred() {
    SampleAnswers sample =
        new SampleAnswers(TEN, SECOND, Measure.PACKETS, FlowField.PROTOCOL)
            .row(0, 60, 6)
            .row(1, 4, 6)
            .row(0, 20, 17)
            .row(1, 12, 17)
            .other(0, 20);
    StackedSeries bands = layout(sample, Style.PERCENT, 3 * SECOND + 5 * SECOND).bands();
    assertArrayEquals(new double[] {60, 80, 100}, outerAt(bands, 0));
    assertArrayEquals(new double[] {25, 100, 100}, outerAt(bands, 1));
    assertArrayEquals(new double[] {0, 0, 0}, outerAt(bands, 2));
    assertEquals(Double.NaN, outerAt(bands, 5)[0]);
    SeriesTable table = SeriesTable.of(sample.answer(), 0, 100 * SECOND);
    StackedSeries hidden = StackedSeries.of(table.series(), Style.PERCENT, true);
    assertEquals(75, hidden.outer()[0][0], 1e-9, "of what is seen");
    assertEquals(100, hidden.outer()[1][0], 1e-9);
  }

  @Test
  void linesDoNotPileUp() {
    assertArrayEquals(new double[] {60, 30}, outerAt(layout(protocols(), Style.LINES).bands(), 4));
  }

  @Test
  void pointInABandHitsItsSeries() {
    ChartLayout layout = layout(protocols(), Style.STACKED);
    assertEquals(0, layout.hit(450, layout.y(30), Style.STACKED));
    assertEquals(1, layout.hit(450, layout.y(75), Style.STACKED));
    assertEquals(-1, layout.hit(450, layout.y(95), Style.STACKED));
  }

  @Test
  void lineIsHitFromNearby() {
    ChartLayout layout = layout(protocols(), Style.LINES);
    assertEquals(0, layout.hit(450, layout.y(60) + 5, Style.LINES));
    assertEquals(1, layout.hit(450, layout.y(30) - 5, Style.LINES));
    assertEquals(-1, layout.hit(450, layout.y(45), Style.LINES));
  }

  @Test
  void nothingIsHitWhereNothingIsKnown() {
    SampleAnswers sample = new SampleAnswers(TEN, SECOND, Measure.PACKETS, FlowField.PROTOCOL);
    ChartLayout layout = layout(sample.row(0, 50, 6).row(1, 50, 6), Style.STACKED, 2 * SECOND);
    assertEquals(0, layout.hit(150, layout.y(10), Style.STACKED));
    assertEquals(-1, layout.hit(700, layout.y(10), Style.STACKED));
  }

  @Test
  void spanIsInWholeBucketsWhicheverWayItIsDrawn() {
    ChartLayout layout = layout(protocols(), Style.STACKED);
    TimeRange expected = new TimeRange(2 * SECOND, 6 * SECOND);
    assertEquals(expected, layout.span(210, 550));
    assertEquals(expected, layout.span(550, 210));
    assertEquals(TEN, layout.span(-50, 5000));
  }

  @Test
  void valuesAndPixelsAreInverse() {
    ChartLayout layout = layout(protocols(), Style.STACKED);
    assertEquals(200, layout.y(0));
    assertEquals(0, layout.y(layout.ticks().max()));
    assertEquals(42, layout.value(layout.y(42)), 1e-9);
  }

  private static SampleAnswers protocols() {
    SampleAnswers sample = new SampleAnswers(TEN, SECOND, Measure.PACKETS, FlowField.PROTOCOL);
    for (int i = 0; i < 10; i++) {
      sample.row(i, 60, 6);
    }
    for (int i = 0; i < 10; i++) {
      sample.row(i, 30, 17);
    }
    return sample;
  }

  private static ChartLayout layout(SampleAnswers sample, Style style) {
    return layout(sample, style, 100 * SECOND);
  }

  private static ChartLayout layout(SampleAnswers sample, Style style, long nowNanos) {
    SeriesTable table = SeriesTable.of(sample.answer(), 0, nowNanos);
    StackedSeries bands = StackedSeries.of(table.series(), style, false);
    ValueTicks ticks = ValueTicks.of(bands.low(), bands.high(), 5);
    return new ChartLayout(table, bands, ticks, 1000, 200);
  }

  private static double[] outerAt(StackedSeries bands, int bucket) {
    double[] values = new double[bands.size()];
    for (int s = 0; s < values.length; s++) {
      values[s] = bands.outer()[s][bucket];
    }
    return values;
  }
}
