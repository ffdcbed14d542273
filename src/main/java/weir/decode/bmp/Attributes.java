package weir.decode.bmp;

import java.util.Arrays;
import weir.flow.IpAddress;

/// What an update says of all its routes. Equal ones are kept once.
///
/// @param path numbers of autonomous systems, the neighbour first; those of sets as they come
/// @param endsInSet whether the last of them is of a set: which of it is the origin is not known
/// @param origin 0 IGP, 1 EGP, 2 incomplete
/// @param localPreference higher ones are better; 100 where none is told
/// @param communities RFC 1997
record Attributes(
    int[] path,
    boolean endsInSet,
    int origin,
    IpAddress nextHop,
    long localPreference,
    int[] communities) {
  static final Attributes NONE =
      new Attributes(new int[0], false, 2, IpAddress.NONE, 100, new int[0]);

  /// The record, its two arrays, an address, and its place in a table.
  private static final int BYTES = 220;

  Attributes withNextHop(IpAddress other) {
    return new Attributes(path, endsInSet, origin, other, localPreference, communities);
  }

  /// The autonomous system that announces it; 0 for one's own, and where that is not known.
  int originAs() {
    return path.length == 0 || endsInSet ? 0 : path[path.length - 1];
  }

  /// The neighbour; 0 where it is not of another autonomous system.
  int neighbourAs() {
    return path.length == 0 ? 0 : path[0];
  }

  /// About what it takes in memory.
  int footprintBytes() {
    return BYTES + 4 * (path.length + communities.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes that
        && origin == that.origin
        && endsInSet == that.endsInSet
        && localPreference == that.localPreference
        && nextHop.equals(that.nextHop)
        && Arrays.equals(path, that.path)
        && Arrays.equals(communities, that.communities);
  }

  @Override
  public int hashCode() {
    int hash = Arrays.hashCode(path) * 31 + Arrays.hashCode(communities);
    return (hash * 31 + nextHop.hashCode()) * 31 + (int) localPreference + origin;
  }

  @Override
  public String toString() {
    return Arrays.toString(path) + " by " + nextHop;
  }
}
