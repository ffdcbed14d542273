package weir.query;

/// How much of the flows in the range an answer has looked at so far.
///
/// @param rows flow records looked at, or summed up beforehand
/// @param ofRows flow records stored in the slices that the range overlaps
/// @param complete whether the answer covers them all and is exact
/// @param mostMissing the largest share of any shown sum that may be missing from it because it was
///   made from lists of the largest groups; 0 for sums that are exact for what is covered
/// @param wholeFromNanos all flows received from then on have been looked at, older ones in part or
///   not at all; 0 where that is not known
public record Coverage(
    long rows, long ofRows, boolean complete, double mostMissing, long wholeFromNanos) {

  /// Without saying from when on it is whole.
  public Coverage(long rows, long ofRows, boolean complete, double mostMissing) {
    this(rows, ofRows, complete, mostMissing, 0);
  }

  /// Everything, exactly.
  public static Coverage complete(long rows) {
    return new Coverage(rows, rows, true, 0);
  }

  /// Of an answer that comes whole, in the end: nothing of it is there yet.
  public static Coverage awaited(long rows, long ofRows) {
    return new Coverage(rows, ofRows, false, 0, Long.MAX_VALUE);
  }

  /// Whether nothing of the answer is there yet, however much was looked at.
  public boolean isAwaited() {
    return wholeFromNanos == Long.MAX_VALUE;
  }

  /// 0 to 1.
  public double share() {
    return complete || ofRows == 0 ? 1 : (double) rows / ofRows;
  }

  /// Whether there are flows that it has not looked at, so that sums only grow from here.
  public boolean partial() {
    return !complete && rows < ofRows;
  }
}
