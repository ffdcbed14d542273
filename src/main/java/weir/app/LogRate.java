package weir.app;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How often a part of Weir may say something: some lines at once, then one every ten seconds. From
/// any thread.
final class LogRate {
  private static final int AT_ONCE = 20;
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final class Bucket {
    private long lines = AT_ONCE;
    private long filledNanos;
    private long leftOut;
  }

  private final Map<String, Bucket> buckets = new HashMap<>();

  /// @return empty where the line is to be left out; else what ends it: how many were, before it
  synchronized Optional<String> take(String part, long nowNanos) {
    Bucket bucket = buckets.get(part);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.filledNanos = nowNanos;
      buckets.put(part, bucket);
    }
    long more = (nowNanos - bucket.filledNanos) / EVERY_NANOS;
    bucket.filledNanos += more * EVERY_NANOS;
    bucket.lines = Math.min(AT_ONCE, bucket.lines + more);
    if (bucket.lines == 0) {
      bucket.leftOut++;
      return Optional.empty();
    }
    bucket.lines--;
    String end =
        bucket.leftOut == 0 ? "" : "; " + bucket.leftOut + " lines before it were left out";
    bucket.leftOut = 0;
    return Optional.of(end);
  }
}
