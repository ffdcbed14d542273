package weir.decode.state;

/// Follows the sequence numbers of one stream of datagrams and counts what is missing. They are 32
/// bits wide and wrap.
public final class Sequence {
  /// A larger step is an exporter that started anew.
  static final int MAX_GAP = 1 << 20;

  private final Tally gaps;
  private final Tally lost;
  private boolean known;
  private int last;
  private int lastUnits;
  private int lastOptions;

  /// @param gaps counts the gaps
  /// @param lost counts what fell into them, in the protocol's unit
  Sequence(Tally gaps, Tally lost) {
    this.gaps = gaps;
    this.lost = lost;
  }

  /// @param number of the datagram
  /// @param units that it brings: the next one's number is higher by that much
  public void arrived(long number, int units) {
    arrived(number, units, 0);
  }

  /// @param options how many of the units are options records, which some exporters do not count
  public void arrived(long number, int units, int options) {
    int step = (int) number - last - lastUnits;
    boolean inOrder = !known || step == 0 || isOtherWayToCount((int) number, units, options);
    boolean gap = !inOrder && step > 0 && step < MAX_GAP;
    if (gap) {
      gaps.add(1);
      lost.add(step);
    }
    boolean late = !inOrder && step < 0 && step > -MAX_GAP;
    if (!late) {
      last = (int) number;
      lastUnits = units;
      lastOptions = options;
      known = true;
    }
  }

  /// Whether it is in order for an exporter that leaves options out, or that counts a datagram's
  /// own units into its number, as softflowd does.
  private boolean isOtherWayToCount(int number, int units, int options) {
    int step = number - last;
    return step == lastUnits - lastOptions || step == units || step == units - options;
  }

  /// The datagram brought an unknown number of units.
  public void lostTrack() {
    known = false;
  }
}
