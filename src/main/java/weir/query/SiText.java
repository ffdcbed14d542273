package weir.query;

import java.util.Locale;

/// Numbers with an SI prefix (powers of 1000) and a unit, the same on every page and in every
/// report: "12.0 Mbit/s".
public final class SiText {
  private static final String[] PREFIX = {"", "k", "M", "G", "T", "P", "E"};

  private SiText() {}

  /// Three digits that mean something, without a sign: "9.53 Gbit/s".
  public static String of(double value, String unit) {
    double size = Math.abs(value);
    int power = power(size);
    double scaled = size / Math.pow(1000, power);
    int decimals = scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
    if (power == 0 && scaled == Math.rint(scaled)) {
      decimals = 0;
    }
    return number(scaled, decimals, power, unit);
  }

  /// Just the digits that it has: "10 Gbit/s", "2.5 Gbit/s".
  public static String exact(double value, String unit) {
    int power = power(Math.abs(value));
    double scaled = Math.abs(value) / Math.pow(1000, power);
    int decimals = 0;
    while (decimals < 3 && !isWhole(scaled * Math.pow(10, decimals))) {
      decimals++;
    }
    return number(scaled, decimals, power, unit);
  }

  /// So many decimals, in the unit with the prefix of that power of 1000.
  public static String number(double scaled, int decimals, int power, String unit) {
    return String.format(Locale.ROOT, "%." + decimals + "f", scaled) + " " + PREFIX[power] + unit;
  }

  /// The power of 1000 whose prefix suits the size.
  public static int power(double size) {
    int power = 0;
    // 999.6 reads as "1.00 k", not as "1000"
    for (double rest = size; rest >= 999.5 && power < PREFIX.length - 1; rest /= 1000) {
      power++;
    }
    return power;
  }

  /// Whether nothing is left behind the point.
  public static boolean isWhole(double value) {
    return Math.abs(value - Math.rint(value)) < 1e-6;
  }
}
