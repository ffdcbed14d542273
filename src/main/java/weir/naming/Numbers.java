package weir.naming;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/// Numbers that files and people give, and maps of what is said by them.
final class Numbers {
  /// The largest sampling rate, ifIndex and AS number.
  static final long MOST = 0xffff_ffffL;

  private Numbers() {}

  static long rate(long rate) {
    if (rate < 0 || rate > MOST) {
      throw new IllegalArgumentException("a sampling rate is 1 to " + MOST + ", not " + rate);
    }
    return rate;
  }

  /// In the order in which they were given, which files keep.
  static <K, V> Map<K, V> kept(Map<K, V> given) {
    return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(given));
  }

  /// The upper ones first, then those that only the lower have.
  static <K, V> Map<K, V> over(Map<K, V> upper, Map<K, V> lower, BinaryOperator<V> both) {
    if (upper.isEmpty() || lower.isEmpty()) {
      return upper.isEmpty() ? lower : upper;
    }
    Map<K, V> all = new LinkedHashMap<>(upper);
    lower.forEach((key, value) -> all.merge(key, value, both));
    return kept(all);
  }

  static <V> List<V> over(List<V> upper, List<V> lower) {
    return upper.isEmpty() ? lower : upper;
  }
}
