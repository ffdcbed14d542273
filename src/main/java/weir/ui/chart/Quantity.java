package weir.ui.chart;

import weir.query.Measure;
import weir.query.SiText;

/// Numbers with an SI prefix (powers of 1000) and a unit: "12.0 Mbit/s", "3.4 kpkt/s".
public final class Quantity {
  private Quantity() {}

  /// Three digits that mean something; without a sign, for the axis says which way.
  public static String text(double value, Measure measure) {
    return SiText.of(value, measure.shortUnit());
  }

  /// As a label of an axis whose steps are `step`: just the decimals that tell the steps apart.
  static String tick(double value, double step, int power, Measure measure) {
    if (value == 0) {
      return "0";
    }
    double scale = Math.pow(1000, power);
    double scaledStep = step / scale;
    int decimals = 0;
    while (decimals < 3 && !SiText.isWhole(scaledStep * Math.pow(10, decimals))) {
      decimals++;
    }
    return SiText.number(Math.abs(value) / scale, decimals, power, measure.shortUnit());
  }

  /// The power of 1000 whose prefix suits the size.
  static int power(double size) {
    return SiText.power(size);
  }
}
