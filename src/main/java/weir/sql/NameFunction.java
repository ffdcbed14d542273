package weir.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import weir.query.Dimension;

/// What columns of names in [FlowsView] call to have words for the values of a dimension. A store
/// that runs statements over the view makes a function of it: so people's words never stand in a
/// statement.
public final class NameFunction {
  /// Of a column's number and a value.
  public static final String NAME = "weir_name";

  private final Map<Long, Dimension> columns = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  /// Numbers columns for the time of one statement.
  ///
  /// @param dimensions whose values are no numbers of their own
  public Numbered number(List<Dimension> dimensions) {
    Map<Dimension, Long> numbers = new LinkedHashMap<>();
    for (Dimension dimension : dimensions) {
      long number = last.incrementAndGet();
      columns.put(number, dimension);
      numbers.put(dimension, number);
    }
    return new Numbered(this, numbers);
  }

  /// What a column's words are of.
  ///
  /// @throws IllegalStateException if the statement is over
  public Dimension dimension(long column) {
    Dimension dimension = columns.get(column);
    if (dimension == null) {
      throw new IllegalStateException("the names of another statement");
    }
    return dimension;
  }

  /// Columns that have numbers until it is closed.
  public record Numbered(NameFunction of, Map<Dimension, Long> numbers) implements AutoCloseable {
    /// No columns.
    public static final Numbered NONE = new Numbered(new NameFunction(), Map.of());

    @Override
    public void close() {
      numbers.values().forEach(of.columns::remove);
    }
  }
}
