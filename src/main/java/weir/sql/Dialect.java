package weir.sql;

import java.util.List;
import java.util.Optional;
import weir.flow.FlowField;
import weir.query.AddressTable;
import weir.query.NameTable;

/// What engines write differently.
public interface Dialect {
  Dialect DUCKDB = new DuckDbDialect();
  Dialect CLICKHOUSE = new ClickHouseDialect();

  /// For people.
  Dialect STATEMENT = new StatementDialect();

  /// Nothing, in the type of a field's column.
  String zero(FlowField field);

  /// A whole number in as many bits as a sampling rate has.
  String rate(String value);

  /// The type of a whole number without sign in 8 bits.
  String octet();

  /// A whole number without sign in 64 bits.
  String number(String value);

  /// The largest multiple of `width` that is not above a value.
  String floor(String value, long width);

  /// A whole number divided by another one, which is not 0.
  String quotient(String dividend, String divisor);

  /// The bits that two numbers share.
  String common(String value, long bits);

  /// 1 where a number below 65536 is one of many, else 0: as quickly as for few.
  String among(String value, List<Integer> many);

  /// Whether a list has an item for which a condition over `x` holds, or has none.
  String anyItem(String list, String condition, boolean none);

  /// Whether values are looked up in a table of names by [#place]; else they are compared with each
  /// of its stretches.
  boolean looksUp(NameTable table);

  /// Whether filters by names of a table that is looked up in are written out, whatever it takes.
  boolean comparesAll();

  /// The place that a value has in a long table of names, in as many bits as a sampling rate has.
  ///
  /// @param high half of an address; "0" for numbers
  String place(NameTable table, String high, String low);

  /// The place that an address has among the names of a table, in as many bits as a sampling rate
  /// has.
  ///
  /// @param otherwise the place where the table does not know the address; empty for that of the
  ///   rest
  String located(AddressTable table, String high, String low, Optional<String> otherwise);

  /// A list as it can be read in bulk.
  String joined(String list);

  /// A whole number with its sign in 64 bits.
  String signed(String value);

  /// A whole number in 128 bits.
  String wide(String value);

  /// A row for each of some numbers: from one, below another one, so far apart.
  String each(String from, String until, long apart);

  /// Two whole numbers multiplied, in as many bits as it takes.
  String product(String one, String other);

  /// A whole number as a fraction's, in 64 bits.
  String fraction(String value);

  /// An aggregate: the highest value but some; nothing where there are not so many.
  ///
  /// @param place 1 for the highest
  String highest(String value, long place);

  /// A whole number of 64 bits in the type in which `sum` adds it up without overflow.
  String summand(String value);

  /// The quickest function that sums what is known to fit into 64 bits.
  String narrowSum();
}
