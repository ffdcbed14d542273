package weir.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.flow.FlowField;
import weir.flow.Kind;

/// What the values of a column mean, and so how a field is read from them.
public enum Reading {
  NUMBER("number", "U?Int\\d+|Float\\d+|Decimal.*|Enum\\d*|Bool", "toUInt%d($)", "0"),
  NUMBER_TEXT("number as text", "String|FixedString", "toUInt%dOrZero(toString($))", "''"),
  IPV6("address", "IPv6", "$", "toIPv6('::')"),
  IPV4("IPv4 address", "IPv4", "IPv4ToIPv6($)", "toIPv4(0)"),
  /// IPv4 stands in the first four octets, or mapped.
  OCTETS(
      "16 octets",
      "FixedString\\(16\\)",
      "if(reinterpretAsUInt128(substring($, 5, 12)) = 0 AND reinterpretAsUInt32(substring($, 1, 4))"
          + " != 0, IPv4ToIPv6(toIPv4(reinterpretAsUInt32(reverse(substring($, 1, 4))))),"
          + " CAST($ AS IPv6))",
      "toFixedString('', 16)"),
  ADDRESS_TEXT("address as text", "String", "toIPv6OrDefault(toString($))", "''"),
  IPV4_NUMBER("IPv4 as a number", "U?Int(32|64)", "IPv4ToIPv6(toIPv4(toUInt32($)))", "0"),
  /// As it stands in memory where the lowest octet comes first.
  IPV4_SWAPPED(
      "IPv4 as a number, octets turned round",
      "U?Int(32|64)",
      "IPv4ToIPv6(toIPv4(byteSwap(toUInt32($))))",
      "0"),
  MAC_NUMBER("number", "U?Int64", "toUInt64($)", "0"),
  MAC_OCTETS(
      "6 octets", "FixedString\\(6\\)", "reinterpretAsUInt64(reverse($))", "toFixedString('', 6)"),
  MAC_TEXT("text", "String", "toUInt64(MACStringToNum(toString($)))", "''"),
  DATE_TIME(
      "date and time",
      "DateTime(\\(.*\\))?",
      "toUInt64(toUnixTimestamp($)) * 1000000000",
      "toDateTime(0)"),
  DATE_TIME_64(
      "date and time",
      "DateTime64(\\(.*\\))?",
      "toUInt64(toUnixTimestamp64Nano(toDateTime64($, 9)))",
      "toDateTime64(0, 9)"),
  SECONDS("seconds since 1970", "U?Int(32|64)|Float64", "toUInt64($) * 1000000000", "0"),
  MILLIS("milliseconds since 1970", "U?Int64", "toUInt64($) * 1000000", "0"),
  MICROS("microseconds since 1970", "U?Int64", "toUInt64($) * 1000", "0"),
  NANOS("nanoseconds since 1970", "U?Int64", "toUInt64($)", "0");

  private static final Pattern WRAPPED =
      Pattern.compile("(?:LowCardinality|Nullable|SimpleAggregateFunction)\\((?:\\w+, )?(.*)\\)");

  private final String label;
  private final Pattern types;
  private final String sql;
  private final String none;

  /// @param types of ClickHouse whose values can mean it
  /// @param sql the field's value of a value `$`: of an address an IPv6, of a time nanoseconds
  /// @param none a value of such a type that stands for nothing
  Reading(String label, String types, String sql, String none) {
    this.label = label;
    this.types = Pattern.compile(types);
    this.sql = sql;
    this.none = none;
  }

  /// For people.
  public String label() {
    return label;
  }

  /// Whether values of a type can mean this for a field.
  ///
  /// @param type as the server writes it
  public boolean reads(FlowField field, String type) {
    boolean meant =
        switch (this) {
          case NUMBER, NUMBER_TEXT ->
              !field.isWide()
                  && !field.isList()
                  && field.kind() != Kind.TIME
                  && field.kind() != Kind.MAC;
          case IPV6, IPV4, OCTETS, ADDRESS_TEXT, IPV4_NUMBER, IPV4_SWAPPED -> field.isAddress();
          case MAC_NUMBER, MAC_OCTETS, MAC_TEXT -> field.kind() == Kind.MAC;
          default -> field.kind() == Kind.TIME;
        };
    return meant && types.matcher(bare(type)).matches();
  }

  /// A type without what it is wrapped in: "String" of "LowCardinality(Nullable(String))".
  static String bare(String type) {
    Matcher wrapped = WRAPPED.matcher(type);
    return wrapped.matches() ? bare(wrapped.group(1)) : type;
  }

  /// The field's value of a column's, as ClickHouse's SQL.
  ///
  /// @param column as `{Column}`
  String sql(FlowField field, String column, String type) {
    String value = type.contains("Nullable(") ? "ifNull(" + column + ", " + none + ")" : column;
    return sql.replace("%d", String.valueOf(Math.min(64, field.width() * 8))).replace("$", value);
  }

  /// Nanoseconds of a unit that a column of times counts in.
  long unitNanos(String type) {
    return switch (this) {
      case MILLIS -> 1_000_000;
      case MICROS -> 1_000;
      case NANOS -> 1;
      case DATE_TIME_64 -> unitOf(bare(type));
      default -> 1_000_000_000;
    };
  }

  /// Of the precisions that have a function of their own; others are compared by nanoseconds.
  private static long unitOf(String type) {
    Matcher digits = Pattern.compile("DateTime64\\((\\d)").matcher(type);
    return switch (digits.find() ? Integer.parseInt(digits.group(1)) : 3) {
      case 3 -> 1_000_000;
      case 6 -> 1_000;
      default -> 1;
    };
  }

  /// The column's value of `$` units since 1970, as ClickHouse's SQL.
  String literal(String type) {
    return switch (this) {
      case DATE_TIME -> "toDateTime($)";
      case DATE_TIME_64 ->
          switch ((int) unitOf(bare(type))) {
            case 1_000_000 -> "fromUnixTimestamp64Milli(toInt64($))";
            case 1_000 -> "fromUnixTimestamp64Micro(toInt64($))";
            default -> "fromUnixTimestamp64Nano(toInt64($))";
          };
      default -> "$";
    };
  }
}
