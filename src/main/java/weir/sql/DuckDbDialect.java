package weir.sql;

import java.util.List;
import java.util.Optional;
import weir.flow.FlowField;
import weir.query.AddressTable;
import weir.query.LookUp;
import weir.query.NameTable;

/// DuckDB's. Its `/` divides into fractions, `//` into whole numbers.
class DuckDbDialect implements Dialect {
  @Override
  public String zero(FlowField field) {
    return (field.isList() ? "[]::" : "0::") + type(field);
  }

  private static String type(FlowField field) {
    return switch (field.width()) {
      case 1 -> "UTINYINT";
      case 2 -> "USMALLINT";
      case 4 -> "UINTEGER";
      default -> field.isList() ? "UINTEGER[]" : "UBIGINT";
    };
  }

  @Override
  public String rate(String value) {
    return value + "::UINTEGER";
  }

  @Override
  public String octet() {
    return "UTINYINT";
  }

  @Override
  public String number(String value) {
    return value + "::UBIGINT";
  }

  @Override
  public String floor(String value, long width) {
    return value + " // " + width + " * " + width;
  }

  @Override
  public String quotient(String dividend, String divisor) {
    return "(" + dividend + " // " + divisor + ")";
  }

  @Override
  public String common(String value, long bits) {
    return value + " & " + Long.toUnsignedString(bits);
  }

  /// A bit string is made once a statement; IN would join with a table of the many.
  @Override
  public String among(String value, List<Integer> many) {
    return "get_bit(list_aggregate(" + many + ", 'bitstring_agg', 0, 65535), " + value + ")";
  }

  @Override
  public String anyItem(String list, String condition, boolean none) {
    return "(len(list_filter("
        + list
        + ", lambda x: "
        + condition
        + ")) "
        + (none ? "= 0)" : "> 0)");
  }

  /// Asks a function that the store has made. Halves go as numbers with a sign, in the same order.
  @Override
  public String place(NameTable table, String high, String low) {
    return asked(table, high, low);
  }

  private static String asked(LookUp table, String high, String low) {
    return "%s(%d, %s, %s)"
        .formatted(PlaceFunction.NAME, table.fingerprint(), shifted(high), shifted(low));
  }

  /// Asks once: what is not known is above all other places, these shifted by their number, too.
  @Override
  public String located(AddressTable table, String high, String low, Optional<String> otherwise) {
    String place = asked(table, high, low);
    int all = table.names().size();
    return rate(
        otherwise
            .map(one -> "(least(" + place + ", " + one + " + " + all + ") % " + all + ")")
            .orElse("least(" + place + ", " + table.rest() + ")"));
  }

  private static String shifted(String half) {
    return "(" + half + "::HUGEINT - 9223372036854775808)::BIGINT";
  }

  /// Its items with blanks between them: the driver hands no lists on in bulk.
  @Override
  public String joined(String list) {
    return "array_to_string(" + list + ", ' ')";
  }

  @Override
  public String signed(String value) {
    return value + "::BIGINT";
  }

  @Override
  public String wide(String value) {
    return value + "::HUGEINT";
  }

  @Override
  public String each(String from, String until, long apart) {
    return "unnest(range(" + signed("(" + from + ")") + ", " + signed(until) + ", " + apart + "))";
  }

  @Override
  public String product(String one, String other) {
    return wide(one) + " * " + other;
  }

  @Override
  public String fraction(String value) {
    return value + "::DOUBLE";
  }

  @Override
  public String highest(String value, long place) {
    return "coalesce(list_sort(list(" + value + "), 'DESC')[" + place + "], 0)";
  }

  @Override
  public String summand(String value) {
    return value; // its sums have 128 bits
  }

  @Override
  public String narrowSum() {
    return "sum_no_overflow";
  }

  @Override
  public boolean looksUp(NameTable table) {
    return DimensionSql.isLong(table);
  }

  @Override
  public boolean comparesAll() {
    return false;
  }
}
