package weir.query;

/// What every panel of a view has in common at one moment: it fills the holes of their questions.
///
/// @param dimensions as they are in the data set
/// @param bucketNanos width of time buckets that suits the range and the screen
/// @param rows how many values of a number suit the screen, above each other
/// @param spread whether what flows have is spread over the time that they took
public record Frame(
    TimeRange range,
    Filter filter,
    Unit unit,
    boolean scaled,
    long bucketNanos,
    Dimensions dimensions,
    int rows,
    boolean spread) {
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
    this(range, filter, unit, scaled, bucketNanos, dimensions, USUAL_ROWS, false);
  }

  /// For other flows.
  public Frame with(TimeRange newRange, Filter newFilter) {
    return new Frame(newRange, newFilter, unit, scaled, bucketNanos, dimensions, rows, spread);
  }

  /// For plots with room for so many values of a number.
  public Frame withRows(int newRows) {
    return new Frame(range, filter, unit, scaled, bucketNanos, dimensions, newRows, spread);
  }

  public Frame withSpread(boolean newSpread) {
    return new Frame(range, filter, unit, scaled, bucketNanos, dimensions, rows, newSpread);
  }
}
