package weir.naming;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import weir.flow.IpAddress;

/// The shapes that names have: things by a key, things by a key of each exporter, and things in an
/// order. What a kind of names is, is data for one of them.
final class SheetShape {
  private SheetShape() {}

  /// What is said of a thing, as cells behind its key.
  ///
  /// @param nothing of which nothing is said yet
  /// @param made of what was said before, and the cells
  record Said<V>(
      List<String> columns,
      V nothing,
      Function<V, List<String>> cells,
      BiFunction<V, List<String>, V> made) {
    /// A name alone.
    static Said<String> name(String column) {
      return new Said<>(List.of(column), "", List::of, (_, cells) -> needed(cells.getFirst()));
    }
  }

  private static String needed(String name) {
    String checked = Name.quotable(name, "a name");
    if (checked.isEmpty()) {
      throw new IllegalArgumentException("a name is missing");
    }
    return checked;
  }

  static <K, V> NameSheet byKey(
      String id, String title, Key<K> key, Said<V> said, Lens<Naming, Map<K, V>> things) {
    return few(
        id,
        title,
        columns(Stream.of(key.column()), said),
        1,
        naming -> lines(List.of(), key, said, things.get().apply(naming)),
        (naming, line) -> put(things, naming, key, said, line),
        (naming, line) -> Lens.remove(things, naming, key.read().apply(line.getFirst())));
  }

  static <K, V> NameSheet ofExporters(
      String id, String title, Key<K> key, Said<V> said, Lens<Exporter, Map<K, V>> things) {
    return few(
        id,
        title,
        columns(Stream.of("exporter", key.column()), said),
        2,
        naming ->
            naming.exporters().entrySet().stream()
                .flatMap(
                    one ->
                        lines(
                            List.of(one.getKey().toString()),
                            key,
                            said,
                            things.get().apply(one.getValue()))
                            .stream())
                .toList(),
        (naming, line) -> put(of(line, things), naming, key, said, line.subList(1, line.size())),
        (naming, line) -> Lens.remove(of(line, things), naming, key.read().apply(line.get(1))));
  }

  private static <P> Lens<Naming, P> of(List<String> line, Lens<Exporter, P> things) {
    return Lens.of(IpAddress.parse(line.getFirst())).then(things);
  }

  private static <K, V> Naming put(
      Lens<Naming, Map<K, V>> things, Naming naming, Key<K> key, Said<V> said, List<String> line) {
    List<String> cells = line.subList(1, line.size());
    return Lens.put(
        things,
        naming,
        key.read().apply(line.getFirst()),
        before -> said.made().apply(before, cells),
        said.nothing());
  }

  private static List<String> columns(Stream<String> keys, Said<?> said) {
    return Stream.concat(keys, said.columns().stream()).toList();
  }

  private static <K, V> List<List<String>> lines(
      List<String> before, Key<K> key, Said<V> said, Map<K, V> things) {
    return things.entrySet().stream()
        .map(
            one ->
                Stream.of(
                        before,
                        List.of(key.text().apply(one.getKey())),
                        said.cells().apply(one.getValue()))
                    .flatMap(List::stream)
                    .toList())
        .toList();
  }

  /// Things in the order in which they were said.
  ///
  /// @param same whether one stands for the other
  static <T> NameSheet inOrder(
      String id,
      String title,
      List<String> columns,
      int keys,
      Lens<Naming, List<T>> things,
      Function<T, List<String>> cells,
      Function<List<String>, T> made,
      BiPredicate<T, T> same) {
    return few(
        id,
        title,
        columns,
        keys,
        naming -> things.get().apply(naming).stream().map(cells).toList(),
        (naming, line) -> {
          T one = made.apply(line);
          List<T> all = new ArrayList<>(things.get().apply(naming));
          all.replaceAll(before -> same.test(before, one) ? one : before);
          if (!all.contains(one)) {
            all.add(one);
          }
          return things.with().apply(naming, all);
        },
        (naming, line) -> {
          T gone = made.apply(filled(line, columns.size()));
          return things
              .with()
              .apply(
                  naming,
                  things.get().apply(naming).stream()
                      .filter(one -> !same.test(one, gone))
                      .toList());
        });
  }

  private static List<String> filled(List<String> cells, int columns) {
    return Stream.concat(cells.stream(), Stream.generate(() -> "")).limit(columns).toList();
  }

  private static NameSheet few(
      String id,
      String title,
      List<String> columns,
      int keys,
      Function<Naming, List<List<String>>> cells,
      BiFunction<Naming, List<String>, Naming> put,
      BiFunction<Naming, List<String>, Naming> remove) {
    return new NameSheet(id, title, columns, keys, cells, put, remove, NameSheet.few(columns, put));
  }
}
