package weir.store;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Names;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.Located;
import weir.query.NameTable;

/// Whether a filter lets a flow through, told the slow and obvious way.
final class FilterOracle {
  private FilterOracle() {}

  static boolean holds(Filter filter, FlowBatch batch, int row) {
    return switch (filter) {
      case Filter.And(List<Filter> parts) ->
          parts.stream().allMatch(part -> holds(part, batch, row));
      case Filter.Or(List<Filter> parts) ->
          parts.stream().anyMatch(part -> holds(part, batch, row));
      case Filter.Not(Filter part) -> !holds(part, batch, row);
      // A list is "not 5" when nothing in it is 5; in every other way some item must be so.
      case Filter.Compare(FlowField list, Filter.Op op, long value)
          when list.isList() && op == Filter.Op.NE ->
          !items(list, batch, row).contains(value);
      case Filter.Compare(FlowField field, Filter.Op op, long value) ->
          items(field, batch, row).stream().anyMatch(item -> compares(item, op, value));
      case Filter.In(FlowField field, List<Long> values) ->
          items(field, batch, row).stream().anyMatch(values::contains);
      case Filter.HasBits(FlowField field, long bits) ->
          items(field, batch, row).stream().anyMatch(item -> (item & bits) == bits);
      case Filter.Within(FlowField field, IpAddress network, int length) ->
          prefix(new IpAddress(batch.high(field, row), batch.get(field, row)), length)
              .equals(prefix(network, length));
      case Filter.Fields(FlowField field, Filter.Op op, FlowField other) -> {
        int order =
            prefix(address(field, batch, row), 128)
                .compareTo(prefix(address(other, batch, row), 128));
        yield compares(order, op);
      }
      case Filter.Is(Dimension dimension, List<Long> values) ->
          values.contains(value(dimension, batch, row).low());
      case Filter.Between(Dimension dimension, long least, long most) -> {
        BigInteger number = prefix(value(dimension, batch, row), 128);
        yield number.compareTo(BigInteger.valueOf(least)) >= 0
            && (most == Long.MAX_VALUE || number.compareTo(BigInteger.valueOf(most)) <= 0);
      }
    };
  }

  /// The value of a dimension.
  static IpAddress value(Dimension by, FlowBatch batch, int row) {
    return switch (by) {
      case Dimension.Whole(FlowField field) ->
          new IpAddress(batch.high(field, row), batch.get(field, row));
      case Dimension.Prefix(FlowField field, int v4Bits, int v6Bits) -> {
        IpAddress address = new IpAddress(batch.high(field, row), batch.get(field, row));
        int kept = address.isV4() ? 96 + v4Bits : v6Bits;
        BigInteger cut = prefix(address, kept).shiftLeft(128 - kept);
        yield new IpAddress(cut.shiftRight(64).longValue(), cut.longValue());
      }
      case Dimension.End(boolean higher) ->
          higher == isForth(batch, row)
              ? address(FlowField.DST_ADDRESS, batch, row)
              : address(FlowField.SRC_ADDRESS, batch, row);
      case Dimension.Cases cases ->
          new IpAddress(
              0,
              cases.cases().stream()
                  .filter(one -> holds(one.filter(), batch, row))
                  .mapToLong(Dimension.Cases.Case::value)
                  .findFirst()
                  .orElse(cases.rest()));
      case Dimension.Named named -> new IpAddress(0, place(named, batch, row));
      case Located located -> new IpAddress(0, place(located, batch, row));
      case Dimension.Ratio(_, _, FlowField of, FlowField per) ->
          new IpAddress(
              0,
              new BigInteger(Long.toUnsignedString(batch.get(of, row)))
                  .divide(
                      new BigInteger(Long.toUnsignedString(batch.get(per, row)))
                          .max(BigInteger.ONE))
                  .longValue());
      case Dimension.Services _ ->
          new IpAddress(
              0,
              service(
                  (int) batch.get(FlowField.PROTOCOL, row),
                  (int) batch.get(FlowField.SRC_PORT, row),
                  (int) batch.get(FlowField.DST_PORT, row)));
    };
  }

  private static long place(Located located, FlowBatch batch, int row) {
    IpAddress address = address(located.address(), batch, row);
    int place = located.table().place(address.high(), address.low());
    return place < located.names().size()
        ? place
        : located.otherwise().isPresent()
            ? place(located.otherwise().get(), batch, row)
            : located.names().size() - 1;
  }

  /// TCP and UDP go by the port that has a name, others that have ports by the lower one.
  private static long service(int protocol, int source, int destination) {
    int lower = Math.min(source, destination);
    int higher = Math.max(source, destination);
    Map<Integer, String> named = Names.ports();
    int port =
        switch (protocol) {
          case 6, 17 -> named.containsKey(higher) && !named.containsKey(lower) ? higher : lower;
          case 33, 132, 136 -> lower;
          default -> 0;
        };
    return protocol * 65_536L + port;
  }

  private static IpAddress address(FlowField field, FlowBatch batch, int row) {
    return new IpAddress(batch.high(field, row), batch.get(field, row));
  }

  /// Whether a flow goes from the lower of its addresses to the higher one, octet by octet.
  static boolean isForth(FlowBatch batch, int row) {
    String[] ends = new String[2];
    int i = 0;
    for (FlowField field : List.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS)) {
      ends[i++] = String.format("%016x%016x", batch.high(field, row), batch.get(field, row));
    }
    return ends[0].compareTo(ends[1]) <= 0;
  }

  private static int place(Dimension.Named named, FlowBatch batch, int row) {
    long value = batch.get(named.of(), row) & named.bits();
    if (named.isQuotient()) {
      long per = batch.get(named.per(), row);
      value = Long.divideUnsigned(value, per == 0 ? 1 : per);
    }
    IpAddress found = new IpAddress(batch.high(named.of(), row), value);
    List<NameTable.Entry> entries = named.table().entries();
    for (int place = 0; place < entries.size(); place++) {
      if (entries.get(place).spans().stream().anyMatch(span -> isIn(span, found))) {
        return place;
      }
    }
    return entries.size();
  }

  private static boolean isIn(NameTable.Span span, IpAddress value) {
    BigInteger number = prefix(value, 128);
    return prefix(span.first(), 128).compareTo(number) <= 0
        && number.compareTo(prefix(span.last(), 128)) <= 0;
  }

  /// What is in a list; of any other field its value alone.
  static List<Long> items(FlowField field, FlowBatch batch, int row) {
    return field.isList()
        ? IntStream.range(0, batch.listLength(field, row))
            .mapToObj(i -> Integer.toUnsignedLong(batch.item(field, row, i)))
            .toList()
        : List.of(batch.get(field, row));
  }

  private static boolean compares(long one, Filter.Op op, long other) {
    return compares(Long.compareUnsigned(one, other), op);
  }

  private static boolean compares(int order, Filter.Op op) {
    return switch (op) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
    };
  }

  /// The first so many bits.
  private static BigInteger prefix(IpAddress address, int length) {
    return new BigInteger(Long.toUnsignedString(address.high()))
        .shiftLeft(64)
        .or(new BigInteger(Long.toUnsignedString(address.low())))
        .shiftRight(128 - length);
  }
}
