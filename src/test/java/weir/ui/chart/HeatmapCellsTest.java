package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.chart.HeatmapAnswers.SECOND;
import static weir.ui.chart.HeatmapAnswers.START;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.ValueSpan;

final class HeatmapCellsTest {
  private static final int MANY = 1000;

  private static HeatmapCells cells(Answer answer, int fitting) {
    return HeatmapCells.of(answer, 0, START + 1000 * SECOND, fitting);
  }

  @Test
  void aRowIsAValueAndAColumnABucket() {
    HeatmapCells cells =
        cells(
            new HeatmapAnswers(FlowField.TTL, 4, 1).cell(0, 64, 30).cell(3, 255, 5).answer(), MANY);
    assertEquals(4, cells.columns());
    assertEquals(256, cells.rows());
    assertEquals(30, cells.value(0, 64));
    assertEquals(5, cells.value(3, 255));
    assertTrue(Double.isNaN(cells.value(1, 64)), "nothing is not 0");
    assertEquals(2, Arrays.stream(cells.values()).filter(v -> !Double.isNaN(v)).count());
    assertEquals("64", cells.text(64));
  }

  @Test
  void binsAreRowsAndAreSaidAsTheyAre() {
    HeatmapCells cells =
        cells(
            new HeatmapAnswers(FlowField.DST_PORT, 1, 1000)
                .cell(0, 0, 7)
                .cell(0, 65_000, 9)
                .answer(),
            MANY);
    assertEquals(66, cells.rows());
    assertEquals(7, cells.value(0, 0));
    assertEquals(9, cells.value(0, 65));
    assertEquals("0–999", cells.text(0));
    assertEquals("65000–65535", cells.text(65), "no ports beyond");
    assertEquals(new ValueSpan(1000, 2999), cells.span(1, 2));
  }

  /// More rows than pixels: neighbours become one.
  @Test
  void rowsThatDoNotFitAreTogether() {
    Answer answer =
        new HeatmapAnswers(FlowField.TTL, 2, 1)
            .cell(0, 64, 30)
            .cell(0, 65, 10)
            .cell(1, 66, 3)
            .answer();
    HeatmapCells cells = cells(answer, 100);
    assertEquals(86, cells.rows());
    assertEquals(3, cells.width());
    assertEquals(40, cells.value(0, 21));
    assertEquals(3, cells.value(1, 22));
    assertEquals("63–65", cells.text(21));
  }

  @Test
  void ofANumberWithoutALargestItEndsWhereTheDataDo() {
    HeatmapCells cells =
        cells(new HeatmapAnswers(FlowField.SRC_AS, 1, 10).cell(0, 64_500, 1).answer(), 10_000);
    assertEquals(6451, cells.rows());
    assertEquals(1, cells.value(0, 6450));
  }

  @Test
  void theFilterSaysWhichValuesThereAre() throws FilterSyntaxException {
    Filter filter = FilterParser.parse("ip_ttl >= 60 and ip_ttl <= 69");
    HeatmapCells cells =
        cells(new HeatmapAnswers(FlowField.TTL, 1, 1, filter).cell(0, 64, 1).answer(), MANY);
    assertEquals(60, cells.lowest());
    assertEquals(10, cells.rows());
    assertEquals(1, cells.value(0, 4));
    assertEquals(4, cells.rowOf(64));
    assertEquals(0, cells.rowOf(3));
    assertEquals(9, cells.rowOf(200));
  }

  @Test
  void otherHasNoPlaceAndWhatIsRunningIsLeftOut() {
    Answer answer =
        new HeatmapAnswers(FlowField.TTL, 4, 1)
            .cell(0, 64, 1)
            .other(0, 100)
            .cell(2, 64, 5)
            .answer();
    HeatmapCells cells = HeatmapCells.of(answer, 0, START + 2 * SECOND + 1, MANY);
    assertEquals(List.of(64), cells.hottest(0, 9));
    assertEquals(1, cells.sum(0));
    assertTrue(Double.isNaN(cells.value(2, 64)), "the second is not over");
  }

  @Test
  void whatWasNotLookedAtIsNotKnown() {
    Coverage partial = new Coverage(10, 100, false, 0, START + 2 * SECOND);
    HeatmapCells cells =
        cells(
            new HeatmapAnswers(FlowField.TTL, 4, 1).cell(1, 64, 1).cell(2, 64, 1).answer(partial),
            MANY);
    assertEquals(2, cells.time().first());
    assertTrue(Double.isNaN(cells.value(1, 64)));
    assertEquals(1, cells.value(2, 64));
  }

  @Test
  void tellsWhatIsHottest() {
    HeatmapCells cells =
        cells(
            new HeatmapAnswers(FlowField.TTL, 2, 1)
                .cell(0, 64, 50)
                .cell(1, 64, 20)
                .cell(0, 128, 25)
                .cell(1, 1, 5)
                .answer(),
            MANY);
    assertEquals(
        List.of(new HeatmapCells.Hot(64, 0.7), new HeatmapCells.Hot(128, 0.25)), cells.hottest(2));
    assertEquals(List.of(64, 1), cells.hottest(1, 5));
    assertEquals(50, cells.largest(0));
    assertEquals(75, cells.sum(0));
  }

  @Test
  void isTextForSpreadsheets() {
    HeatmapCells cells =
        cells(new HeatmapAnswers(FlowField.DST_PORT, 2, 500).cell(1, 500, 3).answer(), MANY);
    assertEquals("time,from,to,packets/s\n2023-11-14T22:13:21Z,500,999,3\n", cells.csv());
  }

  @Test
  void nothingIsEmpty() {
    HeatmapCells cells = cells(new HeatmapAnswers(FlowField.DST_PORT, 2, 500).answer(), MANY);
    assertTrue(cells.isEmpty());
    assertFalse(cells(new HeatmapAnswers(FlowField.TTL, 2, 1).cell(0, 0, 1).answer(), 9).isEmpty());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            cells(
                new SampleAnswers(
                        new weir.query.TimeRange(START, START + SECOND),
                        SECOND,
                        weir.query.Measure.BYTES,
                        FlowField.SRC_ADDRESS)
                    .answer(),
                5));
  }
}
