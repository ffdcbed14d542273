package weir.query;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import weir.exporter.Labels;
import weir.flow.FlowField;

/// What can stand at a place in a filter text: what the parser would go on with there.
///
/// @param from where the word begins that an offer replaces
/// @param until where it ends
/// @param offers best first
/// @param hint what is expected, in words, where it is not a word of the language
/// @param begun whether there is a beginning that the offers go on with, and that is no whole word
/// @param fields of which a value can stand there
public record FilterCompletion(
    int from, int until, List<Offer> offers, String hint, boolean begun, List<FlowField> fields) {
  /// @param text as it is written in a filter
  /// @param note what it means; may be empty
  public record Offer(String text, String note) {}

  private static final int MOST = 12;

  /// Where nothing is begun, nobody looks for one of more.
  private static final int MOST_LOOKED_AT = 2000;

  /// A note is looked through from so many letters on.
  private static final int NOTED_FROM = 2;

  /// What people write most, best first; of the rest, the shortest is first.
  private static final List<String> USUAL =
      List.of(
          ("src dst ip net port tcp udp proto and or in out as exporter not flags bytes packets if"
                  + " direction icmp icmpv6 http https domain ssh ntp")
              .split(" "));

  /// Behind all values.
  private static final List<String> OPERATORS =
      List.of("=", "!=", "in [", "[", "<", "<=", ">", ">=", "has");

  /// A condition begins behind these, whatever is wrong before.
  private static final Set<String> BEFORE_A_CONDITION = Set.of("and", "&&", "or", "||");

  private static final Comparator<Offer> RANK =
      Comparator.comparingInt((Offer offer) -> usual(offer.text()))
          .thenComparingInt(offer -> offer.text().length())
          .thenComparing(Offer::text);

  public FilterCompletion {
    offers = List.copyOf(offers);
    fields = List.copyOf(fields);
  }

  /// Nothing, at the beginning.
  public static final FilterCompletion NONE = new FilterCompletion(0, 0, List.of(), "", false);

  private FilterCompletion(int from, int until, List<Offer> offers, String hint, boolean begun) {
    this(from, until, offers, hint, begun, List.of());
  }

  /// With values before the other offers.
  ///
  /// @param word what is begun of one
  public FilterCompletion withValues(List<Offer> values, String word) {
    Map<String, Offer> all = new LinkedHashMap<>();
    values.stream().limit(MOST - 2).forEach(value -> all.put(value.text(), value));
    offers.forEach(offer -> all.merge(offer.text(), offer, FilterCompletion::telling));
    List<Offer> some = all.values().stream().limit(MOST).toList();
    boolean whole = some.stream().anyMatch(offer -> offer.text().equalsIgnoreCase(word));
    return new FilterCompletion(
        from, until, some, hint, !word.isEmpty() && !whole && !some.isEmpty(), fields);
  }

  /// What the word around the caret can become; where there is none, what can come next.
  ///
  /// @param caret any number: a text field tells of a new text before it has moved its caret
  /// @param dimensions that can be named
  /// @param labels names of exporters
  public static FilterCompletion at(String text, int caret, Dimensions dimensions, Labels labels) {
    int place = Math.clamp(caret, 0, text.length());
    int from = FilterTokens.wordStart(text, place);
    if (from < 0) {
      return new FilterCompletion(place, place, List.of(), "", false);
    }
    int until = FilterTokens.wordEnd(text, from, place);
    String begun = text.substring(from, place).toLowerCase(Locale.ROOT);
    List<Expected> expected = expected(text.substring(0, from), dimensions);
    Map<String, Offer> all = new LinkedHashMap<>();
    expected.stream()
        .flatMap(one -> some(one.offers().apply(labels), begun))
        .forEach(offer -> all.merge(offer.text(), offer, FilterCompletion::telling));
    boolean whole = all.keySet().stream().anyMatch(word -> word.equalsIgnoreCase(begun));
    List<Offer> offers = best(all.values().stream(), begun);
    if (offers.isEmpty() && !begun.isEmpty()) {
      offers = best(expected.stream().flatMap(one -> one.begun().stream()), begun);
    }
    String hint =
        expected.stream().filter(Expected::open).map(Expected::words).findFirst().orElse("");
    return new FilterCompletion(
        from,
        until,
        offers,
        hint,
        !begun.isEmpty() && !whole && !offers.isEmpty(),
        expected.stream().flatMap(one -> one.of().stream()).distinct().toList());
  }

  /// Of a hundred thousand names those that may be meant.
  private static Stream<Offer> some(Stream<Offer> offers, String begun) {
    return begun.isEmpty()
        ? offers.limit(MOST_LOOKED_AT)
        : offers.filter(offer -> fits(offer, begun) || offer.text().equalsIgnoreCase(begun));
  }

  private static List<Offer> best(Stream<Offer> all, String begun) {
    return all.filter(offer -> fits(offer, begun))
        .sorted(Comparator.comparing((Offer offer) -> !starts(offer, begun)).thenComparing(RANK))
        .limit(MOST)
        .toList();
  }

  /// The offer that is meant by a beginning.
  public Optional<Offer> best() {
    return begun ? Optional.of(offers.getFirst()) : Optional.empty();
  }

  private static Offer telling(Offer one, Offer other) {
    return one.note().isEmpty() ? other : one;
  }

  private static int usual(String word) {
    int place = USUAL.indexOf(word);
    int operator = OPERATORS.indexOf(word);
    return place >= 0 ? place : USUAL.size() + 1 + operator;
  }

  private static boolean starts(Offer offer, String begun) {
    String text = offer.text().toLowerCase(Locale.ROOT);
    return text.startsWith(begun) || text.startsWith("\"" + begun);
  }

  private static boolean fits(Offer offer, String begun) {
    boolean goesOn = starts(offer, begun) && !offer.text().equalsIgnoreCase(begun);
    return goesOn
        || (begun.length() >= NOTED_FROM
            && offer.note().toLowerCase(Locale.ROOT).startsWith(begun)
            && !offer.text().equalsIgnoreCase(begun));
  }

  /// What the parser looks for behind a text. Where the text is wrong further on, behind its last
  /// "and", "or" or the like.
  private static List<Expected> expected(String text, Dimensions dimensions) {
    try {
      FilterTokens tokens = new FilterTokens(text);
      List<Expected> found = expected(tokens, dimensions);
      return found.isEmpty() && tokens.goTo(BEFORE_A_CONDITION)
          ? expected(tokens, dimensions)
          : found;
    } catch (FilterSyntaxException e) { // not even words
      return List.of();
    }
  }

  private static List<Expected> expected(FilterTokens tokens, Dimensions dimensions) {
    try {
      var _ = FilterParser.read(tokens, dimensions);
    } catch (FilterSyntaxException e) { // that it goes on is the rule
      return tokens.expectedAtEnd();
    }
    return tokens.expectedAtEnd();
  }
}
