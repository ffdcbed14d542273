package weir.store.duckdb.read;

import java.util.List;
import java.util.Optional;
import weir.exporter.Overrides;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.FlowQuery;
import weir.sql.SqlCompiler;
import weir.store.Cancel;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Slice;
import weir.store.duckdb.files.SliceList;
import weir.store.duckdb.read.QueryPlan.Piece;
import weir.store.duckdb.rollup.SliceTable;

/// A question to the slices that its range overlaps, which stay attached until it is closed.
public final class SteppedQuestion implements Question {
  /// After so long there is a first answer; each further one may take twice the time.
  private static final long FIRST_ANSWER_NANOS = 50_000_000L;

  private static final long MOST_BUDGET_NANOS = 2_000_000_000L;

  private final FlowQuery query;
  private final SliceList list;
  private final List<Slice> pinned;
  private final Database.Reader reader;
  private final Cancel cancel;
  private final long flows;
  private final Optional<Steps> steps;
  private long spentNanos;
  private long budgetNanos = FIRST_ANSWER_NANOS;

  /// Asks; what is taken for that is given back where it fails.
  ///
  /// @param overrides in force
  public static SteppedQuestion ask(
      FlowQuery query, SliceList list, Overrides overrides, Database database, Cancel cancel) {
    List<Slice> pinned = list.pin(query.range());
    Database.Reader reader = null;
    try {
      reader = database.reader(cancel);
      return new SteppedQuestion(query, list, pinned, overrides, reader, cancel);
    } catch (RuntimeException | Error e) {
      if (reader != null) {
        reader.close();
      }
      list.unpin(pinned);
      throw e;
    }
  }

  private SteppedQuestion(
      FlowQuery query,
      SliceList list,
      List<Slice> pinned,
      Overrides overrides,
      Database.Reader reader,
      Cancel cancel) {
    this.query = query;
    this.list = list;
    this.cancel = cancel;
    this.pinned = pinned;
    this.reader = reader;
    List<SliceTable> tables = pinned.stream().map(slice -> slice.planned(overrides)).toList();
    List<Piece> pieces = QueryPlan.of(query, tables);
    this.flows = pieces.stream().mapToLong(Piece::flows).sum();
    this.steps = pieces.isEmpty() ? Optional.empty() : Optional.of(steps(tables, pieces));
  }

  private Steps steps(List<SliceTable> tables, List<Piece> pieces) {
    boolean many = QueryPlan.manyFlows(pieces);
    if (many && query.top() > 0 && query.bucketNanos() > 0) {
      return new SeriesSteps(query, tables, pieces, reader);
    }
    Optional<Lists> lists = many ? Lists.of(query, tables) : Optional.empty();
    return lists.isPresent()
        ? new ListedSteps(query, lists.get(), tables, reader)
        : new DirectSteps(query, pieces, reader);
  }

  @Override
  public Answer next() {
    if (steps.isEmpty()) {
      return Answer.nothing(query);
    }
    if (cancel.isCancelled()) {
      throw StoreException.cancelled();
    }
    long started = System.nanoTime();
    Steps way = steps.get();
    Answer answer = way.next(started + budgetNanos);
    budgetNanos = Math.min(MOST_BUDGET_NANOS, budgetNanos * 2);
    spentNanos += System.nanoTime() - started;
    Coverage coverage =
        way.share() == 1
            ? Coverage.complete(flows)
            : new Coverage(
                Math.round(flows * way.covered()),
                flows,
                false,
                way.mostMissing(),
                way.wholeFromNanos());
    return answer.withCoverage(coverage, spentNanos);
  }

  /// The statement that answers it in one go, for people to read.
  public static String sql(FlowQuery query, SliceList list, Overrides overrides) {
    List<Slice> pinned = list.pin(query.range());
    try {
      List<SliceTable> tables = pinned.stream().map(slice -> slice.planned(overrides)).toList();
      List<Piece> pieces = QueryPlan.of(query, tables);
      return pieces.isEmpty()
          ? "-- no slice overlaps the range"
          : SqlCompiler.answer(
              query, QueryPlan.sources(pieces), QueryPlan.sources(QueryPlan.totals(query, pieces)));
    } finally {
      list.unpin(pinned);
    }
  }

  @Override
  public void close() {
    steps.ifPresent(Steps::close);
    reader.close();
    list.unpin(pinned);
  }
}
