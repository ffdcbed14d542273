package weir.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowField;
import weir.flow.Kind;
import weir.flow.Names;
import weir.query.FilterTokens.Token;

/// Reads one condition of the filter language: a property with its side, a field by name, or a word
/// that is a condition by itself ("tcp", "ipv6").
final class FilterPrimitives {
  /// A property of both ends of a flow, and all the fields that "either end" looks at.
  private record Sided(FlowField source, FlowField destination, List<FlowField> either) {
    Sided(FlowField source, FlowField destination) {
      this(source, destination, List.of(source, destination));
    }
  }

  private static final Sided ADDRESS = new Sided(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS);
  private static final Sided INTERFACE = new Sided(FlowField.IN_INTERFACE, FlowField.OUT_INTERFACE);

  private static final Map<String, Sided> SIDED =
      Map.of(
          "ip", ADDRESS,
          "host", ADDRESS,
          "net", ADDRESS,
          "port", new Sided(FlowField.SRC_PORT, FlowField.DST_PORT),
          "as", new Sided(FlowField.SRC_AS, FlowField.DST_AS),
          "mac", new Sided(FlowField.SRC_MAC, FlowField.DST_MAC),
          "if", INTERFACE,
          "interface", INTERFACE,
          "vlan",
              new Sided(
                  FlowField.SRC_VLAN,
                  FlowField.DST_VLAN,
                  List.of(FlowField.VLAN, FlowField.SRC_VLAN, FlowField.DST_VLAN)));

  /// Short names of fields; every field also goes by its name in the catalogue.
  private static final Map<String, FlowField> SHORT =
      Map.of(
          "exporter", FlowField.EXPORTER,
          "router", FlowField.EXPORTER,
          "next", FlowField.NEXT_HOP,
          "protocol", FlowField.PROTOCOL,
          "tos", FlowField.TOS,
          "ttl", FlowField.TTL,
          "octets", FlowField.BYTES,
          "flags", FlowField.TCP_FLAGS);

  private static final String A_SIDED_PROPERTY = "'ip', 'port', 'as', 'if', 'mac' or 'vlan'";
  private static final String A_CONDITION = "a condition such as 'src ip 10.0.0.0/8' or 'tcp'";

  private FilterPrimitives() {}

  /// Words that can begin a condition, for completion.
  static List<String> words() {
    List<String> words =
        new ArrayList<>(List.of("src", "dst", "in", "out", "not", "any", "ipv4", "ipv6"));
    words.addAll(List.of("tcp", "udp", "icmp", "icmpv6", "direction", "type", "proto"));
    words.addAll(SIDED.keySet());
    words.addAll(SHORT.keySet());
    FlowField.all().forEach(field -> words.add(field.fieldName()));
    Dimensions.BUILT_IN.tables().forEach(table -> words.add(table.name()));
    return words.stream().distinct().sorted().toList();
  }

  static Filter read(FilterTokens tokens, Dimensions dimensions) throws FilterSyntaxException {
    if (tokens.accept("src", "source", "in")) {
      return compare(tokens, List.of(sided(tokens).source()));
    }
    if (tokens.accept("dst", "destination", "out")) {
      return compare(tokens, List.of(sided(tokens).destination()));
    }
    Token word = tokens.take(A_CONDITION);
    Sided sided = SIDED.get(word.text());
    if (sided != null) {
      return compare(tokens, sided.either());
    }
    FlowField field = SHORT.get(word.text());
    if (field == null) {
      field = FlowField.named(word.text()).orElse(null);
    }
    if (field != null) {
      tokens.accept("ip"); // "exporter ip", "next ip"
      return compare(tokens, List.of(field));
    }
    Dimension dimension = dimensions.named(word.text()).orElse(null);
    return dimension == null ? alone(word) : DimensionFilter.read(tokens, dimension);
  }

  private static Sided sided(FilterTokens tokens) throws FilterSyntaxException {
    Sided sided = SIDED.get(tokens.peek());
    if (sided == null) {
      throw tokens.unexpected(A_SIDED_PROPERTY);
    }
    tokens.take(A_SIDED_PROPERTY);
    return sided;
  }

  private static Filter alone(Token word) throws FilterSyntaxException {
    switch (word.text()) {
      case "any" -> {
        return Filter.all();
      }
      case "ipv4", "inet" -> {
        return new Filter.Compare(FlowField.ETHER_TYPE, Filter.Op.EQ, 0x0800);
      }
      case "ipv6", "inet6" -> {
        return new Filter.Compare(FlowField.ETHER_TYPE, Filter.Op.EQ, 0x86dd);
      }
      default -> {
        String name = word.text().equals("icmp6") ? "icmpv6" : word.text();
        int protocol = Names.protocolNumber(name);
        if (protocol < 0) {
          throw new FilterSyntaxException(
              "'" + word.text() + "' where " + A_CONDITION + " was expected", word.offset());
        }
        return new Filter.Compare(FlowField.PROTOCOL, Filter.Op.EQ, protocol);
      }
    }
  }

  /// The rest of a condition on any of these fields, which are of one kind.
  private static Filter compare(FilterTokens tokens, List<FlowField> fields)
      throws FilterSyntaxException {
    FlowField kind = fields.getFirst();
    if (tokens.acceptBoth("in", "[")) {
      return either(fields, list(tokens, kind));
    }
    if (!kind.isAddress() && tokens.accept("has")) {
      return new Filter.HasBits(kind, FilterValues.number(kind, tokens.take("bits as a number")));
    }
    Filter.Op op = op(tokens);
    Token value = tokens.take(FilterValues.expected(kind));
    if (kind.kind() == Kind.TCP_FLAGS && op == null) {
      return new Filter.HasBits(kind, FilterValues.number(kind, value));
    }
    Filter.Op sign = op == null ? Filter.Op.EQ : op;
    if (kind.isAddress() && sign != Filter.Op.EQ && sign != Filter.Op.NE) {
      throw new FilterSyntaxException("addresses have no order; write '=' or '!='", value.offset());
    }
    if (sign == Filter.Op.NE && (kind.isAddress() || fields.size() > 1)) {
      return new Filter.Not(either(fields, List.of(value), Filter.Op.EQ));
    }
    return either(fields, List.of(value), sign);
  }

  /// The values up to the closing bracket.
  private static List<Token> list(FilterTokens tokens, FlowField kind)
      throws FilterSyntaxException {
    List<Token> values = new ArrayList<>();
    do {
      values.add(tokens.take(FilterValues.expected(kind)));
    } while (tokens.accept(","));
    tokens.expect("]");
    return values;
  }

  private static Filter.@Nullable Op op(FilterTokens tokens) {
    if (tokens.accept("=", "==")) {
      return Filter.Op.EQ;
    }
    for (Filter.Op op : Filter.Op.values()) {
      if (tokens.accept(op.sign())) {
        return op;
      }
    }
    return null;
  }

  private static Filter either(List<FlowField> fields, List<Token> values)
      throws FilterSyntaxException {
    List<Filter> parts = new ArrayList<>();
    for (FlowField field : fields) {
      if (field.isAddress()) {
        List<Filter> prefixes = new ArrayList<>();
        for (Token value : values) {
          prefixes.add(FilterValues.within(field, value));
        }
        parts.add(prefixes.size() == 1 ? prefixes.getFirst() : new Filter.Or(prefixes));
      } else {
        List<Long> numbers = new ArrayList<>();
        for (Token value : values) {
          numbers.add(FilterValues.number(field, value));
        }
        parts.add(new Filter.In(field, numbers));
      }
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
  }

  private static Filter either(List<FlowField> fields, List<Token> values, Filter.Op op)
      throws FilterSyntaxException {
    List<Filter> parts = new ArrayList<>();
    for (FlowField field : fields) {
      Token value = values.getFirst();
      parts.add(
          field.isAddress()
              ? FilterValues.within(field, value)
              : new Filter.Compare(field, op, FilterValues.number(field, value)));
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
  }
}
