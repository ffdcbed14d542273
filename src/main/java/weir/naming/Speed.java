package weir.naming;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Speeds of interfaces as people write them: "10G", "100M", "1500000".
public final class Speed {
  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,15})(\\.\\d{1,6})?\\s*([kKmMgGtT]?)");
  private static final String UNITS = "kmgt";

  private Speed() {}

  /// Bits per second; 0 for an empty text.
  ///
  /// @throws IllegalArgumentException if it is no speed
  public static long parse(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return 0;
    }
    Matcher matcher = WRITTEN.matcher(stripped);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + stripped + "' is no speed; write bits per second, such as 10G or 100M");
    }
    String number = matcher.group(1) + (matcher.group(2) == null ? "" : matcher.group(2));
    int unit =
        matcher.group(3).isEmpty()
            ? 0
            : 1 + UNITS.indexOf(Character.toLowerCase(matcher.group(3).charAt(0)));
    java.math.BigDecimal bits = new java.math.BigDecimal(number).movePointRight(3 * unit);
    if (bits.compareTo(java.math.BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("'" + stripped + "' is no speed of an interface");
    }
    return bits.longValue();
  }

  /// The shortest that [#parse] reads; empty for 0.
  public static String text(long bitsPerSecond) {
    long bits = bitsPerSecond;
    int unit = 0;
    while (bits != 0 && bits % 1000 == 0 && unit < UNITS.length()) {
      bits /= 1000;
      unit++;
    }
    return bits == 0
        ? ""
        : bits
            + (unit == 0 ? "" : UNITS.substring(unit - 1, unit).toUpperCase(java.util.Locale.ROOT));
  }
}
