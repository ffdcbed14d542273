package weir.decode.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    sequence.arrived(22, 8, 1); // and leave options out
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

  /// From a number far away an exporter goes on as one that started anew; what is not so far back
  /// is late.
  ///
  /// @param more what is lost when three more are missing behind that number
  @ParameterizedTest
  @CsvSource({"1048575, 1048575, 3", "1048576, 0, 3", "-1048575, 0, 0", "-1048576, 0, 3"})
  void aStepOfAMebiIsANewStart(int step, long missing, long more) {
    sequence.arrived(2_000_000, 1);
    sequence.arrived(2_000_001 + step, 1);
    assertEquals(missing, lost.value());
    sequence.arrived(2_000_005 + step, 1);
    assertEquals(missing + more, lost.value());
  }
}
