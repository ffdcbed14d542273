package weir.query;

import java.util.ArrayList;
import java.util.List;
import weir.flow.IpAddress;
import weir.query.FilterCompletion.Offer;
import weir.query.FilterTokens.Token;

/// Reads the rest of a condition on a prefix (`src_addr/24 10.1.2.3`: the network that the address
/// is in) or on what a table of names makes (`dst_service in [https, ssh]`).
final class DimensionFilter {
  /// More names than these are too many to read in a sentence.
  private static final int MOST_NAMED = 8;

  private DimensionFilter() {}

  static Filter read(FilterTokens tokens, Dimension dimension) throws FilterSyntaxException {
    List<Filter> parts = new ArrayList<>();
    boolean not = false;
    if (tokens.acceptBoth("in", "[")) {
      do {
        parts.add(value(dimension, tokens.take(expected(dimension))));
      } while (tokens.accept(","));
      tokens.expect("]");
    } else {
      not = tokens.accept("!=");
      if (!not) {
        tokens.accept("=", "==");
      }
      parts.add(value(dimension, tokens.take(expected(dimension))));
    }
    Filter any = parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
    return not ? new Filter.Not(any) : any;
  }

  private static Expected expected(Dimension dimension) {
    if (!(dimension instanceof Dimension.Named named)) {
      return Expected.of("an address such as 10.0.0.1, or its network");
    }
    List<String> names = named.table().names();
    String some = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    return Expected.one(
        names.size() > MOST_NAMED ? "a name such as " + some : "one of " + some,
        names.stream().map(name -> new Offer(FilterTokens.quoted(name), "")));
  }

  private static Filter value(Dimension dimension, Token token) throws FilterSyntaxException {
    if (dimension instanceof Dimension.Named named) {
      int place = named.table().place(token.text());
      if (place < 0) {
        throw wrong(dimension, token);
      }
      return new Filter.Is(named, place);
    }
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
