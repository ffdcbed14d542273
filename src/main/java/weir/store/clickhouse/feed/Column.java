package weir.store.clickhouse.feed;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowField;

/// A column of a table, and which field of a flow goes into it. The server makes its own type of
/// what it is sent; numbers become narrower or wider there.
///
/// @param form how a value is sent
/// @param only the values that an enumeration knows, others are sent as 0; empty for all
/// @param always whether it is sent where no flow has a value, too: the table's default is not 0
public record Column(String name, FlowField field, Form form, List<Long> only, boolean always) {
  private static final Pattern ENUM_VALUE = Pattern.compile("= (-?\\d+)");
  private static final Pattern NAME = Pattern.compile("\\w+");

  /// Forms of values.
  public enum Form {
    /// As the field has it.
    PLAIN("", 0),
    /// Sixteen octets, most significant first; IPv4 mapped.
    ADDRESS("IPv6", 16),
    /// The same for columns that know no addresses, and of texts.
    OCTETS("FixedString(16)", 16),
    LIST("Array(UInt32)", 8),
    SECONDS("UInt64", 8),
    MILLISECONDS("UInt64", 8),
    MICROSECONDS("UInt64", 8),
    /// Days since 1970, in UTC.
    DATE("Date", 2);

    private final String type;
    private final int width;

    Form(String type, int width) {
      this.type = type;
      this.width = width;
    }

    /// How long one unit is; 1 for what is no time.
    long nanos() {
      return switch (this) {
        case SECONDS -> 1_000_000_000L;
        case MILLISECONDS -> 1_000_000L;
        case MICROSECONDS -> 1_000L;
        case DATE -> 86_400_000_000_000L;
        case PLAIN, ADDRESS, OCTETS, LIST -> 1;
      };
    }
  }

  public Column {
    only = List.copyOf(only);
  }

  /// @param type of the column, as the server tells it
  /// @param time form of a time; null for the field's own
  /// @throws IllegalArgumentException for a name that would need quoting, and fields of no such
  ///   form
  public static Column of(String name, String type, FlowField field, @Nullable Form time) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a column is called '" + name + "', and may have letters, digits and _ alone");
    }
    if (time != null && field.width() != 8) {
      throw new IllegalArgumentException(field.fieldName() + " is no time");
    }
    Form form =
        time != null
            ? time
            : field.isList()
                ? Form.LIST
                : !field.isWide()
                    ? Form.PLAIN
                    : field.isAddress() && !type.equals("FixedString(16)")
                        ? Form.ADDRESS
                        : Form.OCTETS;
    List<Long> only =
        type.startsWith("Enum")
            ? ENUM_VALUE.matcher(type).results().map(found -> Long.valueOf(found.group(1))).toList()
            : List.of();
    return new Column(name, field, form, only, false);
  }

  /// The same, sent always.
  public Column sentAlways() {
    return new Column(name, field, form, only, true);
  }

  /// As which it is sent.
  String sentType() {
    return form == Form.PLAIN ? "UInt" + field.width() * 8 : form.type;
  }

  /// Octets of a value; of a list those of its end.
  int width() {
    return form == Form.PLAIN ? field.width() : form.width;
  }

  /// Whether the values need a look each.
  boolean isChosen() {
    return !only.isEmpty();
  }

  /// By value, whether it is known.
  boolean[] known() {
    boolean[] known = new boolean[256];
    LongStream values = only.stream().mapToLong(Long::longValue);
    values.filter(value -> value >= 0 && value < known.length).forEach(v -> known[(int) v] = true);
    return known;
  }
}
