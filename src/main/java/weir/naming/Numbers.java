package weir.naming;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

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
    return given instanceof Kept<K, V> ? given : new Kept<>(given);
  }

  /// A map that nobody changes any more, and that need not be copied therefore.
  private static final class Kept<K, V> extends AbstractMap<K, V> {
    private final Map<K, V> all;

    private Kept(Map<K, V> given) {
      all = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
      return all.entrySet();
    }

    @Override
    public Set<K> keySet() {
      return all.keySet();
    }

    @Override
    public Collection<V> values() {
      return all.values();
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
      return all.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return all.containsKey(key);
    }
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
