package weir.ingest;

/// How much time something has taken so far.
///
/// @param times how often it was done, or measured
/// @param nanos all of them together
public record Work(long times, long nanos) {
  public static final Work NONE = new Work(0, 0);

  Work plus(Work other) {
    return new Work(times + other.times, nanos + other.nanos);
  }
}
