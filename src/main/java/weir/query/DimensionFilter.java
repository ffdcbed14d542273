package weir.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.flow.IpAddress;
import weir.query.FilterCompletion.Offer;
import weir.query.FilterTokens.Token;

/// Reads the rest of a condition on a prefix (`src_addr/24 10.1.2.3`: the network that the address
/// is in), a service (`service tcp/443`) what a table of names makes (`site in [Berlin, Rome]`), or
/// a number that is made of fields (`octets_per_packet 64-127`).
final class DimensionFilter {
  /// More names than these are too many to read in a sentence.
  private static final int MOST_NAMED = 8;

  /// More names than these are no filter that anyone could read.
  private static final int MOST_LIKE = 500;

  private static final String LIKE = "like";

  private static final Pattern NUMBERS = Pattern.compile("([0-9]+)(\\+|-([0-9]+)|)");

  private static final List<Filter.Op> ORDER =
      List.of(Filter.Op.LE, Filter.Op.LT, Filter.Op.GE, Filter.Op.GT);

  private DimensionFilter() {}

  static Filter read(FilterTokens tokens, Dimension dimension) throws FilterSyntaxException {
    boolean ofNames = dimension instanceof Dimension.Named || dimension instanceof Located;
    if (ofNames && isLike(tokens, dimension)) {
      return like(dimension, tokens.take(Expected.of("a part of a name")));
    }
    List<Token> words = new ArrayList<>();
    boolean not = false;
    if (tokens.acceptBoth("in", "[")) {
      do {
        words.add(tokens.take(expected(dimension)));
      } while (tokens.goesOn());
      tokens.expect("]");
    } else {
      if (dimension.isNumber()) {
        for (Filter.Op op : ORDER) {
          if (tokens.accept(op.sign())) {
            return ordered(dimension, op, tokens.take(expected(dimension)));
          }
        }
      }
      not = tokens.accept("!=");
      if (!not) {
        tokens.accept("=", "==");
      }
      words.add(tokens.take(expected(dimension)));
    }
    Filter any = any(dimension, words);
    return not ? new Filter.Not(any) : any;
  }

  /// Offered where there are more names than anyone reads.
  private static boolean isLike(FilterTokens tokens, Dimension named) {
    return named.choices().size() > MOST_NAMED ? tokens.accept(LIKE) : tokens.skip(LIKE);
  }

  /// The names that have a text in them, in any case; `*` stands for anything.
  private static Filter like(Dimension named, Token part) throws FilterSyntaxException {
    Pattern pattern =
        Pattern.compile(
            Arrays.stream(part.text().split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    List<String> names = named.choices();
    List<Long> places = new ArrayList<>();
    for (int place = 0; place < names.size() - 1; place++) {
      if (pattern.matcher(names.get(place)).find()) {
        places.add((long) place);
      }
    }
    if (places.isEmpty() || places.size() > MOST_LIKE) {
      throw new FilterSyntaxException(
          places.isEmpty()
              ? "no name has '" + part.text() + "' in it"
              : "'" + part.text() + "' is in more than " + MOST_LIKE + " names",
          part.offset());
    }
    return new Filter.Is(named, places);
  }

  /// "octets_per_packet > 100" is "octets_per_packet 101+".
  private static Filter ordered(Dimension dimension, Filter.Op op, Token token)
      throws FilterSyntaxException {
    try {
      long number = Long.parseLong(token.text());
      return switch (op) {
        case LT -> dimension.between(0, number - 1);
        case LE -> dimension.between(0, number);
        case GT -> dimension.between(number + 1, Long.MAX_VALUE);
        default -> dimension.between(number, Long.MAX_VALUE);
      };
    } catch (IllegalArgumentException e) {
      throw wrong(dimension, token);
    }
  }

  private static Expected expected(Dimension dimension) {
    Supplier<Stream<Offer>> offers =
        () -> dimension.choices().stream().map(name -> new Offer(FilterTokens.quoted(name), ""));
    return switch (dimension) {
      case Dimension.Services _ ->
          Expected.such("a service such as https, tcp/443, udp/51820 or icmp", offers);
      case Dimension.OfNames _ -> Expected.one(oneOf(dimension.choices()), offers);
      case Dimension.Ratio _ -> Expected.of("a number such as 64, or numbers: 64-127, 1500+");
      default -> Expected.of("an address such as 10.0.0.1, or its network");
    };
  }

  private static String oneOf(List<String> names) {
    String some = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    return (names.size() > MOST_NAMED ? "a name such as " : "one of ") + some;
  }

  private static Filter any(Dimension dimension, List<Token> words) throws FilterSyntaxException {
    if (dimension.isAddress() || dimension.isNumber()) {
      List<Filter> any = new ArrayList<>();
      for (Token word : words) {
        any.add(dimension.isNumber() ? numbers(dimension, word) : network(dimension, word));
      }
      return any.size() == 1 ? any.getFirst() : new Filter.Or(any);
    }
    List<Long> values = new ArrayList<>();
    for (Token word : words) {
      List<Long> meant = dimension.named(word.text());
      if (meant.isEmpty()) {
        throw wrong(dimension, word);
      }
      values.addAll(meant);
    }
    return new Filter.Is(dimension, values);
  }

  private static Filter numbers(Dimension dimension, Token token) throws FilterSyntaxException {
    Matcher text = NUMBERS.matcher(token.text());
    try {
      if (text.matches()) {
        long least = Long.parseLong(text.group(1));
        String most = text.group(3);
        boolean open = text.group(2).equals("+");
        return dimension.between(
            least, open ? Long.MAX_VALUE : most == null ? least : Long.parseLong(most));
      }
    } catch (IllegalArgumentException e) {
      // beyond all numbers, or the wrong way round
    }
    throw wrong(dimension, token);
  }

  private static Filter network(Dimension dimension, Token token) throws FilterSyntaxException {
    try {
      String text = token.text();
      int slash = text.indexOf('/');
      IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
      if (slash >= 0
          && !dimension.text(address.high(), address.low()).endsWith(text.substring(slash))) {
        throw new FilterSyntaxException(
            "'" + text + "': " + dimension.name() + " is of networks of another length",
            token.offset());
      }
      return dimension.equal(address.high(), address.low());
    } catch (IllegalArgumentException e) {
      throw wrong(dimension, token);
    }
  }

  private static FilterSyntaxException wrong(Dimension dimension, Token token) {
    return FilterTokens.unexpected(expected(dimension).words(), token);
  }
}
