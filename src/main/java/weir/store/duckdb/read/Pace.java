package weir.store.duckdb.read;

/// How much of the work of a question one statement does: how quickly they look at rows is what
/// those before have shown.
final class Pace {
  /// Answered in a moment, whatever is asked.
  static final long FEW_ROWS = 2_000_000;

  private static final long FIRST_ROWS = 500_000;
  private static final long AT_ONCE_NANOS = 1_000_000_000L;

  private final long firstRows;
  private final long fewRows;
  private final long atOnceNanos;
  private long rows;
  private long nanos;

  Pace() {
    this(FIRST_ROWS, FEW_ROWS, AT_ONCE_NANOS);
  }

  /// @param firstRows looked at for the first picture, and at least by any statement
  /// @param fewRows as many are looked at in one go, without a first picture
  /// @param atOnceNanos what takes no longer is done in one go after the first picture; what others
  ///   ask waits as long
  Pace(long firstRows, long fewRows, long atOnceNanos) {
    this.firstRows = firstRows;
    this.fewRows = fewRows;
    this.atOnceNanos = atOnceNanos;
  }

  /// A statement looked at so many rows in that time.
  void looked(long moreRows, long moreNanos) {
    rows += moreRows;
    nanos += moreNanos;
  }

  /// Rows for a statement that may take so long.
  long rowsIn(long mostNanos) {
    return Math.max(firstRows, expected(mostNanos));
  }

  /// Whether so many rows are looked at in one go.
  boolean isShort(long all) {
    return all <= Math.max(fewRows, expected(atOnceNanos));
  }

  private long expected(long inNanos) {
    return nanos == 0 ? 0 : (long) ((double) rows / nanos * Math.max(0, inNanos));
  }
}
