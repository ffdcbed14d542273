package weir.query;

/// What is laid over a chart over time: all flows together that it is compared with, over as much
/// time as is shown, in the same buckets.
///
/// @param laterNanos how much later its buckets are shown, a multiple of their width
public record Overlay(FlowQuery query, long laterNanos) {
  /// @param panel one that shows groups over time
  public static Overlay of(Panel panel, Frame frame, Against against) {
    Frame other = against.frame(frame);
    long bucket = frame.bucketNanos();
    long apart = frame.range().fromNanos() - other.range().fromNanos();
    long later = Math.round((double) apart / bucket) * bucket;
    TimeRange moved = frame.range().moved(-later);
    long until = Math.min(moved.untilNanos(), Math.max(other.range().untilNanos(), 1));
    TimeRange range = new TimeRange(Math.min(moved.fromNanos(), until), until);
    return new Overlay(panel.totalsFor(other.with(range, other.filter())), later);
  }
}
