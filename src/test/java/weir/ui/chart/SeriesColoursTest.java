package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;

final class SeriesColoursTest {
  private static final TimeRange RANGE = new TimeRange(0, 10 * FlowQuery.SECOND);

  @Test
  void labelKeepsItsColourWhenRanksChange() {
    SeriesColours colours = new SeriesColours(12);
    int[] first = colours.of(ports(443, 53, 80));
    int[] second = colours.of(ports(8080, 80, 443));
    assertEquals(first[0], second[2]);
    assertEquals(first[2], second[1]);
  }

  @Test
  void coloursDifferWhileThereAreEnough() {
    int[] colours = new SeriesColours(12).of(ports(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    assertEquals(12, Arrays.stream(colours).distinct().count());
  }

  @Test
  void coloursDifferAlsoWhenRememberedOnesMeet() {
    SeriesColours colours = new SeriesColours(3);
    colours.of(ports(1, 2, 3));
    colours.of(ports(4, 5, 6));
    assertEquals(3, Arrays.stream(colours.of(ports(1, 4, 5))).distinct().count());
  }

  @Test
  void otherIsGrey() {
    SampleAnswers sample =
        new SampleAnswers(RANGE, FlowQuery.SECOND, Measure.BYTES, FlowField.DST_PORT);
    List<Series> series = SeriesTable.of(sample.row(0, 1, 80).other(0, 1).answer(), 0, 0).series();
    assertEquals(SeriesColours.GREY, new SeriesColours(12).of(series)[1]);
  }

  @Test
  void bothDirectionsOfAGroupShareAColour() {
    SampleAnswers sample =
        new SampleAnswers(
            RANGE, FlowQuery.SECOND, Measure.BYTES, FlowField.DIRECTION, FlowField.SRC_AS);
    sample.row(0, 4, 1, 64500).row(0, 3, 2, 64500).row(0, 2, 1, 64501).row(0, 1, 2, 64501);
    int[] colours = new SeriesColours(12).of(SeriesTable.of(sample.answer(), 0, 0).series());
    assertEquals(colours[0], colours[1]);
    assertEquals(colours[2], colours[3]);
    assertEquals(2, Arrays.stream(colours).distinct().count());
  }

  private static List<Series> ports(long... ports) {
    SampleAnswers sample =
        new SampleAnswers(RANGE, FlowQuery.SECOND, Measure.BYTES, FlowField.DST_PORT);
    for (long port : ports) {
      sample.row(0, 1, port);
    }
    return SeriesTable.of(sample.answer(), 0, 0).series();
  }
}
