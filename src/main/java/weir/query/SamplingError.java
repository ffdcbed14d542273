package weir.query;

import java.util.ArrayList;
import java.util.List;

/// How far a sum that was estimated of sampled packets may be off: of `n` packets that were seen,
/// in 95 of 100 cases by no more than 1.96·√(1/n) of it. That is of packets that were chosen by
/// chance; of bytes it holds where they are about as large. What was not sampled is exact.
public final class SamplingError {
  /// Of a normal distribution's deviations: 95 % lie within.
  private static final double DEVIATIONS = 1.96;

  private SamplingError() {}

  /// The part that it may be off by: 0.2 is ±20 %. Infinite where nothing was seen of what was
  /// estimated.
  ///
  /// @param packets multiplied by their sampling rates
  /// @param seen of these packets
  public static double part(double packets, double seen) {
    if (packets <= seen) {
      return 0;
    }
    return seen <= 0
        ? Double.POSITIVE_INFINITY
        : DEVIATIONS * Math.sqrt((1 - seen / packets) / seen);
  }

  /// Whether a question has such an error: of flow records no rate says how many there were.
  public static boolean concerns(FlowQuery query) {
    Measure base = query.measures().getFirst().base();
    return query.scaled() && (base == Measure.BYTES || base == Measure.PACKETS);
  }

  /// The same question with what tells it: packets and packets seen behind its own measures.
  public static FlowQuery told(FlowQuery query) {
    List<Measure> measures = new ArrayList<>(query.measures());
    measures.addAll(List.of(Measure.PACKETS, Measure.SAMPLES));
    return query.withMeasures(measures);
  }

  /// Whether [#told] has been asked.
  public static boolean isTold(FlowQuery query) {
    return query.measures().getLast() == Measure.SAMPLES && query.scaled();
  }

  /// Of a row of an answer to [#told].
  public static double part(long[][] sums, int row) {
    return part((double) sums[sums.length - 2][row], (double) sums[sums.length - 1][row]);
  }
}
