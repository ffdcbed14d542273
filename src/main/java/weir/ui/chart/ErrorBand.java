package weir.ui.chart;

import java.util.Locale;
import weir.flow.Direction;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.SamplingError;
import weir.query.TimeRange;

/// How far the totals of a chart may be off, step by step, for flows were sampled: parts of the
/// total, of what is above zero and of what a mirrored chart has below.
public record ErrorBand(TimeRange range, long bucketNanos, double[] above, double[] below) {
  /// Less is not worth a word.
  static final double LEAST = 0.01;

  /// @param told an answer to [SamplingError#told], in total or by direction
  public static ErrorBand of(Answer told) {
    long bucket = told.query().bucketNanos();
    TimeRange range = told.query().range().aligned(bucket);
    int buckets = Buckets.count(range, bucket);
    double[][] packets = new double[2][buckets];
    double[][] seen = new double[2][buckets];
    boolean mirrored =
        !told.query().by().isEmpty() && told.query().by().getFirst().is(FlowField.DIRECTION);
    int last = told.sums().length - 1;
    for (int row = 0; row < told.rows(); row++) {
      long at = (told.bucketStartNanos()[row] - range.fromNanos()) / bucket;
      boolean out = mirrored && told.keys().getFirst().low()[row] == Direction.OUT.code();
      if (at >= 0 && at < buckets) {
        packets[out ? 1 : 0][(int) at] += (double) told.sums()[last - 1][row];
        seen[out ? 1 : 0][(int) at] += (double) told.sums()[last][row];
      }
    }
    double[][] parts = new double[2][buckets];
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < buckets; i++) {
        parts[side][i] = SamplingError.part(packets[side][i], seen[side][i]);
      }
    }
    return new ErrorBand(range, bucket, parts[0], parts[1]);
  }

  /// Of a bucket of a chart; 0 where it is not known.
  double part(TimeRange bucket, boolean under) {
    long at = (bucket.fromNanos() - range.fromNanos()) / bucketNanos;
    boolean same =
        bucket.lengthNanos() == bucketNanos
            && bucket.fromNanos() >= range.fromNanos()
            && at < above.length;
    return same ? (under ? below : above)[(int) at] : 0;
  }

  /// Whether all is exact.
  public boolean isNothing() {
    for (int i = 0; i < above.length; i++) {
      if (above[i] > 0 || below[i] > 0) {
        return false;
      }
    }
    return true;
  }

  /// "± 12 %".
  public static String text(double part) {
    double percent = part * 100;
    return percent > 100
        ? "± > 100 %"
        : "± " + String.format(Locale.ROOT, percent < 10 ? "%.1f" : "%.0f", percent) + " %";
  }
}
