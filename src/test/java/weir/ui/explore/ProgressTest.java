package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Panel;
import weir.query.TimeRange;
import weir.query.Visual;

class ProgressTest {
  private static final Panel ONE = panel("one");
  private static final Panel TWO = panel("two");

  private final Progress progress = new Progress();

  @Test
  void theEstimateStandsUntilAPanelKnowsBetter() {
    progress.asked(ONE, query(0), false);
    progress.asked(TWO, query(0), false);
    assertEquals("looking at about 1,200 flows · 0 %", progress.text(1_200));
    progress.answered(ONE, answer(0, 500));
    assertEquals("looking at about 1,000 flows · 25 %", progress.text(1_200));
  }

  @Test
  void matchesAreToldOnceAllIsAnswered() {
    progress.asked(ONE, query(0), false);
    progress.asked(TWO, query(0), false);
    progress.answered(ONE, answer(0, 1000));
    assertTrue(progress.asking());
    progress.failed(TWO, query(0));
    assertFalse(progress.asking());
    assertEquals("7 flows match · 3 ms", progress.text(0));
  }

  @Test
  void sumsOfFlowsDoNotTellWhatMatched() {
    progress.asked(ONE, query(0), false);
    progress.answered(ONE, answer(0, 1000).withoutCount());
    assertEquals("from sums of flows · 3 ms", progress.text(0));
    progress.asked(TWO, query(0), false);
    progress.answered(TWO, answer(0, 1000));
    assertEquals("7 flows match · 3 ms", progress.text(0));
  }

  @Test
  void whatMatchedStaysWhilePicturesAreRefreshed() {
    progress.asked(ONE, query(0), false);
    progress.answered(ONE, answer(0, 1000));
    progress.asked(ONE, query(0), true);
    assertTrue(progress.asking());
    assertEquals("7 flows match · 3 ms", progress.text(1_200));
    progress.asked(ONE, query(0), false);
    assertEquals("looking at about 1,200 flows · 0 %", progress.text(1_200));
  }

  @Test
  void whatStillAnswersRestsAndWhatWasStoppedGoesOn() {
    progress.asked(ONE, query(0), false);
    progress.asked(TWO, query(0), false);
    progress.answered(ONE, answer(0, 1000));
    progress.answered(TWO, answer(0, 300));
    assertFalse(progress.rests(ONE));
    assertTrue(progress.rests(TWO));
    assertEquals(List.of(TWO), progress.stop());
    assertFalse(progress.rests(TWO));
    assertEquals("stopped at 65 % · F5 asks again", progress.text(0));
    progress.asked(TWO, query(0), false);
    assertTrue(progress.asking());
  }

  @Test
  void anAnswerThatComesWholeIsNotShownBefore() {
    progress.asked(ONE, query(0), false);
    Answer nothing = answer(0, 0).withCoverage(Coverage.awaited(340, 1_000), 5);
    assertFalse(progress.answered(ONE, nothing), "there was no picture, and there is none yet");
    assertTrue(progress.awaited());
    assertEquals("looking at about 1,200 flows · 34 %", progress.text(1_200));
    assertTrue(progress.answered(ONE, answer(0, 1000)));
    assertFalse(progress.awaited());
  }

  @Test
  void aCompletePictureIsNotReplacedByAPartOfItself() {
    progress.asked(ONE, query(0), false);
    progress.answered(ONE, answer(0, 1000));
    progress.asked(ONE, query(1), false);
    assertFalse(progress.answered(ONE, answer(1, 300)));
    assertTrue(progress.answered(ONE, answer(1, 1000)));
  }

  @Test
  void aPartOfAnotherPictureIsShownAtOnce() {
    progress.asked(ONE, query(0), false);
    progress.answered(ONE, answer(0, 1000));
    progress.asked(ONE, query(50), false);
    assertTrue(progress.answered(ONE, answer(50, 300)), "half of the range is new");
    progress.asked(ONE, query(51), false);
    assertTrue(progress.answered(ONE, answer(51, 400)), "what is shown was a part itself");
  }

  private static Panel panel(String id) {
    return new Panel(
        id,
        id,
        Visual.RANKING,
        new Panel.Place(0, 0, 4),
        new Panel.Sums(
            Dimension.of(FlowField.PROTOCOL), Filter.all(), Optional.empty(), 100, true));
  }

  private static FlowQuery query(long from) {
    return FlowQuery.total(new TimeRange(from, from + 100), Filter.all(), Measure.FLOWS);
  }

  private static Answer answer(long from, long rows) {
    Coverage coverage = rows == 1000 ? Coverage.complete(rows) : new Coverage(rows, 1000, false, 0);
    FlowQuery query = query(from);
    Answer none = Answer.nothing(query);
    return new Answer(
        query, 0, new long[0], none.keys(), new boolean[0], none.sums(), 7, 2_100_000, coverage);
  }
}
