package weir.query;

import java.util.List;
import java.util.function.LongPredicate;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Service;

/// A filter that is asked of rows in memory, as stores ask it of theirs.
@FunctionalInterface
public interface RowTest {
  /// Whether a row is let through.
  boolean holds(FlowBatch batch, int row);

  /// The test that a filter is.
  static RowTest of(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> parts) -> all(tests(parts));
      case Filter.Or(List<Filter> parts) -> any(tests(parts));
      case Filter.Not(Filter part) -> not(of(part));
      case Filter.Compare(FlowField field, Filter.Op op, long value) when op == Filter.Op.NE ->
          not(number(field, item -> item == value)); // no item of a list is this
      case Filter.Compare(FlowField field, Filter.Op op, long value) ->
          number(field, compare(op, value));
      case Filter.In(FlowField field, List<Long> values) -> number(field, values::contains);
      case Filter.HasBits(FlowField field, long bits) ->
          number(field, item -> (item & bits) == bits);
      case Filter.Within within -> within(within);
      case Filter.Fields(FlowField field, Filter.Op op, FlowField other) ->
          (batch, row) ->
              compare(op, batch.get(other, row)).test(batch.get(field, row))
                  && (!field.isWide() || batch.high(field, row) == batch.high(other, row));
      case Filter.Is(Dimension.Cases cases, List<Long> values) -> {
        RowValue value = KnownCases.of(cases);
        yield (batch, row) -> values.contains(value.of(batch, row));
      }
      case Filter.Is(Dimension dimension, List<Long> values) ->
          (batch, row) -> values.contains(value(dimension, batch, row));
      case Filter.Between(Dimension dimension, long least, long most) ->
          (batch, row) ->
              isBetween(value(dimension, batch, row), least, most == Long.MAX_VALUE ? -1 : most);
    };
  }

  /// A number of a row.
  interface RowValue {
    long of(FlowBatch batch, int row);
  }

  /// The value of the first filter that holds.
  static RowValue value(Dimension.Cases cases) {
    List<RowTest> tests = cases.cases().stream().map(one -> of(one.filter())).toList();
    return (batch, row) -> {
      for (int i = 0; i < tests.size(); i++) {
        if (tests.get(i).holds(batch, row)) {
          return cases.cases().get(i).value();
        }
      }
      return cases.rest();
    };
  }

  private static List<RowTest> tests(List<Filter> parts) {
    return parts.stream().map(RowTest::of).toList();
  }

  private static RowTest all(List<RowTest> tests) {
    RowTest[] each = tests.toArray(RowTest[]::new);
    return (batch, row) -> {
      for (RowTest test : each) {
        if (!test.holds(batch, row)) {
          return false;
        }
      }
      return true;
    };
  }

  private static RowTest any(List<RowTest> tests) {
    RowTest[] each = tests.toArray(RowTest[]::new);
    return (batch, row) -> {
      for (RowTest test : each) {
        if (test.holds(batch, row)) {
          return true;
        }
      }
      return false;
    };
  }

  private static RowTest not(RowTest test) {
    return (batch, row) -> !test.holds(batch, row);
  }

  /// Of a number, or of any item of a list.
  private static RowTest number(FlowField field, LongPredicate test) {
    return field.isList()
        ? (batch, row) -> {
          for (int i = 0; i < batch.listLength(field, row); i++) {
            if (test.test(Integer.toUnsignedLong(batch.item(field, row, i)))) {
              return true;
            }
          }
          return false;
        }
        : (batch, row) -> test.test(batch.get(field, row));
  }

  private static LongPredicate compare(Filter.Op op, long value) {
    return switch (op) {
      case EQ -> item -> item == value;
      case NE -> item -> item != value;
      case LT -> item -> Long.compareUnsigned(item, value) < 0;
      case LE -> item -> Long.compareUnsigned(item, value) <= 0;
      case GT -> item -> Long.compareUnsigned(item, value) > 0;
      case GE -> item -> Long.compareUnsigned(item, value) >= 0;
    };
  }

  private static RowTest within(Filter.Within within) {
    IpAddress network = within.network();
    long highMask = upper(within.prefixLength());
    long lowMask = upper(within.prefixLength() - Long.SIZE);
    FlowField field = within.field();
    return (batch, row) ->
        (batch.high(field, row) & highMask) == network.high()
            && (batch.get(field, row) & lowMask) == network.low();
  }

  /// So many upper bits of 64; none where it is negative.
  static long upper(int bits) {
    return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << (Long.SIZE - bits);
  }

  /// The low half of a dimension's value.
  static long value(Dimension dimension, FlowBatch batch, int row) {
    return switch (dimension) {
      case Dimension.Whole(FlowField field) -> batch.get(field, row);
      case Dimension.Prefix prefix -> {
        IpAddress address =
            new IpAddress(batch.high(prefix.field(), row), batch.get(prefix.field(), row));
        int bits = address.isV4() ? Long.SIZE / 2 + prefix.v4Bits() : prefix.v6Bits() - Long.SIZE;
        yield address.low() & upper(bits);
      }
      case Dimension.Named named -> place(named, batch, row);
      case Located located -> place(located, batch, row);
      case Dimension.Cases cases -> value(cases).of(batch, row);
      case Dimension.Ratio ratio -> quotient(ratio.of(), ratio.per(), batch, row);
      case Dimension.End(boolean higher) -> end(higher, batch, row).low();
      case Dimension.Services _ ->
          Service.of(
                  (int) batch.get(FlowField.PROTOCOL, row),
                  (int) batch.get(FlowField.SRC_PORT, row),
                  (int) batch.get(FlowField.DST_PORT, row))
              .number();
    };
  }

  static IpAddress end(boolean higher, FlowBatch batch, int row) {
    IpAddress source =
        new IpAddress(
            batch.high(FlowField.SRC_ADDRESS, row), batch.get(FlowField.SRC_ADDRESS, row));
    IpAddress destination =
        new IpAddress(
            batch.high(FlowField.DST_ADDRESS, row), batch.get(FlowField.DST_ADDRESS, row));
    int order = Long.compareUnsigned(source.high(), destination.high());
    boolean back =
        order > 0 || (order == 0 && Long.compareUnsigned(source.low(), destination.low()) > 0);
    return higher == back ? source : destination;
  }

  /// Behind the last where no entry fits.
  private static long place(Dimension.Named named, FlowBatch batch, int row) {
    long high = batch.high(named.of(), row);
    long low =
        named.isQuotient()
            ? quotient(named.of(), named.per(), batch, row)
            : batch.get(named.of(), row) & named.bits();
    return named.table().stretches().place(named.of().isAddress() ? high : 0, low);
  }

  private static long place(Located located, FlowBatch batch, int row) {
    FlowField address = located.address();
    int place = located.table().place(batch.high(address, row), batch.get(address, row));
    int rest = located.table().rest();
    return place < rest
        ? place
        : located.otherwise().map(one -> place(one, batch, row)).orElse((long) rest);
  }

  private static long quotient(FlowField of, FlowField per, FlowBatch batch, int row) {
    long divisor = batch.get(per, row);
    return Long.divideUnsigned(batch.get(of, row), divisor == 0 ? 1 : divisor);
  }

  private static boolean isBetween(long value, long first, long last) {
    return Long.compareUnsigned(value, first) >= 0 && Long.compareUnsigned(value, last) <= 0;
  }
}
