package weir.store;

/// What a store holds.
///
/// @param rows flow records that can be asked for
/// @param diskBytes on disk, logs included; 0 for a store in memory
/// @param oldestNanos time received of the oldest record; 0 when empty
/// @param newestNanos of the newest
public record StoreStatus(long rows, long diskBytes, long oldestNanos, long newestNanos) {
  public static final StoreStatus EMPTY = new StoreStatus(0, 0, 0, 0);
}
