package weir.ui.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import weir.capture.live.AdapterKind;
import weir.capture.live.AdapterState;
import weir.capture.live.AdapterState.Traffic;

/// The last minute of each adapter second by second, by looking at their counts again and again;
/// and the order in which they are shown: the busiest first, but rows do not change places for a
/// little more or less.
final class AdapterHistory {
  static final int SECONDS = 60;

  private static final double NANOS = 1e9;
  private static final int BITS = 8;

  private final Map<String, Minute> minutes = new HashMap<>();
  private final List<String> order = new ArrayList<>();

  /// An adapter and its last minute.
  ///
  /// @param in bits a second, the oldest first; NaN where nobody looked
  /// @param out likewise
  record Line(AdapterState state, double[] in, double[] out) {
    /// Whether anything is known of how much comes and goes.
    boolean isKnown() {
      return !Double.isNaN(inNow());
    }

    double inNow() {
      return in[SECONDS - 1];
    }

    double outNow() {
      return out[SECONDS - 1];
    }
  }

  private static final class Minute {
    private AdapterState state;
    private long lookedNanos;
    private final double[] in = new double[SECONDS];
    private final double[] out = new double[SECONDS];

    Minute(AdapterState state, long nanos) {
      this.state = state;
      lookedNanos = nanos;
      Arrays.fill(in, Double.NaN);
      Arrays.fill(out, Double.NaN);
    }

    void look(AdapterState now, long nanos) {
      double seconds = (nanos - lookedNanos) / NANOS;
      int slots = (int) Math.min(SECONDS, Math.max(1, Math.round(seconds)));
      Optional<Traffic> before = state.traffic();
      Optional<Traffic> then = now.traffic();
      boolean known = before.isPresent() && then.isPresent() && seconds > 0;
      push(in, slots, known ? rate(before.get().octetsIn(), then.get().octetsIn(), seconds) : NONE);
      push(
          out,
          slots,
          known ? rate(before.get().octetsOut(), then.get().octetsOut(), seconds) : NONE);
      state = now;
      lookedNanos = nanos;
    }

    private static final double NONE = Double.NaN;

    /// Counts that are less than before have begun again.
    private static double rate(long before, long now, double seconds) {
      return now < before ? NONE : (now - before) * BITS / seconds;
    }

    private static void push(double[] values, int slots, double value) {
      System.arraycopy(values, slots, values, 0, SECONDS - slots);
      Arrays.fill(values, SECONDS - slots, SECONDS, value);
    }

    /// Of the minute, in powers of four; what is less than one apart is the same.
    long level() {
      double sum = sum(in) + sum(out);
      return sum <= 0 ? -1 : (long) Math.floor(Math.log(sum) / Math.log(4));
    }

    private static double sum(double[] values) {
      return Arrays.stream(values).filter(value -> !Double.isNaN(value)).sum();
    }

    /// What can be captured on first, and what stands for others behind them.
    int group() {
      boolean pseudo = state.kind() == AdapterKind.EVERY || state.kind() == AdapterKind.LOG;
      return isDown(state) ? 2 : pseudo ? 1 : 0;
    }

    long everOctets() {
      return state.traffic().map(Traffic::octets).orElse(0L);
    }
  }

  /// What stands for others is never down.
  static boolean isDown(AdapterState state) {
    return !state.adapter().up()
        && state.kind() != AdapterKind.EVERY
        && state.kind() != AdapterKind.LOG;
  }

  /// Takes in how all are now; those that are gone are forgotten.
  ///
  /// @param nanos of a clock that only goes forward
  void look(List<AdapterState> now, long nanos) {
    Set<String> names = new HashSet<>();
    List<String> fresh = new ArrayList<>();
    for (AdapterState state : now) {
      names.add(state.name());
      Minute minute = minutes.get(state.name());
      if (minute == null) {
        minutes.put(state.name(), new Minute(state, nanos));
        fresh.add(state.name());
      } else {
        minute.look(state, nanos);
      }
    }
    minutes.keySet().retainAll(names);
    order.retainAll(names);
    fresh.sort(
        Comparator.comparingLong((String name) -> minute(name).everOctets())
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    order.addAll(fresh);
    order.sort(
        Comparator.comparingInt((String name) -> minute(name).group())
            .thenComparing(
                Comparator.comparingLong((String name) -> minute(name).level()).reversed()));
  }

  private Minute minute(String name) {
    return Objects.requireNonNull(minutes.get(name), name);
  }

  /// The busiest first, those that are down last.
  List<Line> lines() {
    return order.stream()
        .map(this::minute)
        .map(minute -> new Line(minute.state, minute.in.clone(), minute.out.clone()))
        .toList();
  }

  /// The one that is most likely meant: the busiest that leads somewhere.
  Optional<String> likely() {
    return order.stream()
        .map(this::minute)
        .map(minute -> minute.state)
        .filter(state -> !isDown(state) && state.carrier())
        .filter(
            state ->
                state.kind() != AdapterKind.LOOPBACK
                    && state.kind() != AdapterKind.EVERY
                    && state.kind() != AdapterKind.LOG)
        .map(AdapterState::name)
        .findFirst();
  }
}
