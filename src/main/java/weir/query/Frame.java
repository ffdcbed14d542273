package weir.query;

/// What every panel of a view has in common at one moment: it fills the holes of their questions.
///
/// @param dimensions as they are in the data set
/// @param bucketNanos width of time buckets that suits the range and the screen
/// @param rows how many values of a number suit the screen, above each other
public record Frame(
    TimeRange range,
    Filter filter,
    Unit unit,
    boolean scaled,
    long bucketNanos,
    Dimensions dimensions,
    int rows) {
  /// As many as are told apart on most screens.
  private static final int USUAL_ROWS = 128;

  /// For plots of a usual height.
  public Frame(
      TimeRange range,
      Filter filter,
      Unit unit,
      boolean scaled,
      long bucketNanos,
      Dimensions dimensions) {
    this(range, filter, unit, scaled, bucketNanos, dimensions, USUAL_ROWS);
  }

  /// For other flows.
  public Frame with(TimeRange newRange, Filter newFilter) {
    return new Frame(newRange, newFilter, unit, scaled, bucketNanos, dimensions, rows);
  }
}
