package weir.naming;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import weir.flow.IpAddress;

/// A part of something: how it is read, and what the whole is with another one.
record Lens<W, P>(Function<W, P> get, BiFunction<W, P, W> with) {
  /// A part of that part.
  <Q> Lens<W, Q> then(Lens<P, Q> inner) {
    return new Lens<>(
        whole -> inner.get.apply(get.apply(whole)),
        (whole, part) -> with.apply(whole, inner.with.apply(get.apply(whole), part)));
  }

  /// What is said of one exporter.
  static Lens<Naming, Exporter> of(IpAddress exporter) {
    return new Lens<>(
        said -> said.exporter(exporter), (said, one) -> said.with(exporter, _ -> one));
  }

  /// With one more in a map, or another one under that key.
  static <W, K, V> W put(Lens<W, Map<K, V>> lens, W whole, K key, Function<V, V> made, V nothing) {
    Map<K, V> all = new LinkedHashMap<>(lens.get.apply(whole));
    all.put(key, made.apply(all.getOrDefault(key, nothing)));
    return lens.with.apply(whole, all);
  }

  /// Without one.
  static <W, K, V> W remove(Lens<W, Map<K, V>> lens, W whole, K key) {
    Map<K, V> all = new LinkedHashMap<>(lens.get.apply(whole));
    all.remove(key);
    return lens.with.apply(whole, all);
  }
}
