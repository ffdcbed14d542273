package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;

class AskTest {
  private static final View EXPLORE = Views.builtIn().named("explore");

  private static List<Dimension> by(FlowField... fields) {
    return Dimension.of(fields);
  }

  private static Panel picture(Ask ask) {
    return ask.in(EXPLORE).panels().getFirst();
  }

  @Test
  void whatItMakesIsWhatItReads() {
    Ask ask =
        new Ask(
            by(FlowField.SRC_ADDRESS, FlowField.PROTOCOL),
            Optional.of(Measure.PACKETS),
            Visual.LINES,
            20,
            60 * FlowQuery.SECOND,
            Rank.By.MAXIMUM);
    View view = ask.in(EXPLORE);
    assertEquals(ask, Ask.of(view));
    assertEquals(view, Ask.of(view).in(view));
    assertEquals("explore", view.id());
    assertTrue(view.asks());
  }

  @Test
  void belowThePictureAreTheSameGroupsAsATable() {
    View view = Ask.of(EXPLORE).withBy(by(FlowField.PROTOCOL)).in(EXPLORE);
    assertEquals(
        List.of(Visual.STACKED, Visual.RANKING),
        view.panels().stream().map(Panel::visual).toList());
    assertEquals(view.panels().getFirst().sums().by(), view.panels().getLast().sums().by());
    assertEquals(100, view.panels().getLast().sums().top());
    assertEquals(1, Ask.of(EXPLORE).withVisual(Visual.RANKING).in(EXPLORE).panels().size());
    assertEquals(1, Ask.of(EXPLORE).withBy(List.of()).in(EXPLORE).panels().size());
  }

  @Test
  void withoutGroupsAllFlowsAreOneSeries() {
    Panel.Sums sums = picture(Ask.of(EXPLORE).withBy(List.of())).sums();
    assertEquals(List.of(), sums.by());
    assertEquals(false, sums.others());
    assertEquals("All flows", picture(Ask.of(EXPLORE).withBy(List.of())).title());
  }

  @Test
  void aNumberIsOfAllFlowsAndItsTableOfTheGroups() {
    View view = Ask.of(EXPLORE).withVisual(Visual.NUMBER).in(EXPLORE);
    assertEquals(List.of(), view.panels().getFirst().sums().by());
    assertEquals(by(FlowField.SRC_ADDRESS), view.panels().getLast().sums().by());
  }

  @Test
  void aTablesManyRowsAreNoSeries() {
    Panel ranking = Views.builtIn().named("talkers").panel("sources");
    assertEquals(100, ranking.sums().top());
    assertEquals(10, Ask.of(ranking).top());
  }

  @Test
  void fiveDimensionsAreTooMany() {
    List<Dimension> five =
        by(
            FlowField.SRC_ADDRESS,
            FlowField.DST_ADDRESS,
            FlowField.SRC_PORT,
            FlowField.DST_PORT,
            FlowField.PROTOCOL);
    Ask ask = Ask.of(EXPLORE);
    assertThrows(IllegalArgumentException.class, () -> ask.withBy(five));
  }

  @Test
  void stepsAreAsWideAsWasAskedUnlessTheyWereTooMany() {
    Ask ask = Ask.of(EXPLORE).withBucket(10 * FlowQuery.SECOND);
    assertEquals(10 * FlowQuery.SECOND, bucket(ask, 3_600));
    assertEquals(60 * FlowQuery.SECOND, bucket(ask, 7 * 86_400), "those of the screen");
    assertEquals(60 * FlowQuery.SECOND, bucket(ask.withBucket(0), 3_600));
  }

  private static long bucket(Ask ask, long seconds) {
    Frame frame =
        new Frame(
            new TimeRange(0, seconds * FlowQuery.SECOND),
            Filter.all(),
            Unit.BITS,
            true,
            60 * FlowQuery.SECOND,
            Dimensions.BUILT_IN);
    return picture(ask).queryFor(frame).bucketNanos();
  }
}
