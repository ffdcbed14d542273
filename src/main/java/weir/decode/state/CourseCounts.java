package weir.decode.state;

import java.util.ArrayList;
import java.util.List;
import weir.exporter.Course;

/// Flows and losses of the last steps of time, in a ring of bounded size. One thread writes, any
/// reads.
final class CourseCounts {
  private static final int STEPS = 120;

  /// What one takes.
  static final int BYTES = 2 * STEPS * Integer.BYTES + 64;

  private final long stepNanos;
  private final int[] flows = new int[STEPS];
  private final int[] lost = new int[STEPS];
  private long newest = -1;
  private int known;

  CourseCounts(long stepNanos) {
    this.stepNanos = stepNanos;
  }

  /// Adds to the step of a moment; to the newest one where the clock has gone back.
  ///
  /// @param moreLost below 0 where what had been lost came late: taken back from the newest losses
  synchronized void add(long nanos, int moreFlows, long moreLost) {
    advance(Math.floorDiv(nanos, stepNanos));
    int at = Math.floorMod(newest, STEPS);
    flows[at] = (int) Math.min(Integer.MAX_VALUE, (long) flows[at] + moreFlows);
    if (moreLost > 0) {
      lost[at] = (int) Math.min(Integer.MAX_VALUE, lost[at] + moreLost);
    }
    for (int back = 0; back < known && moreLost < 0; back++) {
      int step = Math.floorMod(newest - back, STEPS);
      int found = (int) Math.min(lost[step], -moreLost);
      lost[step] -= found;
      moreLost += found;
    }
  }

  /// Goes on from what was known before a restart, as far as there is room and it is one.
  void restore(Course before) {
    if (before.stepNanos() != stepNanos || before.fromNanos() < 0) {
      return;
    }
    for (int i = Math.max(0, before.steps() - STEPS); i < before.steps(); i++) {
      long count = Math.clamp(before.flows().get(i), 0, Integer.MAX_VALUE);
      add(before.startNanos(i), (int) count, Math.max(0, before.lost().get(i)));
    }
  }

  private void advance(long step) {
    if (known > 0 && step <= newest) {
      return;
    }
    boolean far = known == 0 || step - newest >= STEPS;
    for (long at = far ? step : newest + 1; at <= step; at++) {
      flows[Math.floorMod(at, STEPS)] = 0;
      lost[Math.floorMod(at, STEPS)] = 0;
    }
    known = far ? 1 : (int) Math.min(STEPS, known + step - newest);
    newest = step;
  }

  synchronized Course status() {
    List<Long> allFlows = new ArrayList<>(known);
    List<Long> allLost = new ArrayList<>(known);
    for (long at = newest - known + 1; at <= newest; at++) {
      allFlows.add((long) flows[Math.floorMod(at, STEPS)]);
      allLost.add((long) lost[Math.floorMod(at, STEPS)]);
    }
    return known == 0
        ? Course.empty(stepNanos)
        : new Course(stepNanos, (newest - known + 1) * stepNanos, allFlows, allLost);
  }
}
