package weir.query;

import java.util.Locale;

/// Numbers with a prefix and a unit.
public final class UnitText {
  private static final String[] PREFIX = {"", "k", "M", "G", "T", "P", "E"};

  private UnitText() {}

  /// Three digits or so with an SI prefix and the measure's unit: "12.3 Mbit/s", "1.20 kpkt/s".
  public static String of(double value, Measure measure) {
    int power = 0;
    double rest = value;
    while (rest >= 999.5 && power < PREFIX.length - 1) {
      rest /= 1000;
      power++;
    }
    int decimals = rest >= 99.95 ? 0 : rest >= 9.995 ? 1 : 2;
    if (power == 0 && rest == Math.rint(rest)) {
      decimals = 0;
    }
    String unit = measure.unit().replace("packets", "pkt");
    return String.format(Locale.ROOT, "%." + decimals + "f %s%s", rest, PREFIX[power], unit);
  }
}
