package weir.store.duckdb.files;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// The table `flows` of a slice, made from the catalogue: fixed-width, unsigned, NOT NULL, no
/// indexes; an address is two columns, its high half first; a list is a list.
///
/// A slice has the columns that its flows fill: a field that no exporter sends costs neither time
/// nor disk, so the catalogue can be as wide as the standards. Fields that have the same value in
/// every row are generated columns: they read like all others and are not written.
public final class FlowTable {
  /// Fields that nearly every exporter sends; every slice has them. Counters are not among them: no
  /// column of one means that it is not known, not that it is 0.
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

  /// What sums are made of.
  public static final Set<FlowField> COUNTERS =
      Collections.unmodifiableSet(EnumSet.of(FlowField.BYTES, FlowField.PACKETS));

  /// Types of columns, with the C API's `duckdb_type` number of a value (of a list, of its items).
  public enum Type {
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

    public int code() {
      return code;
    }

    public static Type of(FlowField field) {
      return switch (field.width()) {
        case 1 -> UTINYINT;
        case 2 -> USMALLINT;
        case 4 -> UINTEGER;
        default -> field.isList() ? LIST : UBIGINT;
      };
    }
  }

  public record Column(String name, Type type) {}

  /// What every row has in a field.
  ///
  /// @param high of an address, its high half; else 0
  public record Value(long high, long low) {
    public static final Value ZERO = new Value(0, 0);
  }

  private final Set<FlowField> fields;
  private final Map<FlowField, Value> constants;
  private final Set<FlowField> written;

  private FlowTable(Set<FlowField> fields, Map<FlowField, Value> constants) {
    this.fields = Collections.unmodifiableSet(fields);
    this.constants = Map.copyOf(constants);
    EnumSet<FlowField> others = EnumSet.copyOf(fields);
    others.removeAll(constants.keySet());
    written = Collections.unmodifiableSet(others);
  }

  /// With these fields and the common ones.
  ///
  /// @param constants fields that have the same value in every row; those that the table does not
  ///   have are left out
  public static FlowTable with(Set<FlowField> fields, Map<FlowField, Value> constants) {
    EnumSet<FlowField> all = EnumSet.copyOf(COMMON);
    all.addAll(fields);
    EnumMap<FlowField, Value> had = new EnumMap<>(FlowField.class);
    had.putAll(constants);
    had.keySet().retainAll(all);
    return new FlowTable(all, had);
  }

  /// With all fields but these.
  public static FlowTable without(Set<FlowField> fields) {
    EnumSet<FlowField> all = EnumSet.allOf(FlowField.class);
    all.removeAll(fields);
    return new FlowTable(all, Map.of());
  }

  /// Every field of the catalogue.
  public static FlowTable whole() {
    return new FlowTable(EnumSet.allOf(FlowField.class), Map.of());
  }

  /// Fields that a batch fills.
  public static Set<FlowField> used(FlowBatch batch) {
    EnumSet<FlowField> used = EnumSet.noneOf(FlowField.class);
    for (FlowField field : FlowField.all()) {
      if (batch.uses(field)) {
        used.add(field);
      }
    }
    return used;
  }

  /// In the order of the catalogue.
  public Set<FlowField> fields() {
    return fields;
  }

  /// Fields that it lacks.
  Set<FlowField> missing() {
    EnumSet<FlowField> missing = EnumSet.allOf(FlowField.class);
    missing.removeAll(fields);
    return missing;
  }

  /// Fields that have the same value in every row.
  public Set<FlowField> constants() {
    return constants.keySet();
  }

  /// Fields that rows are written with, in the order of the catalogue.
  public Set<FlowField> written() {
    return written;
  }

  /// The columns that rows are written with, in the order of the table.
  public List<Column> columns() {
    return written.stream().flatMap(field -> columns(field).stream()).toList();
  }

  private static List<Column> columns(FlowField field) {
    Column column = new Column(field.column(), Type.of(field));
    return field.isWide()
        ? List.of(new Column(field.highColumn(), Type.UBIGINT), column)
        : List.of(column);
  }

  /// The statement that makes the table called `name`.
  public String ddl(String name) {
    return fields.stream()
        .flatMap(field -> columns(field).stream().map(column -> definition(field, column)))
        .collect(Collectors.joining(", ", "CREATE TABLE " + name + " (", ")"));
  }

  private String definition(FlowField field, Column column) {
    String named = column.name() + " " + column.type().sql;
    Value value = constants.get(field);
    if (value == null) {
      return named + " NOT NULL";
    }
    long half = column.name().equals(field.column()) ? value.low() : value.high();
    return "%s GENERATED ALWAYS AS (%s::%s) VIRTUAL"
        .formatted(named, Long.toUnsignedString(half), column.type().sql);
  }
}
