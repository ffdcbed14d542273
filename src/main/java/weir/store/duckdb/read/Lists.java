package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.SQL;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.read.QueryPlan.Listed;
import weir.store.duckdb.read.QueryPlan.Piece;
import weir.store.duckdb.rollup.SliceTable;
import weir.store.duckdb.rollup.TopList;

/// The answer as the lists of largest groups give it, and by how much it may be too low.
record Lists(FlowQuery query, TopList list, Listed plan) {
  /// Flows of slices without lists are looked at too if there are no more than this.
  private static final long FEW_FLOWS = 500_000;

  static Optional<Lists> of(FlowQuery query, List<SliceTable> tables) {
    return TopList.of(query)
        .flatMap(
            list ->
                QueryPlan.fromLists(query, list, tables).map(plan -> new Lists(query, list, plan)));
  }

  /// Leaves out flows that would take long to look at.
  Answer answer(Database.Reader reader) {
    return AnswerReader.ask(reader, query, SQL.answer(query, QueryPlan.sources(quick())));
  }

  private List<Piece> quick() {
    return plan.pieces().stream()
        .filter(piece -> piece.summary().isPresent() || piece.rows() <= FEW_FLOWS)
        .toList();
  }

  /// The share of the flows that the answer covers.
  double covered() {
    List<Piece> quick = quick();
    long all = plan.pieces().stream().mapToLong(Piece::flows).sum();
    return quick.size() == plan.pieces().size() || all == 0
        ? 1
        : (double) quick.stream().mapToLong(Piece::flows).sum() / all;
  }

  /// The largest share of any shown sum that may be missing from it.
  double mostMissing(Answer answer) {
    double smallest = Double.MAX_VALUE;
    Map<String, Double> sums = new HashMap<>();
    for (int row = 0; row < answer.rows(); row++) {
      if (!answer.other()[row]) {
        sums.merge(answer.label(row), (double) answer.sums()[0][row], Double::sum);
      }
    }
    for (double sum : sums.values()) {
      smallest = Math.min(smallest, sum);
    }
    return sums.isEmpty() ? 0 : plan.leftOut() / (smallest + plan.leftOut());
  }
}
