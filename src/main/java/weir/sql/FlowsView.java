package weir.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.flow.Direction;
import weir.flow.FlowField;
import weir.flow.Kind;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.Located;

/// The view `flows` that statements of the user's are over: every field of the catalogue by its
/// name, addresses and names as text, times as times. What a text is made of stands beside it, its
/// halves with `_hi` and `_lo` behind its name, a time's nanoseconds with `_ns`; these are quicker
/// to compare. Names that people gave are columns of words, which only statements have that say
/// them by name.
public final class FlowsView {
  public static final String NAME = "flows";

  /// What a flow counts for.
  public static final String RATE = "rate";

  private static final String NANOS = "_ns";

  /// Functions that the view is made with; the first one is the user's as well.
  public static final List<String> MACROS =
      List.of(
          macro("address(hi, lo)", address()),
          macro(
              "mac_text(lo)",
              "regexp_replace(printf('%012x', lo), '(..)(..)(..)(..)(..)(..)',"
                  + " '\\1:\\2:\\3:\\4:\\5:\\6')"),
          macro(
              "short_text(hi, lo)", "rtrim(decode(unhex(printf('%016x%016x', hi, lo))), chr(0))"));

  /// The direction in words.
  private static final Dimension DIRECTION =
      new Dimension.Cases(
          "direction_name",
          "Direction, in words",
          Arrays.stream(Direction.values())
              .map(
                  one ->
                      new Dimension.Cases.Case(
                          one.code(),
                          new Filter.Compare(FlowField.DIRECTION, Filter.Op.EQ, one.code())))
              .toList(),
          Arrays.stream(Direction.values()).map(Direction::label).toList(),
          Direction.UNKNOWN.code());

  private static final List<Dimension> NAMES =
      Stream.concat(Stream.of(DIRECTION), Dimensions.BUILT_IN.allNames().stream()).toList();

  private static final Pattern TEXTS =
      Pattern.compile(
          FlowField.all().stream()
              .filter(FlowsView::isText)
              .map(FlowField::column)
              .collect(Collectors.joining("|", "\\b(", ")\\b")));

  private FlowsView() {}

  /// @param name of the column
  /// @param label for people
  public record Column(String name, String label) {}

  /// Its columns, in their order.
  public static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (FlowField field : FlowField.all()) {
      String name = field.column();
      columns.add(new Column(shown(field), field.label()));
      if (field.kind() == Kind.TIME) {
        columns.add(new Column(name, field.label() + ", in nanoseconds since 1970"));
      }
      if (field.isWide()) {
        columns.add(new Column(field.highColumn(), field.label() + ", high half"));
      }
      if (isText(field)) {
        columns.add(new Column(name + "_lo", field.label() + ", as a number"));
      }
    }
    columns.add(new Column(RATE, "What a flow counts for: its sampling rate, 1 at least"));
    NAMES.forEach(name -> columns.add(new Column(name.name(), name.label())));
    return columns;
  }

  /// Whether it is a column of names.
  static boolean isName(Dimension dimension) {
    return NAMES.stream().anyMatch(name -> name.name().equals(dimension.name()));
  }

  /// Whether it is a column of names that no expression over other columns tells: what an address
  /// is looked up for.
  static boolean isLookedUp(Dimension dimension) {
    return isName(dimension)
        && (dimension instanceof Located
            || (dimension instanceof Dimension.Cases cases
                && cases.cases().stream()
                    .flatMap(one -> one.filter().dimensions().stream())
                    .anyMatch(Located.class::isInstance)));
  }

  /// The rows whose column of names has one of some values.
  static String is(Dimension name, List<Long> values) {
    return values.stream()
        .map(value -> "'" + name.text(0, value).replace("'", "''") + "'")
        .collect(Collectors.joining(", ", "(" + name.name() + " IN (", "))"));
  }

  /// Columns of names among some dimensions, by their names.
  public static List<Dimension> names(Dimensions known, Predicate<String> wanted) {
    return NAMES.stream()
        .filter(name -> wanted.test(name.name()))
        .map(name -> name.name().equals(DIRECTION.name()) ? name : known.now(name))
        .toList();
  }

  /// A field's column for people.
  public static String shown(FlowField field) {
    String name = field.column();
    return field.kind() == Kind.TIME && name.endsWith(NANOS)
        ? name.substring(0, name.length() - NANOS.length())
        : name;
  }

  private static boolean isText(FlowField field) {
    return field.isWide() || field.kind() == Kind.MAC;
  }

  /// An expression over columns of tables as one over the view.
  static String over(String expression) {
    return TEXTS.matcher(expression).replaceAll("$1_lo");
  }

  /// The rows of a table of flows as rows of the view.
  ///
  /// @param wanted which columns by their names: DuckDB looks at each, whether it is used or not
  /// @param names columns of names
  public static String rows(Mapping table, Predicate<String> wanted, NameFunction.Numbered names) {
    Map<String, String> values = new LinkedHashMap<>();
    for (FlowField field : FlowField.all()) {
      String low = table.low(field);
      String high = table.high(field);
      values.put(shown(field), value(field, high, low));
      if (field.kind() == Kind.TIME) {
        values.put(field.column(), low);
      }
      if (field.isWide()) {
        values.put(field.highColumn(), high);
      }
      if (isText(field)) {
        values.put(field.column() + "_lo", low);
      }
    }
    values.put(RATE, table.rate());
    values.keySet().removeIf(column -> !column.equals(RATE) && !wanted.test(column));
    names.numbers().forEach((name, number) -> values.put(name.name(), word(table, name, number)));
    return values.entrySet().stream()
        .map(column -> column.getValue() + " AS " + column.getKey())
        .collect(Collectors.joining(", ", "SELECT ", " FROM " + table.relation()));
  }

  private static String word(Mapping table, Dimension name, long number) {
    String value = new DimensionSql(table.dialect(), table).low(name);
    return "%s(%d, %s)"
        .formatted(NameFunction.NAME, number, table.dialect().signed("(" + value + ")"));
  }

  private static String value(FlowField field, String high, String low) {
    return switch (field.kind()) {
      case TIME -> "make_timestamp((nullif(" + low + ", 0) // 1000)::BIGINT)";
      case ADDRESS -> "address(" + high + ", " + low + ")";
      case TEXT -> "short_text(" + high + ", " + low + ")";
      case MAC -> "mac_text(" + low + ")";
      default -> low;
    };
  }

  private static String macro(String head, String body) {
    return "CREATE TEMP MACRO " + head + " AS (" + body + ")";
  }

  /// IPv4 with dots, IPv6 as RFC 5952 has it: the longest run of zeros is left out.
  private static String address() {
    List<String> octets = new ArrayList<>();
    for (int shift = 24; shift >= 0; shift -= 8) {
      octets.add("((lo >> " + shift + ") & 255)");
    }
    List<String> groups = new ArrayList<>();
    for (String half : List.of("hi", "lo")) {
      for (int shift = 48; shift >= 0; shift -= 16) {
        groups.add("lower(to_hex((" + half + " >> " + shift + ") & 65535))");
      }
    }
    String all = "concat_ws(':', " + String.join(", ", groups) + ")";
    StringBuilder shortened = new StringBuilder("CASE");
    for (int zeros = 8; zeros >= 2; zeros--) {
      String run = "'(^|:)0(:0){" + (zeros - 1) + "}(:|$)'";
      shortened.append(
          " WHEN regexp_matches(x, %1$s) THEN regexp_replace(x, %1$s, '::')".formatted(run));
    }
    String once = // x stands for it: written out, it would be computed again and again
        "list_transform([" + all + "], lambda x: " + shortened + " ELSE x END)[1]";
    return "CASE WHEN hi = 0 AND (lo >> 32) = 65535 THEN concat_ws('.', "
        + String.join(", ", octets)
        + ") ELSE "
        + once
        + " END";
  }
}
