package weir.doctor;

import weir.exporter.FlowLengths;

/// Lengths of time for people.
public final class Lengths {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;
  private static final long HOUR = 3600 * SECOND;

  private Lengths() {}

  /// "60 s", "5 min"; "an hour" for longer than that.
  public static String words(long nanos) {
    return nanos > HOUR
        ? "an hour"
        : nanos > 60 * SECOND
            ? nanos / (60 * SECOND) + " min"
            : nanos >= SECOND ? nanos / SECOND + " s" : nanos / MILLI + " ms";
  }

  /// "up to 60 s", "more than an hour".
  public static String most(long nanos) {
    return nanos > HOUR ? "more than an hour" : "up to " + words(nanos);
  }

  /// Of a step of a histogram: "none", "≤ 5 s", "> 60 min".
  public static String step(int step) {
    long most = FlowLengths.mostNanos(step);
    return most == 0 ? "0" : most > HOUR ? "> 60 min" : "≤ " + words(most);
  }
}
