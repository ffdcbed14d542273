package weir.decode.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SequenceTest {
  private final Tally gaps = new Tally();
  private final Tally lost = new Tally();
  private final Sequence sequence = new Sequence(gaps, lost);

  @Test
  void theFirstNumberIsNoGap() {
    sequence.arrived(1000, 5);
    sequence.arrived(1005, 5);
    assertEquals(0, gaps.value());
  }

  @Test
  void numbersWrap() {
    sequence.arrived(0xffff_ffffL, 3);
    sequence.arrived(2, 1);
    sequence.arrived(5, 1);
    assertEquals(1, gaps.value());
    assertEquals(2, lost.value());
  }

  @Test
  void exportersThatCountTheDatagramItselfLoseNothing() {
    sequence.arrived(5, 5);
    sequence.arrived(12, 7);
    sequence.arrived(15, 3);
    assertEquals(0, lost.value());
  }

  @Test
  void exportersThatLeaveOptionsOutLoseNothing() {
    sequence.arrived(0, 17, 1);
    sequence.arrived(16, 16, 0);
    sequence.arrived(32, 16, 0);
    assertEquals(0, lost.value());
  }

  @Test
  void aLateDatagramIsNoSecondGap() {
    sequence.arrived(10, 1);
    sequence.arrived(13, 1);
    sequence.arrived(12, 1);
    sequence.arrived(14, 1);
    assertEquals(1, gaps.value());
    assertEquals(2, lost.value());
  }

  @Test
  void anExporterThatStartsAnewLosesNothing() {
    sequence.arrived(3_000_000_000L, 1);
    sequence.arrived(1, 1);
    sequence.arrived(2, 1);
    assertEquals(0, lost.value());
  }
}
