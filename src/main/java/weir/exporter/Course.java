package weir.exporter;

import java.util.List;

/// How many flows an exporter sent and how much of it was lost, step by step, to the newest.
///
/// @param stepNanos how long a step is
/// @param fromNanos when the first one begins, since 1970; 0 where there is none
/// @param flows records decoded in each
/// @param lost what was found missing in each, less what of it came late
public record Course(long stepNanos, long fromNanos, List<Long> flows, List<Long> lost) {
  public Course {
    flows = List.copyOf(flows);
    lost = List.copyOf(lost);
    if (flows.size() != lost.size()) {
      throw new IllegalArgumentException("as many steps of flows as of losses");
    }
  }

  /// Of one that was not heard from.
  public static Course empty(long stepNanos) {
    return new Course(stepNanos, 0, List.of(), List.of());
  }

  /// The same; that of one that was not heard from where it goes beyond a moment.
  Course until(long nanos) {
    return steps() > 0 && startNanos(steps() - 1) > nanos ? empty(stepNanos) : this;
  }

  public int steps() {
    return flows.size();
  }

  /// When a step begins, since 1970.
  public long startNanos(int step) {
    return fromNanos + step * stepNanos;
  }

  /// What was lost in steps that end after a moment.
  public long lostSince(long nanos) {
    long sum = 0;
    for (int step = 0; step < steps(); step++) {
      sum += startNanos(step) + stepNanos > nanos ? lost.get(step) : 0;
    }
    return sum;
  }

  /// Flows a second over the last whole steps before a moment; below 0 where there is none whole.
  ///
  /// @param most how many steps
  public double flowsPerSecond(long nowNanos, int most) {
    long last = Math.floorDiv(nowNanos, stepNanos) - 1; // the one at hand is not whole
    long first = Math.max(last - most + 1, fromNanos / stepNanos + 1);
    if (steps() == 0 || last < first) {
      return -1;
    }
    long sum = 0;
    for (long at = first; at <= last; at++) {
      long step = at - fromNanos / stepNanos;
      sum += step < steps() ? flows.get((int) step) : 0;
    }
    return sum * 1e9 / ((last - first + 1) * stepNanos);
  }
}
