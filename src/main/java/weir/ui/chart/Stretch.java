package weir.ui.chart;

import java.util.Optional;
import weir.query.Dimension;
import weir.query.Selection;
import weir.query.TimeRange;
import weir.query.ValueSpan;

/// What is marked: a stretch of time, in whole buckets of what is shown; of a heatmap values, too.
///
/// @param shown all that is shown
/// @param values empty for all
record Stretch(TimeRange range, TimeRange shown, long bucketNanos, Optional<Values> values) {
  /// Of all values.
  Stretch(TimeRange range, TimeRange shown, long bucketNanos) {
    this(range, shown, bucketNanos, Optional.empty());
  }

  /// Values of a number, in whole rows.
  ///
  /// @param shown all that the number can have
  /// @param row how many values a row has
  record Values(Dimension number, ValueSpan span, ValueSpan shown, long row) {
    /// So many rows higher, or lower; as many, within what is shown.
    Values stepped(long rows) {
      long by =
          Math.clamp(
              rows * row,
              Math.min(0, shown.least() - span.least()),
              Math.max(0, shown.most() - span.most()));
      return with(new ValueSpan(span.least() + by, span.most() + by));
    }

    /// With so many rows more at its top; or at its bottom, where it is negative.
    Values widened(long rows) {
      long more = rows * row;
      return with(
          rows < 0
              ? new ValueSpan(Math.max(shown.least(), span.least() + more), span.most())
              : new ValueSpan(span.least(), Math.min(shown.most(), span.most() + more)));
    }

    private Values with(ValueSpan other) {
      return new Values(number, other, shown, row);
    }
  }

  /// What keeps just it: of values at any time, whenever they are.
  Selection selection() {
    return values
        .<Selection>map(of -> area(isOfAnyTime() ? Optional.empty() : Optional.of(range), of))
        .orElseGet(() -> new Selection.Span(range));
  }

  /// What keeps its values, whenever they are.
  Optional<Selection> filter() {
    return values.map(of -> area(Optional.empty(), of));
  }

  private static Selection area(Optional<TimeRange> time, Values of) {
    return new Selection.Area(time, of.number, of.span, false);
  }

  /// Whether it takes all the time that is shown.
  boolean isOfAnyTime() {
    return range.fromNanos() <= shown.fromNanos() && range.untilNanos() >= shown.untilNanos();
  }

  /// So many buckets later, or earlier; as long, within what is shown.
  Stretch stepped(long buckets) {
    long by =
        Math.clamp(
            buckets * bucketNanos,
            Math.min(0, shown.fromNanos() - range.fromNanos()),
            Math.max(0, shown.untilNanos() - range.untilNanos()));
    return with(new TimeRange(range.fromNanos() + by, range.untilNanos() + by));
  }

  /// With so many buckets more at its end; or at its beginning, where it is negative.
  Stretch widened(long buckets) {
    long more = buckets * bucketNanos;
    return with(
        buckets < 0
            ? new TimeRange(
                Math.max(shown.fromNanos(), range.fromNanos() + more), range.untilNanos())
            : new TimeRange(
                range.fromNanos(), Math.min(shown.untilNanos(), range.untilNanos() + more)));
  }

  /// Stepped, or widened, by so many rows of values, if it is of values.
  Stretch raised(long rows, boolean wider) {
    return new Stretch(
        range, shown, bucketNanos, values.map(of -> wider ? of.widened(rows) : of.stepped(rows)));
  }

  /// The same where something else is shown by now.
  Stretch in(TimeRange nowShown, long newBucketNanos) {
    return isOfAnyTime()
        ? new Stretch(nowShown, nowShown, newBucketNanos, values)
        : new Stretch(range, nowShown, newBucketNanos, values);
  }

  /// Whether anything of it is to be seen.
  boolean isSeen() {
    return range.fromNanos() < shown.untilNanos() && range.untilNanos() > shown.fromNanos();
  }

  private Stretch with(TimeRange other) {
    return new Stretch(other, shown, bucketNanos, values);
  }
}
