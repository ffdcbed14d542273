package weir.store.duckdb;

import java.util.List;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.FlowQuery;
import weir.query.QueryPlan;
import weir.query.QueryPlan.Piece;
import weir.query.SqlCompiler;
import weir.store.Cancel;
import weir.store.Question;
import weir.store.StoreException;

/// Answers a question piece by piece, the newest flows first. What pieces add to the groups is
/// collected in a temporary table, and answered from there whenever it is time to show something; a
/// question that is done in one go needs no such table.
final class SteppedQuestion implements Question {
  /// Rows that a statement looks at, about: a tenth of a second's work.
  private static final long STATEMENT_ROWS = 2_000_000;

  /// After so long there is a first answer; each further one may take twice the time.
  private static final long FIRST_ANSWER_NANOS = 50_000_000L;

  private static final String GROUPS = "weir_groups";

  private final FlowQuery query;
  private final SliceList list;
  private final List<Slice> pinned;
  private final List<Piece> pieces;
  private final Database.Reader reader;
  private final Cancel cancel;
  private final long allFlows;

  private int done;
  private long coveredFlows;
  private long spentNanos;
  private long budgetNanos = FIRST_ANSWER_NANOS;
  private boolean collecting;

  SteppedQuestion(FlowQuery query, SliceList list, Database database, Cancel cancel) {
    this.query = query;
    this.list = list;
    this.cancel = cancel;
    this.pinned = list.pin(query.range());
    this.pieces = QueryPlan.of(query, pinned.stream().map(Slice::planned).toList());
    this.reader = database.reader(cancel);
    this.allFlows = pieces.stream().mapToLong(Piece::flows).sum();
  }

  @Override
  public Answer next() {
    if (pieces.isEmpty()) {
      return Answer.nothing(query);
    }
    if (cancel.isCancelled()) {
      throw StoreException.cancelled();
    }
    long started = System.nanoTime();
    List<Piece> batch = nextPieces();
    Answer answer;
    if (!collecting && done == pieces.size()) {
      answer = reader.answer(query, SqlCompiler.answer(query, batch));
    } else {
      collect(batch);
      while (done < pieces.size() && System.nanoTime() - started < budgetNanos) {
        collect(nextPieces());
      }
      budgetNanos *= 2;
      answer = reader.answer(query, SqlCompiler.answerFromGroups(query, GROUPS));
    }
    spentNanos += System.nanoTime() - started;
    Coverage coverage =
        done == pieces.size()
            ? Coverage.complete(allFlows)
            : new Coverage(coveredFlows, allFlows, false, 0);
    return answer.withCoverage(coverage, spentNanos);
  }

  private List<Piece> nextPieces() {
    int from = done;
    long rows = 0;
    do {
      rows += pieces.get(done).rows();
      coveredFlows += pieces.get(done).flows();
      done++;
    } while (done < pieces.size() && rows + pieces.get(done).rows() <= STATEMENT_ROWS);
    return pieces.subList(from, done);
  }

  private void collect(List<Piece> batch) {
    String groups = SqlCompiler.groups(query, batch);
    reader.execute(
        collecting
            ? "INSERT INTO " + GROUPS + "\n" + groups
            : "CREATE OR REPLACE TEMP TABLE " + GROUPS + " AS\n" + groups);
    collecting = true;
  }

  /// The statement that answers it in one go, for people to read.
  static String sql(FlowQuery query, SliceList list) {
    List<Slice> pinned = list.pin(query.range());
    try {
      List<Piece> pieces = QueryPlan.of(query, pinned.stream().map(Slice::planned).toList());
      return pieces.isEmpty()
          ? "-- no slice overlaps the range"
          : SqlCompiler.answer(query, pieces);
    } finally {
      list.unpin(pinned);
    }
  }

  @Override
  public void close() {
    if (collecting) {
      reader.drop(GROUPS);
    }
    reader.close();
    list.unpin(pinned);
  }
}
