package weir.decode;

/// Follows the sequence numbers of one stream of datagrams and counts what is missing. They are 32
/// bits wide and wrap.
final class Sequence {
  /// A larger step is an exporter that started anew.
  private static final int MAX_GAP = 1 << 20;

  private final Tally gaps;
  private final Tally lost;
  private boolean known;
  private int next;

  /// @param gaps counts the gaps
  /// @param lost counts what fell into them, in the protocol's unit
  Sequence(Tally gaps, Tally lost) {
    this.gaps = gaps;
    this.lost = lost;
  }

  /// @param number of the datagram
  /// @param units that it brings: the next one's number is higher by that much
  void arrived(long number, int units) {
    int step = (int) number - next;
    if (known && step > 0 && step < MAX_GAP) {
      gaps.add(1);
      lost.add(step);
    }
    boolean late = known && step < 0 && step > -MAX_GAP;
    if (!late) {
      next = (int) number + units;
      known = true;
    }
  }

  /// The datagram brought an unknown number of units.
  void lostTrack() {
    known = false;
  }
}
