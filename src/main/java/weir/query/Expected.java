package weir.query;

import java.util.function.Function;
import java.util.stream.Stream;
import weir.exporter.Labels;
import weir.query.FilterCompletion.Offer;

/// What may stand at a place of a filter text.
///
/// @param words for people
/// @param offers those of it that can be listed
record Expected(String words, Function<Labels, Stream<Offer>> offers) {
  /// Nothing that could be listed.
  static Expected of(String words) {
    return new Expected(words, _ -> Stream.of());
  }

  static Expected of(String words, Stream<Offer> offers) {
    var listed = offers.toList();
    return new Expected(words, _ -> listed.stream());
  }
}
