package weir.ui.explore;

import weir.query.Filter;
import weir.query.TimeRange;

/// What every panel of a view has in common at one moment.
///
/// @param bucketNanos width of time buckets that suits the range and the screen
public record Frame(TimeRange range, Filter filter, Unit unit, boolean scaled, long bucketNanos) {}
