package weir.store.duckdb.read;

import java.util.List;
import weir.query.Coverage;
import weir.query.InForce;
import weir.query.Query;
import weir.query.Result;
import weir.store.Cancel;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Slice;
import weir.store.duckdb.files.SliceList;

/// A question to the slices that its range overlaps, which stay attached until it is closed.
public final class SteppedQuestion<A extends Result> implements Question<A> {
  /// After so long there is a first answer; each further one may take twice the time.
  private static final long FIRST_ANSWER_NANOS = 50_000_000L;

  private static final long MOST_BUDGET_NANOS = 2_000_000_000L;

  private final Query<A> query;
  private final SliceList list;
  private final List<Slice> pinned;
  private final Database.Reader reader;
  private final Cancel cancel;
  private final Way<A> way;
  private long spentNanos;
  private long budgetNanos = FIRST_ANSWER_NANOS;

  /// Asks; what is taken for that is given back where it fails.
  ///
  /// @param said what is in force
  /// @param gate keeps the store open while pages of records are read
  public static <A extends Result> Question<A> ask(
      Query<A> query, SliceList list, InForce said, Database database, Gate gate, Cancel cancel) {
    List<Slice> pinned = list.pin(query.looked());
    Database.Reader reader = null;
    try {
      database.places().know(query.dimensions());
      reader = database.reader(cancel);
      Way<A> way = Way.of(query, pinned, said, reader, gate, cancel);
      return new SteppedQuestion<>(query, list, pinned, reader, cancel, way);
    } catch (RuntimeException | Error e) {
      if (reader != null) {
        reader.close();
      }
      list.unpin(pinned);
      throw e;
    }
  }

  private SteppedQuestion(
      Query<A> query,
      SliceList list,
      List<Slice> pinned,
      Database.Reader reader,
      Cancel cancel,
      Way<A> way) {
    this.query = query;
    this.list = list;
    this.pinned = pinned;
    this.reader = reader;
    this.cancel = cancel;
    this.way = way;
  }

  @Override
  public A next() {
    if (way.steps().isEmpty()) {
      return query.nothing();
    }
    if (cancel.isCancelled()) {
      throw StoreException.cancelled();
    }
    long started = System.nanoTime();
    Steps<A> steps = way.steps().get();
    A answer = steps.next(started + budgetNanos);
    budgetNanos = Math.min(MOST_BUDGET_NANOS, budgetNanos * 2);
    spentNanos += System.nanoTime() - started;
    Coverage coverage =
        steps.share() == 1
            ? Coverage.complete(way.flows())
            : new Coverage(
                Math.round(way.flows() * steps.covered()),
                way.flows(),
                false,
                steps.mostMissing(),
                steps.wholeFromNanos());
    return way.covering().of(answer, coverage, spentNanos);
  }

  /// The statement that answers it in one go, for people to read.
  public static String sql(Query<?> query, SliceList list, InForce said) {
    List<Slice> pinned = list.pin(query.looked());
    try {
      return Way.sql(query, pinned, said);
    } finally {
      list.unpin(pinned);
    }
  }

  @Override
  public void close() {
    way.steps().ifPresent(Steps::close);
    reader.close();
    list.unpin(pinned);
  }
}
