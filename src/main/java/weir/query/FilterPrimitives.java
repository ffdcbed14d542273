package weir.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowField;
import weir.flow.Kind;
import weir.flow.Names;
import weir.query.FilterCompletion.Offer;
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
      Map.ofEntries(
          Map.entry("exporter", FlowField.EXPORTER),
          Map.entry("router", FlowField.EXPORTER),
          Map.entry("next", FlowField.NEXT_HOP),
          Map.entry("bgpnext", FlowField.BGP_NEXT_HOP),
          Map.entry("protocol", FlowField.PROTOCOL),
          Map.entry("tos", FlowField.TOS),
          Map.entry("ttl", FlowField.TTL),
          Map.entry("octets", FlowField.BYTES),
          Map.entry("icmp-type", FlowField.ICMP_TYPE),
          Map.entry("icmp-code", FlowField.ICMP_CODE),
          Map.entry("flags", FlowField.TCP_FLAGS));

  private static final Set<String> SIDES =
      Set.of("src", "source", "dst", "destination", "in", "out");

  private static final String A_SIDED_PROPERTY = "'ip', 'port', 'as', 'if', 'mac' or 'vlan'";
  private static final Expected A_PROPERTY_OF_AN_END =
      Expected.one(
          A_SIDED_PROPERTY,
          Stream.of("ip", "net", "port", "as", "if", "vlan", "mac")
              .map(word -> new Offer(word, "")));
  private static final Expected A_PROPERTY_OF_A_WAY =
      Expected.one(A_SIDED_PROPERTY, Stream.of("if", "vlan").map(word -> new Offer(word, "")));

  private FilterPrimitives() {}

  /// The words that begin a condition.
  private static Expected condition(Dimensions dimensions) {
    return new Expected(
        "a condition such as 'src ip 10.0.0.0/8' or 'tcp'", true, _ -> words(dimensions));
  }

  private static Stream<Offer> words(Dimensions dimensions) {
    return Stream.of(
            Stream.of(
                new Offer("src", "source"),
                new Offer("dst", "destination"),
                new Offer("in", "ingress"),
                new Offer("out", "egress"),
                new Offer("any", "every flow"),
                new Offer("ipv4", ""),
                new Offer("ipv6", ""),
                new Offer("tcp", ""),
                new Offer("udp", ""),
                new Offer("icmp", ""),
                new Offer("icmpv6", "")),
            SIDED.keySet().stream().map(word -> new Offer(word, "either end")),
            SHORT.entrySet().stream().map(entry -> offer(entry.getKey(), entry.getValue())),
            FlowField.all().stream().map(field -> offer(field.fieldName(), field)),
            dimensions.made().stream().map(made -> new Offer(made.name(), made.label())))
        .flatMap(offers -> offers);
  }

  private static Offer offer(String word, FlowField field) {
    boolean same = field.label().equalsIgnoreCase(word);
    return new Offer(word, same ? "" : field.label());
  }

  /// The word for all the fields of a property, "port" for source and destination port.
  static Optional<String> either(List<FlowField> fields) {
    return Stream.of("ip", "port", "as", "if", "mac", "vlan")
        .filter(word -> Objects.requireNonNull(SIDED.get(word)).either().equals(fields))
        .findFirst();
  }

  static Filter read(FilterTokens tokens, Dimensions dimensions) throws FilterSyntaxException {
    Sets sets = dimensions.sets();
    if (tokens.skip("src", "source")) {
      Sided of = isSet(tokens) ? ADDRESS : sided(tokens, A_PROPERTY_OF_AN_END);
      return compare(tokens, List.of(of.source()), sets);
    }
    if (tokens.skip("dst", "destination")) {
      Sided of = isSet(tokens) ? ADDRESS : sided(tokens, A_PROPERTY_OF_AN_END);
      return compare(tokens, List.of(of.destination()), sets);
    }
    if (tokens.skip("in")) {
      return compare(tokens, List.of(sided(tokens, A_PROPERTY_OF_A_WAY).source()), sets);
    }
    if (tokens.skip("out")) {
      return compare(tokens, List.of(sided(tokens, A_PROPERTY_OF_A_WAY).destination()), sets);
    }
    Token word = tokens.take(condition(dimensions));
    Sided sided = SIDED.get(word.text());
    if (sided != null) {
      return compare(tokens, sided.either(), sets);
    }
    FlowField field = SHORT.get(word.text());
    if (field == null) {
      field = FlowField.named(word.text()).orElse(null);
    }
    if (field != null) {
      if (field.isAddress()) {
        tokens.skip("ip"); // "exporter ip", "next ip"
      }
      return compare(tokens, List.of(field), sets);
    }
    Dimension dimension = dimensions.named(word.text()).orElse(null);
    return dimension == null ? alone(word, dimensions) : DimensionFilter.read(tokens, dimension);
  }

  private static Sided sided(FilterTokens tokens, Expected expected) throws FilterSyntaxException {
    Token word = tokens.take(expected);
    Sided sided = SIDED.get(word.text());
    if (sided == null) {
      throw FilterTokens.unexpected(expected.words(), word);
    }
    return sided;
  }

  private static Filter alone(Token word, Dimensions dimensions) throws FilterSyntaxException {
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
          throw FilterTokens.unexpected(condition(dimensions).words(), word);
        }
        return new Filter.Compare(FlowField.PROTOCOL, Filter.Op.EQ, protocol);
      }
    }
  }

  /// The rest of a condition on any of these fields, which are of one kind.
  private static Filter compare(FilterTokens tokens, List<FlowField> fields, Sets sets)
      throws FilterSyntaxException {
    FlowField kind = fields.getFirst();
    if (isSet(tokens)) {
      tokens.skip("in");
    }
    if (tokens.acceptBoth("in", "[")) {
      return either(fields, list(tokens, fields), sets);
    }
    if (!kind.isWide() && tokens.accept("has")) {
      return new Filter.HasBits(
          kind, FilterValues.number(kind, tokens.take(Expected.of("bits as a number"))));
    }
    Filter.Op op = op(tokens, kind);
    if (op != null && isField(tokens, kind)) {
      return fields(tokens, fields, op);
    }
    Expected expected = FilterValues.expected(kind).andSets().of(fields);
    Token value = tokens.take(op == null ? expected : expected.with(others(kind)));
    if (kind.kind() == Kind.TCP_FLAGS && op == null && !Sets.isName(value.text())) {
      return new Filter.HasBits(kind, FilterValues.number(kind, value));
    }
    Filter.Op sign = op == null ? Filter.Op.EQ : op;
    if (Sets.isName(value.text())) {
      return inSet(fields, sign, value, sets);
    }
    if (kind.isWide() && sign != Filter.Op.EQ && sign != Filter.Op.NE) {
      throw new FilterSyntaxException(
          (kind.isAddress() ? "addresses" : "names") + " have no order; write '=' or '!='",
          value.offset());
    }
    boolean span = FilterValues.isSpan(kind, value);
    if (span && sign != Filter.Op.EQ && sign != Filter.Op.NE) {
      throw FilterTokens.unexpected("one number behind '" + sign.sign() + "'", value);
    }
    if (sign == Filter.Op.NE && (span || kind.isWide() || fields.size() > 1)) {
      return new Filter.Not(either(fields, List.of(value), Filter.Op.EQ));
    }
    return either(fields, List.of(value), sign);
  }

  /// Whether the name of a set comes next, behind "in" or without it.
  private static boolean isSet(FilterTokens tokens) {
    return Sets.isName(tokens.ahead(tokens.ahead(0).equals("in") ? 1 : 0));
  }

  private static Filter inSet(List<FlowField> fields, Filter.Op sign, Token set, Sets sets)
      throws FilterSyntaxException {
    if (sign != Filter.Op.EQ && sign != Filter.Op.NE) {
      throw new FilterSyntaxException("a set has no order; write '=' or '!='", set.offset());
    }
    Filter any = either(fields, List.of(set), sets);
    return sign == Filter.Op.EQ ? any : new Filter.Not(any);
  }

  /// The values up to the closing bracket.
  private static List<Token> list(FilterTokens tokens, List<FlowField> fields)
      throws FilterSyntaxException {
    List<Token> values = new ArrayList<>();
    do {
      values.add(tokens.take(FilterValues.expected(fields.getFirst()).andSets().of(fields)));
    } while (tokens.goesOn());
    tokens.expect("]");
    return values;
  }

  /// Whether a field comes next and not a value, which may be called so.
  private static boolean isField(FilterTokens tokens, FlowField kind) {
    String word = tokens.ahead(0);
    boolean side = SIDES.contains(word) && SIDED.containsKey(tokens.ahead(1));
    boolean field = SHORT.containsKey(word) || FlowField.named(word).isPresent();
    return kind.kind() != Kind.TEXT && (side || (field && !FilterValues.isName(kind, word)));
  }

  private static Stream<Offer> others(FlowField field) {
    return FlowField.all().stream()
        .filter(other -> other != field && Filter.Fields.comparable(field, other))
        .map(other -> offer(other.fieldName(), other));
  }

  /// The rest of a comparison with another field.
  private static Filter fields(FilterTokens tokens, List<FlowField> fields, Filter.Op op)
      throws FilterSyntaxException {
    FlowField field = fields.getFirst();
    Token word = tokens.take(FilterValues.expected(field));
    FlowField other = SHORT.get(word.text());
    switch (word.text()) {
      case "src", "source" -> other = sided(tokens, A_PROPERTY_OF_AN_END).source();
      case "dst", "destination" -> other = sided(tokens, A_PROPERTY_OF_AN_END).destination();
      case "in" -> other = sided(tokens, A_PROPERTY_OF_A_WAY).source();
      case "out" -> other = sided(tokens, A_PROPERTY_OF_A_WAY).destination();
      default -> {
        if (other == null) {
          other = FlowField.named(word.text()).orElseThrow();
        }
        if (other.isAddress()) {
          tokens.skip("ip");
        }
      }
    }
    if (fields.size() > 1) {
      throw new FilterSyntaxException(
          "one field is compared with another; write src or dst before the first, too",
          word.offset());
    }
    if (!Filter.Fields.comparable(field, other)) {
      throw new FilterSyntaxException(
          field.label() + " and " + other.label() + " are not of one kind", word.offset());
    }
    if (!field.isWide()) {
      return new Filter.Fields(field, op, other);
    }
    if (op != Filter.Op.EQ && op != Filter.Op.NE) {
      throw new FilterSyntaxException("addresses have no order; write '=' or '!='", word.offset());
    }
    Filter same = new Filter.Fields(field, Filter.Op.EQ, other);
    return op == Filter.Op.EQ ? same : new Filter.Not(same);
  }

  private static Filter.@Nullable Op op(FilterTokens tokens, FlowField kind) {
    if (tokens.accept("=", "==")) {
      return Filter.Op.EQ;
    }
    for (Filter.Op op : Filter.Op.values()) {
      boolean ordered = op == Filter.Op.NE || !kind.isWide();
      if (ordered ? tokens.accept(op.sign()) : tokens.skip(op.sign())) {
        return op;
      }
      if (!kind.isWide() && tokens.skip(op.name().toLowerCase(Locale.ROOT))) { // nfdump's words
        return op;
      }
    }
    return null;
  }

  private static Filter either(List<FlowField> fields, List<Token> values, Sets sets)
      throws FilterSyntaxException {
    List<Filter> parts = new ArrayList<>();
    for (FlowField field : fields) {
      parts.add(any(field, values, sets));
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
  }

  private static Filter any(FlowField field, List<Token> values, Sets sets)
      throws FilterSyntaxException {
    List<Filter> any = new ArrayList<>();
    List<Token> single = new ArrayList<>();
    for (Token value : values) {
      if (Sets.isName(value.text())) {
        any.add(sets.of(field, value));
      } else if (field.isWide()) {
        any.add(FilterValues.within(field, value));
      } else {
        single.add(value);
      }
    }
    if (!single.isEmpty()) {
      any.addFirst(FilterValues.anyOf(field, single));
    }
    return any.size() == 1 ? any.getFirst() : new Filter.Or(any);
  }

  private static Filter either(List<FlowField> fields, List<Token> values, Filter.Op op)
      throws FilterSyntaxException {
    List<Filter> parts = new ArrayList<>();
    for (FlowField field : fields) {
      Token value = values.getFirst();
      parts.add(
          field.isWide()
              ? FilterValues.within(field, value)
              : FilterValues.isSpan(field, value)
                  ? FilterValues.anyOf(field, values)
                  : new Filter.Compare(field, op, FilterValues.number(field, value)));
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
  }
}
