package weir.ui.chart;

import java.util.Locale;
import weir.query.Comparison;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.SamplingError;

/// How a value differs from what it is compared with.
///
/// @param error the difference may be off by so much, for flows were sampled; 0 where they were not
public record Difference(double now, double then, double error, Measure measure) {
  private static final String MINUS = "\u2212";

  /// Of a row's first measure.
  public static Difference of(Comparison both, int row) {
    FlowQuery query = both.query().query();
    double now = both.value(row, 0);
    double then = both.valueAgainst(row, 0);
    double error =
        SamplingError.isTold(query)
            ? Math.hypot(error(now, both.sums(), row), error(then, both.against(), row))
            : 0;
    return new Difference(now, then, error, query.measures().getFirst());
  }

  private static double error(double value, long[][] sums, int row) {
    return value == 0 ? 0 : value * SamplingError.part(sums, row);
  }

  /// Signed.
  public double value() {
    return now - then;
  }

  /// Signed part of what it was; infinite where there was nothing.
  public double part() {
    return then == 0 ? (now == 0 ? 0 : Double.POSITIVE_INFINITY) : value() / then;
  }

  /// There was nothing of it.
  public boolean isNew() {
    return then == 0 && now > 0;
  }

  /// There is nothing of it any more.
  public boolean isGone() {
    return now == 0 && then > 0;
  }

  /// Whether it is more than what sampling alone makes of equal values.
  public boolean isSignificant() {
    return Math.abs(value()) > error;
  }

  public String thenText() {
    return Quantity.text(then, measure);
  }

  /// "+1.20 Mbit/s".
  public String text() {
    return value() == 0
        ? Quantity.text(0, measure)
        : sign() + Quantity.text(Math.abs(value()), measure);
  }

  /// "+12.3 %", "new", "gone", "not significant".
  public String partText() {
    if (!isSignificant() && value() != 0) {
      return "not significant";
    }
    return isNew() ? "new" : isGone() ? "gone" : percent();
  }

  private String percent() {
    double percent = Math.abs(part()) * 100;
    if (percent == 0) {
      return "0 %";
    }
    return sign()
        + (percent < 0.1
            ? "< 0.1"
            : percent >= 1000
                ? String.format(Locale.ROOT, "%,.0f", percent)
                : String.format(Locale.ROOT, "%.1f", percent))
        + " %";
  }

  private String sign() {
    return value() < 0 ? MINUS : "+";
  }

  /// "+1.20 Mbit/s (+12.3 %)".
  public String both() {
    return value() == 0 ? "no difference" : text() + " (" + partText() + ")";
  }
}
