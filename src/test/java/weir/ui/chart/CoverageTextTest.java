package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.query.Coverage;

final class CoverageTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 %",
    "0.0004, 0.1 %",
    "0.0039, 0.3 %",
    "0.129, 12 %",
    "0.9999, 99 %",
    "1, 100 %",
  })
  void sharesAreRoundedDown(double share, String text) {
    assertEquals(text, CoverageText.percent(share));
  }

  @Test
  void aCompleteAnswerHasNothingToSay() {
    assertEquals(CoverageText.NONE, CoverageText.of(Coverage.complete(100)));
  }

  @Test
  void aPartSaysHowMuchItCovers() {
    assertEquals("newest 12 % so far", CoverageText.of(new Coverage(12, 100, false, 0)).full());
  }

  @Test
  void theBoundOfTopListsIsRoundedUp() {
    Coverage lists = new Coverage(100, 100, false, 0.01301);
    assertEquals(
        "from top lists, at most 1.4 % too low; exact answer on its way",
        CoverageText.of(lists).full());
    assertEquals(0, CoverageText.done(lists), "nothing exact is there yet");
  }

  @Test
  void aStoppedQuestionSaysWhereAndWhatToDo() {
    assertEquals(
        "stopped at 34 %; F5 asks again",
        CoverageText.stopped(new Coverage(34, 100, false, 0)).full());
  }
}
