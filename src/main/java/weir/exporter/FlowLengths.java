package weir.exporter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How long an exporter's flows are, from their first packet to their last: each counted in the
/// shortest step that it fits in.
///
/// @param counts flows by step, the shortest first; shorter than [#steps] where there are none
/// @param packets flows of one packet and no length
public record FlowLengths(List<Long> counts, long packets) {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;
  private static final long MINUTE = 60 * SECOND;

  /// The longest length of each step.
  private static final long[] STEPS = {
    0,
    MILLI,
    10 * MILLI,
    100 * MILLI,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    20 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    60 * MINUTE,
    Long.MAX_VALUE
  };

  /// Of a hundred flows so many are to fit into a step that tells when traffic was.
  private static final double HONEST = 0.95;

  public static final FlowLengths NONE = new FlowLengths(List.of(), 0);

  public FlowLengths {
    counts = List.copyOf(counts);
  }

  public static int steps() {
    return STEPS.length;
  }

  /// The longest length of a step; [Long#MAX_VALUE] of the last one.
  public static long mostNanos(int step) {
    return STEPS[step];
  }

  /// The step of a flow of that length.
  public static int step(long nanos) {
    int at = Arrays.binarySearch(STEPS, nanos);
    return nanos <= 0 ? 0 : at < 0 ? -at - 1 : at;
  }

  /// As it is counted.
  public static FlowLengths of(long[] byStep, long packets) {
    List<Long> list = new ArrayList<>();
    int last = byStep.length;
    while (last > 0 && byStep[last - 1] == 0) {
      last--;
    }
    for (int i = 0; i < last; i++) {
      list.add(byStep[i]);
    }
    return new FlowLengths(list, packets);
  }

  public long count(int step) {
    return step < counts.size() ? counts.get(step) : 0;
  }

  public long flows() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /// The shortest step of a chart that is as long as 95 of 100 flows: within a shorter one it is
  /// not told when traffic was. [Long#MAX_VALUE] for longer than an hour, 0 without flows.
  public long honestNanos() {
    double wanted = HONEST * flows();
    long sum = 0;
    for (int step = 0; step < counts.size(); step++) {
      sum += counts.get(step);
      if (sum >= wanted) {
        return STEPS[step];
      }
    }
    return 0;
  }

  /// What no flow is longer than; [Long#MAX_VALUE] for longer than an hour.
  public long longestNanos() {
    return counts.isEmpty() ? 0 : STEPS[counts.size() - 1];
  }
}
