package weir.store.clickhouse;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import weir.flow.FlowField;
import weir.json.JsonValue;
import weir.query.FlowQuery;
import weir.store.clickhouse.Schema.Back;
import weir.store.clickhouse.Schema.Bound;
import weir.store.clickhouse.Schema.Expression;
import weir.store.clickhouse.Schema.Names;
import weir.store.clickhouse.Schema.RollUp;
import weir.store.clickhouse.Schema.Time;
import weir.store.clickhouse.Schema.Written;
import weir.store.clickhouse.feed.Column;

/// Reads a schema from its file.
final class SchemaFile {
  private final JsonValue json;
  private final String title;

  /// Of addresses, by their names.
  private final Map<String, Expression> encodings = new HashMap<>();

  /// @throws IllegalArgumentException if it is wrong: where, and what was expected
  static Schema read(String id, boolean own, JsonValue json) {
    json.only(
        "title",
        "tells",
        "rows",
        "time",
        "bound",
        "addresses",
        "fields",
        "where",
        "back",
        "write",
        "names",
        "rollups");
    return new SchemaFile(json).schema(id, own);
  }

  private SchemaFile(JsonValue json) {
    this.json = json;
    this.title = json.get("title").text();
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
  }

  private Schema schema(String id, boolean own) {
    Map<FlowField, List<Expression>> fields = fields(json.get("fields"));
    return new Schema(
        id,
        own,
        title,
        texts(json.get("tells")),
        json.find("rows").map(SchemaFile::areSums).orElse(false),
        json.get("time").list().stream().map(SchemaFile::time).toList(),
        json.find("bound").map(SchemaFile::bound),
        fields,
        json.find("where").map(JsonValue::text).orElse(""),
        json.find("back").map(this::back),
        json.find("write").map(write -> written(write, fields)),
        json.find("names").map(JsonValue::list).orElse(List.of()).stream()
            .map(this::names)
            .toList(),
        json.find("rollups").map(JsonValue::list).orElse(List.of()).stream()
            .map(SchemaFile::rollup)
            .toList());
  }

  private static List<String> texts(JsonValue json) {
    return json.list().stream().map(JsonValue::text).toList();
  }

  private static boolean areSums(JsonValue json) {
    return switch (json.text()) {
      case "flows" -> false;
      case "sums" -> true;
      default -> throw json.isNot("\"flows\" or \"sums\"");
    };
  }

  private static Bound bound(JsonValue json) {
    json.only("column", "literal", "unit", "before");
    Time column =
        new Time(
            json.get("column").text(),
            "",
            json.get("literal").text(),
            json.get("unit").number(1, 1_000_000_000));
    return new Bound(column, json.get("before").number(0, Integer.MAX_VALUE) * FlowQuery.SECOND);
  }

  private Names names(JsonValue json) {
    json.only("from", "exporter", "interface", "name");
    return new Names(
        json.get("from").text(),
        address(json.get("exporter")),
        json.find("interface").map(JsonValue::text).orElse(""),
        json.get("name").text());
  }

  private static RollUp rollup(JsonValue json) {
    json.only("table", "seconds", "time", "fields", "flows");
    return new RollUp(
        pattern(json.get("table")),
        json.find("seconds").map(seconds -> seconds.number(1, 86_400)).orElse(0),
        json.get("time").list().stream().map(SchemaFile::time).toList(),
        json.get("fields").list().stream().map(SchemaFile::field).toList(),
        json.find("flows").map(JsonValue::text).orElse(""));
  }

  private static String pattern(JsonValue json) {
    try {
      var _ = Pattern.compile(json.text().replace("$", ""));
      return json.text();
    } catch (PatternSyntaxException e) {
      throw json.wrong("is no pattern: " + e.getDescription());
    }
  }

  private static FlowField field(JsonValue name) {
    return FlowField.named(name.text())
        .orElseThrow(() -> name.wrong("is no field; see weir query --help"));
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
  private static Map<String, Written> written(
      JsonValue json, Map<FlowField, List<Expression>> fields) {
    Map<String, Written> written = new HashMap<>();
    fields.forEach(
        (field, ways) -> {
          Set<String> columns = ways.getFirst().columns();
          String low = ways.getFirst().low();
          if (columns.size() == 1
              && (field.isWide() || low.equals("{" + columns.iterator().next() + "}"))) {
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

  private Back back(JsonValue json) {
    json.only("where", "fields");
    return new Back(json.get("where").text(), fields(json.get("fields")));
  }

  private Map<FlowField, List<Expression>> fields(JsonValue json) {
    Map<FlowField, List<Expression>> fields = new EnumMap<>(FlowField.class);
    json.members()
        .forEach(
            (name, value) -> {
              FlowField field =
                  FlowField.named(name)
                      .orElseThrow(() -> value.wrong("is no field; see weir query --help"));
              fields.put(field, field.isWide() ? addresses(value) : values(value));
            });
    return fields;
  }

  /// A text, or several ways.
  private static List<Expression> values(JsonValue json) {
    List<JsonValue> ways = json.isList() ? json.list() : List.of(json);
    return ways.stream().map(way -> new Expression("", way.text())).toList();
  }

  /// An encoding and its columns, or several ways.
  private List<Expression> addresses(JsonValue json) {
    if (!json.isList()) {
      throw json.isNot("a list: an encoding and its columns");
    }
    boolean several = !json.list().isEmpty() && json.list().getFirst().isList();
    List<JsonValue> ways = several ? json.list() : List.of(json);
    return ways.stream().map(way -> address(way)).toList();
  }

  private Expression address(JsonValue json) {
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
}
