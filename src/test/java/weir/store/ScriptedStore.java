package weir.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import weir.exporter.Overrides;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Query;
import weir.query.Result;
import weir.query.TimeRange;

/// Answers each question in as many steps as the test says, each step when the test says.
final class ScriptedStore implements FlowReader {
  /// "A1": the first step of question A has begun; "A closed".
  final BlockingQueue<String> log = new LinkedBlockingQueue<>();

  final List<String> closed = new CopyOnWriteArrayList<>();
  private final Semaphore steps = new Semaphore(0);

  /// Told where there is something.
  Optional<Changes> changes = Optional.empty();

  Overrides overrides = Overrides.NONE;

  /// A question that takes `steps` steps; one with 0 fails in its second step.
  static FlowQuery question(char name, int steps) {
    TimeRange range = new TimeRange(name, name + 1 + steps);
    return FlowQuery.total(range, Filter.all(), Measure.FLOWS);
  }

  static String name(FlowQuery query) {
    return String.valueOf((char) query.range().fromNanos());
  }

  /// Lets so many steps end.
  void step(int count) {
    steps.release(count);
  }

  /// What happens next.
  String next() throws InterruptedException {
    String event = log.poll(10, TimeUnit.SECONDS);
    assertTrue(event != null, "nothing happens");
    return String.valueOf(event);
  }

  @Override
  @SuppressWarnings("unchecked") // it is asked for sums alone
  public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
    return (Question<A>) sums((FlowQuery) query, cancel);
  }

  private Question<Answer> sums(FlowQuery query, Cancel cancel) {
    int of = (int) query.range().lengthNanos() - 1;
    return new Question<>() {
      private int done;

      @Override
      public Answer next() {
        done++;
        log.add(name(query) + done);
        awaitStep(query, cancel);
        if (of == 0 && done == 2) {
          throw new StoreException("out of flows", null);
        }
        boolean complete = done == of;
        Coverage coverage = new Coverage(done, Math.max(of, 2), complete, 0);
        return Answer.nothing(query).withCoverage(coverage, done);
      }

      @Override
      public void close() {
        closed.add(name(query) + " on " + Thread.currentThread().getName().replaceAll("\\d+$", ""));
        log.add(name(query) + " closed");
      }
    };
  }

  private void awaitStep(FlowQuery query, Cancel cancel) {
    Semaphore ended = new Semaphore(0);
    cancel.onCancel(ended::release);
    try {
      while (!steps.tryAcquire(1, TimeUnit.MILLISECONDS)) {
        if (ended.tryAcquire()) {
          log.add(name(query) + " cancelled");
          throw StoreException.cancelled();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.cancelled();
    }
  }

  @Override
  public Optional<Changes> changes() {
    return changes;
  }

  @Override
  public Overrides overrides() {
    return overrides;
  }

  @Override
  public String sql(Query<?> query) {
    return "";
  }

  @Override
  public StoreStatus status() {
    return StoreStatus.EMPTY;
  }

  @Override
  public void close() {}
}
