package weir.ui.chart;

import java.util.Locale;
import weir.query.Measure;

/// Numbers with an SI prefix (powers of 1000) and a unit: "12.0 Mbit/s", "3.4 kpkt/s".
public final class Quantity {
  private static final String[] PREFIX = {"", "k", "M", "G", "T", "P", "E"};

  private Quantity() {}

  /// Three digits that mean something; without a sign, for the axis says which way.
  public static String text(double value, Measure measure) {
    double size = Math.abs(value);
    int power = power(size);
    double scaled = size / Math.pow(1000, power);
    int decimals = scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
    if (power == 0 && scaled == Math.rint(scaled)) {
      decimals = 0;
    }
    return number(scaled, decimals) + unit(power, measure);
  }

  /// As a label of an axis whose steps are `step`: just the decimals that tell the steps apart.
  static String tick(double value, double step, int power, Measure measure) {
    if (value == 0) {
      return "0";
    }
    double scale = Math.pow(1000, power);
    double scaledStep = step / scale;
    int decimals = 0;
    while (decimals < 3 && !isWhole(scaledStep * Math.pow(10, decimals))) {
      decimals++;
    }
    return number(Math.abs(value) / scale, decimals) + unit(power, measure);
  }

  /// The power of 1000 whose prefix suits the size.
  static int power(double size) {
    int power = 0;
    // 999.6 reads as "1.00 k", not as "1000"
    for (double rest = size; rest >= 999.5 && power < PREFIX.length - 1; rest /= 1000) {
      power++;
    }
    return power;
  }

  private static boolean isWhole(double value) {
    return Math.abs(value - Math.rint(value)) < 1e-6;
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /// Words take a short form, which carries a prefix better.
  private static String unit(int power, Measure measure) {
    String unit =
        switch (measure) {
          case BYTES, BITS_PER_SECOND -> measure.unit();
          case PACKETS -> "pkt";
          case PACKETS_PER_SECOND -> "pkt/s";
          case FLOWS -> "flows";
          case FLOWS_PER_SECOND -> "flows/s";
        };
    return " " + PREFIX[power] + unit;
  }
}
