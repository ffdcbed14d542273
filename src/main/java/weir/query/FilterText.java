package weir.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.exporter.Labels;
import weir.flow.AsSource;
import weir.flow.Direction;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.flow.Names;
import weir.flow.Service;

/// Writes a filter in the filter language, so that [FilterParser] reads an equal one from it. Chips
/// and breadcrumbs show this text.
public final class FilterText {
  private final Labels labels;

  private FilterText(Labels labels) {
    this.labels = labels;
  }

  /// The text; empty for every flow.
  public static String of(Filter filter) {
    return of(filter, Labels.NONE);
  }

  /// The text for reading alone: exporters and interfaces have their names beside them.
  ///
  /// @param labels those [Filter#labels] the whole filter, of which this may be a part
  public static String of(Filter filter, Labels labels) {
    return filter.isAll() ? "" : new FilterText(filter.labels(labels)).text(filter, false);
  }

  /// A value of a field as it is written behind it.
  public static String value(FlowField field, long high, long low) {
    FilterText plain = new FilterText(Labels.NONE);
    return field.isWide()
        ? plain.prefix(field, new IpAddress(high, low), 128)
        : plain.value(field, low);
  }

  private String text(Filter filter, boolean nested) {
    return switch (filter) {
      case Filter.And(List<Filter> parts) ->
          parts.isEmpty() ? "any" : joined(parts, " and ", nested);
      case Filter.Or(List<Filter> parts) -> or(parts, nested);
      case Filter.Not(Filter part) -> "not " + text(part, true);
      case Filter.Compare(FlowField field, Filter.Op op, long value) -> compare(field, op, value);
      case Filter.In(FlowField field, List<Long> values) ->
          property(field) + " " + values(field, values);
      case Filter.Within(FlowField field, IpAddress network, int length) ->
          property(field) + " " + prefix(field, network, length);
      case Filter.HasBits(FlowField field, long bits) ->
          field.kind() == Kind.TCP_FLAGS
              ? "flags " + flags(bits)
              : field.fieldName() + " has " + Long.toUnsignedString(bits);
      case Filter.Is(Dimension.Named named, _) when Sets.name(filter).isPresent() ->
          property(named.of()) + " " + Sets.name(filter).orElseThrow();
      case Filter.Is(Dimension dimension, List<Long> values) -> is(dimension, values);
      case Filter.Between between ->
          between.dimension().whole().map(FilterText::property).orElse(between.dimension().name())
              + " "
              + between.values();
      case Filter.Fields(FlowField field, Filter.Op op, FlowField other) ->
          property(field) + " " + op.sign() + " " + property(other);
    };
  }

  private static String is(Dimension dimension, List<Long> values) {
    List<String> words = new ArrayList<>();
    for (int from = 0; from < values.size(); ) {
      String word = word(dimension, values.subList(from, values.size()));
      words.add(FilterTokens.quoted(word));
      from += Math.max(1, dimension.named(word).size());
    }
    return dimension.name() + " " + (words.size() == 1 ? words.getFirst() : list(words.stream()));
  }

  /// A word for the first value, and for those behind it that it means too: "https" for TCP's and
  /// UDP's.
  private static String word(Dimension dimension, List<Long> values) {
    int port = Service.of(values.getFirst()).port();
    return dimension instanceof Dimension.Services
        ? Stream.of(Names.portName(port), Integer.toString(port))
            .filter(word -> isBegin(dimension.named(word), values))
            .findFirst()
            .orElseGet(() -> dimension.text(0, values.getFirst()))
        : dimension.text(0, values.getFirst());
  }

  private static boolean isBegin(List<Long> few, List<Long> many) {
    return few.size() <= many.size() && few.equals(many.subList(0, few.size()));
  }

  private String joined(List<Filter> parts, String word, boolean nested) {
    String text = parts.stream().map(part -> text(part, true)).collect(Collectors.joining(word));
    return nested ? "(" + text + ")" : text;
  }

  /// "ip 10.0.0.1" for "source or destination is 10.0.0.1", a list for several values of one
  /// property, else the alternatives.
  private String or(List<Filter> parts, boolean nested) {
    if (parts.isEmpty()) {
      return "not any";
    }
    List<OnField> all = parts.stream().flatMap(part -> onField(part).stream()).toList();
    if (all.size() == parts.size() && all.stream().map(OnField::rest).distinct().count() == 1) {
      var word = FilterPrimitives.either(all.stream().map(OnField::field).toList());
      if (word.isPresent()) {
        return word.get() + " " + all.getFirst().rest();
      }
    }
    return list(parts).orElseGet(() -> joined(parts, " or ", nested));
  }

  /// A condition on one field, as it would be written behind the field's name.
  private record OnField(FlowField field, String rest) {}

  private Optional<OnField> onField(Filter filter) {
    return switch (filter) {
      case Filter.Within(FlowField field, IpAddress network, int length) ->
          Optional.of(new OnField(field, prefix(field, network, length)));
      case Filter.In(FlowField field, List<Long> values) ->
          Optional.of(new OnField(field, values(field, values)));
      // "either is not 5" would read as "neither is 5"
      case Filter.Compare(FlowField field, Filter.Op op, long value) when op != Filter.Op.NE ->
          Optional.of(new OnField(field, compared(field, op, value)));
      case Filter.Is(Dimension.Named named, _) ->
          Sets.name(filter).map(set -> new OnField(named.of(), set));
      case Filter.Between between ->
          between.dimension().whole().map(field -> new OnField(field, between.values()));
      case Filter.Or(List<Filter> parts) ->
          listed(parts)
              .map(
                  field ->
                      new OnField(
                          field,
                          list(parts).orElseThrow().substring(property(field).length() + 1)));
      default -> Optional.empty();
    };
  }

  /// "src ip in [10.0.0.1, 10.1.0.0/16]" for networks of one field, "dst port in [80, 8000-8100]"
  /// for numbers and spans of numbers.
  private Optional<String> list(List<Filter> parts) {
    return listed(parts)
        .map(
            field ->
                property(field) + " " + list(parts.stream().flatMap(part -> items(field, part))));
  }

  /// The field that a list is of; empty where these are not what a list is read as.
  private static Optional<FlowField> listed(List<Filter> parts) {
    Set<Optional<FlowField>> fields = new HashSet<>();
    for (Filter part : parts) {
      boolean first = fields.isEmpty();
      fields.add(
          switch (part) {
            case Filter.Within(FlowField field, _, _) -> Optional.of(field);
            case Filter.In(FlowField field, List<Long> values) when first && !values.isEmpty() ->
                Optional.of(field);
            case Filter.Between(Dimension dimension, long least, long most) when least < most ->
                dimension.whole();
            default -> Optional.empty();
          });
    }
    return parts.size() > 1 && fields.size() == 1 ? fields.iterator().next() : Optional.empty();
  }

  private Stream<String> items(FlowField field, Filter part) {
    return switch (part) {
      case Filter.Within(_, IpAddress network, int length) ->
          Stream.of(prefix(field, network, length));
      case Filter.In(_, List<Long> values) -> values.stream().map(value -> value(field, value));
      case Filter.Between between -> Stream.of(between.values());
      default -> Stream.of();
    };
  }

  private String values(FlowField field, List<Long> values) {
    return list(values.stream().map(value -> value(field, value)));
  }

  private static String list(Stream<String> values) {
    return values.collect(Collectors.joining(", ", "in [", "]"));
  }

  private String compare(FlowField field, Filter.Op op, long value) {
    if (op == Filter.Op.EQ
        && field == FlowField.ETHER_TYPE
        && (value == 0x0800 || value == 0x86dd)) {
      return value == 0x0800 ? "ipv4" : "ipv6";
    }
    return property(field) + " " + compared(field, op, value);
  }

  private String compared(FlowField field, Filter.Op op, long value) {
    boolean silent = op == Filter.Op.EQ && field.kind() != Kind.TCP_FLAGS; // "flags SA": at least
    boolean ordered = op != Filter.Op.EQ && op != Filter.Op.NE; // "as > 0" is all that are known
    return (silent ? "" : op.sign() + " ") + (ordered && value == 0 ? "0" : value(field, value));
  }

  private static String property(FlowField field) {
    return switch (field) {
      case SRC_ADDRESS -> "src ip";
      case DST_ADDRESS -> "dst ip";
      case SRC_PORT -> "src port";
      case DST_PORT -> "dst port";
      case SRC_AS -> "src as";
      case DST_AS -> "dst as";
      case IN_INTERFACE -> "in if";
      case OUT_INTERFACE -> "out if";
      case EXPORTER -> "exporter";
      case NEXT_HOP -> "next ip";
      case TCP_FLAGS -> "flags";
      case TOS -> "tos";
      case TTL -> "ttl";
      default -> field.fieldName();
    };
  }

  private String value(FlowField field, long value) {
    return switch (field.kind()) {
      case PROTOCOL -> {
        String name = Names.protocolName((int) value).toLowerCase(Locale.ROOT);
        yield name.matches("[a-z0-9+.-]+") ? name : Long.toString(value);
      }
      case DIRECTION ->
          Direction.of((int) value).code() == value
              ? Direction.of((int) value).label()
              : Long.toString(value);
      case AS_SOURCE ->
          AsSource.of((int) value).code() == value
              ? AsSource.of((int) value).label()
              : Long.toString(value);
      case FLOW_TYPE ->
          FlowType.of((int) value).code() == value
              ? FlowType.of((int) value).name().toLowerCase(Locale.ROOT)
              : Long.toString(value);
      case TCP_FLAGS -> flags(value);
      case INTERFACE -> {
        String text = labels.text(field, 0, value, null);
        yield text.startsWith("if ") ? Long.toUnsignedString(value) : text;
      }
      case AS_NUMBER -> value == 0 ? FlowField.UNKNOWN : Long.toUnsignedString(value);
      case MAC -> field.text(0, value);
      case ETHER_TYPE -> String.format(Locale.ROOT, "0x%04x", value);
      default -> Long.toUnsignedString(value);
    };
  }

  private static String flags(long bits) {
    if (bits == 0 || bits > 0xff) {
      return Long.toString(bits);
    }
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < FilterValues.FLAG_LETTERS.length(); i++) {
      if (((bits >>> i) & 1) != 0) {
        letters.append(Character.toUpperCase(FilterValues.FLAG_LETTERS.charAt(i)));
      }
    }
    return letters.toString();
  }

  private String prefix(FlowField field, IpAddress network, int length) {
    if (length == 128 && network.equals(IpAddress.NONE) && field.zeroIsUnknown()) {
      return FlowField.UNKNOWN;
    }
    if (field.kind() == Kind.TEXT) {
      return FilterTokens.quoted(field.text(network.high(), network.low()));
    }
    if (length == 128) {
      return field == FlowField.EXPORTER
          ? labels.text(field, network.high(), network.low(), null)
          : network.toString();
    }
    return network.isV4() && length >= 96 ? network + "/" + (length - 96) : network + "/" + length;
  }
}
