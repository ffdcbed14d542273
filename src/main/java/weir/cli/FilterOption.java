package weir.cli;

import java.io.PrintWriter;
import weir.dialect.Translation;
import weir.exporter.Labels;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterSyntaxException;

/// Reads what is given to `--filter`: in Weir's language, or in another one, which is told.
final class FilterOption {
  private FilterOption() {}

  /// @param option for the sentence
  /// @param labels names of exporters
  /// @param err where it is told that it was translated
  static Filter read(
      String option, String text, Dimensions dimensions, Labels labels, PrintWriter err) {
    return translated(option, text, dimensions, labels, err).filter();
  }

  /// The same, with its text in Weir's language.
  static Translation translated(
      String option, String text, Dimensions dimensions, Labels labels, PrintWriter err) {
    try {
      Translation read = Translation.read(text, dimensions, labels);
      read.from()
          .ifPresent(
              language ->
                  err.println(
                      "weir: " + option + ": read as " + language.label() + "'s: " + read.ours()));
      return read;
    } catch (FilterSyntaxException e) {
      throw new CommandFailed(option + ": " + e.getMessage(), e);
    }
  }
}
