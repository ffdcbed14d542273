package weir.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import weir.exporter.Overrides;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.query.Query;
import weir.query.Result;

/// Complete answers of a store, for who asks the same again: back, forward, the view or the unit
/// from before. One is given only while asking would give the same, number for number; a store that
/// does not tell its [Changes] is always asked. Bounded; what was not asked for longest goes first.
/// For any thread.
final class KnownAnswers {
  private static final int MOST_ANSWERS = 300;

  /// Of eight octets each.
  private static final long MOST_NUMBERS = 2_000_000;

  /// What answers depend on beside the question.
  ///
  /// @param changes of the store so far
  record Moment(long changes, Overrides overrides) {}

  private record Known(Moment asked, Answer answer) {}

  private final FlowReader store;
  private final Map<FlowQuery, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private long numbers;

  KnownAnswers(FlowReader store) {
    this.store = store;
  }

  /// To be taken before a question is asked whose answer is to be kept; empty where none can be.
  Optional<Moment> now() {
    return store.changes().map(changes -> new Moment(changes.count(), store.overrides()));
  }

  /// The complete answer, if it is known.
  @SuppressWarnings("unchecked") // the answer to a question is of its kind
  <A extends Result> Optional<A> find(Query<A> query) {
    Optional<Known> found = lookUp(query);
    return found.isPresent() && holds(query, found.get().asked())
        ? Optional.of((A) found.get().answer())
        : Optional.empty();
  }

  private synchronized Optional<Known> lookUp(Query<?> query) {
    return Optional.ofNullable(query instanceof FlowQuery sums ? known.get(sums) : null);
  }

  private boolean holds(Query<?> query, Moment asked) {
    return store.changes().filter(c -> c.none(query.range(), asked.changes())).isPresent()
        && store.overrides().equals(asked.overrides());
  }

  /// Keeps a complete answer, unless flows still come into its range.
  void keep(Result result, Moment asked) {
    if (result instanceof Answer answer
        && store.changes().filter(c -> c.moves(answer.query().range())).isEmpty()
        && store.overrides().equals(asked.overrides())) { // which may have changed meanwhile
      Known one = new Known(asked, answer);
      if (numbers(one) <= MOST_NUMBERS) {
        put(one);
      }
    }
  }

  private synchronized void put(Known one) {
    Known before = known.put(one.answer().query(), one);
    numbers += numbers(one) - (before == null ? 0 : numbers(before));
    Iterator<Known> oldest = known.values().iterator();
    while (known.size() > MOST_ANSWERS || numbers > MOST_NUMBERS) {
      numbers -= numbers(oldest.next());
      oldest.remove();
    }
  }

  private static long numbers(Known one) {
    Answer answer = one.answer();
    return (long) answer.rows() * (2 + 2L * answer.keys().size() + answer.sums().length);
  }
}
