package weir.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import weir.flow.FlowField;
import weir.query.AddressTable;
import weir.query.NameTable;

/// ClickHouse's. Its `/` divides into fractions, `intDiv` into whole numbers.
final class ClickHouseDialect implements Dialect {
  @Override
  public String zero(FlowField field) {
    return field.isList() ? "CAST([] AS Array(UInt32))" : "toUInt" + bits(field) + "(0)";
  }

  private static int bits(FlowField field) {
    return Math.min(64, field.width() * 8);
  }

  @Override
  public String rate(String value) {
    return "toUInt32(" + value + ")";
  }

  @Override
  public String octet() {
    return "UInt8";
  }

  @Override
  public String number(String value) {
    return "toUInt64(" + value + ")";
  }

  @Override
  public String floor(String value, long width) {
    return "intDiv(" + value + ", " + width + ") * " + width;
  }

  @Override
  public String quotient(String dividend, String divisor) {
    return "intDiv(" + dividend + ", " + divisor + ")";
  }

  @Override
  public String common(String value, long bits) {
    return "bitAnd(" + value + ", " + Long.toUnsignedString(bits) + ")";
  }

  @Override
  public String among(String value, List<Integer> many) {
    return "("
        + value
        + many.stream().map(String::valueOf).collect(Collectors.joining(", ", " IN (", "))"));
  }

  @Override
  public String anyItem(String list, String condition, boolean none) {
    return (none ? "NOT " : "") + "arrayExists(x -> " + condition + ", " + list + ")";
  }

  @Override
  public String place(NameTable table, String high, String low) {
    return ClickHousePlaces.of(table, high, low);
  }

  @Override
  public String located(AddressTable table, String high, String low, Optional<String> otherwise) {
    throw new ClickHousePlaces.TooLong(
        "a table of places is more than fits into a statement to a ClickHouse server; group by"
            + " src_as_country or dst_as_country, where the AS is registered, or take the table out"
            + " of the names file");
  }

  @Override
  public String joined(String list) {
    return list;
  }

  @Override
  public String signed(String value) {
    return "toInt64(" + value + ")";
  }

  @Override
  public String wide(String value) {
    return "toInt128(" + value + ")";
  }

  @Override
  public String each(String from, String until, long apart) {
    return "arrayJoin(range("
        + number(from)
        + ", "
        + number(until)
        + ", "
        + number("" + apart)
        + "))";
  }

  @Override
  public String product(String one, String other) {
    return "toInt256(" + one + ") * " + other;
  }

  @Override
  public String fraction(String value) {
    return "toFloat64(" + value + ")";
  }

  @Override
  public String highest(String value, long place) {
    return "arrayElement(arrayReverseSort(groupArray(" + value + ")), " + place + ")";
  }

  @Override
  public String summand(String value) {
    return wide(value); // its sums have the bits of what is summed
  }

  @Override
  public String narrowSum() {
    return "sum";
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
