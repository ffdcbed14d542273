package weir.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import weir.dialect.Tokens.Token;
import weir.dialect.Words.How;
import weir.dialect.Words.Word;
import weir.exporter.Labels;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterSyntaxException;

/// Reads languages of fields that are compared with values: Wireshark's display filters, and
/// Akvorado's, which are like SQL's conditions.
final class FieldLanguage implements Reader {
  private static final Map<String, String> OPS =
      Map.ofEntries(
          Map.entry("=", "="),
          Map.entry("==", "="),
          Map.entry("eq", "="),
          Map.entry("<<", "="),
          Map.entry("!=", "!="),
          Map.entry("ne", "!="),
          Map.entry("!<<", "!="),
          Map.entry("<", "<"),
          Map.entry("lt", "<"),
          Map.entry("<=", "<="),
          Map.entry("le", "<="),
          Map.entry(">", ">"),
          Map.entry("gt", ">"),
          Map.entry(">=", ">="),
          Map.entry("ge", ">="));

  /// What others compare with and nothing here does.
  private static final Map<String, String> REFUSED =
      Map.of(
          "contains", "flows have no contents to search in",
          "matches", "flows have no contents to search in",
          "~", "flows have no contents to search in",
          "[", "flows have no octets to cut from",
          "===", "'===' asks for all of several fields; write == and &&",
          "!==", "'!==' asks for any of several fields; write != and ||",
          "~=", "'~=' asks for any of several fields; write != and ||",
          "^^", "there is no 'xor'; write it with and, or, not");

  private static final List<String> LIKE = List.of("like", "unlike", "ilike", "iunlike");

  private final Language language;
  private final Words words;

  FieldLanguage(Language language) {
    this.language = language;
    this.words = new Words(language);
  }

  @Override
  public Language language() {
    return language;
  }

  @Override
  public Filter read(String text, Dimensions dimensions, Labels labels)
      throws FilterSyntaxException {
    return new Text(new Tokens(text), new Conditions(dimensions), labels, dimensions).whole();
  }

  /// One text that is read.
  private final class Text {
    private final Tokens tokens;
    private final Conditions conditions;
    private final Labels labels;
    private final Dimensions dimensions;

    Text(Tokens tokens, Conditions conditions, Labels labels, Dimensions dimensions) {
      this.tokens = tokens;
      this.conditions = conditions;
      this.labels = labels;
      this.dimensions = dimensions;
    }

    Filter whole() throws FilterSyntaxException {
      Filter filter = or();
      if (!tokens.atEnd()) {
        refuse();
        throw tokens.unexpected("'and' or 'or'");
      }
      return filter;
    }

    private Filter or() throws FilterSyntaxException {
      Filter filter = and();
      while (tokens.accept("or", "||")) {
        filter = Conditions.joined(false, filter, and());
      }
      return filter;
    }

    private Filter and() throws FilterSyntaxException {
      Filter filter = part();
      while (tokens.accept("and", "&&")) {
        filter = Conditions.joined(true, filter, part());
      }
      return filter;
    }

    private Filter part() throws FilterSyntaxException {
      return conditions.part(tokens, this::or, this::condition);
    }

    private Filter condition() throws FilterSyntaxException {
      Token name = tokens.take("a field of " + language.label() + "'s");
      Word word = word(name);
      if (word.how() == How.ALONE) {
        return conditions.read(word.ours(), name.offset());
      }
      refuse();
      String sign = tokens.peek();
      boolean not = sign.equals("notin") || (sign.equals("not") && tokens.peek(1).equals("in"));
      if (sign.equals("in") || not) {
        tokens.accept("not", "notin");
        tokens.accept("in");
        Filter any = list(word);
        return conditions.both(
            not || !isAddress(word) ? word.implied() : "",
            not ? any.opposite() : any,
            name.offset());
      }
      if (LIKE.contains(sign)) {
        return like(word, name);
      }
      if (sign.equals("&")) {
        return bits(word, name);
      }
      String op = OPS.get(sign);
      if (op == null) {
        return presence(word, name);
      }
      tokens.accept(sign);
      return compared(word, name, op);
    }

    private Word word(Token name) throws FilterSyntaxException {
      Optional<Word> word = name.quoted() ? Optional.empty() : words.find(name.text());
      if (word.isEmpty()) {
        throw new FilterSyntaxException(
            "'"
                + Reader.brief(name.text())
                + "' is no field of "
                + language.label()
                + "'s that is known here",
            name.offset());
      }
      if (word.get().how() == How.NONE) {
        throw new NotSaid("'" + name.text() + "': " + word.get().ours(), name.offset());
      }
      return word.get();
    }

    /// A field by itself: that it is there.
    private Filter presence(Word word, Token name) throws FilterSyntaxException {
      if (language != Language.WIRESHARK || word.implied().isEmpty()) {
        throw tokens.unexpected("a comparison, such as " + name.text() + " = …");
      }
      return conditions.read(word.implied(), name.offset());
    }

    private Filter compared(Word word, Token name, String op) throws FilterSyntaxException {
      Token value = tokens.take("a value");
      refuse();
      if (word.how() == How.BIT) {
        boolean on = List.of("1", "true").contains(value.lower());
        if ((!on && !List.of("0", "false").contains(value.lower()))
            || op.length() > 2
            || "<>".contains(op.substring(0, 1))) {
          throw new FilterSyntaxException("expected '== 1' or '== 0'", value.offset());
        }
        Filter set = conditions.read(word.ours(), name.offset());
        boolean wanted = on == op.equals("=");
        return conditions.both(
            wanted ? "" : word.implied(), wanted ? set : set.opposite(), name.offset());
      }
      if (word.how() == How.EXPORTER) {
        return exporters(List.of(value), op.equals("!="), Pattern.quote(value.text()), op);
      }
      Optional<Word> other = value.quoted() ? Optional.empty() : words.find(value.text());
      if (other.isPresent()
          && other.get().how() == How.FIELD
          && !word.values().containsKey(value.lower())) {
        Filter compared =
            conditions.read(word.ours() + " " + op + " " + other.get().ours(), value.offset());
        return conditions.both(word.implied(), compared, name.offset());
      }
      Filter compared = conditions.compare(word.ours(), op, value, value(word, value));
      boolean implied = op.equals("=") && isAddress(word);
      return conditions.both(implied ? "" : word.implied(), compared, name.offset());
    }

    private boolean isAddress(Word word) {
      return word.ours().endsWith("ip");
    }

    /// A value in our words.
    private String value(Word word, Token value) throws FilterSyntaxException {
      String text = value.text();
      boolean v6 = text.indexOf(':') >= 0;
      if (isAddress(word) && !word.implied().isEmpty() && v6 != word.implied().equals("ipv6")) {
        throw new FilterSyntaxException(
            "expected an address of "
                + (v6 ? "IPv4" : "IPv6")
                + ", found '"
                + Reader.brief(text)
                + "'",
            value.offset());
      }
      String known = word.values().get(text.toLowerCase(Locale.ROOT));
      if (known == null
          && word.ours().equals("bgp_communities")
          && text.matches("\\d{1,5}:\\d{1,5}")) {
        String[] halves = text.split(":");
        return Long.toString(Long.parseLong(halves[0]) << 16 | Long.parseLong(halves[1]));
      }
      return known == null ? text : known;
    }

    private Filter list(Word word) throws FilterSyntaxException {
      boolean braces = tokens.accept("{");
      if (!braces) {
        tokens.expect("(");
      }
      String end = braces ? "}" : ")";
      List<Filter> parts = new ArrayList<>();
      List<String> numbers = new ArrayList<>();
      Token first = tokens.take("a value");
      Token value = first;
      while (true) {
        if (word.how() == How.EXPORTER) {
          parts.add(exporters(List.of(value), false, Pattern.quote(value.text()), "="));
        } else if (word.how() == How.BIT) {
          throw new FilterSyntaxException("expected '== 1' or '== 0'", value.offset());
        } else {
          String ours = value(word, value).replace("..", "-");
          conditions.compare(word.ours(), "=", value, ours);
          numbers.add(ours.matches("[\\w.:/+-]+") ? ours : "\"" + ours + "\"");
        }
        boolean more = tokens.accept(",");
        if (!more && tokens.accept(end)) {
          break;
        }
        if (!more && !braces) {
          throw tokens.unexpected("',' or '" + end + "'");
        }
        value = tokens.take("a value");
      }
      return parts.isEmpty()
          ? conditions.read(
              word.ours() + " in [" + String.join(", ", numbers) + "]", first.offset())
          : Conditions.any(parts);
    }

    private Filter bits(Word word, Token name) throws FilterSyntaxException {
      tokens.accept("&");
      Token mask = tokens.take("a mask");
      String has = word.ours() + " has " + mask.text();
      Filter all = conditions.read(has, mask.offset());
      long bits = all instanceof Filter.HasBits(_, long some) ? some : 0;
      Token sign = new Token(tokens.peek(), mask.offset(), false);
      if (!tokens.accept("==", "eq", "!=", "ne")) {
        if (Long.bitCount(bits) != 1) {
          throw new FilterSyntaxException(
              "write what the bits are to be: & 0x12 == 0x12", mask.offset());
        }
        return all;
      }
      Token value = tokens.take("a number");
      boolean zero = value.text().matches("0(x0+)?");
      boolean same = value.text().equalsIgnoreCase(mask.text());
      if (!same && !(zero && Long.bitCount(bits) == 1)) {
        throw new NotSaid(
            "some bits set and others not cannot be asked for at once", value.offset());
      }
      boolean wanted = (sign.text().equals("==") || sign.text().equals("eq")) != zero;
      return wanted ? all : conditions.both(word.implied(), all.opposite(), name.offset());
    }

    /// "%" stands for any letters and "_" for any one.
    private Filter like(Word word, Token name) throws FilterSyntaxException {
      String op = tokens.take("LIKE").lower();
      Token value = tokens.take("a pattern in quotes");
      boolean not = op.contains("un");
      String pattern = value.text();
      StringBuilder regex = new StringBuilder(op.startsWith("i") ? "(?i)" : "");
      for (int i = 0; i < pattern.length(); i++) {
        char c = pattern.charAt(i);
        regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
      if (word.how() == How.EXPORTER) {
        return exporters(List.of(value), not, regex.toString(), not ? "!=" : "=");
      }
      List<String> choices =
          word.ours().equals("site") ? dimensions.require("site").choices() : List.of();
      List<String> meant =
          choices.stream().filter(choice -> choice.matches(regex.toString())).toList();
      boolean plain = !pattern.contains("%") && !pattern.contains("_") && !op.startsWith("i");
      if (meant.isEmpty() && !plain) {
        throw new NotSaid(
            choices.isEmpty()
                ? "a pattern cannot be asked for here; write the whole text"
                : "no " + word.ours() + " is like '" + Reader.brief(pattern) + "'",
            value.offset());
      }
      Filter any =
          meant.isEmpty()
              ? conditions.compare(word.ours(), "=", value, pattern)
              : conditions.read(
                  "site in [\"" + String.join("\", \"", meant) + "\"]", name.offset());
      return not ? any.opposite() : any;
    }

    private Filter exporters(List<Token> values, boolean not, String regex, String op)
        throws FilterSyntaxException {
      Token value = values.getFirst();
      if (op.startsWith("<") || op.startsWith(">")) {
        throw new FilterSyntaxException("names have no order", value.offset());
      }
      List<String> addresses =
          labels.exporters().entrySet().stream()
              .filter(named -> named.getValue().name().matches(regex))
              .map(named -> named.getKey().toString())
              .sorted()
              .toList();
      if (addresses.isEmpty()) {
        throw new NotSaid(
            "no exporter is called '" + Reader.brief(value.text()) + "' here", value.offset());
      }
      Filter any =
          conditions.read(
              addresses.size() == 1
                  ? "exporter " + addresses.getFirst()
                  : "exporter in [" + String.join(", ", addresses) + "]",
              value.offset());
      return not ? any.opposite() : any;
    }

    /// What comes next may be known, and have no counterpart.
    private void refuse() throws FilterSyntaxException {
      String reason = REFUSED.get(tokens.peek());
      if (reason != null) {
        Token sign = tokens.take("");
        throw new NotSaid("'" + sign.text() + "': " + reason, sign.offset());
      }
    }
  }
}
