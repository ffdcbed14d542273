package weir.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.flow.Prefixes;
import weir.naming.Naming;
import weir.query.FilterTokens.Token;

/// Values under a name, as the names file has them: prefixes, ports, AS. In filters they are
/// written `@customers`, behind any field that has such values. What a field makes of a set is a
/// dimension with two values, so that a filter keeps the name, and has the values that the set has
/// at the moment.
public final class Sets {
  private static final String SIGN = "@";

  /// The place of what is in a set.
  private static final long IN = 0;

  private final Map<String, List<String>> sets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Dimension> made = new ConcurrentHashMap<>();

  Sets(Naming naming) {
    sets.putAll(naming.sets());
  }

  /// Whether a word is the name of a set.
  static boolean isName(String word) {
    return word.startsWith(SIGN);
  }

  /// Whether a dimension tells what is in a set.
  static boolean is(Dimension dimension) {
    return dimension instanceof Dimension.Named && dimension.name().contains(SIGN);
  }

  /// The set's name with its sign, of flows that are in it; empty of all other filters.
  static Optional<String> name(Filter filter) {
    return filter instanceof Filter.Is(Dimension dimension, List<Long> values)
            && is(dimension)
            && values.equals(List.of(IN))
        ? Optional.of(dimension.name().substring(dimension.name().indexOf(SIGN)))
        : Optional.empty();
  }

  /// The dimension that a name such as "src_addr@customers" is of.
  Optional<Dimension> named(String name) {
    int sign = name.indexOf(SIGN);
    try {
      return sign < 0
          ? Optional.empty()
          : FlowField.named(name.substring(0, sign))
              .map(field -> dimension(field, name.substring(sign + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// The flows whose field has a value of a set.
  Filter of(FlowField field, Token set) throws FilterSyntaxException {
    try {
      return dimension(field, set.text().substring(SIGN.length())).equal(0, IN);
    } catch (IllegalArgumentException e) {
      throw new FilterSyntaxException(String.valueOf(e.getMessage()), set.offset());
    }
  }

  /// @throws IllegalArgumentException with a sentence, if there is no such set, or not of this
  ///   field
  private Dimension dimension(FlowField field, String name) {
    List<String> values = sets.get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "there is no set '%s'; ".formatted(name)
              + (sets.isEmpty()
                  ? "the names file has its list \"sets\" for them"
                  : "the names file has " + SIGN + String.join(", " + SIGN, sets.keySet())));
    }
    if (field.isList() || field.kind() == Kind.TEXT) {
      throw new IllegalArgumentException(
          field.label() + " has no single number or address that could be in a set");
    }
    String full = field.fieldName() + SIGN + name.toLowerCase(Locale.ROOT);
    Dimension known = made.get(full);
    if (known == null) {
      NameTable table =
          new NameTable(List.of(new NameTable.Entry("in", spans(field, name, values))), "out");
      known = new Dimension.Named(full, field.label() + " in " + SIGN + name, field, table);
      made.put(full, known);
    }
    return known;
  }

  private static List<NameTable.Span> spans(FlowField field, String name, List<String> values) {
    List<NameTable.Span> spans = new ArrayList<>();
    for (String value : values) {
      try {
        add(FilterParser.parse(field.fieldName() + " " + value), spans);
      } catch (FilterSyntaxException e) {
        throw new IllegalArgumentException(
            "the set '%s' has '%s', which is no value of %s".formatted(name, value, field.label()),
            e);
      }
    }
    return spans;
  }

  private static void add(Filter one, List<NameTable.Span> spans) throws FilterSyntaxException {
    switch (one) {
      case Filter.Within(_, IpAddress network, int bits) ->
          spans.add(NameTable.Span.of(new Prefixes.Network(network, bits)));
      case Filter.Compare(_, Filter.Op op, long value) when op == Filter.Op.EQ ->
          spans.add(NameTable.Span.of(value));
      case Filter.HasBits(_, long bits) -> spans.add(NameTable.Span.of(bits));
      case Filter.Between(_, long least, long most) ->
          spans.add(NameTable.Span.of(least, most == Long.MAX_VALUE ? -1 : most));
      default -> throw new FilterSyntaxException("is no single value", 0);
    }
  }

  /// What the sets in a filter are, a line each: "@customers: 203.0.113.0/24, 10.0.0.0/8".
  public static List<String> words(Filter filter, Naming naming) {
    Map<String, List<String>> all = new Sets(naming).sets;
    return filter.dimensions().stream()
        .filter(Sets::is)
        .map(dimension -> dimension.name().substring(dimension.name().indexOf(SIGN)))
        .distinct()
        .sorted()
        .map(name -> name + ": " + some(all.getOrDefault(name.substring(1), List.of("is gone"))))
        .toList();
  }

  private static String some(List<String> values) {
    int most = 20;
    return String.join(", ", values.subList(0, Math.min(most, values.size())))
        + (values.size() > most ? " and %,d more".formatted(values.size() - most) : "");
  }
}
