package weir.store;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.query.RecordQuery;

/// Keeps flows and answers questions about them. Any number of threads ask, and write, each through
/// a [FlowWriter] of its own.
public interface FlowStore extends AutoCloseable {
  /// Opens a way in for one thread; close it before the store.
  FlowWriter writer();

  /// Begins to answer a question; the work is done by [Question#next].
  Question ask(FlowQuery query, Cancel cancel);

  /// Answers a question to the end, on the caller's thread.
  ///
  /// @throws StoreException if it fails; [StoreException#isCancelled] if `cancel` did it
  default Answer run(FlowQuery query, Cancel cancel) {
    try (Question question = ask(query, cancel)) {
      Answer answer = question.next();
      while (!answer.coverage().complete()) {
        answer = question.next();
      }
      return answer;
    }
  }

  /// The SQL that [#run] would send, for people to read.
  String sql(FlowQuery query);

  /// The newest records that match, newest first.
  ///
  /// @throws StoreException as [#run] does
  FlowBatch records(RecordQuery query, Cancel cancel);

  /// The SQL that [#records] would send.
  String sql(RecordQuery query);

  /// What people say of exporters, as it is in force at this moment: every question is answered
  /// with it.
  default Overrides overrides() {
    return Overrides.NONE;
  }

  /// Why what people said of exporters is not in force, in a sentence.
  default Optional<String> overridesProblem() {
    return Optional.empty();
  }

  /// Says something else of an exporter, for all flows, stored ones too.
  ///
  /// @throws StoreException if it cannot be kept
  default void override(IpAddress exporter, UnaryOperator<Overrides.Exporter> change) {
    throw new StoreException("nothing can be said of exporters here", null);
  }

  /// Takes in what exporters have told of their interfaces.
  default void told(Labels names) {}

  /// Names for people: those that they gave, then those that exporters have told.
  default Labels labels() {
    return Labels.NONE;
  }

  StoreStatus status();

  /// Flows that are kept apart, because the times they give cannot be true: a store of their own,
  /// asked as this one is and closed with it. [EmptyStore] where there is no such place.
  default FlowStore quarantine() {
    return EmptyStore.INSTANCE;
  }

  /// Fills memory that writers will need, once, and gives it back: memory that is new slows down
  /// whoever writes into it first. For who expects much to come.
  ///
  /// @param enough asked again and again; ends it early
  default void touchMemory(BooleanSupplier enough) {}

  /// By the names that were given to [FlowWriter#tally]: how many rows were made durable under
  /// each, by all writers there ever were. Rows that were dropped since for their age count too.
  default Map<String, Long> tallies() {
    return Map.of();
  }

  /// Commits and closes.
  @Override
  void close();
}
