package weir.dialect;

import weir.exporter.Labels;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterSyntaxException;

/// Reads filters of one language.
interface Reader {
  Language language();

  Filter read(String text, Dimensions dimensions, Labels labels) throws FilterSyntaxException;

  /// So much of a word as a sentence bears.
  static String brief(String word) {
    return word.length() <= 40 ? word : word.substring(0, 40) + "…";
  }
}
