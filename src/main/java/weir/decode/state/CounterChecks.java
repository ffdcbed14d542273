package weir.decode.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.exporter.CounterCheck;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Adds up what flows say of the interfaces whose counters an exporter tells, between one count and
/// the next. Old times count less and less. Bounded: further interfaces are not compared. One
/// thread writes, any reads.
final class CounterChecks {
  private static final int MOST = 512;
  private static final int BYTES = 240;
  private static final int RECENT = 64;

  /// After so long all that was added up is halved.
  private static final long LONG_NANOS = 2 * 3600 * 1_000_000_000L;

  private final LinkedHashMap<Long, Check> checks = new LinkedHashMap<>();
  private final Footprint footprint;

  // In front of the map, whose keys are objects.
  private final @Nullable Check[] recent = new Check[RECENT];

  /// Sums of one direction, and what has come since the last count.
  private static final class Sums {
    private double counted;
    private double told;
    private double flows;
    private double newTold;
    private double newFlows;
    private long nanos;

    private void flow(double octets) {
      newTold += octets;
      newFlows++;
    }

    /// @param octets below 0 for not known: what came meanwhile has nothing to be compared with;
    ///   NaN where this direction was not counted
    private void count(long newNanos, double octets) {
      if (Double.isNaN(octets)) {
        return;
      }
      if (newNanos > 0 && octets >= 0) {
        nanos += newNanos;
        counted += octets;
        told += newTold;
        flows += newFlows;
      }
      newTold = 0;
      newFlows = 0;
    }

    private void halve() {
      nanos /= 2;
      counted /= 2;
      told /= 2;
      flows /= 2;
    }

    private CounterCheck.Side status() {
      return new CounterCheck.Side(counted, told, flows);
    }
  }

  private static final class Check {
    private final long index;
    private final Sums in = new Sums();
    private final Sums out = new Sums();

    Check(long index) {
      this.index = index;
    }
  }

  /// @param footprint grows with it
  CounterChecks(Footprint footprint) {
    this.footprint = footprint;
  }

  /// Whether any counter has been told.
  boolean isUsed() {
    return !checks.isEmpty();
  }

  /// Takes in a count.
  ///
  /// @param nanos since the one before; 0 where there is none
  /// @param inOctets since then; below 0 for not known, NaN where they were not counted now
  /// @param outOctets the same
  synchronized void counted(long index, long nanos, double inOctets, double outOctets) {
    Check check = checks.get(index);
    if (check == null) {
      if (checks.size() < MOST) {
        checks.put(index, new Check(index));
        footprint.add(BYTES);
        recent[slot(index)] = null;
      }
      return;
    }
    check.in.count(nanos, inOctets);
    check.out.count(nanos, outOctets);
    if (Math.max(check.in.nanos, check.out.nanos) > LONG_NANOS) {
      check.in.halve();
      check.out.halve();
    }
  }

  /// Takes in flows; cheap where no counter has been told.
  synchronized void flows(int first, int count, FlowBatch out) {
    for (int row = first; row < first + count; row++) {
      Check in = find(out.get(FlowField.IN_INTERFACE, row));
      Check gone = find(out.get(FlowField.OUT_INTERFACE, row));
      if (in != null || gone != null) {
        long frame = out.get(FlowField.BYTES_L2, row);
        double octets =
            (double) (frame == 0 ? out.get(FlowField.BYTES, row) : frame)
                * Math.max(1, out.get(FlowField.SAMPLING_RATE, row));
        if (in != null) {
          in.in.flow(octets);
        }
        if (gone != null) {
          gone.out.flow(octets);
        }
      }
    }
  }

  private @Nullable Check find(long index) {
    int slot = slot(index);
    Check same = recent[slot];
    if (same == null || same.index != index) {
      same = checks.get(index);
      recent[slot] = same;
    }
    return same;
  }

  private static int slot(long index) {
    return (int) index & (RECENT - 1);
  }

  /// By index; those that were counted once only are left out.
  synchronized List<CounterCheck> status() {
    List<CounterCheck> all = new ArrayList<>();
    for (Check check : checks.values()) {
      long nanos = Math.max(check.in.nanos, check.out.nanos);
      if (nanos > 0) {
        all.add(new CounterCheck(check.index, nanos, check.in.status(), check.out.status()));
      }
    }
    all.sort(Comparator.comparingLong(CounterCheck::index));
    return all;
  }
}
