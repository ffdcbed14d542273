package weir.query;

import java.util.ArrayList;
import java.util.List;

/// Reads the filter language, which is nfdump's and tcpdump's in manner (docs/filters.md):
///
/// ```
/// filter    = and { ("or" | "||") and }
/// and       = part { ("and" | "&&") part }
/// part      = ("not" | "!") part | "(" filter ")" | primitive
/// primitive = ["src" | "dst" | "in" | "out"] property [operator] value | word | field [operator] value
/// value     = one | "in" "[" one { "," one } "]"
/// one       = word | '"' anything '"'
/// ```
///
/// A property without a side means either. Nothing is case-sensitive.
public final class FilterParser {
  private static final int DEEPEST = 100;

  private final FilterTokens tokens;
  private final Dimensions dimensions;
  private int depth;

  private FilterParser(FilterTokens tokens, Dimensions dimensions) {
    this.tokens = tokens;
    this.dimensions = dimensions;
  }

  /// Reads a filter; an empty text is every flow.
  ///
  /// @throws FilterSyntaxException if it cannot be read
  public static Filter parse(String text) throws FilterSyntaxException {
    return parse(text, Dimensions.BUILT_IN);
  }

  /// The same.
  ///
  /// @param dimensions that can be named
  public static Filter parse(String text, Dimensions dimensions) throws FilterSyntaxException {
    try {
      FilterTokens tokens = new FilterTokens(text);
      return tokens.atEnd() ? Filter.all() : read(tokens, dimensions);
    } catch (FilterSyntaxException e) {
      throw e.in(text);
    }
  }

  /// Reads all of what is there.
  static Filter read(FilterTokens tokens, Dimensions dimensions) throws FilterSyntaxException {
    Filter filter = new FilterParser(tokens, dimensions).or();
    if (!tokens.atEnd()) {
      throw tokens.unexpected("'and' or 'or'");
    }
    return filter;
  }

  private Filter or() throws FilterSyntaxException {
    List<Filter> parts = new ArrayList<>(List.of(and()));
    while (tokens.accept("or", "||")) {
      parts.add(and());
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
  }

  private Filter and() throws FilterSyntaxException {
    List<Filter> parts = new ArrayList<>(List.of(part()));
    while (tokens.accept("and", "&&")) {
      parts.add(part());
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.And(parts);
  }

  private Filter part() throws FilterSyntaxException {
    if (++depth > DEEPEST) {
      throw tokens.unexpected("fewer than " + DEEPEST + " parentheses and nots");
    }
    try {
      if (tokens.accept("not", "!")) {
        return new Filter.Not(part());
      }
      if (tokens.accept("(")) {
        Filter inner = or();
        tokens.expect(")");
        return inner;
      }
      return FilterPrimitives.read(tokens, dimensions);
    } finally {
      depth--;
    }
  }
}
