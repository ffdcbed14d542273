package weir.store.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import weir.flow.FlowField;

/// The table `flows` of every slice, made from the catalogue: fixed-width, unsigned, NOT NULL, no
/// indexes; an address is two columns, its high half first.
final class FlowTable {
  /// Types of columns, with DuckDB's name and its C API's `duckdb_type` number.
  enum Type {
    UTINYINT(6),
    USMALLINT(7),
    UINTEGER(8),
    UBIGINT(9);

    private final int code;

    Type(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Type of(int bytes) {
      return switch (bytes) {
        case 1 -> UTINYINT;
        case 2 -> USMALLINT;
        case 4 -> UINTEGER;
        default -> UBIGINT;
      };
    }
  }

  record Column(String name, Type type) {}

  private static final List<Column> COLUMNS = makeColumns();

  private FlowTable() {}

  private static List<Column> makeColumns() {
    List<Column> columns = new ArrayList<>();
    for (FlowField field : FlowField.all()) {
      if (field.isAddress()) {
        columns.add(new Column(field.highColumn(), Type.UBIGINT));
      }
      columns.add(new Column(field.column(), Type.of(field.width())));
    }
    return List.copyOf(columns);
  }

  /// In the order of the table.
  static List<Column> columns() {
    return COLUMNS;
  }

  /// The statement that makes the table called `name`.
  static String ddl(String name) {
    return COLUMNS.stream()
        .map(column -> column.name() + " " + column.type() + " NOT NULL")
        .collect(Collectors.joining(", ", "CREATE TABLE " + name + " (", ")"));
  }
}
