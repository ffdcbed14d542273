package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.flow.BurstBin;
import weir.flow.FlowField;
import weir.flow.Peaks;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;

/// What came at once, as a line over the average.
class PeakSeriesTest {
  private static final long SECOND = FlowQuery.SECOND;
  private static final TimeRange SIX = new TimeRange(100 * SECOND, 106 * SECOND);
  private static final double NONE = Double.NaN;
  private static final long LOST = Peaks.UNKNOWN;

  /// From second 101 to 104.
  private static Peaks peaks(String adapter) {
    return new Peaks(
        adapter, BurstBin.TEN, 101, new long[] {1000, LOST, 3000, 500}, new long[] {1, LOST, 2, 1});
  }

  private static SeriesTable table(Measure measure, long bucketSeconds) {
    SampleAnswers sample =
        new SampleAnswers(SIX, bucketSeconds * SECOND, measure, FlowField.DIRECTION);
    return SeriesTable.of(sample.row(0, 5, 1).row(0, 7, 2).answer(), 0, 200 * SECOND);
  }

  @Test
  void isARateWithGapsWhereNothingIsKnown() {
    SeriesTable table = PeakSeries.over(table(Measure.BITS_PER_SECOND, 1), List.of(peaks("eth0")));
    Series line = table.series().getLast();
    assertEquals("Peak in 10 ms", line.label());
    assertTrue(line.over());
    assertFalse(line.below());
    assertArrayEquals(new double[] {NONE, 800_000, NONE, 2_400_000, 400_000, NONE}, line.points());
    assertEquals(1_200_000, line.average());
    assertTrue(line.selection(false).isEmpty());
  }

  @Test
  void ofSeveralSecondsTheHighestCountsIfAllAreKnown() {
    SeriesTable two = table(Measure.PACKETS_PER_SECOND, 2);
    Peaks odd =
        new Peaks("eth0", BurstBin.TEN, 101, new long[] {9, LOST, 8}, new long[] {7, LOST, 6});
    assertSame(two, PeakSeries.over(two, List.of(odd)), "no pair is whole");
    Peaks whole = new Peaks("eth0", BurstBin.TEN, 102, new long[] {9, 8}, new long[] {7, 6});
    Series line = PeakSeries.over(two, List.of(whole)).series().getLast();
    assertArrayEquals(new double[] {NONE, 700, NONE}, line.points());
  }

  @Test
  void eachAdapterHasItsOwn() {
    SeriesTable table =
        PeakSeries.over(table(Measure.BITS_PER_SECOND, 1), List.of(peaks("eth0"), peaks("wlan0")));
    assertEquals(
        List.of("Peak in 10 ms · eth0", "Peak in 10 ms · wlan0"),
        table.series().stream().filter(Series::over).map(Series::label).toList());
  }

  @Test
  void whereNothingIsKnownThereIsNoLine() {
    SeriesTable table = table(Measure.BITS_PER_SECOND, 1);
    assertSame(table, PeakSeries.over(table, List.of()));
    Peaks old = new Peaks("eth0", BurstBin.ONE, 10, new long[] {1, 2}, new long[] {1, 2});
    assertSame(table, PeakSeries.over(table, List.of(old)));
  }

  @Test
  void ratesOfAllTrafficByDirectionHaveThem() {
    assertTrue(isOfAll(Filter.all(), Measure.BITS_PER_SECOND, FlowField.DIRECTION, true));
    assertTrue(isOfAll(Filter.all(), Measure.PACKETS_PER_SECOND, FlowField.DIRECTION, true));
    assertFalse(isOfAll(Filter.all(), Measure.FLOWS_PER_SECOND, FlowField.DIRECTION, true));
    assertFalse(isOfAll(Filter.all(), Measure.BYTES, FlowField.DIRECTION, true));
    assertFalse(isOfAll(Filter.all(), Measure.BITS_PER_SECOND, FlowField.PROTOCOL, true));
    assertFalse(isOfAll(Filter.all(), Measure.BITS_PER_SECOND, FlowField.DIRECTION, false));
    Filter tcp = Filter.equal(FlowField.PROTOCOL, 0, 6);
    assertFalse(isOfAll(tcp, Measure.BITS_PER_SECOND, FlowField.DIRECTION, true));
  }

  private static boolean isOfAll(Filter filter, Measure measure, FlowField by, boolean scaled) {
    FlowQuery query =
        new FlowQuery(SIX, filter, Dimension.of(by), List.of(measure), SECOND, 0, false, scaled);
    return PeakSeries.isOfAll(query, 0);
  }
}
