package weir.store.clickhouse;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.ComparisonQuery;
import weir.query.DirectionRules;
import weir.query.FlowQuery;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.RelationQuery;
import weir.query.Result;
import weir.query.TimeRange;
import weir.sql.ClickHousePlaces;
import weir.sql.ClickHouseSql;
import weir.sql.Rows;
import weir.store.Capabilities;
import weir.store.StoreException;

/// How questions are written for a table of flows, and answers are read.
final class Questions {
  /// Rows of one answer: more are no answer that a person reads.
  private static final int MOST_ROWS = 1_000_000;

  private final FlowTable table;
  private final Beside beside;
  private final Capabilities capabilities;
  private final LongSupplier oldestNanos;
  private final Supplier<DirectionRules> directions;

  /// @param oldestNanos of the table's flows
  /// @param directions the rules that are in force
  Questions(
      FlowTable table,
      Beside beside,
      Capabilities capabilities,
      LongSupplier oldestNanos,
      Supplier<DirectionRules> directions) {
    this.table = table;
    this.beside = beside;
    this.capabilities = capabilities;
    this.oldestNanos = oldestNanos;
    this.directions = directions;
  }

  /// @throws StoreException if the table lacks what a question needs
  void requireAll(Query<?> query) {
    capabilities
        .lacks(query)
        .ifPresent(
            lack -> {
              throw new StoreException(lack, null);
            });
  }

  /// @param counted whether its answer tells how many flows matched
  record Statement(String sql, boolean counted) {}

  /// @throws StoreException if it is too long for a server
  Statement of(Query<?> query) {
    return fitting(() -> made(query));
  }

  /// What reads flows as they are stored.
  ///
  /// @throws StoreException if it is too long for a server
  String stored(RecordQuery all) {
    return fitting(
        () -> ClickHouseSql.stored(all.range(), all.filter(), fields(all), rows(all).mapping()));
  }

  private static <T> T fitting(Supplier<T> making) {
    try {
      return making.get();
    } catch (ClickHousePlaces.TooLong e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  private Statement made(Query<?> query) {
    return switch (query) {
      case FlowQuery flows -> {
        Beside.Pieces pieces =
            beside.pieces(flows.inRankSteps(), oldestNanos.getAsLong(), directions.get());
        yield new Statement(
            ClickHouseSql.answer(flows, pieces.rows())
                + (flows.top() == 0 && !flows.by().isEmpty() ? "\nLIMIT " + (MOST_ROWS + 1) : ""),
            pieces.counted());
      }
      case RelationQuery relations ->
          new Statement(ClickHouseSql.relations(relations, rows(query)), true);
      case ComparisonQuery comparison ->
          new Statement(
              ClickHouseSql.comparison(
                  comparison,
                  table.rows(comparison.query().looked(), query.fields(), directions.get()),
                  table.rows(comparison.other().looked(), query.fields(), directions.get())),
              true);
      case RecordQuery records ->
          new Statement(
              ClickHouseSql.records(limited(records), fields(records), rows(query).mapping()),
              true);
    };
  }

  static List<TimeRange> ranges(Query<?> query) {
    return query instanceof ComparisonQuery both
        ? List.of(both.looked(), both.against())
        : List.of(query.looked());
  }

  Rows rows(Query<?> query) {
    Set<FlowField> fields = EnumSet.noneOf(FlowField.class);
    fields.addAll(query.fields());
    if (query instanceof RecordQuery records) {
      fields.addAll(fields(records));
    }
    return table.rows(query.looked(), fields, directions.get());
  }

  private static RecordQuery limited(RecordQuery query) {
    return query.limit() > 0 && query.limit() <= MOST_ROWS
        ? query
        : new RecordQuery(
            query.range(), query.filter(), query.shown(), query.order(), MOST_ROWS + 1L);
  }

  /// What is read of a record: what is wanted, or all that there is.
  List<FlowField> fields(RecordQuery query) {
    return FlowField.all().stream()
        .filter(field -> query.shown().isEmpty() || query.shown().contains(field))
        .filter(field -> !capabilities.lackedFields().contains(field))
        .toList();
  }

  @SuppressWarnings("unchecked") // each kind of question has its kind of answer
  <A extends Result> A answer(Query<A> query, Rowset rows, boolean counted, long elapsedNanos) {
    if (rows.rows().size() > MOST_ROWS) {
      throw new StoreException(
          "the answer has more than a million rows, too many to read over the network: ask for the"
              + " largest groups, a shorter range or fewer records",
          null);
    }
    return (A)
        switch (query) {
          case FlowQuery flows -> {
            Answer answer = Answers.of(flows, rows, elapsedNanos);
            yield counted ? answer : answer.withoutCount();
          }
          case RelationQuery relations -> Answers.of(relations, rows, elapsedNanos);
          case ComparisonQuery both -> Answers.of(both, rows, elapsedNanos);
          case RecordQuery records -> Records.of(Answers.records(fields(records), rows));
        };
  }
}
