package weir.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.dialect.Tokens.Token;
import weir.dialect.Words.How;
import weir.dialect.Words.Word;
import weir.exporter.Labels;
import weir.flow.IpAddress;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterSyntaxException;

/// Reads what tcpdump takes and ours does not: `tcp port 80`, `src or dst net 10`, `portrange
/// 8000-8100`, `tcp[tcpflags] & tcp-syn != 0`. As there, "and" and "or" bind alike, from the left.
final class BpfLanguage implements Reader {
  private static final Set<String> TYPES = Set.of("host", "net", "port", "portrange", "proto");
  private static final Set<String> JOINS = Set.of("and", "&&", "or", "||");

  /// What a type of theirs is here; `ether` has its own.
  private static final Map<String, String> PROPERTIES =
      Map.of("host", "ip", "net", "ip", "port", "port", "portrange", "port");

  private static final Map<String, Integer> FLAGS =
      Map.of(
          "tcp-fin",
          1,
          "tcp-syn",
          2,
          "tcp-rst",
          4,
          "tcp-push",
          8,
          "tcp-ack",
          16,
          "tcp-urg",
          32,
          "tcp-ece",
          64,
          "tcp-cwr",
          128);

  private static final Pattern SHORT_NET = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){0,2}");

  private final Words words = new Words(Language.BPF);

  @Override
  public Language language() {
    return Language.BPF;
  }

  @Override
  public Filter read(String text, Dimensions dimensions, Labels labels)
      throws FilterSyntaxException {
    Text read = new Text(new Tokens(text), new Conditions(dimensions));
    Filter filter = read.expression();
    if (!read.tokens.atEnd()) {
      throw read.tokens.unexpected("'and' or 'or'");
    }
    return filter;
  }

  /// What stands before a value, and holds for those behind it that have none of their own.
  private record Before(String protocol, String side, String type, int at) {}

  /// One text that is read.
  private final class Text {
    private final Tokens tokens;
    private final Conditions conditions;

    Text(Tokens tokens, Conditions conditions) {
      this.tokens = tokens;
      this.conditions = conditions;
    }

    private Filter expression() throws FilterSyntaxException {
      Filter filter = part();
      while (JOINS.contains(tokens.peek())) {
        boolean and = tokens.accept("and", "&&");
        if (!and) {
          tokens.accept("or", "||");
        }
        filter = Conditions.joined(and, filter, part());
      }
      return filter;
    }

    private Filter part() throws FilterSyntaxException {
      return conditions.part(tokens, this::expression, this::primitive);
    }

    private Filter primitive() throws FilterSyntaxException {
      Token first = tokens.take("a primitive such as 'tcp port 80'");
      Word word = first.quoted() ? null : words.find(first.text()).orElse(null);
      if (word != null && word.how() == How.NONE) {
        throw new NotSaid("'" + first.text() + "': " + word.ours(), first.offset());
      }
      if (tokens.peek().equals("[")) {
        return octets(first);
      }
      if (word != null && word.how() == How.FIELD) { // vlan 7
        Token value = tokens.take("a number");
        return conditions.compare(word.ours(), "=", value, value.text());
      }
      String protocol = word == null ? "" : first.lower();
      if (word == null) {
        tokens.back(tokens.place() - 1);
      } else if (tokens.peek().equals("broadcast") || tokens.peek().equals("multicast")) {
        return many(protocol, tokens.take(""));
      }
      String side = side();
      String type = TYPES.contains(tokens.peek()) ? tokens.take("").lower() : "";
      if (word != null && side.isEmpty() && type.isEmpty()) {
        return conditions.read(word.ours(), first.offset());
      }
      if (word == null && side.isEmpty() && type.isEmpty()) {
        throw tokens.unexpected("a primitive such as 'tcp port 80'");
      }
      return values(new Before(protocol, side, type.isEmpty() ? "host" : type, first.offset()));
    }

    private String side() {
      if (!tokens.peek().equals("src") && !tokens.peek().equals("dst")) {
        return "";
      }
      String first = tokens.peek();
      tokens.accept(first);
      String other = first.equals("src") ? "dst" : "src";
      if (JOINS.contains(tokens.peek())
          && tokens.peek(1).equals(other)
          && (TYPES.contains(tokens.peek(2)) || tokens.peek(2).matches("[0-9a-f].*"))) {
        String join = tokens.peek();
        tokens.accept(join);
        tokens.accept(other);
        return join.equals("and") || join.equals("&&") ? "both" : "";
      }
      return first;
    }

    /// The value behind a qualifier, and more of them: "port 80 or 443".
    private Filter values(Before before) throws FilterSyntaxException {
      List<Filter> values = new ArrayList<>();
      boolean parentheses = tokens.accept("(");
      values.add(value(before));
      while (parentheses ? JOINS.contains(tokens.peek()) : goesOn()) {
        if (!tokens.accept("or", "||")) {
          throw tokens.unexpected("'or' between values");
        }
        values.add(value(before));
      }
      if (parentheses) {
        tokens.expect(")");
      }
      return Conditions.any(values);
    }

    private boolean goesOn() {
      String next = tokens.peek(1);
      return Set.of("or", "||").contains(tokens.peek())
          && !next.isEmpty()
          && (Character.isDigit(next.charAt(0)) || next.indexOf(':') >= 0);
    }

    private Filter value(Before before) throws FilterSyntaxException {
      Token value = tokens.take("a value");
      String text = value.text();
      String property = PROPERTIES.getOrDefault(before.type(), "proto");
      if (before.protocol().equals("ether")) {
        property = before.type().equals("proto") ? "etype" : "mac";
      } else if (before.type().equals("net")) {
        text = network(text);
      } else if (before.type().equals("portrange") && !text.matches("\\w+-\\w+")) {
        throw new FilterSyntaxException("expected ports such as 8000-8100", value.offset());
      } else if (before.type().equals("host") && !text.matches("[0-9a-fA-F.:]+")) {
        throw new NotSaid("names of hosts are not looked up; write the address", value.offset());
      }
      String bare = text.startsWith("\\") ? text.substring(1) : text;
      Filter compared;
      if (before.side().equals("both")) {
        compared =
            new Filter.And(
                List.of(
                    conditions.compare("src " + property, "=", value, bare),
                    conditions.compare("dst " + property, "=", value, bare)));
      } else {
        String sided = before.side().isEmpty() ? property : before.side() + " " + property;
        compared = conditions.compare(sided, "=", value, bare);
      }
      String ours =
          before.protocol().isEmpty() || before.protocol().equals("ether")
              ? ""
              : words.find(before.protocol()).orElseThrow().ours();
      boolean told = ours.equals("ipv4") && text.indexOf(':') < 0 && !before.type().equals("proto");
      return conditions.both(told ? "" : ours, compared, before.at());
    }

    /// "10" and "192.168" are networks, too; "mask 255.0.0.0" may stand behind one.
    private String network(String text) throws FilterSyntaxException {
      String whole = text;
      if (SHORT_NET.matcher(text).matches()) {
        int parts = text.split("\\.").length;
        whole = text + ".0".repeat(4 - parts) + "/" + 8 * parts;
      }
      if (!tokens.accept("mask")) {
        return whole;
      }
      Token mask = tokens.take("a mask such as 255.0.0.0");
      try {
        int bits = (int) IpAddress.parse(mask.text()).low();
        int length = Integer.bitCount(bits);
        if (length > 0 && bits != -1 << (32 - length)) {
          throw new NotSaid("a mask with holes is no network", mask.offset());
        }
        return text.split("/")[0] + "/" + length;
      } catch (IllegalArgumentException e) {
        throw new FilterSyntaxException("expected a mask such as 255.0.0.0", mask.offset());
      }
    }

    private Filter many(String protocol, Token word) throws FilterSyntaxException {
      String ours =
          switch (protocol + " " + word.lower()) {
            case "ip multicast" -> "dst ip 224.0.0.0/4";
            case "ip6 multicast" -> "dst ip ff00::/8";
            case "ether broadcast" -> "dst_mac ff:ff:ff:ff:ff:ff";
            default ->
                throw new NotSaid(
                    "'" + word.text() + "' has no counterpart for " + protocol, word.offset());
          };
      return conditions.read(ours, word.offset());
    }

    /// `tcp[tcpflags] & (tcp-syn|tcp-ack) != 0`, `tcp[13] & 2 != 0`, `tcp[13] = 18`.
    private Filter octets(Token protocol) throws FilterSyntaxException {
      tokens.accept("[");
      Token place = tokens.take("an offset");
      boolean flags =
          protocol.lower().equals("tcp") && Set.of("tcpflags", "13").contains(place.lower());
      if (!flags) {
        throw new NotSaid(
            "of a packet's octets only the flags, tcp[tcpflags], are known of flows",
            protocol.offset());
      }
      tokens.expect("]");
      if (!tokens.accept("&")) {
        tokens.accept("=", "==");
        long exact = mask();
        return conditions.read("tcp and flags = " + exact, protocol.offset());
      }
      Token at = tokens.take("flags");
      tokens.back(tokens.place() - 1);
      long mask = mask();
      boolean equal = tokens.accept("=", "==");
      if (!equal && !tokens.accept("!=")) {
        throw tokens.unexpected("'!= 0' or '= …'");
      }
      long wanted = mask();
      if (wanted == 0) {
        List<Filter> any = new ArrayList<>();
        for (long bit = 1; bit <= mask; bit <<= 1) {
          if ((mask & bit) != 0) {
            any.add(conditions.read("flags " + bit, at.offset()));
          }
        }
        Filter some = Conditions.any(any);
        return equal ? conditions.both("tcp", some.opposite(), protocol.offset()) : some;
      }
      if ((wanted & ~mask) != 0) {
        throw new FilterSyntaxException("these bits are not in the mask", at.offset());
      }
      List<Filter> parts =
          new ArrayList<>(List.of(conditions.read("flags " + wanted, at.offset())));
      for (long bit = 1; bit <= mask; bit <<= 1) {
        if ((mask & ~wanted & bit) != 0) {
          parts.add(conditions.read("not flags " + bit, at.offset()));
        }
      }
      Filter all = Filter.together(parts);
      return equal ? all : conditions.both("tcp", all.opposite(), protocol.offset());
    }

    /// Bits: a number, names, or names in parentheses.
    private long mask() throws FilterSyntaxException {
      boolean parentheses = tokens.accept("(");
      long bits = 0;
      do {
        Token word = tokens.take("flags such as tcp-syn");
        Integer flag = FLAGS.get(word.lower());
        Matcher number = Pattern.compile("0x([0-9a-f]{1,4})|(\\d{1,5})").matcher(word.lower());
        if (flag != null) {
          bits |= flag;
        } else if (number.matches()) {
          bits |=
              number.group(1) == null
                  ? Long.parseLong(number.group(2))
                  : Long.parseLong(number.group(1), 16);
        } else {
          throw new FilterSyntaxException("expected flags such as tcp-syn", word.offset());
        }
      } while (tokens.accept("|"));
      if (parentheses) {
        tokens.expect(")");
      }
      if (bits > 0xff) {
        throw tokens.unexpected("at most eight bits");
      }
      return bits;
    }
  }
}
