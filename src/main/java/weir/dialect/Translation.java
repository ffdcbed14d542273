package weir.dialect;

import java.util.List;
import java.util.Optional;
import weir.exporter.Labels;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FilterText;

/// A filter text as it was understood.
///
/// @param from the language that it was translated from; empty where it is our own
/// @param ours what it is in our own
public record Translation(Filter filter, Optional<Language> from, String ours) {
  private static final List<Reader> READERS =
      List.of(
          new FieldLanguage(Language.WIRESHARK),
          new FieldLanguage(Language.AKVORADO),
          new BpfLanguage());

  /// Reads a filter: as our own, and where that cannot be, as one of the others'.
  ///
  /// @param labels names of exporters
  /// @throws FilterSyntaxException of the language in which most of it can be read
  public static Translation read(String text, Dimensions dimensions, Labels labels)
      throws FilterSyntaxException {
    FilterSyntaxException furthest;
    try {
      return new Translation(FilterParser.parse(text, dimensions), Optional.empty(), text);
    } catch (FilterSyntaxException e) {
      furthest = e;
    }
    for (Reader reader : READERS) {
      try {
        Filter filter = reader.read(text, dimensions, labels);
        return new Translation(filter, Optional.of(reader.language()), FilterText.of(filter));
      } catch (FilterSyntaxException e) {
        boolean known = e instanceof NotSaid && !(furthest instanceof NotSaid);
        if (e.position() > furthest.position() || (known && e.position() == furthest.position())) {
          String problem = "read as " + reader.language().label() + "'s: " + e.problem();
          furthest =
              e instanceof NotSaid
                  ? new NotSaid(problem, e.position())
                  : new FilterSyntaxException(problem, e.position()).in(text);
        }
      }
    }
    throw furthest instanceof NotSaid ? furthest.in(text) : furthest;
  }

  /// "Read as Wireshark's: src ip 10.0.0.0/8"; empty where it is our own.
  public String sentence() {
    return from.map(language -> "Read as " + language.label() + "'s: " + ours).orElse("");
  }
}
