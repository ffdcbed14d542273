package weir.ui.explore;

import java.util.List;
import weir.query.BucketWidth;
import weir.query.FlowQuery;

/// What is asked for the columns of a ranking that say how its groups have changed over time.
final class RankingSteps {
  /// As many steps as a small line has room for, and enough for a percentile.
  private static final int MOST_STEPS = 100;

  private RankingSteps() {}

  /// The same groups, step by step.
  static FlowQuery question(FlowQuery ranking) {
    return new FlowQuery(
            ranking.range(),
            ranking.filter(),
            ranking.by(),
            List.of(ranking.measures().getFirst()),
            BucketWidth.nanos(ranking.range(), MOST_STEPS),
            ranking.top(),
            ranking.others(),
            ranking.scaled())
        .withRank(ranking.rank())
        .withSpread(ranking.spread());
  }
}
