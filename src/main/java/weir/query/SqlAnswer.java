package weir.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a statement of the user's gave.
///
/// @param rows a cell a column: a text, a long (of a time nanoseconds since 1970), a double, or
///   null for nothing
/// @param more whether there are more rows than were wanted
public record SqlAnswer(
    List<Column> columns, List<List<@Nullable Object>> rows, boolean more, long elapsedNanos) {
  /// What a column's cells are.
  public enum Kind {
    TEXT,
    TIME,
    WHOLE,
    FRACTION;

    public boolean isNumber() {
      return this == WHOLE || this == FRACTION;
    }
  }

  /// @param name as the statement calls it
  public record Column(String name, Kind kind) {}

  public SqlAnswer {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}
