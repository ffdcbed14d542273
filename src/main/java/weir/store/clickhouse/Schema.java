package weir.store.clickhouse;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import weir.flow.FlowField;
import weir.query.JsonValue;
import weir.store.clickhouse.feed.Column;

/// How flows are read from a kind of table. Data: a file of `weir/schemas`, see `docs/schemas.md`.
///
/// @param id name of its file
/// @param own whether it is the user's
/// @param tells columns that a table of this kind has; they tell it, never its name
/// @param times ways to read the time received, the first whose column is there
/// @param fields how fields are read, as ClickHouse's SQL with `{Column}` where a column stands
/// @param where tells rows that are flows, as SQL; empty where all are
/// @param back the other direction of the same row, for tables that keep both in one; its `where`
///   tells rows that have it
/// @param write what goes into which column where flows are written to such a table; empty where
///   they are not
record Schema(
    String id,
    boolean own,
    String title,
    List<String> tells,
    List<Time> times,
    Map<FlowField, Expression> fields,
    String where,
    Optional<Back> back,
    Optional<Map<String, Written>> write) {
  private static final Pattern COLUMN = Pattern.compile("\\{(\\w+)}");

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

  /// A value, of an address its two halves of 64 bits.
  ///
  /// @param high empty but for addresses
  record Expression(String high, String low) {
    Set<String> columns() {
      return Schema.columns(high + low);
    }

    Expression map(UnaryOperator<String> change) {
      return new Expression(change.apply(high), change.apply(low));
    }
  }

  /// @param fields those that differ
  record Back(String where, Map<FlowField, Expression> fields) {}

  /// What goes into a column.
  ///
  /// @param time form of a time; empty for the field as it is
  record Written(FlowField field, Optional<Column.Form> time) {}

  /// @throws IllegalArgumentException if it is wrong: where, and what was expected
  static Schema of(String id, boolean own, JsonValue json) {
    json.only("title", "tells", "time", "addresses", "fields", "where", "back", "write");
    Map<String, Expression> encodings = new HashMap<>();
    json.find("addresses")
        .ifPresent(
            all ->
                all.members()
                    .forEach(
                        (name, halves) -> {
                          halves.only("high", "low");
                          encodings.put(
                              name,
                              new Expression(halves.get("high").text(), halves.get("low").text()));
                        }));
    Map<FlowField, Expression> fields = fields(json.get("fields"), encodings);
    return new Schema(
        id,
        own,
        json.get("title").text(),
        json.get("tells").list().stream().map(JsonValue::text).toList(),
        json.get("time").list().stream().map(Schema::time).toList(),
        fields,
        json.find("where").map(JsonValue::text).orElse(""),
        json.find("back").map(back -> back(back, encodings)),
        json.find("write").map(write -> written(write, fields)));
  }

  private static Time time(JsonValue json) {
    json.only("column", "nanos", "literal", "unit");
    return new Time(
        json.get("column").text(),
        json.get("nanos").text(),
        json.get("literal").text(),
        json.get("unit").number(1, 1_000_000_000));
  }

  /// Columns that are read as they are, or as an address, are written so without being named.
  private static Map<String, Written> written(JsonValue json, Map<FlowField, Expression> fields) {
    Map<String, Written> written = new HashMap<>();
    fields.forEach(
        (field, expression) -> {
          Set<String> columns = expression.columns();
          String low = expression.low();
          if (columns.size() == 1
              && (field.isAddress() || low.equals("{" + columns.iterator().next() + "}"))) {
            written.put(columns.iterator().next(), new Written(field, Optional.empty()));
          }
        });
    json.members()
        .forEach(
            (column, value) -> {
              List<JsonValue> words = value.isList() ? value.list() : List.of(value);
              JsonValue name = words.getLast();
              FlowField field =
                  FlowField.named(name.text())
                      .orElseThrow(() -> name.wrong("is no field; see weir query --help"));
              written.put(
                  column,
                  new Written(
                      field,
                      words.size() == 1 ? Optional.empty() : Optional.of(form(words.getFirst()))));
            });
    return written;
  }

  private static Column.Form form(JsonValue json) {
    return switch (json.text()) {
      case "seconds" -> Column.Form.SECONDS;
      case "milliseconds" -> Column.Form.MILLISECONDS;
      case "microseconds" -> Column.Form.MICROSECONDS;
      case "date" -> Column.Form.DATE;
      default -> throw json.isNot("seconds, milliseconds, microseconds or date");
    };
  }

  private static Back back(JsonValue json, Map<String, Expression> encodings) {
    json.only("where", "fields");
    return new Back(json.get("where").text(), fields(json.get("fields"), encodings));
  }

  private static Map<FlowField, Expression> fields(
      JsonValue json, Map<String, Expression> encodings) {
    Map<FlowField, Expression> fields = new EnumMap<>(FlowField.class);
    json.members()
        .forEach(
            (name, value) -> {
              FlowField field =
                  FlowField.named(name)
                      .orElseThrow(() -> value.wrong("is no field; see weir query --help"));
              if (field.isAddress() != value.isList()) {
                throw value.isNot(
                    field.isAddress() ? "a list: an encoding and its columns" : "a text");
              }
              fields.put(
                  field,
                  field.isAddress() ? address(value, encodings) : new Expression("", value.text()));
            });
    return fields;
  }

  private static Expression address(JsonValue json, Map<String, Expression> encodings) {
    List<String> words = json.list().stream().map(JsonValue::text).toList();
    Expression encoding = encodings.get(words.getFirst());
    if (encoding == null) {
      throw json.wrong(
          "has the encoding '%s'; there are %s"
              .formatted(words.getFirst(), String.join(", ", encodings.keySet())));
    }
    return encoding.map(
        text -> {
          String filled = text;
          for (int i = 1; i < words.size(); i++) {
            filled = filled.replace("$" + i, words.get(i));
          }
          return filled;
        });
  }

  private static Set<String> columns(String expression) {
    return COLUMN
        .matcher(expression)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  /// Whether a table with these columns is of this kind.
  boolean fits(Set<String> columns) {
    return columns.containsAll(tells) && time(columns).isPresent();
  }

  /// How the time received is read from a table with these columns.
  Optional<Time> time(Set<String> columns) {
    return times.stream().filter(time -> columns.contains(time.column())).findFirst();
  }

  /// Fields that a table with these columns can give, but for the time received.
  Map<FlowField, Expression> given(Set<String> columns) {
    Map<FlowField, Expression> given = new EnumMap<>(FlowField.class);
    fields.forEach(
        (field, expression) -> {
          if (columns.containsAll(expression.columns())) {
            given.put(field, expression);
          }
        });
    return given;
  }

  /// An expression over the columns of a table that is called `t`.
  static String over(String expression) {
    return COLUMN
        .matcher(expression)
        .replaceAll(found -> Matcher.quoteReplacement("t." + quoted(found.group(1))));
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
  List<Direction> directions(Map<FlowField, Expression> given) {
    List<Direction> directions = new ArrayList<>();
    directions.add(new Direction(given, where));
    back.ifPresent(
        other -> {
          Map<FlowField, Expression> turned = new EnumMap<>(given);
          other.fields().forEach((field, expression) -> turned.replace(field, expression));
          directions.add(new Direction(turned, other.where()));
        });
    return directions;
  }
}
