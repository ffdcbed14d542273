package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import weir.query.TimeRange;

class StretchTest {
  private static final TimeRange SHOWN = new TimeRange(100, 200);
  private static final Stretch STRETCH = new Stretch(new TimeRange(120, 140), SHOWN, 10);

  @Test
  void stepsAsLongAndWithinWhatIsShown() {
    assertEquals(new TimeRange(130, 150), STRETCH.stepped(1).range());
    assertEquals(new TimeRange(100, 120), STRETCH.stepped(-9).range());
    assertEquals(new TimeRange(180, 200), STRETCH.stepped(99).range());
  }

  @Test
  void widensOnTheSideThatIsPressed() {
    assertEquals(new TimeRange(120, 150), STRETCH.widened(1).range());
    assertEquals(new TimeRange(110, 140), STRETCH.widened(-1).range());
    assertEquals(new TimeRange(100, 140), STRETCH.widened(-9).range());
    assertEquals(new TimeRange(120, 200), STRETCH.widened(99).range());
  }

  @Test
  void whatHasMovedOutIsNotSeen() {
    assertTrue(STRETCH.in(new TimeRange(139, 239), 10).isSeen());
    assertFalse(STRETCH.in(new TimeRange(140, 240), 10).isSeen());
    assertEquals(
        new TimeRange(120, 140), STRETCH.in(new TimeRange(130, 230), 10).range(), "it stays");
    // what has half moved out is not thrown about
    assertEquals(
        new TimeRange(120, 140), STRETCH.in(new TimeRange(130, 230), 10).stepped(-1).range());
  }
}
