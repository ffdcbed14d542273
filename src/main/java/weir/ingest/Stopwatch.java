package weir.ingest;

/// Adds up what one thread spends on something; can be read from any.
final class Stopwatch {
  private volatile Work spent = Work.NONE;

  /// @param sinceNanos of [System#nanoTime], when it began
  void stop(long sinceNanos) {
    spent = spent.plus(new Work(1, System.nanoTime() - sinceNanos));
  }

  Work spent() {
    return spent;
  }
}
