package weir.ui.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Measure;
import weir.query.Selection;

/// One group of a ranking.
///
/// @param label the group in words
/// @param rate first measure, which ranks; the sum so far where not all flows have been looked at,
///   for a rate over the whole range would be too low
/// @param sum last measure: the sum behind the rate
/// @param share of everything that matched, 0 to 1
/// @param bar share of the largest group, 0 to 1
record RankingRow(
    String label,
    List<Dimension> by,
    List<IpAddress> values,
    boolean other,
    double rate,
    Measure rateMeasure,
    double sum,
    Measure sumMeasure,
    double share,
    double bar) {

  /// Rows of an answer to a question with a rate and its sum, or with one measure that is no rate.
  static List<RankingRow> of(Answer answer) {
    int summed = answer.query().measures().size() - 1;
    int rated = answer.coverage().partial() ? summed : 0;
    double total = Arrays.stream(answer.sums()[summed]).asDoubleStream().sum();
    double largest = 0;
    for (int row = 0; row < answer.rows(); row++) {
      largest = answer.other()[row] ? largest : Math.max(largest, answer.value(row, rated));
    }
    List<Dimension> by = answer.query().by();
    List<RankingRow> rows = new ArrayList<>(answer.rows());
    for (int row = 0; row < answer.rows(); row++) {
      double rate = answer.value(row, rated);
      double sum = answer.value(row, summed);
      rows.add(
          new RankingRow(
              answer.label(row),
              by,
              values(answer, row),
              answer.other()[row],
              rate,
              answer.query().measures().get(rated),
              sum,
              answer.query().measures().get(summed),
              total == 0 ? 0 : sum / total,
              largest == 0 || answer.other()[row] ? 0 : rate / largest));
    }
    return rows;
  }

  private static List<IpAddress> values(Answer answer, int row) {
    return answer.keys().stream().map(key -> new IpAddress(key.high(row), key.low()[row])).toList();
  }

  boolean sameGroup(RankingRow that) {
    return other == that.other && values.equals(that.values) && by.equals(that.by);
  }

  Selection selection(boolean exclude) {
    return new Selection.Group(by, values, exclude);
  }
}
