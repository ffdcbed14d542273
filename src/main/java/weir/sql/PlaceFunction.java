package weir.sql;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.Located;
import weir.query.LookUp;

/// What the statements of [Dialect#DUCKDB] call to look a value up in a long table, each named by
/// its fingerprint. A store that runs such statements makes a function of it and tells it of the
/// tables before; it holds these no longer than the questions do that ask by them.
public final class PlaceFunction {
  /// Of the table's fingerprint, then of both halves of a value, each less 2^63.
  public static final String NAME = "weir_place";

  /// Of each fingerprint all instances that somebody holds: any of them serves, whichever goes.
  private final Map<Long, List<WeakReference<LookUp>>> tables = new ConcurrentHashMap<>();

  /// Knows the tables of these from now on, as long as somebody else holds them.
  public void know(Iterable<Dimension> dimensions) {
    for (Dimension dimension : dimensions) {
      switch (dimension) {
        case Dimension.Named named -> know(named);
        case Located located -> {
          know(located.table());
          located.otherwise().ifPresent(this::know);
        }
        case Dimension.Cases cases -> cases.cases().forEach(one -> know(one.filter()));
        default -> {}
      }
    }
  }

  /// The same of what a filter looks at.
  public void know(Filter filter) {
    Set<Dimension> dimensions = filter.dimensions();
    know(dimensions);
  }

  private void know(Dimension.Named named) {
    if (DimensionSql.isLong(named.table())) {
      know(named.table());
    }
  }

  private void know(LookUp table) {
    for (Long fingerprint : tables.keySet()) {
      tables.computeIfPresent(fingerprint, (_, held) -> living(held));
    }
    tables.merge(
        table.fingerprint(), List.of(new WeakReference<>(table)), PlaceFunction::withOneMore);
  }

  private static @Nullable List<WeakReference<LookUp>> living(List<WeakReference<LookUp>> held) {
    if (held.stream().noneMatch(one -> one.refersTo(null))) {
      return held;
    }
    List<WeakReference<LookUp>> left = held.stream().filter(one -> !one.refersTo(null)).toList();
    return left.isEmpty() ? null : left;
  }

  private static List<WeakReference<LookUp>> withOneMore(
      List<WeakReference<LookUp>> held, List<WeakReference<LookUp>> more) {
    LookUp table = more.getFirst().get();
    return table == null || held.stream().anyMatch(one -> one.refersTo(table))
        ? held
        : Stream.concat(held.stream(), more.stream()).toList();
  }

  /// The values of a table.
  ///
  /// @throws IllegalStateException if it is not held any more
  public LookUp table(long fingerprint) {
    return tables.getOrDefault(fingerprint, List.of()).stream()
        .map(WeakReference::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("names have changed meanwhile: ask again"));
  }
}
