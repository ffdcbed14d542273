package weir.store.duckdb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// The table `flows` of a slice, made from the catalogue: fixed-width, unsigned, NOT NULL, no
/// indexes; an address is two columns, its high half first; a list is a list.
///
/// A slice has the columns that its flows fill: a field that no exporter sends costs neither time
/// nor disk, so the catalogue can be as wide as the standards.
final class FlowTable {
  /// Fields that nearly every exporter sends; every slice has them.
  private static final Set<FlowField> COMMON =
      Collections.unmodifiableSet(
          EnumSet.of(
              FlowField.TIME_RECEIVED,
              FlowField.TIME_START,
              FlowField.TIME_END,
              FlowField.TYPE,
              FlowField.SEQUENCE,
              FlowField.EXPORTER,
              FlowField.SAMPLING_RATE,
              FlowField.RATE_SOURCE,
              FlowField.DIRECTION,
              FlowField.BYTES,
              FlowField.PACKETS,
              FlowField.SRC_ADDRESS,
              FlowField.DST_ADDRESS,
              FlowField.ETHER_TYPE,
              FlowField.PROTOCOL,
              FlowField.SRC_PORT,
              FlowField.DST_PORT,
              FlowField.IN_INTERFACE,
              FlowField.OUT_INTERFACE,
              FlowField.TOS,
              FlowField.TCP_FLAGS,
              FlowField.SRC_AS,
              FlowField.DST_AS,
              FlowField.NEXT_HOP,
              FlowField.SRC_PREFIX_LENGTH,
              FlowField.DST_PREFIX_LENGTH));

  /// Types of columns, with the C API's `duckdb_type` number of a value (of a list, of its items).
  enum Type {
    UTINYINT(6, "UTINYINT"),
    USMALLINT(7, "USMALLINT"),
    UINTEGER(8, "UINTEGER"),
    UBIGINT(9, "UBIGINT"),
    LIST(8, "UINTEGER[]");

    private final int code;
    private final String sql;

    Type(int code, String sql) {
      this.code = code;
      this.sql = sql;
    }

    int code() {
      return code;
    }

    static Type of(FlowField field) {
      return switch (field.width()) {
        case 1 -> UTINYINT;
        case 2 -> USMALLINT;
        case 4 -> UINTEGER;
        default -> field.isList() ? LIST : UBIGINT;
      };
    }
  }

  record Column(String name, Type type) {}

  private final Set<FlowField> fields;
  private final List<Column> columns = new ArrayList<>();

  private FlowTable(Set<FlowField> fields) {
    this.fields = Collections.unmodifiableSet(fields);
    for (FlowField field : fields) {
      if (field.isAddress()) {
        columns.add(new Column(field.highColumn(), Type.UBIGINT));
      }
      columns.add(new Column(field.column(), Type.of(field)));
    }
  }

  /// With these fields and the common ones.
  static FlowTable with(Set<FlowField> fields) {
    EnumSet<FlowField> all = EnumSet.copyOf(COMMON);
    all.addAll(fields);
    return new FlowTable(all);
  }

  /// With all fields but these.
  static FlowTable without(Set<FlowField> fields) {
    EnumSet<FlowField> all = EnumSet.allOf(FlowField.class);
    all.removeAll(fields);
    return new FlowTable(all);
  }

  /// Every field of the catalogue.
  static FlowTable whole() {
    return new FlowTable(EnumSet.allOf(FlowField.class));
  }

  /// Fields that a batch fills.
  static Set<FlowField> used(FlowBatch batch) {
    EnumSet<FlowField> used = EnumSet.noneOf(FlowField.class);
    for (FlowField field : FlowField.all()) {
      if (batch.uses(field)) {
        used.add(field);
      }
    }
    return used;
  }

  /// In the order of the catalogue.
  Set<FlowField> fields() {
    return fields;
  }

  /// Fields that it lacks.
  Set<FlowField> missing() {
    EnumSet<FlowField> missing = EnumSet.allOf(FlowField.class);
    missing.removeAll(fields);
    return missing;
  }

  /// In the order of the table.
  List<Column> columns() {
    return columns;
  }

  /// The statement that makes the table called `name`.
  String ddl(String name) {
    return columns.stream()
        .map(column -> column.name() + " " + column.type().sql + " NOT NULL")
        .collect(Collectors.joining(", ", "CREATE TABLE " + name + " (", ")"));
  }
}
