package weir.enrich.table;

import java.util.OptionalInt;

/// AS numbers as people write them: "13335", "AS13335", "1.10" (RFC 5396). 32 bits, unsigned.
public final class AsNumber {
  private static final long MOST = 0xffff_ffffL;

  private AsNumber() {}

  /// Empty if it is none.
  public static OptionalInt parse(String text) {
    int start = text.regionMatches(true, 0, "AS", 0, 2) ? 2 : 0;
    int dot = text.indexOf('.', start);
    if (dot > 0) {
      long upper = number(text, start, dot);
      long lower = number(text, dot + 1, text.length());
      return upper < 0 || upper > 0xffff || lower < 0 || lower > 0xffff
          ? OptionalInt.empty()
          : OptionalInt.of((int) (upper << 16 | lower));
    }
    long number = number(text, start, text.length());
    return number < 0 || number > MOST ? OptionalInt.empty() : OptionalInt.of((int) number);
  }

  private static long number(String text, int from, int until) {
    if (from >= until || until - from > 10) {
      return -1;
    }
    long number = 0;
    for (int i = from; i < until; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /// Whether nobody but the network itself knows what it stands for: private and documentation
  /// numbers, and those of no use (RFC 6996, 5398, 7300, 7607).
  public static boolean isPrivate(int asn) {
    long number = Integer.toUnsignedLong(asn);
    return (number >= 64_496 && number <= 65_551) || number >= 4_200_000_000L;
  }
}
