package weir.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.flow.BurstBin;
import weir.flow.Peaks;

/// What came at once.
class BurstsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final long START = 1_700_000_000L;

  private final Bursts bursts = new Bursts("eth0");

  private void count(long millis, int octets) {
    bursts.count(START * SECOND + millis * MILLI, octets, 1);
  }

  private long octets(BurstBin bin, long second) {
    Peaks peaks = bursts.peaks(bin);
    return peaks.octets()[(int) (START + second - peaks.firstSecond())];
  }

  private long packets(BurstBin bin, long second) {
    Peaks peaks = bursts.peaks(bin);
    return peaks.packets()[(int) (START + second - peaks.firstSecond())];
  }

  @Test
  void theMostOfEachBinIsKeptSecondBySecond() {
    count(900, 1); // a second that began unseen
    count(1_000, 100);
    count(1_000, 100);
    count(1_001, 50);
    count(1_009, 60);
    count(1_010, 150);
    count(1_950, 90);
    count(2_000, 10);
    assertEquals(200, octets(BurstBin.ONE, 1));
    assertEquals(310, octets(BurstBin.TEN, 1));
    assertEquals(460, octets(BurstBin.HUNDRED, 1));
    assertEquals(2, packets(BurstBin.ONE, 1));
    assertEquals(4, packets(BurstBin.TEN, 1));
    assertEquals(5, packets(BurstBin.HUNDRED, 1));
    assertEquals(Peaks.UNKNOWN, octets(BurstBin.ONE, 0), "it began unseen");
    assertEquals("eth0", bursts.peaks(BurstBin.TEN).adapter());
  }

  /// Whatever comes: as sums over all bins of each length say.
  @Test
  void asIfEveryBinHadBeenKept() {
    Random random = new Random(7);
    int seconds = 5;
    long[] byMilli = new long[seconds * 1000];
    count(0, 0);
    for (int i = 0; i < 20_000; i++) {
      long at = (long) (byMilli.length * (i / 20_000.0));
      int octets = random.nextInt(1500);
      byMilli[(int) at] += octets;
      count(1000 + at, octets);
    }
    bursts.idle((START + seconds + 2) * SECOND);
    for (BurstBin bin : BurstBin.values()) {
      for (int second = 0; second < seconds; second++) {
        long most = 0;
        for (int from = second * 1000; from < second * 1000 + 1000; from += bin.millis()) {
          long sum = 0;
          for (int milli = from; milli < from + bin.millis(); milli++) {
            sum += byMilli[milli];
          }
          most = Math.max(most, sum);
        }
        assertEquals(most, octets(bin, second + 1), bin + " of second " + second);
      }
    }
  }

  @Test
  void secondsWithoutPacketsAreKnownToBeEmpty() {
    count(0, 100);
    count(1_000, 100);
    count(4_500, 100);
    assertEquals(100, octets(BurstBin.TEN, 1));
    assertEquals(0, octets(BurstBin.TEN, 2));
    assertEquals(0, packets(BurstBin.HUNDRED, 3));
    bursts.idle((START + 7) * SECOND);
    assertEquals(100, octets(BurstBin.TEN, 4));
    assertEquals(0, octets(BurstBin.TEN, 6));
    assertEquals(START + 6, last());
    bursts.idle((START + 7) * SECOND);
    assertEquals(START + 6, last(), "nothing new");
  }

  @Test
  void aCaptureInWhichNothingComesIsKnownToBeEmpty() {
    assertEquals(0, bursts.peaks(BurstBin.ONE).seconds());
    bursts.idle(START * SECOND + 500 * MILLI);
    bursts.idle((START + 2) * SECOND);
    assertEquals(Peaks.UNKNOWN, octets(BurstBin.ONE, 0));
    assertEquals(0, octets(BurstBin.ONE, 1));
  }

  private long last() {
    Peaks peaks = bursts.peaks(BurstBin.ONE);
    return peaks.firstSecond() + peaks.seconds() - 1;
  }

  @Test
  void secondsInWhichPacketsWereLostAreNotKnown() {
    count(0, 100);
    count(1_100, 100);
    count(2_050, 100);
    count(3_050, 100);
    assertEquals(100, octets(BurstBin.ONE, 2));
    bursts.lost(START * SECOND + 2_990 * MILLI, START * SECOND + 3_090 * MILLI);
    count(4_000, 100);
    count(5_000, 100);
    assertEquals(100, octets(BurstBin.ONE, 1));
    assertEquals(Peaks.UNKNOWN, octets(BurstBin.ONE, 2));
    assertEquals(Peaks.UNKNOWN, packets(BurstBin.HUNDRED, 3));
    assertEquals(100, octets(BurstBin.ONE, 4));
  }

  @Test
  void whatComesLateCountsNow() {
    count(0, 0);
    count(1_005, 100);
    count(1_003, 100);
    count(2_000, 0);
    assertEquals(200, octets(BurstBin.ONE, 1));
  }

  @Test
  void aClockThatWasSetBeginsAnew() {
    count(0, 100);
    count(1_000, 100);
    count(2_000, 100);
    count(-3_600_000, 100);
    assertEquals(0, bursts.peaks(BurstBin.ONE).seconds());
    count(-3_599_000, 70);
    count(-3_598_000, 100);
    assertEquals(70, octets(BurstBin.ONE, -3_599));
  }

  @Test
  void anHourIsKeptAndWhatWasBeforeIsForgotten() {
    count(0, 1);
    for (int second = 1; second <= 4_000; second++) {
      count(second * 1000L, second);
    }
    Peaks peaks = bursts.peaks(BurstBin.ONE);
    assertEquals(3_600, peaks.seconds());
    assertEquals(START + 400, peaks.firstSecond());
    assertEquals(400, peaks.octets()[0]);
    assertEquals(3_999, peaks.octets()[3_599]);
    bursts.idle((START + 100_000) * SECOND);
    assertEquals(0, octets(BurstBin.ONE, 99_999));
    assertEquals(0, octets(BurstBin.ONE, 99_999 - 3_599));
  }

  @Test
  void oneOfManyCountsForAll() {
    bursts.count(START * SECOND, 0, 1);
    bursts.count((START + 1) * SECOND, 100, 50);
    bursts.idle((START + 2) * SECOND);
    assertEquals(5_000, octets(BurstBin.ONE, 1));
    assertEquals(50, packets(BurstBin.ONE, 1));
  }

  @Test
  void peaksAreRates() {
    count(0, 0);
    count(1_000, 1_250);
    count(2_000, 2_500);
    count(3_000, 0);
    Peaks peaks = bursts.peaks(BurstBin.TEN);
    assertEquals(1_000_000, peaks.rate(false, START + 1, START + 2));
    assertEquals(2_000_000, peaks.rate(false, START + 1, START + 3));
    assertEquals(100, peaks.rate(true, START + 1, START + 2));
    assertTrue(Double.isNaN(peaks.rate(false, START, START + 2)), "its first second is not known");
    assertTrue(Double.isNaN(peaks.rate(false, START + 2, START + 4)), "that is to come");
    assertTrue(Double.isNaN(peaks.rate(false, START + 1, START + 1)));
    assertTrue(Double.isNaN(peaks.rate(false, START - 4_000, START - 3_999)));
  }
}
