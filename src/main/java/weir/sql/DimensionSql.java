package weir.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Names;
import weir.flow.Service;
import weir.query.Dimension;
import weir.query.Located;
import weir.query.NameTable;
import weir.query.Stretches;

/// The value of a dimension as an expression over columns.
final class DimensionSql {
  private static final int MAPPED_BITS = 96;
  private static final int HALF_BITS = 64;

  /// Stretches that values are compared with one after another; looking one up takes as long as
  /// some thirty comparisons.
  private static final int MOST_COMPARED = 32;

  /// What stands in the upper half of an IPv4 address's low half.
  private static final long MAPPED = 0xffffL;

  private final Dialect dialect;
  private final Columns columns;

  DimensionSql(Dialect dialect, Columns columns) {
    this.dialect = dialect;
    this.columns = columns;
  }

  /// The low half.
  String low(Dimension dimension) {
    return switch (dimension) {
      case Dimension.Whole(FlowField field) -> columns.low(field);
      case Dimension.Prefix prefix -> cut(prefix);
      case Dimension.Named named -> place(named);
      case Located located -> located(located);
      case Dimension.Cases cases -> value(cases);
      case Dimension.Ratio ratio -> dialect.number(quotient(ratio.of(), ratio.per()));
      case Dimension.Services _ -> service();
      case Dimension.End(boolean higher) -> end(higher, columns::low);
    };
  }

  /// The high half of an address.
  String high(Dimension dimension) {
    return switch (dimension) {
      case Dimension.Prefix(FlowField field, int _, int v6Bits) ->
          // of IPv4 it is 0
          v6Bits >= HALF_BITS
              ? columns.high(field)
              : dialect.number("(" + dialect.common(columns.high(field), mask(v6Bits)) + ")");
      case Dimension.End(boolean higher) -> end(higher, columns::high);
      default -> columns.high(dimension.whole().orElseThrow());
    };
  }

  private String end(boolean higher, Function<FlowField, String> half) {
    String source = half.apply(FlowField.SRC_ADDRESS);
    String destination = half.apply(FlowField.DST_ADDRESS);
    return "(CASE WHEN %s THEN %s ELSE %s END)"
        .formatted(isForth(), higher ? destination : source, higher ? source : destination);
  }

  /// Whether a flow goes from the lower of its addresses to the higher one, or to itself.
  String isForth() {
    return "(%1$s < %2$s OR %1$s = %2$s AND %3$s <= %4$s)"
        .formatted(
            columns.high(FlowField.SRC_ADDRESS),
            columns.high(FlowField.DST_ADDRESS),
            columns.low(FlowField.SRC_ADDRESS),
            columns.low(FlowField.DST_ADDRESS));
  }

  private String cut(Dimension.Prefix prefix) {
    String low = columns.low(prefix.field());
    int v6Bits = Math.max(0, prefix.v6Bits() - HALF_BITS);
    return dialect.number(
        "(CASE WHEN "
            + columns.high(prefix.field())
            + " = 0 AND "
            + dialect.floor(low, 1L << 32)
            + " = "
            + (MAPPED << 32)
            + " THEN "
            + dialect.common(low, mask(MAPPED_BITS + prefix.v4Bits() - HALF_BITS))
            + " ELSE "
            + (v6Bits == 0 ? "0" : dialect.common(low, mask(v6Bits)))
            + " END)");
  }

  /// So many upper bits of 64.
  private static long mask(int bits) {
    return bits == 0 ? 0 : -1L << (HALF_BITS - bits);
  }

  private String service() {
    return "("
        + dialect.rate(columns.low(FlowField.PROTOCOL))
        + " * 65536 + "
        + servicePort()
        + ")";
  }

  /// As [Service#of] has it. CASE compares more quickly than least() does.
  String servicePort() {
    String protocol = columns.low(FlowField.PROTOCOL);
    String source = columns.low(FlowField.SRC_PORT);
    String destination = columns.low(FlowField.DST_PORT);
    String sourceNamed = named(source);
    String destinationNamed = named(destination);
    return ("CASE WHEN %3$s THEN CASE WHEN %4$s THEN 0 WHEN %1$s < %2$s THEN %1$s ELSE %2$s END"
            + " WHEN %1$s < %2$s THEN %5$s ELSE %6$s END")
        .formatted(
            source,
            destination,
            none(protocol, Service.NAMED),
            none(protocol, Service.NAMELESS),
            better(destination, destinationNamed, source, sourceNamed),
            better(source, sourceNamed, destination, destinationNamed));
  }

  /// Whether a flow is of a service: told more quickly than which one it is of.
  String is(Service service) {
    String is = columns.low(FlowField.PROTOCOL) + " = " + service.protocol();
    String source = columns.low(FlowField.SRC_PORT);
    String destination = columns.low(FlowField.DST_PORT);
    return service.hasPorts()
        ? "("
            + is
            + " AND ("
            + is(service, source, destination)
            + " OR "
            + is(service, destination, source)
            + "))"
        : service.port() == 0 ? is : "false";
  }

  /// Whether one port is the service's, and the other one is no better.
  private String is(Service service, String one, String other) {
    String lower = other + " >= " + service.port();
    String nameless = named(other) + " = 0";
    String noBetter =
        !Service.NAMED.contains(service.protocol())
            ? lower
            : "(" + lower + (service.isNamed() ? " OR " : " AND ") + nameless + ")";
    return "(" + one + " = " + service.port() + " AND " + noBetter + ")";
  }

  private String named(String port) {
    return dialect.among(port, Names.ports().keySet().stream().sorted().toList());
  }

  private static String none(String value, List<Integer> of) {
    return of.stream().map(one -> value + " != " + one).collect(Collectors.joining(" AND "));
  }

  /// The higher port, if it has a name and the lower one has none.
  private static String better(String higher, String named, String lower, String lowerNamed) {
    return "CASE WHEN %s > %s THEN %s ELSE %s END".formatted(named, lowerNamed, higher, lower);
  }

  private String value(Dimension.Cases cases) {
    if (cases.cases().isEmpty()) {
      return dialect.rate("" + cases.rest());
    }
    FilterSql filters = new FilterSql(dialect, columns);
    return dialect.rate(
        cases.cases().stream()
            .map(one -> " WHEN " + filters.condition(one.filter()) + " THEN " + one.value())
            .collect(Collectors.joining("", "(CASE", " ELSE " + cases.rest() + " END)")));
  }

  private String place(Dimension.Named named) {
    NameTable table = named.table();
    if (dialect.looksUp(table)) {
      return dialect.place(table, high(named), value(named));
    }
    List<NameTable.Entry> entries = table.entries();
    StringBuilder sql = new StringBuilder("(CASE");
    for (int i = 0; i < entries.size(); i++) {
      if (!entries.get(i).spans().isEmpty()) {
        sql.append(" WHEN ").append(fits(named, entries.get(i).spans())).append(" THEN ").append(i);
      }
    }
    if (sql.indexOf("WHEN") < 0) {
      return dialect.rate("" + entries.size());
    }
    return dialect.rate(sql.append(" ELSE ").append(entries.size()).append(" END)").toString());
  }

  private String located(Located located) {
    if (located.table().isEmpty()) {
      return located
          .otherwise()
          .map(this::place)
          .orElseGet(() -> dialect.rate("" + located.table().rest()));
    }
    String high = columns.high(located.address());
    String low = columns.low(located.address());
    return dialect.located(located.table(), high, low, located.otherwise().map(this::place));
  }

  /// Whether it is quicker to look values up in a table than to compare them with each stretch.
  static boolean isLong(NameTable table) {
    return table.stretches().count() > MOST_COMPARED;
  }

  /// Whether a value has one of some names. Where these are of few stretches, values are compared
  /// with these alone; and where nobody looks values up, with as many as there are.
  String is(Dimension.Named named, List<Long> places) {
    Stretches all = named.table().stretches();
    Set<Long> wanted = Set.copyOf(places);
    boolean rest = wanted.contains((long) all.rest());
    boolean compared = dialect.comparesAll() && dialect.looksUp(named.table());
    List<NameTable.Span> spans = new ArrayList<>();
    boolean few = compared || (isLong(named.table()) && !rest);
    for (int i = 0; few && i < all.count(); i++) {
      Stretches.Stretch stretch = all.get(i);
      if (wanted.contains((long) stretch.place()) != rest) {
        spans.add(stretch.span());
        few = compared || spans.size() <= MOST_COMPARED;
      }
    }
    if (few) {
      String fits = spans.isEmpty() ? "false" : "(" + fits(named, spans) + ")";
      return rest ? "(NOT " + fits + ")" : fits;
    }
    String place = place(named);
    return places.isEmpty()
        ? "false"
        : "("
            + place
            + (places.size() == 1
                ? " = " + places.getFirst()
                : places.stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", " IN (", ")")))
            + ")";
  }

  private String high(Dimension.Named named) {
    return named.of().isAddress() ? columns.high(named.of()) : "0";
  }

  private String fits(Dimension.Named named, List<NameTable.Span> spans) {
    String value = value(named);
    return spans.stream()
        .map(
            span ->
                named.of().isAddress()
                    ? within(columns.high(named.of()), value, span)
                    : within(value, span.first().low(), span.last().low()))
        .collect(Collectors.joining(" OR "));
  }

  private String quotient(FlowField of, FlowField per) {
    return dialect.quotient(columns.low(of), "greatest(" + columns.low(per) + ", 1)");
  }

  private String value(Dimension.Named named) {
    String value = columns.low(named.of());
    if (named.isOfSomeBits()) {
      return "(" + dialect.common(value, named.bits()) + ")";
    }
    return named.isQuotient() ? quotient(named.of(), named.per()) : value;
  }

  private static String within(String high, String low, NameTable.Span span) {
    IpAddress first = span.first();
    IpAddress last = span.last();
    if (first.high() != last.high()) {
      return first.low() == 0 && last.low() == -1
          ? "(" + within(high, first.high(), last.high()) + ")"
          : "((" + after(high, low, first) + ") AND (" + before(high, low, last) + "))";
    }
    return "("
        + within(high, first.high(), last.high())
        + " AND "
        + within(low, first.low(), last.low())
        + ")";
  }

  private static String after(String high, String low, IpAddress first) {
    return "%1$s > %2$s OR %1$s = %2$s AND %3$s >= %4$s"
        .formatted(
            high, Long.toUnsignedString(first.high()), low, Long.toUnsignedString(first.low()));
  }

  private static String before(String high, String low, IpAddress last) {
    return "%1$s < %2$s OR %1$s = %2$s AND %3$s <= %4$s"
        .formatted(
            high, Long.toUnsignedString(last.high()), low, Long.toUnsignedString(last.low()));
  }

  private static String within(String value, long first, long last) {
    return first == last
        ? value + " = " + Long.toUnsignedString(first)
        : value
            + " BETWEEN "
            + Long.toUnsignedString(first)
            + " AND "
            + Long.toUnsignedString(last);
  }
}
