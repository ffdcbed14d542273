package weir.ui.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Measure;
import weir.query.Selection;
import weir.ui.chart.Quantity;

/// One group of a ranking.
///
/// @param row its place in the answer
/// @param parts the group in words: one text, or the ends of a conversation
/// @param by what it is grouped by
/// @param values of `by`, in order
/// @param texts the values in words
/// @param rate first measure, which ranks; the sum so far where not all flows have been looked at,
///   for a rate over the whole range would be too low
/// @param sum last measure: the sum behind the rate
/// @param ways what of the sum goes from A to B, and back, of a conversation; empty of others
/// @param ofSpeed share of an interface's speed, where its exporter told that; else 0
/// @param share of everything that matched, 0 to 1
/// @param bar share of the largest group, 0 to 1
record RankingRow(
    int row,
    List<String> parts,
    List<Dimension> by,
    List<IpAddress> values,
    List<String> texts,
    boolean other,
    double rate,
    Measure rateMeasure,
    double sum,
    Measure sumMeasure,
    List<Double> ways,
    double ofSpeed,
    double share,
    double bar) {

  /// Something that its menu offers.
  record Choice(String text, Selection selection) {}

  /// Longer values are cut in menus.
  private static final int LONGEST_CHOICE = 48;

  /// Rows of an answer to a question with a rate and its sum, or with one measure that is no rate.
  static List<RankingRow> of(Answer answer) {
    List<Measure> measures = answer.query().measures();
    int summed = measures.getFirst().isRate() && measures.size() > 1 ? 1 : 0;
    boolean ways = measures.size() >= summed + 3 && measures.get(summed + 1).isOneWay();
    int rated = answer.coverage().partial() ? summed : 0;
    double total = Arrays.stream(answer.sums()[summed]).asDoubleStream().sum();
    double largest = 0;
    for (int row = 0; row < answer.rows(); row++) {
      largest = answer.other()[row] ? largest : Math.max(largest, answer.value(row, rated));
    }
    List<RankingRow> rows = new ArrayList<>(answer.rows());
    for (int row = 0; row < answer.rows(); row++) {
      double rate = answer.value(row, rated);
      double sum = answer.value(row, summed);
      rows.add(
          new RankingRow(
              row,
              answer.parts(row),
              answer.query().by(),
              values(answer, row),
              texts(answer, row),
              answer.other()[row],
              rate,
              answer.query().measures().get(rated),
              sum,
              answer.query().measures().get(summed),
              ways
                  ? List.of(answer.value(row, summed + 1), answer.value(row, summed + 2))
                  : List.of(),
              ofSpeed(answer, row),
              total == 0 ? 0 : sum / total,
              largest == 0 || answer.other()[row] ? 0 : rate / largest));
    }
    if (measures.getFirst() == Measure.OF_SPEED) { // no store knows speeds
      rows.sort(
          Comparator.comparing(RankingRow::other)
              .thenComparing(RankingRow::rate, Comparator.reverseOrder()));
    }
    return rows;
  }

  private static List<IpAddress> values(Answer answer, int row) {
    return answer.keys().stream().map(key -> new IpAddress(key.high(row), key.low()[row])).toList();
  }

  private static List<String> texts(Answer answer, int row) {
    return IntStream.range(0, answer.keys().size()).mapToObj(k -> answer.text(row, k)).toList();
  }

  /// The rows in another order, "Other" last or left out.
  ///
  /// @param order null for the ranking
  static List<RankingRow> arranged(
      List<RankingRow> ranked, @Nullable Comparator<RankingRow> order, boolean withoutOther) {
    List<RankingRow> rows = new ArrayList<>(ranked);
    rows.removeIf(row -> withoutOther && row.other());
    if (order != null) {
      rows.sort(Comparator.comparing(RankingRow::other).thenComparing(order));
    }
    return rows;
  }

  /// Of one interface of an exporter, whose bits are measured.
  private static double ofSpeed(Answer answer, int row) {
    double speed = answer.speed(row);
    return speed == 0 || answer.query().measures().getFirst() != Measure.BITS_PER_SECOND
        ? 0
        : answer.value(row, 0) / speed;
  }

  String ofSpeedText() {
    return ofSpeed == 0 ? "–" : percent(ofSpeed);
  }

  String label() {
    return String.join(arrow(), parts);
  }

  /// Between its parts: a conversation goes both ways.
  String arrow() {
    return by.equals(Dimension.End.BOTH) ? PartsBox.BOTH_WAYS : PartsBox.ARROW;
  }

  String wayText(int way) {
    return ways.isEmpty() ? "" : Quantity.text(ways.get(way), sumMeasure);
  }

  String rateText() {
    return rate == 0 && rateMeasure == Measure.OF_SPEED
        ? "–" // it is not known
        : Quantity.text(rate, rateMeasure);
  }

  String sumText() {
    return Quantity.text(sum, sumMeasure);
  }

  String shareText() {
    return percent(share);
  }

  private static String percent(double part) {
    double percent = part * 100;
    return percent > 0 && percent < 0.1
        ? "< 0.1 %"
        : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /// Read aloud.
  String spoken() {
    return String.join(" to ", parts) + ", " + rateText() + ", " + shareText();
  }

  /// As cells of a spreadsheet.
  String copied() {
    List<String> cells = new ArrayList<>(List.of(label(), rateText()));
    if (rateMeasure != sumMeasure) {
      cells.add(sumText());
    }
    for (int way = 0; way < ways.size(); way++) {
      cells.add(wayText(way));
    }
    cells.add(shareText());
    return String.join("\t", cells);
  }

  boolean isAddress(int part) {
    return !other && parts.size() == by.size() && by.get(part).isAddress();
  }

  boolean sameGroup(RankingRow that) {
    return other == that.other && values.equals(that.values) && by.equals(that.by);
  }

  /// The page of its host, of the first where there are two.
  Optional<Selection> host() {
    return other
        ? Optional.empty()
        : Selection.Host.of(new Selection.Group(by, values, false)).stream()
            .findFirst()
            .map(Selection.Host::new);
  }

  Selection selection(boolean exclude) {
    return new Selection.Group(by, values, exclude);
  }

  /// What it can be filtered by: the group, each of its values, either end of a flow.
  List<Choice> choices() {
    if (other || by.isEmpty()) {
      return List.of();
    }
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("Filter for this", selection(false)));
    choices.add(new Choice("Filter out", selection(true)));
    for (int key = 0; key < by.size(); key++) {
      if (!meansNothingAlone(key)) {
        addChoices(choices, key);
      }
    }
    return choices;
  }

  /// Every exporter has an interface 1.
  private boolean meansNothingAlone(int key) {
    return by.get(key).whole().map(FlowField::kind).orElse(null) == Kind.INTERFACE
        && by.stream().anyMatch(one -> one.is(FlowField.EXPORTER));
  }

  private void addChoices(List<Choice> choices, int key) {
    Dimension dimension = by.get(key);
    IpAddress value = values.get(key);
    String text = cut(texts.get(key));
    if (by.size() > 1) {
      String what = lowerCase(dimension.label()) + " " + text;
      choices.add(new Choice("Filter for " + what, alone(dimension, value, false)));
      choices.add(new Choice("Filter out " + what, alone(dimension, value, true)));
    }
    if (dimension.opposite().isPresent()) {
      choices.add(
          new Choice(
              "Filter for " + text + " at either end", new Selection.EitherEnd(dimension, value)));
    }
  }

  private static Selection alone(Dimension dimension, IpAddress value, boolean exclude) {
    return new Selection.Group(List.of(dimension), List.of(value), exclude);
  }

  /// Within a sentence; "TCP flags" and "EtherType" stay.
  private static String lowerCase(String label) {
    return label.substring(1).split(" ", 2)[0].chars().anyMatch(Character::isUpperCase)
        ? label
        : Character.toLowerCase(label.charAt(0)) + label.substring(1);
  }

  private static String cut(String text) {
    int half = LONGEST_CHOICE / 2;
    return text.length() <= LONGEST_CHOICE
        ? text
        : text.substring(0, half) + "…" + text.substring(text.length() - half);
  }
}
