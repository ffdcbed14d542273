package weir.query;

import java.util.Arrays;
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
    return new Answer(
        side.withMeasures(side.measures().subList(0, measures)),
        rows,
        new long[0],
        keys,
        other,
        Arrays.copyOf(sums, measures),
        matchedFlows,
        elapsedNanos,
        coverage,
        labels);
  }

  /// A measure's value in a row; a rate is over the length of its side's range.
  public double value(int row, int measure) {
    return query
        .query()
        .measures()
        .get(measure)
        .of((double) sums[measure][row], query.query().range().lengthNanos());
  }

  /// The same of the other side.
  public double valueAgainst(int row, int measure) {
    return query
        .query()
        .measures()
        .get(measure)
        .of((double) against[measure][row], query.against().lengthNanos());
  }

  /// A row's value of one key in words.
  public String text(int row, int key) {
    return Answer.text(keys, row, key, labels, false);
  }
}
