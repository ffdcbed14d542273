package weir.query;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.query.FilterCompletion.Offer;

/// What may stand at a place of a filter text.
///
/// @param words for people
/// @param open whether there is more than the offers
/// @param offers those of it that can be listed
/// @param begun what is offered where a beginning of it is there and nothing else fits
/// @param of the fields of which a value is expected
record Expected(
    String words,
    boolean open,
    Function<Labels, Stream<Offer>> offers,
    List<Offer> begun,
    List<FlowField> of) {
  Expected(String words, boolean open, Function<Labels, Stream<Offer>> offers) {
    this(words, open, offers, List.of(), List.of());
  }

  /// Nothing that could be listed.
  static Expected of(String words) {
    return new Expected(words, true, _ -> Stream.of());
  }

  /// Among other things these.
  static Expected such(String words, Stream<Offer> offers) {
    return of(words, true, offers);
  }

  /// One of these and nothing else.
  static Expected one(String words, Stream<Offer> offers) {
    return of(words, false, offers);
  }

  /// The same, and these where they are begun.
  Expected with(Stream<Offer> others) {
    return new Expected(words, open, offers, others.toList(), of);
  }

  /// The same, and sets that people gave names.
  Expected andSets() {
    return new Expected(
        words, open, labels -> Stream.concat(offers.apply(labels), sets(labels)), begun, of);
  }

  private static Stream<Offer> sets(Labels labels) {
    return labels.layers().merged().sets().entrySet().stream()
        .map(set -> new Offer("@" + set.getKey(), "a set of " + set.getValue().size()));
  }

  /// The same, of a value of these fields.
  Expected of(List<FlowField> fields) {
    return new Expected(words, open, offers, begun, fields);
  }

  private static Expected of(String words, boolean open, Stream<Offer> offers) {
    List<Offer> listed = offers.toList();
    return new Expected(words, open, _ -> listed.stream());
  }

  /// Among other things these, which are made when somebody wants to see them.
  static Expected such(String words, Supplier<Stream<Offer>> offers) {
    return new Expected(words, true, _ -> offers.get());
  }

  /// One of these and nothing else; made when somebody wants to see them.
  static Expected one(String words, Supplier<Stream<Offer>> offers) {
    return new Expected(words, false, _ -> offers.get());
  }
}
