package weir.store.clickhouse;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import weir.query.Answer;
import weir.query.Comparison;
import weir.query.Coverage;
import weir.query.Query;
import weir.query.Records;
import weir.query.Relations;
import weir.query.Result;
import weir.store.Cancel;
import weir.store.Question;
import weir.store.StoreException;

/// A question that a server works on: its answer comes whole; until then each step tells how much
/// the server has looked at.
final class Asked<A extends Result> implements Question<A> {
  private static final long STEP_MILLIS = 250;

  private final Questions questions;
  private final Server server;
  private final Optional<Shards> shards;
  private final Query<A> query;
  private final Cancel cancel;
  private final Rowset rows = new Rowset();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable RuntimeException failure;
  private final long flows;
  private volatile boolean counted = true;
  private long startedNanos;
  private double share;

  /// @param flows that the table holds
  Asked(
      Questions questions,
      Server server,
      Optional<Shards> shards,
      long flows,
      Query<A> query,
      Cancel cancel) {
    this.questions = questions;
    this.server = server;
    this.shards = shards;
    this.flows = flows;
    this.query = query;
    this.cancel = cancel;
  }

  @Override
  public A next() {
    if (startedNanos == 0) {
      startedNanos = System.nanoTime();
      Thread.ofVirtual().name("weir-clickhouse").start(this::read);
    }
    try {
      if (!ended.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
        return soFar();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.cancelled();
    }
    RuntimeException failed = failure;
    if (failed != null) {
      throw failed;
    }
    long elapsedNanos = System.nanoTime() - startedNanos;
    return covering(
        questions.answer(query, rows, counted, elapsedNanos),
        Coverage.complete(flows),
        elapsedNanos);
  }

  private void read() {
    try {
      Questions.Statement statement = questions.of(query);
      counted = statement.counted();
      URI node = server.read(statement.sql(), rows, cancel);
      shards.ifPresent(all -> all.require(server, node, cancel));
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      ended.countDown();
    }
  }

  private A soFar() {
    if (cancel.isCancelled()) {
      throw StoreException.cancelled();
    }
    // what is to be read grows where a statement looks at the rows twice
    share = Math.max(share, Math.min(0.99, (double) rows.readRows() / Math.max(1, rows.ofRows())));
    long of = rows.ofRows() == 0 ? flows : Math.min(flows, rows.ofRows()); // of the range alone
    Coverage coverage = Coverage.awaited(Math.round(of * share), of);
    return covering(query.nothing(), coverage, System.nanoTime() - startedNanos);
  }

  @Override
  public void close() {
    if (startedNanos != 0 && ended.getCount() > 0) {
      cancel.cancel();
    }
  }

  @SuppressWarnings("unchecked") // the same kind of answer
  private static <A extends Result> A covering(A answer, Coverage coverage, long elapsedNanos) {
    return (A)
        switch (answer) {
          case Answer flows -> flows.withCoverage(coverage, elapsedNanos);
          case Relations relations -> relations.withCoverage(coverage, elapsedNanos);
          case Comparison both -> both.withCoverage(coverage, elapsedNanos);
          default -> coverage.complete() ? answer : Records.none(coverage);
        };
  }
}
