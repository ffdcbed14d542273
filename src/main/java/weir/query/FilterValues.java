package weir.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import weir.exporter.Labels;
import weir.flow.AsSource;
import weir.flow.Direction;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.flow.Names;
import weir.flow.ShortText;
import weir.naming.Naming;
import weir.query.FilterCompletion.Offer;
import weir.query.FilterTokens.Token;

/// Reads values of the filter language, by the kind of the field they are compared with.
final class FilterValues {
  /// Lowest bit first, as nfdump writes them; X and Y are ECE and CWR there, E and C here too.
  static final String FLAG_LETTERS = "fsrpauec";

  private static final String A_NUMBER = "a number such as 10, 0x0a or 10k";

  /// Kinds of which spans can be asked for.
  private static final Set<Kind> RANGED =
      EnumSet.of(
          Kind.PORT,
          Kind.PROTOCOL,
          Kind.AS_NUMBER,
          Kind.INTERFACE,
          Kind.COUNT,
          Kind.ETHER_TYPE,
          Kind.NUMBER,
          Kind.NUMBERS);

  private static final String BOUND = "((?:as)?[0-9][0-9a-fx.]*[kmgt]?)";
  private static final Pattern SPAN = Pattern.compile(BOUND + "(?:\\+|-" + BOUND + ")");

  private static final Map<FlowField, String> EXAMPLE =
      Map.of(
          FlowField.PROGRAM,
          "firefox",
          FlowField.CONTAINER,
          "web-1",
          FlowField.APPLICATION_NAME,
          "ssl",
          FlowField.USER_NAME,
          "alice");

  private FilterValues() {}

  /// What a value of this field looks like.
  static Expected expected(FlowField field) {
    return switch (field.kind()) {
      case ADDRESS ->
          new Expected(
              "an address or prefix such as 10.0.0.0/8",
              true,
              labels -> field == FlowField.EXPORTER ? exporters(labels) : addresses(labels));
      case TEXT ->
          new Expected(
              "a name such as " + EXAMPLE.getOrDefault(field, "x"),
              true,
              labels ->
                  Stream.concat(labels.values(field).stream(), Stream.of(FlowField.UNKNOWN))
                      .map(FilterValues::offer));
      case PORT ->
          new Expected(
              "a port such as 443 or https",
              true,
              labels ->
                  Stream.concat(
                      labels.numbers(field).entrySet().stream()
                          .map(one -> new Offer(Long.toString(one.getKey()), one.getValue())),
                      Names.portNames().stream()
                          .map(name -> new Offer(name, String.valueOf(Names.portNumber(name))))));
      case PROTOCOL ->
          Expected.such(
              "a protocol such as tcp or 17",
              Names.protocolNames().stream()
                  .filter(name -> FilterTokens.quoted(name).equals(name))
                  .map(
                      name ->
                          new Offer(
                              name.toLowerCase(Locale.ROOT),
                              String.valueOf(Names.protocolNumber(name)))));
      case TCP_FLAGS ->
          Expected.such(
              "flags such as SA (of F, S, R, P, A, U, E, C) or a number",
              Stream.of(new Offer("S", "SYN"), new Offer("SA", "SYN, ACK"), new Offer("R", "RST")));
      case AS_NUMBER ->
          new Expected(
              "an AS number such as 64500",
              true,
              labels ->
                  labels.numbers(field).entrySet().stream()
                      .map(named -> new Offer(Long.toString(named.getKey()), named.getValue())));
      case MAC -> Expected.of("a MAC address such as 02:00:00:00:00:01");
      case DIRECTION ->
          Expected.one(
              "'in', 'out', 'internal', 'transit' or 'unknown'",
              Arrays.stream(Direction.values()).map(value -> new Offer(value.label(), "")));
      case AS_SOURCE ->
          Expected.one(
              "'exporter', 'table', 'user' or 'router'",
              Arrays.stream(AsSource.values()).map(value -> new Offer(value.label(), "")));
      case FLOW_TYPE ->
          Expected.one(
              "a flow type such as netflow_v9",
              Arrays.stream(FlowType.values())
                  .map(type -> new Offer(type.name().toLowerCase(Locale.ROOT), "")));
      case APPLICATION ->
          new Expected(
              "an application such as 13:431",
              true,
              labels ->
                  labels.numbers(field).entrySet().stream()
                      .map(named -> new Offer(field.text(0, named.getKey()), named.getValue())));
      case NUMBER ->
          field.codes().isEmpty()
              ? new Expected(
                  A_NUMBER,
                  true,
                  labels ->
                      labels.numbers(field).entrySet().stream()
                          .map(named -> new Offer(Long.toString(named.getKey()), named.getValue())))
              : Expected.such(
                  "a number such as " + field.codes().keySet().iterator().next(),
                  field.codes().entrySet().stream()
                      .map(code -> new Offer(Long.toString(code.getKey()), code.getValue())));
      default -> Expected.of(A_NUMBER);
    };
  }

  private static Stream<Offer> exporters(Labels labels) {
    return Stream.concat(labels.heard().stream(), labels.exporters().keySet().stream())
        .distinct()
        .map(address -> new Offer(address.toString(), labels.exporter(address).orElse("")));
  }

  /// Hosts and networks that have names.
  private static Stream<Offer> addresses(Labels labels) {
    Naming named = labels.layers().merged();
    return Stream.concat(
        named.hosts().entrySet().stream()
            .map(host -> new Offer(host.getKey().toString(), host.getValue())),
        named.networks().stream().map(network -> new Offer(network.prefix(), network.name())));
  }

  private static Offer offer(String name) {
    return new Offer(FilterTokens.quoted(name), "");
  }

  static Filter within(FlowField field, Token value) throws FilterSyntaxException {
    String text = value.text();
    if (text.equals(FlowField.UNKNOWN) && field.zeroIsUnknown()) {
      return new Filter.Within(field, IpAddress.NONE, 128);
    }
    if (field.kind() == Kind.TEXT) {
      ShortText name = ShortText.of(value.written());
      return new Filter.Within(field, new IpAddress(name.high(), name.low()), 128);
    }
    int slash = text.indexOf('/');
    try {
      String literal = slash < 0 ? text : text.substring(0, slash);
      IpAddress address = IpAddress.parse(literal);
      boolean v4 = literal.indexOf(':') < 0;
      int most = v4 ? 32 : 128;
      int length = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      if (length < 0 || length > most) {
        throw new FilterSyntaxException(
            "'" + text + "': a prefix here is 0 to " + most + " bits long", value.offset());
      }
      if (v4 && length < most) {
        // 0.0.0.0 alone reads as "no address", but as a network it is IPv4's.
        address = new IpAddress(0, address.low() | (0xffffL << 32));
      }
      return new Filter.Within(
          field, address, v4 && address.low() != 0 ? length + 96 : length + 128 - most);
    } catch (IllegalArgumentException e) {
      throw wrong(field, value);
    }
  }

  static long number(FlowField field, Token value) throws FilterSyntaxException {
    String text = value.text();
    if (text.equals(FlowField.UNKNOWN) && field.zeroIsUnknown()) {
      return 0;
    }
    try {
      long number =
          switch (field.kind()) {
            case PORT -> named(Names.portNumber(text), text);
            case PROTOCOL -> named(Names.protocolNumber(text), text);
            case TCP_FLAGS -> flags(text);
            case AS_NUMBER -> plain(text.startsWith("as") ? text.substring(2) : text);
            case MAC -> mac(text);
            case APPLICATION -> application(text);
            case DIRECTION ->
                Arrays.stream(Direction.values())
                    .filter(direction -> direction.label().equals(text))
                    .findFirst()
                    .map(direction -> (long) direction.code())
                    .orElseGet(() -> plain(text));
            case AS_SOURCE ->
                Arrays.stream(AsSource.values())
                    .filter(source -> source.label().equals(text))
                    .findFirst()
                    .map(source -> (long) source.code())
                    .orElseGet(() -> plain(text));
            case FLOW_TYPE ->
                Arrays.stream(FlowType.values())
                    .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .map(type -> (long) type.code())
                    .orElseGet(() -> plain(text));
            default -> plain(text);
          };
      boolean fits = field.width() == 8 || number >>> (8 * field.width()) == 0;
      if (!fits) {
        throw new FilterSyntaxException(
            "'" + text + "' is larger than " + field.label() + " can be", value.offset());
      }
      return number;
    } catch (IllegalArgumentException e) {
      throw wrong(field, value);
    }
  }

  /// Whether a value is several numbers next to each other: "8000-8100", "1024+".
  static boolean isSpan(FlowField field, Token value) {
    return RANGED.contains(field.kind())
        && SPAN.matcher(value.text()).matches()
        && !isName(field, value.text());
  }

  /// Whether a word is the name of a value.
  static boolean isName(FlowField field, String word) {
    return switch (field.kind()) {
      case PORT -> Names.portNumber(word) >= 0;
      case PROTOCOL -> Names.protocolNumber(word) >= 0;
      case DIRECTION ->
          Arrays.stream(Direction.values()).anyMatch(value -> value.label().equals(word));
      case AS_SOURCE ->
          Arrays.stream(AsSource.values()).anyMatch(value -> value.label().equals(word));
      default -> false;
    };
  }

  /// The field has one of these values, or is in one of these spans.
  static Filter anyOf(FlowField field, List<Token> values) throws FilterSyntaxException {
    List<Long> numbers = new ArrayList<>();
    List<Filter> parts = new ArrayList<>();
    for (Token value : values) {
      if (isSpan(field, value)) {
        parts.add(span(field, value));
      } else {
        numbers.add(number(field, value));
      }
    }
    if (!numbers.isEmpty()) {
      parts.addFirst(new Filter.In(field, numbers));
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
  }

  private static Filter span(FlowField field, Token value) throws FilterSyntaxException {
    if (field.isList()) {
      throw new FilterSyntaxException(
          field.label() + " are lists, of which single numbers can be asked for", value.offset());
    }
    Matcher text = SPAN.matcher(value.text());
    var _ = text.matches();
    long least = number(field, part(value, text.start(1), text.end(1)));
    long most =
        text.group(2) == null
            ? Long.MAX_VALUE
            : number(field, part(value, text.start(2), text.end(2)));
    if (least < 0 || most < least) {
      throw new FilterSyntaxException(
          "'" + value.text() + "': the larger number comes second", value.offset());
    }
    return least == most
        ? new Filter.Compare(field, Filter.Op.EQ, least)
        : new Filter.Between(Dimension.field(field), least, most);
  }

  private static Token part(Token whole, int from, int until) {
    String text = whole.text().substring(from, until);
    return new Token(text, text, whole.offset() + from, whole.offset() + until);
  }

  private static FilterSyntaxException wrong(FlowField field, Token value) {
    return FilterTokens.unexpected(expected(field).words(), value);
  }

  private static long named(int number, String text) {
    return number >= 0 ? number : plain(text);
  }

  private static long flags(String letters) {
    if (Character.isDigit(letters.charAt(0))) {
      return plain(letters);
    }
    long bits = 0;
    for (int i = 0; i < letters.length(); i++) {
      int bit = FLAG_LETTERS.indexOf(letters.charAt(i));
      if (bit < 0) {
        throw new IllegalArgumentException(letters);
      }
      bits |= 1L << bit;
    }
    return bits;
  }

  /// "13:431", engine and selector (RFC 6759), or all of it as one number.
  private static long application(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return plain(text);
    }
    long engine = plain(text.substring(0, colon));
    long selector = plain(text.substring(colon + 1));
    if (engine < 0 || engine > 0xff || selector < 0 || selector >>> 56 != 0) {
      throw new IllegalArgumentException(text);
    }
    return engine << 56 | selector;
  }

  private static long mac(String text) {
    String[] octets = text.split("[:-]", -1);
    if (octets.length != 6) {
      throw new IllegalArgumentException(text);
    }
    long value = 0;
    for (String octet : octets) {
      int number = Integer.parseInt(octet, 16);
      if (number < 0 || number > 255) {
        throw new IllegalArgumentException(text);
      }
      value = (value << 8) | number;
    }
    return value;
  }

  /// Decimal, hexadecimal (0x…), or decimal with k, m, g, t (powers of 1000): "1.5g"; unsigned.
  private static long plain(String text) {
    if (text.startsWith("0x")) {
      return Long.parseUnsignedLong(text.substring(2), 16);
    }
    int suffix = text.isEmpty() ? -1 : "kmgt".indexOf(text.charAt(text.length() - 1));
    if (suffix < 0) {
      return Long.parseUnsignedLong(text);
    }
    try {
      return new BigDecimal(text.substring(0, text.length() - 1))
          .scaleByPowerOfTen(3 * (suffix + 1))
          .toBigIntegerExact()
          .longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
