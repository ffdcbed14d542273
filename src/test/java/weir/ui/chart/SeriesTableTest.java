package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Selection;
import weir.query.TimeRange;

final class SeriesTableTest {
  private static final long SECOND = FlowQuery.SECOND;
  private static final TimeRange SIX = new TimeRange(100 * SECOND, 106 * SECOND);
  private static final double NONE = Double.NaN;

  @Test
  void aBucketThatTheRangeCutsIsTold() {
    FlowQuery query =
        FlowQuery.total(
                new TimeRange(95 * SECOND, 137 * SECOND), Filter.all(), Measure.BITS_PER_SECOND)
            .withBucket(10 * SECOND);
    SeriesTable table = SeriesTable.of(Answer.nothing(query), 0, 1_000 * SECOND);
    assertEquals(5, table.buckets());
    assertEquals(5 * SECOND, table.coveredNanos(0));
    assertTrue(table.isCut(0));
    assertFalse(table.isCut(1));
    assertEquals(7 * SECOND, table.coveredNanos(4));
    assertEquals("  (7 s of it)", Reading.part(table, 4));
    assertEquals("", Reading.part(table, 3));
  }

  @Test
  void whatWasEarlierLiesOnWhatIsNow() {
    FlowQuery now = FlowQuery.total(SIX, Filter.all(), Measure.BYTES).withBucket(SECOND);
    FlowQuery then = now.withRange(new TimeRange(40 * SECOND, 46 * SECOND));
    SeriesTable both =
        SeriesTable.of(at(now, 101, 5), 0, 1_000 * SECOND)
            .with(
                SeriesTable.of(at(then, 43, 7), 0, 1_000 * SECOND).later(60 * SECOND),
                "a minute earlier");
    assertEquals("a minute earlier", both.series().get(1).label());
    assertTrue(both.series().get(1).over());
    assertArrayEquals(new double[] {0, 0, 0, 7, 0, 0}, both.series().get(1).points());
    assertArrayEquals(new double[] {0, 5, 0, 0, 0, 0}, both.series().getFirst().points());
  }

  private static Answer at(FlowQuery query, int second, long bytes) {
    return new Answer(
        query,
        1,
        new long[] {second * SECOND},
        List.of(),
        new boolean[1],
        new long[][] {{bytes}},
        1,
        0);
  }

  @Test
  void missingBucketsAreZeroUpToTheNewestDataAndUnknownAfter() {
    SampleAnswers sample = packets().row(0, 5, 6).row(3, 7, 6).row(2, 1, 17);
    SeriesTable table = SeriesTable.of(sample.answer(), 0, 104 * SECOND);
    assertEquals(List.of("TCP (6)", "UDP (17)"), labels(table));
    assertArrayEquals(new double[] {5, 0, 0, 7, NONE, NONE}, points(table, 0));
    assertArrayEquals(new double[] {0, 0, 1, 0, NONE, NONE}, points(table, 1));
    assertEquals(3, table.newest());
  }

  @Test
  void whatWasNotLookedAtYetIsUnknown() {
    Answer answer = packets().row(1, 2, 6).row(2, 5, 6).row(5, 7, 6).answer();
    Coverage half = new Coverage(50, 100, false, 0, 101 * SECOND + 1);
    SeriesTable table = SeriesTable.of(answer.withCoverage(half, 1), 0, 200 * SECOND);
    assertEquals(2, table.first());
    assertArrayEquals(new double[] {NONE, NONE, 5, 0, 0, 7}, points(table, 0));
  }

  @Test
  void whereAStoreDoesNotSayWhatIsWholeTheOldestRowTells() {
    Answer answer = packets().row(3, 5, 6).row(5, 7, 6).answer();
    Coverage half = new Coverage(50, 100, false, 0);
    SeriesTable table = SeriesTable.of(answer.withCoverage(half, 1), 0, 200 * SECOND);
    assertArrayEquals(new double[] {NONE, NONE, NONE, 5, 0, 7}, points(table, 0));
  }

  /// What a ranking says: all that came over all the time.
  @Test
  void averageIsOverTheRangeAlsoWhereItCutsBuckets() {
    TimeRange cut = new TimeRange(100 * SECOND + SECOND / 2, 104 * SECOND);
    SampleAnswers sample =
        new SampleAnswers(cut, 2 * SECOND, Measure.BITS_PER_SECOND, FlowField.PROTOCOL);
    SeriesTable table =
        SeriesTable.of(sample.row(0, 30, 6).row(1, 40, 6).answer(), 0, 103 * SECOND);
    assertEquals(70 * 8 / 3.5, table.series().getFirst().average(), 1e-9);
    assertArrayEquals(new double[] {160, NONE}, points(table, 0), "the second is still running");
  }

  @Test
  void averageIsOverWhatWasLookedAt() {
    Answer answer = packets().row(1, 2, 6).row(2, 5, 6).row(5, 7, 6).answer();
    Coverage half = new Coverage(50, 100, false, 0, 101 * SECOND + 1);
    SeriesTable table = SeriesTable.of(answer.withCoverage(half, 1), 0, 200 * SECOND);
    assertEquals(12 / 4.0, table.series().getFirst().average(), 1e-9);
    assertEquals(7, table.series().getFirst().maximum());
    assertEquals(7, table.series().getFirst().last());
  }

  @Test
  void aSingleBucketHasRoomOnEitherSide() {
    TimeRange one = new TimeRange(100 * SECOND, 101 * SECOND);
    SampleAnswers sample = new SampleAnswers(one, SECOND, Measure.PACKETS, FlowField.PROTOCOL);
    SeriesTable table = SeriesTable.of(sample.row(0, 5, 6).answer(), 0, 200 * SECOND);
    assertEquals(new TimeRange(99 * SECOND, 102 * SECOND), table.axis());
    SeriesTable six = SeriesTable.of(packets().row(0, 5, 6).answer(), 0, 200 * SECOND);
    assertEquals(SIX, six.axis());
  }

  @Test
  void momentsHaveBuckets() {
    SeriesTable table = SeriesTable.of(packets().row(0, 5, 6).answer(), 0, 200 * SECOND);
    assertEquals(0, table.bucketOf(100 * SECOND));
    assertEquals(2, table.bucketOf(103 * SECOND - 1));
    assertEquals(-1, table.bucketOf(106 * SECOND));
    assertEquals(-1, table.bucketOf(ChartGroup.NOWHERE));
  }

  @Test
  void silenceThatHasSettledIsZero() {
    SeriesTable table = SeriesTable.of(packets().row(0, 5, 6).answer(), 0, 200 * SECOND);
    assertArrayEquals(new double[] {5, 0, 0, 0, 0, 0}, points(table, 0));
  }

  @Test
  void shortBucketThatStillRunsIsLeftOut() {
    SampleAnswers sample = packets().row(0, 5, 6).row(1, 5, 6).row(2, 1, 6);
    SeriesTable table = SeriesTable.of(sample.answer(), 0, 102 * SECOND + SECOND / 2);
    assertArrayEquals(new double[] {5, 5, NONE, NONE, NONE, NONE}, points(table, 0));
  }

  @Test
  void ratesAreOverTheBucket() {
    SampleAnswers sample =
        new SampleAnswers(
            new TimeRange(0, 20 * SECOND),
            10 * SECOND,
            Measure.BITS_PER_SECOND,
            FlowField.PROTOCOL);
    SeriesTable table = SeriesTable.of(sample.row(0, 1000, 6).answer(), 0, 100 * SECOND);
    assertArrayEquals(new double[] {800, 0}, points(table, 0));
  }

  @Test
  void rangeGrowsToWholeBuckets() {
    SampleAnswers sample =
        new SampleAnswers(
            new TimeRange(95 * SECOND, 121 * SECOND),
            10 * SECOND,
            Measure.BYTES,
            FlowField.PROTOCOL);
    SeriesTable table = SeriesTable.of(sample.row(0, 1, 6).answer(), 0, 500 * SECOND);
    assertEquals(new TimeRange(90 * SECOND, 130 * SECOND), table.range());
    assertEquals(4, table.buckets());
  }

  @Test
  void otherAndTotalsAreNotSelectable() {
    SeriesTable table = SeriesTable.of(packets().row(0, 5, 6).other(0, 9).answer(), 0, 0);
    assertTrue(table.series().get(1).selection(false).isEmpty());
    SampleAnswers total = new SampleAnswers(SIX, SECOND, Measure.PACKETS);
    SeriesTable one = SeriesTable.of(total.row(0, 5).answer(), 0, 0);
    assertEquals(List.of("Total"), labels(one));
    assertTrue(one.series().getFirst().selection(false).isEmpty());
  }

  @Test
  void selectionNamesTheGroup() {
    Series series = SeriesTable.of(packets().row(0, 5, 17).answer(), 0, 0).series().getFirst();
    assertEquals(
        new Selection.Group(Dimension.of(FlowField.PROTOCOL), List.of(new IpAddress(0, 17)), true),
        series.selection(true).orElseThrow());
  }

  @Test
  void onlyOutgoingGroupsLieBelow() {
    SampleAnswers sample = new SampleAnswers(SIX, SECOND, Measure.PACKETS, FlowField.DIRECTION);
    for (int direction = 0; direction < 4; direction++) {
      sample.row(0, 1, direction);
    }
    sample.other(0, 1);
    List<Boolean> below =
        SeriesTable.of(sample.answer(), 0, 0).series().stream().map(Series::below).toList();
    assertEquals(List.of(false, false, true, false, false), below);
  }

  @Test
  void answerWithoutRowsIsEmpty() {
    SeriesTable table = SeriesTable.of(packets().answer(), 0, 0);
    assertTrue(table.isEmpty());
    assertEquals(-1, table.newest());
    assertFalse(table.buckets() == 0);
  }

  @Test
  void queryWithoutBucketsIsRefused() {
    FlowQuery query = FlowQuery.total(SIX, Filter.all(), Measure.BYTES);
    Answer answer =
        new Answer(query, 0, new long[0], List.of(), new boolean[0], new long[1][0], 0, 0);
    assertThrows(IllegalArgumentException.class, () -> SeriesTable.of(answer, 0, 0));
  }

  private static SampleAnswers packets() {
    return new SampleAnswers(SIX, SECOND, Measure.PACKETS, FlowField.PROTOCOL);
  }

  private static List<String> labels(SeriesTable table) {
    return table.series().stream().map(Series::label).toList();
  }

  private static double[] points(SeriesTable table, int series) {
    return table.series().get(series).points();
  }
}
