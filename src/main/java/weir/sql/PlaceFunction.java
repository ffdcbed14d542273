package weir.sql;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Map<Long, WeakReference<LookUp>> tables = new ConcurrentHashMap<>();

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
    tables.values().removeIf(held -> held.get() == null);
    tables.put(table.fingerprint(), new WeakReference<>(table));
  }

  /// The values of a table.
  ///
  /// @throws IllegalStateException if it is not held any more
  public LookUp table(long fingerprint) {
    WeakReference<LookUp> held = tables.get(fingerprint);
    LookUp table = held == null ? null : held.get();
    if (table == null) {
      throw new IllegalStateException("names have changed meanwhile: ask again");
    }
    return table;
  }
}
