package weir.store.clickhouse;

import java.math.BigDecimal;
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
import weir.query.DirectionRules;
import weir.query.TimeRange;
import weir.sql.Dialect;
import weir.sql.Mapping;
import weir.sql.Rows;
import weir.store.clickhouse.Schema.Expression;
import weir.store.clickhouse.Schema.Time;

/// A table of flows on a server, and how it is read.
///
/// @param columns that it has: their types by their names, and functions of the server's as
///   `name()`
/// @param inside networks from which directions are told
/// @param intervalNanos time between the times of its rows; 1 s where it is not known
record FlowTable(
    String database,
    String table,
    Schema schema,
    Map<String, String> columns,
    Prefixes inside,
    long intervalNanos) {
  /// Stands for the seconds of the interval in a schema's expressions.
  private static final String INTERVAL = "$interval";

  /// Directions are told from these.
  private static final Set<FlowField> ENDS =
      EnumSet.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS);

  FlowTable {
    columns = Map.copyOf(columns);
  }

  FlowTable(
      String database, String table, Schema schema, Map<String, String> columns, Prefixes inside) {
    this(database, table, schema, columns, inside, 1_000_000_000);
  }

  /// "flows_raw (NetMeta)".
  String title() {
    return table + " (" + schema.title() + ")";
  }

  /// Fields that its rows have, but for the time received.
  Map<FlowField, Expression> given() {
    return schema.given(columns);
  }

  /// Whether its rows are rates, which last for an interval.
  boolean needsInterval() {
    return given().values().stream().anyMatch(value -> value.low().contains(INTERVAL));
  }

  FlowTable withInterval(long nanos) {
    return new FlowTable(database, table, schema, columns, inside, nanos);
  }

  /// The usual time between the times of its rows, in ns: one row, or none where there are not
  /// enough.
  ///
  /// @param newestNanos time received of the newest
  String intervalSql(long newestNanos) {
    return "SELECT if(count() = 0, 0, toInt64(quantileExact(0.5)(d))) FROM (SELECT arrayJoin("
        + "arrayPopFront(arrayDifference(arraySort(groupUniqArray(10000)("
        + time().nanosOf(timeColumn())
        + "))))) AS d FROM "
        + from()
        + " WHERE "
        + within(lately(newestNanos, 3_600_000_000_000L))
        + ")";
  }

  /// Octets and packets of a range as they are, without sampling rates.
  String sumsSql(TimeRange range) {
    return "SELECT sum(bytes), sum(packets) FROM "
        + relation(range, EnumSet.of(FlowField.BYTES, FlowField.PACKETS));
  }

  /// Who has sent lately: the two halves of addresses; empty where the table does not tell.
  ///
  /// @param newestNanos time received of the newest flow
  Optional<String> exportersSql(long newestNanos) {
    return Optional.ofNullable(given().get(FlowField.EXPORTER))
        .map(
            exporter ->
                "SELECT DISTINCT "
                    + over(exporter.high())
                    + " AS high, "
                    + over(exporter.low())
                    + " AS low FROM "
                    + from()
                    + " WHERE "
                    + within(lately(newestNanos, 60_000_000_000L))
                    + " LIMIT 10000");
  }

  private static TimeRange lately(long newestNanos, long lengthNanos) {
    long untilNanos = newestNanos + 1_000_000_000;
    return new TimeRange(Math.max(0, untilNanos - lengthNanos), untilNanos);
  }

  /// A column that is bounded beside the time received: the table is not sorted by time, and a
  /// question looks at all rows of the times (the days, as a rule) that it is about.
  Optional<String> bound() {
    return schema.bound().map(bound -> bound.column().column()).filter(columns::containsKey);
  }

  private String timeColumn() {
    return "t." + Schema.quoted(time().column());
  }

  /// The rows received in a range.
  private String within(TimeRange range) {
    return timeColumn()
        + " >= "
        + time().at(range.fromNanos())
        + " AND "
        + timeColumn()
        + " < "
        + time().at(range.untilNanos())
        + bound()
            .flatMap(_ -> schema.bound())
            .map(bound -> " AND " + bound.condition("t", range.fromNanos(), range.untilNanos()))
            .orElse("");
  }

  private String over(String expression) {
    return Schema.over(
        expression.replace(
            INTERVAL, BigDecimal.valueOf(intervalNanos, 9).stripTrailingZeros().toPlainString()));
  }

  private String from() {
    return Schema.quoted(database) + "." + Schema.quoted(table) + " AS t";
  }

  private Time time() {
    return schema.time(columns).orElseThrow();
  }

  /// Fields that its flows do not have.
  Set<FlowField> lacked() {
    Map<FlowField, Expression> given = given();
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
    String column = timeColumn();
    return "SELECT count(), %s, %s FROM %s"
        .formatted(
            time().nanosOf("min(" + column + ")"), time().nanosOf("max(" + column + ")"), from());
  }

  /// A statement that takes nothing, and fails where the table cannot be read.
  String probeSql() {
    return "SELECT count() FROM (SELECT t."
        + Schema.quoted(time().column())
        + " FROM "
        + from()
        + " LIMIT 1)";
  }

  /// Number of rows in a range.
  String countSql(TimeRange range) {
    return "SELECT count() FROM " + from() + " WHERE " + within(range);
  }

  /// Some flows, whichever come first: columns of fields, two for an address, its high half first.
  ///
  /// @param fields that it has
  String firstSql(List<FlowField> fields, int rows) {
    Map<FlowField, Expression> given = given();
    List<String> values = new ArrayList<>();
    for (FlowField field : fields) {
      if (field == FlowField.TIME_RECEIVED) {
        values.add(time().nanosOf(timeColumn()));
      } else {
        Expression expression = Objects.requireNonNull(given.get(field));
        if (field.isWide()) {
          values.add(over(expression.high()));
        }
        values.add(over(expression.low()));
      }
    }
    return "SELECT " + String.join(", ", values) + " FROM " + from() + " LIMIT " + rows;
  }

  /// Its flows in a range, as columns of the catalogue.
  ///
  /// @param fields that are wanted
  /// @param rules that tell directions instead of the table; none for its own
  Rows rows(TimeRange range, Set<FlowField> fields, DirectionRules rules) {
    Set<FlowField> missing = new TreeSet<>(FlowField.all());
    missing.removeAll(given().keySet());
    missing.remove(FlowField.TIME_RECEIVED);
    if (!lacked().contains(FlowField.DIRECTION)) {
      missing.remove(FlowField.DIRECTION);
    }
    Set<FlowField> wanted = EnumSet.noneOf(FlowField.class);
    wanted.addAll(fields);
    if (!rules.isNone() && wanted.remove(FlowField.DIRECTION)) {
      missing.add(FlowField.DIRECTION);
      wanted.addAll(rules.dimension().fields());
    }
    Mapping mapping =
        new Mapping(
            Dialect.CLICKHOUSE, relation(range, wanted), missing, List.<Overrides.Rate>of(), rules);
    return new Rows(mapping, Optional.empty(), Optional.of(range), Double.POSITIVE_INFINITY);
  }

  private String relation(TimeRange range, Set<FlowField> fields) {
    Set<FlowField> wanted = EnumSet.of(FlowField.SAMPLING_RATE);
    wanted.addAll(fields);
    Map<FlowField, Expression> given = given();
    boolean directed =
        !given.containsKey(FlowField.DIRECTION) && wanted.remove(FlowField.DIRECTION);
    if (directed) {
      wanted.addAll(ENDS);
      wanted.add(FlowField.FLOW_DIRECTION);
    }
    List<String> directions = new ArrayList<>();
    for (Schema.Direction direction : schema.directions(columns)) {
      directions.add(
          select(direction.fields(), wanted, range)
              + (direction.where().isEmpty() ? "" : " AND " + over(direction.where())));
    }
    String rows = directions.stream().collect(Collectors.joining(" UNION ALL ", "(", ")"));
    return directed ? directed(rows, given.containsKey(FlowField.FLOW_DIRECTION)) : rows;
  }

  private String select(Map<FlowField, Expression> given, Set<FlowField> wanted, TimeRange range) {
    List<String> columns = new ArrayList<>();
    columns.add(time().nanosOf(timeColumn()) + " AS time_received_ns");
    given.forEach(
        (field, expression) -> {
          if (wanted.contains(field)) {
            if (field.isWide()) {
              columns.add(over(expression.high()) + " AS " + field.highColumn());
            }
            columns.add(over(expression.low()) + " AS " + field.column());
          }
        });
    return "SELECT " + String.join(", ", columns) + " FROM " + from() + " WHERE " + within(range);
  }

  /// As [weir.flow.Direction] is told while flows come in. Reckoned, and not chosen by conditions:
  /// the server would work these out one after another, row by row. Going out is 2 and coming in 1,
  /// so that both together are 3, internal.
  private String directed(String rows, boolean exporterTells) {
    String from = inside(FlowField.SRC_ADDRESS);
    String to = inside(FlowField.DST_ADDRESS);
    return "(SELECT *, toUInt8(%d * (%s%s) + %d * %s) AS %s FROM %s)"
        .formatted(
            Direction.OUT.code(),
            from,
            exporterTells
                ? " OR (NOT " + to + " AND " + FlowField.FLOW_DIRECTION.column() + " = 1)"
                : "",
            Direction.IN.code(),
            to,
            FlowField.DIRECTION.column(),
            rows);
  }

  private String inside(FlowField field) {
    return Inside.condition(inside, field.highColumn(), field.column());
  }
}
