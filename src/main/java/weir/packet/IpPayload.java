package weir.packet;

import org.jspecify.annotations.Nullable;

/// What IP headers say of the payload behind them, for who wants that and not the fields of a flow.
final class IpPayload {
  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;
  private int end;
  private long fragmentId;
  private int fragmentUnits;
  private boolean moreFragments;

  void source(long high, long low) {
    sourceHigh = high;
    sourceLow = low;
  }

  void destination(long high, long low) {
    destinationHigh = high;
    destinationLow = low;
  }

  /// It ends there, and is no piece of one unless that is said behind this.
  void whole(int endPosition) {
    end = endPosition;
    fragment(0, 0, false);
  }

  /// @param units of eight octets before it
  void fragment(long id, int units, boolean more) {
    fragmentId = id;
    fragmentUnits = units;
    moreFragments = more;
  }

  long sourceHigh() {
    return sourceHigh;
  }

  long sourceLow() {
    return sourceLow;
  }

  long destinationHigh() {
    return destinationHigh;
  }

  long destinationLow() {
    return destinationLow;
  }

  /// Where it ends by the header, which may be behind what was captured.
  int end() {
    return end;
  }

  /// Whether it is one of several pieces.
  boolean isFragment() {
    return moreFragments || fragmentUnits > 0;
  }

  /// Puts it together with the other pieces; null until the last of them is there.
  byte @Nullable [] joined(byte[] octets, Fragments others) {
    var key = new Fragments.Key(sourceHigh, sourceLow, destinationHigh, destinationLow, fragmentId);
    return others.add(key, octets, fragmentUnits * 8, moreFragments);
  }
}
