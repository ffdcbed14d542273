package weir.store;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowField;
import weir.naming.Layers;
import weir.naming.Naming;
import weir.query.Dimensions;
import weir.query.DirectionRules;
import weir.query.Filter;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.Result;
import weir.query.SqlAnswer;
import weir.query.TimeRange;

/// Answers questions about flows. Any number of threads ask.
public interface FlowReader extends AutoCloseable {
  /// Begins to answer a question; the work is done by [Question#next].
  ///
  /// @throws StoreException if it cannot be asked; see [#capabilities]
  <A extends Result> Question<A> ask(Query<A> query, Cancel cancel);

  /// Answers a question to the end, on the caller's thread. Of records that are left, ask: they are
  /// gone when the question is closed.
  ///
  /// @throws StoreException if it fails; [StoreException#isCancelled] if `cancel` did it
  default <A extends Result> A run(Query<A> query, Cancel cancel) {
    try (Question<A> question = ask(query, cancel)) {
      return question.last();
    }
  }

  /// What answers, with its version: "DuckDB v1.5.0"; empty where that is not known.
  default String engine() {
    return "";
  }

  /// All flows of a range that a filter lets through, as they are stored: in the order of their
  /// times as far as that costs nothing. Takes no more memory for more flows.
  ///
  /// @param fields that are wanted; none for all
  /// @throws StoreException if it cannot be asked; see [#capabilities]
  default FlowStream stream(TimeRange range, Filter filter, Set<FlowField> fields, Cancel cancel) {
    return new PagedRecords(
        ask(new RecordQuery(range, filter, fields, RecordQuery.Order.OLDEST_FIRST, 0), cancel));
  }

  /// The SQL that answers a question in one go, for people to read.
  String sql(Query<?> query);

  /// Whether it runs statements of the user's own.
  default boolean takesStatements() {
    return false;
  }

  /// Runs a statement of the user's own over the view `flows`, which has all flows that are kept.
  /// It reaches nothing else.
  ///
  /// @throws StatementException if it is none, or asks for more than that
  /// @throws StoreException if it fails; [StoreException#isCancelled] if `cancel` did it
  default SqlAnswer run(String statement, SqlLimits limits, Cancel cancel) {
    throw new StoreException(
        "statements of your own run over data sets that Weir keeps itself, not over this one",
        null);
  }

  /// The same question as a statement over the view `flows`, for [#run] and for people to change.
  default String overFlows(Query<?> query) {
    return sql(query);
  }

  /// What a question would take; empty where nothing is to be feared. A moment's work: no flows are
  /// read.
  ///
  /// @throws StoreException if it cannot be told; [StoreException#isCancelled] if `cancel` did it
  default Optional<Cost> cost(Query<?> query, Cancel cancel) {
    return Optional.empty();
  }

  /// How its tables or files lie on disks; empty where there are none. May take some seconds.
  ///
  /// @throws StoreException if it cannot be told; [StoreException#isCancelled] if `cancel` did it
  default Optional<StorageReport> storage(Cancel cancel) {
    return Optional.empty();
  }

  /// What it cannot do.
  default Capabilities capabilities() {
    return Capabilities.ALL;
  }

  /// What it holds.
  StoreStatus status();

  /// For how long it is not to be asked again unasked, from the beginning of what took so long to
  /// answer: others need a remote server too. 0 where nobody else does.
  default long restNanos(long tookNanos) {
    return 0;
  }

  /// When what it holds has changed; empty where it does not tell.
  default Optional<Changes> changes() {
    return Optional.empty();
  }

  /// Somebody wants to see everything anew: what was answered before is not relied on any more.
  default void refresh() {}

  /// What people say of exporters, as it is in force at this moment: every question is answered
  /// with it.
  default Overrides overrides() {
    return Overrides.NONE;
  }

  /// Names that hold for all data sets are asked here from now on, each time anew.
  ///
  /// @param inForce cheap; from any thread
  default void names(Supplier<Layers> inForce) {}

  /// All that people say of the network of these flows, as it is in force at this moment: what they
  /// say of this data set's exporters, then [#names].
  default Naming naming() {
    return Naming.NONE;
  }

  /// What these flows are grouped and filtered by: fields, and what [#naming] makes of them.
  default Dimensions dimensions() {
    return Dimensions.of(naming());
  }

  /// Rules that tell which way these flows go; none where directions are as they are stored.
  default DirectionRules directions() {
    return DirectionRules.NONE;
  }

  /// Why what people said of exporters is not in force, in a sentence.
  default Optional<String> overridesProblem() {
    return Optional.empty();
  }

  /// Names for people: those that they gave, then those that exporters have told.
  default Labels labels() {
    return Labels.NONE;
  }

  /// Flows that are kept apart, because the times they give cannot be true: asked as this one is
  /// and closed with it. [EmptyStore] where there is no such place.
  default FlowReader quarantine() {
    return EmptyStore.INSTANCE;
  }

  /// Gives back what it holds open.
  @Override
  void close();
}
