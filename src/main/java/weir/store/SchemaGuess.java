package weir.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weir.flow.FlowField;

/// What the columns of a table might mean: guessed by their names and types, to be changed by
/// whoever knows better, and then a schema file (see `docs/schemas.md`).
///
/// @param title of the schema
/// @param choices how fields are read; the others are left out
public record SchemaGuess(String title, TableColumns table, Map<FlowField, Choice> choices) {
  /// Without these a table gives no flows.
  private static final List<FlowField> NEEDED =
      List.of(FlowField.TIME_RECEIVED, FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS);

  public SchemaGuess {
    EnumMap<FlowField, Choice> all = new EnumMap<>(FlowField.class);
    all.putAll(choices);
    choices = Collections.unmodifiableMap(all);
  }

  /// A column, and what its values mean.
  public record Part(TableColumns.Column column, Reading reading) {
    /// "srcip (address)".
    @Override
    public String toString() {
      return column.name() + " (" + reading.label() + ")";
    }

    private String sql(FlowField field) {
      return reading.sql(field, "{" + column.name() + "}", column.type());
    }
  }

  /// How a field is read: from a column, or an address from one of two, by family: the second where
  /// it has one, else the first.
  public record Choice(List<Part> parts) {
    public Choice {
      parts = List.copyOf(parts);
      if (parts.isEmpty() || parts.size() > 2) {
        throw new IllegalArgumentException("a field is read from one column or two");
      }
    }

    /// "srcip (address)", "src4 (IPv4 address), src6 (address)".
    @Override
    public String toString() {
      return parts.stream().map(Part::toString).collect(Collectors.joining(", "));
    }
  }

  /// The first rows of a table, read by a guess.
  ///
  /// @param rows texts for people, one a field
  public record Preview(List<FlowField> fields, List<List<String>> rows) {}

  /// The best that can be told from names and types.
  public static SchemaGuess of(TableColumns table) {
    return new SchemaGuess(table.title(), table, ColumnNames.guess(table));
  }

  /// All ways to read a field from one of the table's columns, or an address from two: what it is
  /// read by now first.
  public List<Choice> possible(FlowField field) {
    Set<Choice> all = new LinkedHashSet<>();
    Optional.ofNullable(choices.get(field)).ifPresent(all::add);
    Optional.ofNullable(ColumnNames.guess(table).get(field)).ifPresent(all::add);
    for (TableColumns.Column column : table.columns()) {
      for (Reading reading : Reading.values()) {
        if (reading.reads(field, column.type())) {
          all.add(new Choice(List.of(new Part(column, reading))));
        }
      }
    }
    return List.copyOf(all);
  }

  /// With a field read otherwise, or left out.
  public SchemaGuess with(FlowField field, Optional<Choice> choice) {
    Map<FlowField, Choice> changed = new EnumMap<>(FlowField.class);
    changed.putAll(choices);
    choice.ifPresentOrElse(how -> changed.put(field, how), () -> changed.remove(field));
    return new SchemaGuess(title, table, changed);
  }

  public SchemaGuess withTitle(String newTitle) {
    return new SchemaGuess(newTitle, table, choices);
  }

  /// What is missing for a schema, in a sentence; empty where nothing is.
  public Optional<String> lacks() {
    List<String> missing = new ArrayList<>();
    NEEDED.stream()
        .filter(field -> !choices.containsKey(field))
        .map(FlowField::label)
        .forEach(missing::add);
    if (!choices.containsKey(FlowField.BYTES) && !choices.containsKey(FlowField.PACKETS)) {
      missing.add(FlowField.BYTES.label() + " or " + FlowField.PACKETS.label());
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("choose columns for: " + String.join(", ", missing));
  }

  /// Whether a table is one of flows, as far as its columns tell.
  public boolean looksLikeFlows() {
    return lacks().isEmpty();
  }

  /// The schema file.
  ///
  /// @throws IllegalStateException if something is missing; see [#lacks]
  public String json() {
    lacks()
        .ifPresent(
            missing -> {
              throw new IllegalStateException(missing);
            });
    Map<String, String> encodings = new LinkedHashMap<>();
    List<String> fields = new ArrayList<>();
    choices.forEach(
        (field, choice) -> {
          if (field != FlowField.TIME_RECEIVED) {
            fields.add("    " + text(field.fieldName()) + ": " + value(field, choice, encodings));
          }
        });
    List<String> addresses = new ArrayList<>();
    encodings.forEach(
        (sql, name) ->
            addresses.add(
                "    "
                    + text(name)
                    + ": {\n      \"high\": "
                    + text("toUInt64(bitShiftRight(toUInt128(" + sql + "), 64))")
                    + ",\n      \"low\": "
                    + text("toUInt64(bitAnd(toUInt128(" + sql + "), 18446744073709551615))")
                    + "\n    }"));
    return "{\n  \"title\": "
        + text(title)
        + ",\n  \"tells\": ["
        + String.join(", ", tells())
        + "],\n  \"time\": ["
        + time()
        + "],\n  \"addresses\": {\n"
        + String.join(",\n", addresses)
        + "\n  },\n  \"fields\": {\n"
        + String.join(",\n", fields)
        + "\n  }\n}\n";
  }

  private List<String> tells() {
    Set<String> columns = new LinkedHashSet<>();
    choices.forEach(
        (field, choice) -> choice.parts().forEach(part -> columns.add(part.column().name())));
    return columns.stream().map(SchemaGuess::text).toList();
  }

  private String time() {
    Part part = choice(FlowField.TIME_RECEIVED).parts().getFirst();
    String type = part.column().type();
    return "{\"column\": "
        + text(part.column().name())
        + ", \"nanos\": "
        + text(part.reading().sql(FlowField.TIME_RECEIVED, "$", type))
        + ", \"literal\": "
        + text(part.reading().literal(type))
        + ", \"unit\": "
        + part.reading().unitNanos(type)
        + "}";
  }

  private Choice choice(FlowField field) {
    Choice choice = choices.get(field);
    if (choice == null) {
      throw new IllegalStateException(field.label());
    }
    return choice;
  }

  /// @param encodings of addresses that were needed so far, by their SQL
  private static String value(FlowField field, Choice choice, Map<String, String> encodings) {
    List<Part> parts = choice.parts();
    if (!field.isAddress()) {
      return text(parts.getFirst().sql(field));
    }
    List<String> values = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      values.add(part.reading().sql(field, "$" + (i + 1), part.column().type()));
      columns.add(text("{" + part.column().name() + "}"));
      names.add(part.reading().name().toLowerCase(Locale.ROOT));
    }
    String sql =
        parts.size() == 1
            ? values.getFirst()
            : "if("
                + values.get(1)
                + " = toIPv6('::'), "
                + values.get(0)
                + ", "
                + values.get(1)
                + ")";
    String name = String.join("_or_", names);
    String unique = encodings.containsValue(name) ? name + "_" + encodings.size() : name;
    String encoding = encodings.computeIfAbsent(sql, _ -> unique);
    return "[" + text(encoding) + ", " + String.join(", ", columns) + "]";
  }

  /// A text as JSON has it.
  private static String text(String value) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x20) {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return json.append('"').toString();
  }
}
