package weir.query;

/// What every panel of a view has in common at one moment: it fills the holes of their questions.
///
/// @param dimensions as they are in the data set
/// @param bucketNanos width of time buckets that suits the range and the screen
public record Frame(
    TimeRange range,
    Filter filter,
    Unit unit,
    boolean scaled,
    long bucketNanos,
    Dimensions dimensions) {}
