package weir.decode.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceTest {
  private final Tally gaps = new Tally();
  private final Tally missing = new Tally();
  private final Tally late = new Tally();
  private final Sequence sequence = new Sequence(gaps, missing, late, new Tally());

  private long lost() {
    return missing.value() - late.value();
  }

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
    assertEquals(2, lost());
  }

  @Test
  void exportersThatCountTheDatagramItselfLoseNothing() {
    sequence.arrived(5, 5);
    sequence.arrived(12, 7);
    sequence.arrived(15, 3);
    sequence.arrived(22, 8, 1); // and leave options out
    assertEquals(0, lost());
  }

  @Test
  void exportersThatLeaveOptionsOutLoseNothing() {
    sequence.arrived(0, 17, 1);
    sequence.arrived(16, 16, 0);
    sequence.arrived(32, 16, 0);
    assertEquals(0, lost());
  }

  @Test
  void whatComesLateIsTakenBackFromTheLoss() {
    sequence.arrived(10, 1);
    sequence.arrived(13, 1);
    sequence.arrived(12, 1);
    sequence.arrived(14, 1);
    assertEquals(1, gaps.value());
    assertEquals(1, lost());
    sequence.arrived(11, 1);
    assertEquals(0, gaps.value());
    assertEquals(0, lost());
    sequence.arrived(11, 1);
    assertEquals(0, lost(), "twice is not more than there was");
  }

  @Test
  void whatComesOutOfTheMiddleOfAGapLeavesItsEnds() {
    sequence.arrived(0, 10);
    sequence.arrived(100, 10);
    assertEquals(90, lost());
    sequence.arrived(50, 10);
    assertEquals(80, lost());
    assertEquals(2, gaps.value());
    sequence.arrived(90, 10);
    sequence.arrived(60, 10);
    sequence.arrived(10, 10);
    assertEquals(50, lost());
    sequence.arrived(20, 30);
    sequence.arrived(70, 20);
    assertEquals(0, lost());
    assertEquals(0, gaps.value());
  }

  @Test
  void swappedPairsAcrossTheWrapLoseNothing() {
    for (long number : new long[] {0xffff_fffeL, 0, 0xffff_ffffL, 1, 3, 2, 4}) {
      sequence.arrived(number, 1);
    }
    assertEquals(0, lost());
    assertEquals(0, gaps.value());
  }

  @Test
  void whatComesTwiceChangesNothing() {
    for (long number : new long[] {5, 6, 7, 5, 6, 8, 7, 8, 9, 11}) {
      sequence.arrived(number, 1);
    }
    assertEquals(1, lost());
  }

  /// Its numbers begin again, not so far back that this alone would tell.
  @Test
  void afterAStartByNumberWhatIsMissingShows() {
    for (long number = 1000; number < 1100; number++) {
      sequence.arrived(number, 1);
    }
    for (long number : new long[] {0, 1, 2, 5, 6}) {
      sequence.arrived(number, 1);
    }
    assertEquals(2, lost());
  }

  @Test
  void afterAStartByUptimeWhatIsMissingShowsAtOnce() {
    sequence.uptime(500_000);
    sequence.arrived(1000, 1);
    sequence.uptime(495_000); // overtaken
    sequence.arrived(999, 1);
    sequence.uptime(501_000);
    sequence.arrived(1003, 1);
    assertEquals(2, lost());
    sequence.uptime(3_000);
    sequence.arrived(2, 1);
    sequence.uptime(4_000);
    sequence.arrived(5, 1);
    assertEquals(4, lost());
    sequence.uptime(4_100);
    sequence.arrived(1001, 1);
    assertEquals(4 + 995, lost(), "what was missing before is of another count");
  }

  @Test
  void oneThatCameFromNowhereIsNoNewStart() {
    sequence.arrived(1000, 1);
    for (long number : new long[] {1001, 40, 1002, 41, 1003, 300, 1005}) {
      sequence.arrived(number, 1);
    }
    assertEquals(1, lost());
  }

  @Test
  void anExporterThatStartsAnewLosesNothing() {
    sequence.arrived(3_000_000_000L, 1);
    sequence.arrived(1, 1);
    sequence.arrived(2, 1);
    assertEquals(0, lost());
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
    assertEquals(missing, lost());
    sequence.arrived(2_000_005 + step, 1);
    assertEquals(missing + more, lost());
  }
}
