package weir.ingest;

import java.util.Optional;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;

/// On what terms flows are taken that come by a port.
///
/// @param filter what is stored of them, in the language of filters; empty for all
/// @param share of the room in which flows wait for the store, that is this port's alone: 0 to 1; 0
///   for the usual
public record PortTerms(String filter, double share) {
  /// The usual ones.
  public static final PortTerms USUAL = new PortTerms("", 0);

  /// @throws IllegalArgumentException if it is no share
  public PortTerms {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is 0 to 1, not " + share);
    }
  }

  public PortTerms withFilter(String other) {
    return new PortTerms(other, share);
  }

  public PortTerms withShare(double other) {
    return new PortTerms(filter, other);
  }

  public boolean isUsual() {
    return equals(USUAL);
  }

  /// What is stored; empty for all.
  ///
  /// @param dimensions that it can name
  /// @throws IllegalArgumentException if it cannot be read; says where and why
  public Optional<Filter> parsed(Dimensions dimensions) {
    try {
      return filter.isBlank()
          ? Optional.empty()
          : Optional.of(FilterParser.parse(filter, dimensions));
    } catch (FilterSyntaxException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
