package weir.ui.chart;

/// The value axis: bounds on whole steps of 1, 2, 2.5 or 5 times a power of ten, with zero inside.
record ValueTicks(double min, double max, double step) {
  /// Below this share of the axis, data let it shrink.
  private static final double SHRINK = 0.4;

  private static final double[] NICE = {1, 2, 2.5, 5, 10};

  /// @param steps about how many steps fit
  static ValueTicks of(double low, double high, int steps) {
    double bottom = Math.min(0, low);
    double top = Math.max(0, high);
    double span = top - bottom;
    if (!(span > 0) || Double.isInfinite(span)) {
      return new ValueTicks(0, 1, 1);
    }
    double step = niceStep(span / Math.max(1, steps));
    return new ValueTicks(floor(bottom, step), -floor(-top, step), step);
  }

  /// The ticks for the next data: these, as long as the data fit and fill a good part, so that the
  /// axis stands still while values move.
  ValueTicks next(double low, double high, int steps) {
    ValueTicks fresh = of(low, high, steps);
    boolean fits = low >= min && high <= max && step <= 2.5 * fresh.step;
    boolean filled =
        (high >= SHRINK * max || max <= fresh.max) && (low <= SHRINK * min || min >= fresh.min);
    return fits && filled && count() <= 2 * steps ? this : fresh;
  }

  int count() {
    return (int) Math.round((max - min) / step) + 1;
  }

  double value(int index) {
    return (Math.rint(min / step) + index) * step;
  }

  private static double floor(double value, double step) {
    return Math.floor(value / step + 1e-9) * step;
  }

  private static double niceStep(double raw) {
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    for (double nice : NICE) {
      if (nice * power >= raw * (1 - 1e-9)) {
        return nice * power;
      }
    }
    return 10 * power;
  }
}
