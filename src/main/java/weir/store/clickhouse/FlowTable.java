package weir.store.clickhouse;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import weir.exporter.Overrides;
import weir.flow.Direction;
import weir.flow.FlowField;
import weir.flow.Prefixes;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.sql.ClickHouseSql;
import weir.sql.Dialect;
import weir.sql.Mapping;
import weir.sql.Rows;
import weir.store.clickhouse.Schema.Expression;
import weir.store.clickhouse.Schema.Time;

/// A table of flows on a server, and how it is read.
///
/// @param columns that it has
/// @param inside networks from which directions are told
record FlowTable(
    String database, String table, Schema schema, Set<String> columns, Prefixes inside) {
  /// Directions are told from these.
  private static final Set<FlowField> ENDS =
      EnumSet.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS);

  FlowTable {
    columns = Set.copyOf(columns);
  }

  /// "flows_raw (NetMeta)".
  String title() {
    return table + " (" + schema.title() + ")";
  }

  private String from() {
    return Schema.quoted(database) + "." + Schema.quoted(table) + " AS t";
  }

  private Time time() {
    return schema.time(columns).orElseThrow();
  }

  /// Fields that its flows do not have.
  Set<FlowField> lacked() {
    Map<FlowField, Expression> given = schema.given(columns);
    Set<FlowField> lacked = new TreeSet<>(FlowField.all());
    lacked.removeAll(given.keySet());
    lacked.remove(FlowField.TIME_RECEIVED);
    lacked.remove(FlowField.SAMPLING_RATE); // where none is told, every flow counts once
    if (given.keySet().containsAll(ENDS)) {
      lacked.remove(FlowField.DIRECTION);
    }
    return lacked;
  }

  /// Number of rows, time received of the oldest and the newest in ns since 1970.
  String statusSql() {
    String column = "t." + Schema.quoted(time().column());
    return "SELECT count(), %s, %s FROM %s"
        .formatted(
            time().nanosOf("min(" + column + ")"), time().nanosOf("max(" + column + ")"), from());
  }

  /// Number of rows in a range.
  String countSql(TimeRange range) {
    return "SELECT count() FROM " + from() + " WHERE " + within(range);
  }

  /// Some flows, whichever come first: columns of fields, two for an address, its high half first.
  ///
  /// @param fields that it has
  String firstSql(List<FlowField> fields, int rows) {
    Map<FlowField, Expression> given = schema.given(columns);
    List<String> values = new ArrayList<>();
    for (FlowField field : fields) {
      if (field == FlowField.TIME_RECEIVED) {
        values.add(time().nanosOf("t." + Schema.quoted(time().column())));
      } else {
        Expression expression = Objects.requireNonNull(given.get(field));
        if (field.isAddress()) {
          values.add(Schema.over(expression.high()));
        }
        values.add(Schema.over(expression.low()));
      }
    }
    return "SELECT " + String.join(", ", values) + " FROM " + from() + " LIMIT " + rows;
  }

  /// Its flows in a range, as columns of the catalogue.
  ///
  /// @param fields that are wanted
  Rows rows(TimeRange range, Set<FlowField> fields) {
    Set<FlowField> missing = new TreeSet<>(FlowField.all());
    missing.removeAll(schema.given(columns).keySet());
    missing.remove(FlowField.TIME_RECEIVED);
    if (!lacked().contains(FlowField.DIRECTION)) {
      missing.remove(FlowField.DIRECTION);
    }
    Mapping mapping =
        new Mapping(
            Dialect.CLICKHOUSE, relation(range, fields), missing, List.<Overrides.Rate>of());
    return new Rows(mapping, Optional.empty(), Optional.of(range), Double.POSITIVE_INFINITY);
  }

  private String relation(TimeRange range, Set<FlowField> fields) {
    Set<FlowField> wanted = EnumSet.copyOf(fields);
    wanted.add(FlowField.SAMPLING_RATE);
    Map<FlowField, Expression> given = schema.given(columns);
    boolean directed =
        !given.containsKey(FlowField.DIRECTION) && wanted.remove(FlowField.DIRECTION);
    if (directed) {
      wanted.addAll(ENDS);
      wanted.add(FlowField.FLOW_DIRECTION);
    }
    List<String> directions = new ArrayList<>();
    for (Schema.Direction direction : schema.directions(given)) {
      directions.add(
          select(direction.fields(), wanted, range)
              + (direction.where().isEmpty() ? "" : " AND " + Schema.over(direction.where())));
    }
    String rows = directions.stream().collect(Collectors.joining(" UNION ALL ", "(", ")"));
    return directed ? directed(rows, given.containsKey(FlowField.FLOW_DIRECTION)) : rows;
  }

  private String select(Map<FlowField, Expression> given, Set<FlowField> wanted, TimeRange range) {
    Time time = time();
    String column = "t." + Schema.quoted(time.column());
    List<String> columns = new ArrayList<>();
    columns.add(time.nanosOf(column) + " AS time_received_ns");
    given.forEach(
        (field, expression) -> {
          if (wanted.contains(field)) {
            if (field.isAddress()) {
              columns.add(Schema.over(expression.high()) + " AS " + field.highColumn());
            }
            columns.add(Schema.over(expression.low()) + " AS " + field.column());
          }
        });
    return "SELECT " + String.join(", ", columns) + " FROM " + from() + " WHERE " + within(range);
  }

  /// The condition that every question has, whatever else: by it the server passes over the rest.
  private String within(TimeRange range) {
    Time time = time();
    String column = "t." + Schema.quoted(time.column());
    return column
        + " >= "
        + time.at(range.fromNanos())
        + " AND "
        + column
        + " < "
        + time.at(range.untilNanos());
  }

  /// As [weir.flow.Direction] is told while flows come in.
  private String directed(String rows, boolean exporterTells) {
    String from = inside(FlowField.SRC_ADDRESS);
    String to = inside(FlowField.DST_ADDRESS);
    return "(SELECT *, multiIf(%s AND %s, %d, %s, %d, %s, %d, %s, %d, %d) AS %s FROM %s)"
        .formatted(
            from,
            to,
            Direction.INTERNAL.code(),
            from,
            Direction.OUT.code(),
            to,
            Direction.IN.code(),
            exporterTells ? FlowField.FLOW_DIRECTION.column() + " = 1" : "0",
            Direction.OUT.code(),
            Direction.UNKNOWN.code(),
            FlowField.DIRECTION.column(),
            rows);
  }

  private String inside(FlowField field) {
    List<Filter> networks =
        inside.networks().stream()
            .<Filter>map(network -> new Filter.Within(field, network.address(), network.bits()))
            .toList();
    return ClickHouseSql.condition(new Filter.Or(networks));
  }
}
