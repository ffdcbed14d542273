package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.chart.ChartEvents.onFx;
import static weir.ui.chart.ChartStage.at;
import static weir.ui.chart.ChartStage.labels;
import static weir.ui.chart.ChartStage.layout;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import weir.flow.FlowField;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;

/// Colours at known places of a picture, and the labels of its axes.
final class ChartPictureTest {
  private static final long SECOND = FlowQuery.SECOND;
  private static final long START = TimeRange.nanos(Instant.parse("2026-03-28T22:13:20Z"));
  private static final Color TCP = Palette.DARK.series().get(0);
  private static final Color UDP = Palette.DARK.series().get(1);

  private final ChartGroup group = new ChartGroup(ChartChoice.FIRST, _ -> {}, () -> START);
  private final TimeSeriesChart chart = onFx(() -> new TimeSeriesChart(group));

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  private static SampleAnswers sample(long buckets, FlowField by) {
    TimeRange range = new TimeRange(START, START + buckets * SECOND);
    return new SampleAnswers(range, SECOND, Measure.BITS_PER_SECOND, by);
  }

  /// TCP 60, UDP 30 and "Other" 50 Mbit/s in each of 100 seconds.
  private static SampleAnswers protocols(boolean other) {
    SampleAnswers sample = sample(100, FlowField.PROTOCOL);
    for (int i = 0; i < 100; i++) {
      sample.row(i, 7_500_000, 6);
    }
    for (int i = 0; i < 100; i++) {
      sample.row(i, 3_750_000, 17);
    }
    for (int i = 0; i < 100 && other; i++) {
      sample.other(i, 6_250_000);
    }
    return sample;
  }

  private ChartStage show(SampleAnswers sample) {
    onFx(
        () -> {
          chart.show(sample.answer(), 0);
          return true;
        });
    return new ChartStage(chart);
  }

  private Color colour(WritableImage picture, double bucket, double value) {
    ChartLayout layout = layout(chart);
    return at(picture, chart, Math.rint(layout.x(bucket)), layout.y(value));
  }

  /// Bands let a fifth of what lies behind them through.
  private static void assertBand(Color band, Color ground, Color seen) {
    Color expected = ground.interpolate(band, 0.78);
    boolean alike =
        Math.abs(expected.getRed() - seen.getRed()) < 0.03
            && Math.abs(expected.getGreen() - seen.getGreen()) < 0.03
            && Math.abs(expected.getBlue() - seen.getBlue()) < 0.03;
    assertTrue(alike, () -> "expected " + expected + " but saw " + seen);
  }

  @Test
  void bandsLieWhereTheirValuesAreInTheirColours() {
    try (ChartStage stage = show(protocols(false))) {
      WritableImage picture = stage.picture();
      Color ground = colour(picture, 31.5, 97e6);
      for (double bucket : new double[] {1.5, 47.5, 98.5}) {
        assertBand(TCP, ground, colour(picture, bucket, 3e6));
        assertBand(TCP, ground, colour(picture, bucket, 57e6));
        assertBand(UDP, ground, colour(picture, bucket, 64e6));
        assertBand(UDP, ground, colour(picture, bucket, 86e6));
        assertEquals(ground, colour(picture, bucket, 94e6));
      }
    }
  }

  @Test
  void axesSayTimesAndValuesWithTheirUnit() {
    try (ChartStage stage = show(protocols(false))) {
      assertEquals(
          List.of("0", "20 Mbit/s", "40 Mbit/s", "60 Mbit/s", "80 Mbit/s", "100 Mbit/s"),
          labels(chart, ".value-axis"));
      assertEquals(List.of("22:13:30", "22:14:00", "22:14:30"), labels(chart, ".time-axis"));
      double y = layout(chart).y(60e6);
      assertEquals(0.4, y / layout(chart).height(), 1e-6);
      stage.pulse();
    }
  }

  @Test
  void largeValuesTakeTheNextPrefix() {
    SampleAnswers sample = sample(10, FlowField.PROTOCOL);
    for (int i = 0; i < 10; i++) {
      sample.row(i, 1_250_000_000, 6);
    }
    try (ChartStage _ = show(sample)) {
      assertEquals("10 Gbit/s", labels(chart, ".value-axis").getLast());
      assertEquals(List.of("TCP (6) 10.0 Gbit/s"), ChartStage.legend(chart));
    }
  }

  @Test
  void whatGoesOutIsBelowZeroAndLabelledWithoutASign() {
    SampleAnswers sample = sample(100, FlowField.DIRECTION);
    for (int i = 0; i < 100; i++) {
      sample.row(i, 7_500_000, 1);
    }
    for (int i = 0; i < 100; i++) {
      sample.row(i, 3_750_000, 2);
    }
    onFx(
        () -> {
          chart.setSeriesStyle(TimeSeriesChart.Style.MIRROR);
          return true;
        });
    try (ChartStage stage = show(sample)) {
      WritableImage picture = stage.picture();
      Color ground = colour(picture, 31.5, 67e6);
      assertBand(TCP, ground, colour(picture, 47.5, 57e6)); // the first colour: in
      assertBand(UDP, ground, colour(picture, 47.5, -27e6));
      assertEquals(ground, colour(picture, 47.5, -33e6));
      assertEquals(
          List.of("40 Mbit/s", "20 Mbit/s", "0", "20 Mbit/s", "40 Mbit/s", "60 Mbit/s"),
          labels(chart, ".value-axis").subList(0, 6));
    }
  }

  @Test
  void sharesGoToAHundredPercent() {
    onFx(
        () -> {
          chart.setSeriesStyle(TimeSeriesChart.Style.PERCENT);
          return true;
        });
    SampleAnswers sample = sample(2, FlowField.PROTOCOL);
    sample.row(0, 7_500_000, 6).row(1, 1000, 6).row(0, 2_500_000, 17).row(1, 3000, 17);
    try (ChartStage stage = show(sample)) {
      WritableImage picture = stage.picture();
      assertEquals(
          List.of("0 %", "20 %", "40 %", "60 %", "80 %", "100 %"), labels(chart, ".value-axis"));
      assertEquals(colour(picture, 0.5, 72), colour(picture, 1.5, 23));
      assertEquals(colour(picture, 0.5, 78), colour(picture, 1.5, 28));
      assertEquals(colour(picture, 0.5, 78), colour(picture, 1.5, 97));
      assertFalse(colour(picture, 0.5, 72).equals(colour(picture, 0.5, 78)));
    }
  }

  /// A value holds for its whole bucket.
  @Test
  void betweenTwoBucketsIsAVerticalEdge() {
    SampleAnswers sample = sample(2, FlowField.PROTOCOL).row(0, 2_500_000, 6).row(1, 10_000_000, 6);
    try (ChartStage stage = show(sample)) {
      WritableImage picture = stage.picture();
      ChartLayout layout = layout(chart);
      double edge = Math.rint(layout.x(1));
      for (double value : new double[] {23e6, 50e6, 77e6}) {
        Color left = at(picture, chart, edge - 3, layout.y(value));
        Color right = at(picture, chart, edge + 2, layout.y(value));
        assertBand(TCP, left, right);
        assertEquals(left, colour(picture, 0.05, value));
        assertEquals(right, colour(picture, 1.95, value));
      }
    }
  }

  @Test
  void linesAreSteps() {
    onFx(
        () -> {
          chart.setSeriesStyle(TimeSeriesChart.Style.LINES);
          return true;
        });
    SampleAnswers sample = sample(2, FlowField.PROTOCOL).row(0, 2_500_000, 6).row(1, 10_000_000, 6);
    try (ChartStage stage = show(sample)) {
      WritableImage picture = stage.picture();
      Color ground = colour(picture, 0.5, 50e6);
      assertTrue(distance(ground, colour(picture, 0.02, 20e6)) > 0.3);
      assertTrue(distance(ground, colour(picture, 0.98, 20e6)) > 0.3);
      assertTrue(distance(ground, colour(picture, 1, 50e6)) > 0.3, "the way up is part of it");
    }
  }

  private static double distance(Color a, Color b) {
    return Math.abs(a.getRed() - b.getRed())
        + Math.abs(a.getGreen() - b.getGreen())
        + Math.abs(a.getBlue() - b.getBlue());
  }

  @Test
  void aSingleBucketIsABarBetweenItsTimes() {
    try (ChartStage stage = show(sample(1, FlowField.PROTOCOL).row(0, 7_500_000, 6))) {
      WritableImage picture = stage.picture();
      ChartLayout layout = layout(chart);
      double y = layout.y(33e6);
      Color ground = at(picture, chart, layout.width() / 6, y);
      assertBand(TCP, ground, at(picture, chart, layout.width() / 2, y));
      assertEquals(ground, at(picture, chart, layout.width() * 5 / 6, y));
      assertEquals(layout.width() / 3, layout.x(0), 1e-6);
      assertEquals(layout.width() * 2 / 3, layout.x(1), 1e-6);
      List<String> times = labels(chart, ".time-axis");
      assertTrue(times.contains("22:13:20") && times.contains("22:13:21"), times::toString);
      assertEquals(-1, layout.hit(layout.width() / 6, y, TimeSeriesChart.Style.STACKED));
      assertEquals(0, layout.hit(layout.width() / 2, y, TimeSeriesChart.Style.STACKED));
    }
  }

  /// Not by its colour alone.
  @Test
  void otherIsHatched() {
    try (ChartStage stage = show(protocols(true))) {
      WritableImage picture = stage.picture();
      assertEquals(1, colours(picture, 47e6).size(), "TCP");
      assertEquals(1, colours(picture, 77e6).size(), "UDP");
      assertTrue(colours(picture, 118e6).size() > 1, "Other");
      assertTrue(
          onFx(() -> chart.paints()[2].hatched() && !chart.paints()[1].hatched()), "in the legend");
    }
  }

  /// Along a few pixels that no line of the grid crosses.
  private Set<Color> colours(WritableImage picture, double value) {
    ChartLayout layout = layout(chart);
    double from = layout.x(16);
    Set<Color> colours = new HashSet<>();
    for (int i = 0; i < 16; i++) {
      colours.add(at(picture, chart, from + i, layout.y(value)));
    }
    return colours;
  }

  @Test
  void hiddenOtherLeavesThePictureToTheRest() {
    try (ChartStage stage = show(protocols(true))) {
      assertEquals(150e6, layout(chart).ticks().max());
      onFx(
          () -> {
            group.choose(group.choice().withOtherHidden(true));
            return true;
          });
      WritableImage picture = stage.picture();
      assertEquals(100e6, layout(chart).ticks().max());
      assertEquals("100 Mbit/s", labels(chart, ".value-axis").getLast());
      assertEquals(colour(picture, 16.5, 97e6), colour(picture, 16.5, 93e6));
      assertBand(UDP, colour(picture, 16.5, 97e6), colour(picture, 16.5, 86e6));
      assertEquals("Other (hidden) 50.0 Mbit/s", ChartStage.legend(chart).getLast());
    }
  }

  @Test
  void anotherDayIsNamedOnTheAxisAndInTheHeader() {
    ZoneId berlin = ZoneId.of("Europe/Berlin"); // where the 29th has begun at 23:00 UTC
    onFx(
        () -> {
          chart.setZone(berlin);
          return true;
        });
    TimeRange range = new TimeRange(START - 3 * 3600 * SECOND, START + 3600 * SECOND);
    SampleAnswers sample =
        new SampleAnswers(range, 60 * SECOND, Measure.BITS_PER_SECOND, FlowField.PROTOCOL);
    try (ChartStage _ = show(sample.row(5, 1, 6))) {
      List<String> times = labels(chart, ".time-axis");
      assertEquals("28 Mar 22:00", times.getFirst());
      assertTrue(times.contains("29 Mar"), times::toString);
      assertEquals(
          "28 – 29 Mar 2026  ·  per 1 min  ·  Europe/Berlin (+01:00)",
          onFx(() -> ((javafx.scene.control.Label) chart.lookup(".panel-detail")).getText()));
    }
  }

  /// Charts follow the size of letters.
  @Test
  void largerLettersTakeMoreRoom() {
    onFx(
        () -> {
          chart.setStyle("-fx-font-size: 26px");
          return true;
        });
    try (ChartStage stage = show(protocols(true))) {
      stage.pulse();
      assertEquals(22, onFx(chart::em), 0.1);
      assertTrue(labels(chart, ".value-axis").size() <= 5);
      assertTrue(layout(chart).height() > 0);
      assertTrue(onFx(() -> chart.lookup(".value-axis").getLayoutBounds().getWidth()) > 160);
    }
  }
}
