package weir.decode.state;

import java.util.Arrays;

/// Follows the sequence numbers of one stream of datagrams and counts what is missing. They are 32
/// bits wide and wrap.
///
/// What comes late is taken back from what was lost; what comes twice changes nothing. An exporter
/// that starts anew, by its uptime or by numbers that lie far off or go on from an earlier one,
/// begins a new count.
public final class Sequence {
  /// A larger step is an exporter that started anew.
  static final int MAX_GAP = 1 << 20;

  /// Of so many gaps it is known what is missing.
  private static final int HOLES = 16;

  /// So many numbers are told from those of an exporter that counts from there once more.
  private static final int RECENT = 16;

  /// On their way datagrams overtake each other by less than this.
  private static final long SAME_RUN_MILLIS = 10_000;

  /// What it takes beside what is counted elsewhere.
  static final int BYTES = 400;

  private final Tally gaps;
  private final Tally missing;
  private final Tally late;
  private final Tally repeated;
  private final int[] holeFrom = new int[HOLES];
  private final int[] holeUnits = new int[HOLES];
  private final int[] recent = new int[RECENT];
  private int nextHole;
  private int recentCount;
  private boolean known;
  private int last;
  private int lastUnits;
  private int lastOptions;

  /// Behind one that came from nowhere: the number that goes on from there.
  private int strayNext;

  private boolean stray;

  private long uptimeMillis;

  /// @param gaps counts the gaps
  /// @param missing counts what fell into them, in the protocol's unit
  /// @param late counts what of that came late
  /// @param repeated counts datagrams that came twice
  Sequence(Tally gaps, Tally missing, Tally late, Tally repeated) {
    this.gaps = gaps;
    this.missing = missing;
    this.late = late;
    this.repeated = repeated;
  }

  /// How long the exporter has been up, before [#arrived] of the same datagram. One that is up for
  /// less than before has started anew.
  public void uptime(long millis) {
    if (uptimeMillis - millis > SAME_RUN_MILLIS) {
      lostTrack();
      uptimeMillis = millis;
    } else {
      uptimeMillis = Math.max(millis, uptimeMillis);
    }
  }

  /// @param number of the datagram
  /// @param units that it brings: the next one's number is higher by that much
  public void arrived(long number, int units) {
    arrived(number, units, 0);
  }

  /// @param options how many of the units are options records, which some exporters do not count
  public void arrived(long number, int units, int options) {
    int now = (int) number;
    int step = now - last - lastUnits;
    boolean far = step >= MAX_GAP || step <= -MAX_GAP;
    if (known && far) {
      lostTrack();
    } else if (known && step != 0 && !isOtherWayToCount(now, units, options)) {
      if (step < 0) {
        late(now, units, options);
        return;
      }
      gaps.add(1);
      missing.add(step);
      holeFrom[nextHole] = last + lastUnits;
      holeUnits[nextHole] = step;
      nextHole = (nextHole + 1) % HOLES;
    }
    accept(now, units, options);
  }

  private void accept(int number, int units, int options) {
    last = number;
    lastUnits = units;
    lastOptions = options;
    known = true;
    stray = false;
    recent[recentCount++ % RECENT] = number;
  }

  /// One from before: it fills a gap, has been here, or the exporter counts from there again, which
  /// is so where the next one goes on from it.
  private void late(int number, int units, int options) {
    if (fills(number, units)) {
      return;
    }
    if (isRecent(number)) {
      repeated.add(1);
      return;
    }
    if (stray && number == strayNext) {
      lostTrack();
      accept(number, units, options);
      return;
    }
    stray = true;
    strayNext = number + units;
  }

  private boolean isRecent(int number) {
    for (int i = 0; i < Math.min(recentCount, RECENT); i++) {
      if (recent[i] == number) {
        return true;
      }
    }
    return false;
  }

  private boolean fills(int number, int units) {
    for (int hole = 0; hole < HOLES; hole++) {
      int at = number - holeFrom[hole];
      if (at >= 0 && at < holeUnits[hole]) {
        fill(hole, at, Math.min(units, holeUnits[hole] - at));
        return true;
      }
    }
    return false;
  }

  private void fill(int hole, int at, int units) {
    late.add(units);
    int behind = holeUnits[hole] - at - units;
    if (at == 0 && behind == 0) {
      gaps.add(-1);
    }
    if (at > 0 && behind > 0) {
      holeFrom[nextHole] = holeFrom[hole] + at + units;
      holeUnits[nextHole] = behind;
      nextHole = (nextHole + 1) % HOLES;
      holeUnits[hole] = at;
      gaps.add(1);
    } else if (at > 0) {
      holeUnits[hole] = at;
    } else {
      holeFrom[hole] += units;
      holeUnits[hole] = behind;
    }
  }

  /// Whether it is in order for an exporter that leaves options out, or that counts a datagram's
  /// own units into its number, as softflowd does.
  private boolean isOtherWayToCount(int number, int units, int options) {
    int step = number - last;
    return step == lastUnits - lastOptions || step == units || step == units - options;
  }

  /// Whether a datagram of that number goes on from the last one.
  boolean expects(long number) {
    return known && (int) number == last + lastUnits;
  }

  /// The datagram brought an unknown number of units, or those to come are of another count.
  public void lostTrack() {
    known = false;
    stray = false;
    recentCount = 0;
    Arrays.fill(holeUnits, 0);
  }
}
