package weir.dialect;

import java.util.ArrayList;
import java.util.List;
import weir.dialect.Tokens.Token;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;

/// Conditions of ours made of another language's words: they are written in ours and read there, so
/// that a value is checked in one place.
final class Conditions {
  private static final int DEEPEST = 100;

  private final Dimensions dimensions;
  private int depth;

  Conditions(Dimensions dimensions) {
    this.dimensions = dimensions;
  }

  /// Reads a condition of ours.
  ///
  /// @param at where it stands in their text
  Filter read(String ours, int at) throws FilterSyntaxException {
    try {
      return FilterParser.parse(ours, dimensions);
    } catch (FilterSyntaxException e) {
      throw new FilterSyntaxException(e.problem(), at);
    }
  }

  /// A property compared with a value.
  Filter compare(String property, String op, Token value, String written)
      throws FilterSyntaxException {
    String word = written.indexOf('"') >= 0 ? written.replace("\"", "") : written;
    boolean plain = word.matches("[\\w.:/+-]+");
    return read(property + " " + op + " " + (plain ? word : "\"" + word + "\""), value.offset());
  }

  /// Both hold; what is empty adds nothing.
  Filter both(String implied, Filter other, int at) throws FilterSyntaxException {
    return implied.isEmpty() ? other : new Filter.And(List.of(read(implied, at), other));
  }

  /// One of several alternatives.
  static Filter any(List<Filter> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
  }

  /// What joins conditions: all parts of one "and" or "or" side by side.
  static Filter joined(boolean and, Filter one, Filter other) {
    List<Filter> parts = new ArrayList<>();
    for (Filter part : List.of(one, other)) {
      switch (part) {
        case Filter.And(List<Filter> inner) when and && !inner.isEmpty() -> parts.addAll(inner);
        case Filter.Or(List<Filter> inner) when !and && !inner.isEmpty() && part == one ->
            parts.addAll(inner);
        default -> parts.add(part);
      }
    }
    return and ? new Filter.And(parts) : new Filter.Or(parts);
  }

  /// A grammar's rule.
  interface Rule {
    Filter read() throws FilterSyntaxException;
  }

  /// What "and" and "or" join: "not" and another one, a whole expression in parentheses, or a
  /// condition.
  Filter part(Tokens tokens, Rule expression, Rule condition) throws FilterSyntaxException {
    if (++depth > DEEPEST) {
      throw tokens.unexpected("fewer than " + DEEPEST + " parentheses and nots");
    }
    Filter part;
    if (tokens.accept("not", "!")) {
      part = part(tokens, expression, condition).opposite();
    } else if (tokens.accept("(")) {
      part = expression.read();
      tokens.expect(")");
    } else {
      part = condition.read();
    }
    depth--;
    return part;
  }
}
