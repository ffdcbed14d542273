package weir.store.clickhouse;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowField;
import weir.store.clickhouse.feed.Column;

/// How flows are read from a kind of table. Data: a file of `weir/schemas`, see `docs/schemas.md`.
///
/// @param id name of its file
/// @param own whether it is the user's
/// @param tells columns that a table of this kind has; they tell it, never its name
/// @param sums whether a row is a sum over time and not a flow
/// @param times ways to read the time received, the first whose column is there
/// @param bound another column of times that every question bounds too
/// @param fields how fields are read, as ClickHouse's SQL with `{Column}` where a column stands; of
///   several ways the first whose columns are there
/// @param where tells rows that are flows, as SQL; empty where all are
/// @param back the other direction of the same row, for tables that keep both in one; its `where`
///   tells rows that have it
/// @param write what goes into which column where flows are written to such a table; empty where
///   they are not
/// @param names where names of exporters and interfaces are
/// @param rollups tables of sums that may be asked instead
record Schema(
    String id,
    boolean own,
    String title,
    List<String> tells,
    boolean sums,
    List<Time> times,
    Optional<Bound> bound,
    Map<FlowField, List<Expression>> fields,
    String where,
    Optional<Back> back,
    Optional<Map<String, Written>> write,
    List<Names> names,
    List<RollUp> rollups) {
  /// A column as `{Name}`, one of a type as `{Name Type}`, a function of the server's as
  /// `{name()}`.
  private static final Pattern COLUMN = Pattern.compile("\\{([^{} ]+)(?: ([^{}]+))?}");

  /// @param nanos the time in ns since 1970 of a value `$` of the column
  /// @param literal the column's value of a whole number `$` of units since 1970
  /// @param unitNanos length of a unit
  record Time(String column, String nanos, String literal, long unitNanos) {
    /// The first value at or after a time.
    String at(long timeNanos) {
      long units = Math.ceilDiv(timeNanos, unitNanos);
      return literal.replace("$", Long.toString(units));
    }

    String nanosOf(String value) {
      return nanos.replace("$", value);
    }
  }

  /// A column that a table is divided or sorted by, beside its time received.
  ///
  /// @param column of the times that its values are
  /// @param beforeNanos how much older its values may be than the time received
  record Bound(Time column, long beforeNanos) {
    String condition(String table, long fromNanos, long untilNanos) {
      String name = table + "." + quoted(column.column());
      return name
          + " >= "
          + column.at(Math.max(0, fromNanos - beforeNanos))
          + " AND "
          + name
          + " <= "
          + column.at(untilNanos);
    }
  }

  /// Names for people.
  ///
  /// @param from a dictionary of the server's, or a table of the same database
  /// @param index of an interface; empty for names of exporters
  record Names(String from, Expression exporter, String index, String name) {}

  /// Sums that somebody keeps beside the flows, by time and some of the fields, read as these are.
  ///
  /// @param table pattern of its name, `$` for that of the table of flows; groups `h`, `m` and `s`
  ///   tell its resolution where `seconds` does not
  /// @param seconds resolution; 0 where the name tells it
  /// @param flows how many flows a row stands for; empty where that is not known
  record RollUp(
      String table, long seconds, List<Time> times, List<FlowField> fields, String flows) {
    Optional<Time> time(Map<String, String> columns) {
      return times.stream().filter(time -> columns.containsKey(time.column())).findFirst();
    }
  }

  /// A value, of an address its two halves of 64 bits.
  ///
  /// @param high empty but for addresses
  record Expression(String high, String low) {
    boolean isIn(Map<String, String> columns) {
      return Schema.isIn(columns, high + low);
    }

    Set<String> columns() {
      return COLUMN
          .matcher(high + low)
          .results()
          .map(found -> found.group(1))
          .collect(Collectors.toSet());
    }

    Expression map(UnaryOperator<String> change) {
      return new Expression(change.apply(high), change.apply(low));
    }
  }

  /// @param fields those that differ
  record Back(String where, Map<FlowField, List<Expression>> fields) {}

  /// What goes into a column.
  ///
  /// @param time form of a time; empty for the field as it is
  record Written(FlowField field, Optional<Column.Form> time) {}

  /// Whether a table has all that an expression needs.
  private static boolean isIn(Map<String, String> columns, String expression) {
    return COLUMN
        .matcher(expression)
        .results()
        .allMatch(found -> isIn(columns, found.group(1), found.group(2)));
  }

  private static boolean isIn(Map<String, String> columns, String name, @Nullable String wanted) {
    String type = columns.get(name);
    return type != null && (wanted == null || type.equals(wanted) || type.startsWith(wanted + "("));
  }

  /// Whether a table with these columns is of this kind.
  ///
  /// @param columns their types by their names
  boolean fits(Map<String, String> columns) {
    return columns.keySet().containsAll(tells) && time(columns).isPresent();
  }

  /// How the time received is read from a table with these columns.
  Optional<Time> time(Map<String, String> columns) {
    return times.stream().filter(time -> columns.containsKey(time.column())).findFirst();
  }

  /// Fields that a table with these columns can give, but for the time received.
  Map<FlowField, Expression> given(Map<String, String> columns) {
    return given(fields, columns);
  }

  private static Map<FlowField, Expression> given(
      Map<FlowField, List<Expression>> fields, Map<String, String> columns) {
    Map<FlowField, Expression> given = new EnumMap<>(FlowField.class);
    fields.forEach(
        (field, ways) ->
            ways.stream()
                .filter(way -> way.isIn(columns))
                .findFirst()
                .ifPresent(way -> given.put(field, way)));
    return given;
  }

  /// An expression over the columns of a table that is called `t`.
  static String over(String expression) {
    return COLUMN
        .matcher(expression)
        .replaceAll(
            found -> {
              String name = found.group(1);
              return Matcher.quoteReplacement(
                  name.endsWith("()") ? name.substring(0, name.length() - 2) : "t." + quoted(name));
            });
  }

  /// A name as ClickHouse's SQL has it, whatever is in it.
  static String quoted(String name) {
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  /// A direction of the rows of a table.
  ///
  /// @param where tells rows that have it; empty where all do
  record Direction(Map<FlowField, Expression> fields, String where) {}

  /// The direction that a row has, and the other one where it has two.
  List<Direction> directions(Map<String, String> columns) {
    Map<FlowField, Expression> given = given(columns);
    List<Direction> directions = new ArrayList<>();
    directions.add(new Direction(given, where));
    back.ifPresent(
        other -> {
          Map<FlowField, Expression> turned = new EnumMap<>(given);
          given(other.fields(), columns)
              .forEach((field, expression) -> turned.replace(field, expression));
          directions.add(new Direction(turned, other.where()));
        });
    return directions;
  }
}
