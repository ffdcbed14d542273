package weir.query;

import java.util.List;
import weir.exporter.Labels;

/// The answer to a [ComparisonQuery]: groups with their sums on both sides, those that differ most
/// first, "Other" last.
///
/// @param rows groups
/// @param keys one column a dimension
/// @param other rows that sum up what `top` left out; their keys are 0
/// @param sums one column a measure, of its base
/// @param against the same of the flows that are compared with
/// @param matchedFlows flow records on the first side
/// @param matchedAgainst flow records on the other
/// @param elapsedNanos how long the store took
/// @param coverage how much of the flows it covers
/// @param labels names for people; they change no row
public record Comparison(
    ComparisonQuery query,
    int rows,
    List<Answer.Key> keys,
    boolean[] other,
    long[][] sums,
    long[][] against,
    long matchedFlows,
    long matchedAgainst,
    long elapsedNanos,
    Coverage coverage,
    Labels labels)
    implements Result {

  /// No rows.
  public static Comparison nothing(ComparisonQuery query) {
    FlowQuery first = query.query();
    List<Answer.Key> none =
        first.by().stream().map(by -> new Answer.Key(by, new long[0], new long[0])).toList();
    int measures = first.measures().size();
    return new Comparison(
        query,
        0,
        none,
        new boolean[0],
        new long[measures][0],
        new long[measures][0],
        0,
        0,
        0,
        Coverage.complete(0),
        Labels.NONE);
  }

  @Override
  public int groups() {
    return rows;
  }

  public Comparison withCoverage(Coverage newCoverage, long newElapsedNanos) {
    return new Comparison(
        query,
        rows,
        keys,
        other,
        sums,
        against,
        matchedFlows,
        matchedAgainst,
        newElapsedNanos,
        newCoverage,
        labels);
  }

  public Comparison withLabels(Labels newLabels) {
    return new Comparison(
        query,
        rows,
        keys,
        other,
        sums,
        against,
        matchedFlows,
        matchedAgainst,
        elapsedNanos,
        coverage,
        query.query().filter().labels(newLabels));
  }

  /// The first side alone, the rows as they are.
  ///
  /// @param measures of which only so many are kept
  public Answer first(int measures) {
    FlowQuery side = query.query();
    FlowQuery kept = side.withMeasures(side.measures().subList(0, measures));
    return new Answer(
        kept,
        rows,
        new long[0],
        keys,
        other,
        kept.measures().stream().map(measure -> sums[side.place(measure)]).toArray(long[][]::new),
        matchedFlows,
        elapsedNanos,
        coverage,
        labels);
  }

  /// A measure's value in a row; a rate is over the length of its side's range.
  public double value(int row, int measure) {
    return value(sums, row, measure, query.query().range());
  }

  /// The same of the other side.
  public double valueAgainst(int row, int measure) {
    return value(against, row, measure, query.against());
  }

  private double value(long[][] of, int row, int measure, TimeRange range) {
    FlowQuery side = query.query();
    Measure shown = side.measures().get(measure);
    double sum = (double) of[measure][row];
    if (!shown.isRatio()) {
      return shown.of(sum, range.lengthNanos());
    }
    double over =
        shown
            .over()
            .map(other -> (double) of[side.place(other)][row])
            .orElseGet(() -> other[row] ? 0 : Answer.speed(side.by(), keys, row, labels));
    return shown.of(sum, over, range.lengthNanos());
  }

  /// A row's value of one key in words.
  public String text(int row, int key) {
    return Answer.text(keys, row, key, labels, false);
  }
}
