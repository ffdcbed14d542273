package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.SQL;

import java.util.List;
import java.util.Optional;
import weir.query.Answer;
import weir.query.Comparison;
import weir.query.ComparisonQuery;
import weir.query.Coverage;
import weir.query.FlowQuery;
import weir.query.InForce;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.RelationQuery;
import weir.query.Relations;
import weir.query.Result;
import weir.store.Cancel;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Slice;
import weir.store.duckdb.read.QueryPlan.Piece;
import weir.store.duckdb.rollup.SliceTable;

/// How a question is answered from slices, by its kind.
///
/// @param flows to be looked at, about
/// @param steps empty where there is nothing to be looked at
/// @param covering says how much an answer covers
record Way<A extends Result>(long flows, Optional<Steps<A>> steps, Covering<A> covering) {
  private static final String NOTHING = "-- no slice overlaps the range";

  /// An answer with how much it covers.
  interface Covering<A> {
    A of(A answer, Coverage coverage, long elapsedNanos);
  }

  /// @param pinned slices that overlap the range
  /// @param said what is in force
  @SuppressWarnings("unchecked") // each kind of question says what its answer is
  static <A extends Result> Way<A> of(
      Query<A> query,
      List<Slice> pinned,
      InForce said,
      Database.Reader reader,
      Gate gate,
      Cancel cancel) {
    List<Slice> slices = pinned.stream().map(slice -> slice.under(said.directions())).toList();
    List<SliceTable> tables = tables(slices, said);
    return (Way<A>)
        switch (query) {
          case FlowQuery sums -> ofSums(sums, tables, reader);
          case RelationQuery relations -> ofRelations(relations, tables, reader);
          case ComparisonQuery sides -> ofComparison(sides, tables, reader);
          case RecordQuery records -> ofRecords(records, slices, reader, gate, cancel);
        };
  }

  private static List<SliceTable> tables(List<Slice> slices, InForce said) {
    return slices.stream().map(slice -> slice.planned(said)).toList();
  }

  private static long flows(List<Piece> pieces) {
    return pieces.stream().mapToLong(Piece::flows).sum();
  }

  private static Way<Answer> ofSums(
      FlowQuery query, List<SliceTable> tables, Database.Reader reader) {
    List<Piece> pieces = QueryPlan.of(query.inRankSteps(), tables);
    return new Way<>(
        flows(pieces),
        pieces.isEmpty() ? Optional.empty() : Optional.of(steps(query, tables, pieces, reader)),
        Answer::withCoverage);
  }

  private static Steps<Answer> steps(
      FlowQuery query, List<SliceTable> tables, List<Piece> pieces, Database.Reader reader) {
    boolean many = QueryPlan.manyFlows(pieces) && !query.isRankedBySteps();
    if (many && query.top() > 0 && query.bucketNanos() > 0) {
      return new SeriesSteps(query, tables, pieces, reader, new Pace());
    }
    Optional<Lists> lists = many ? Lists.of(query, tables) : Optional.empty();
    return lists.isPresent()
        ? new ListedSteps(query, lists.get(), tables, reader, new Pace())
        : new DirectSteps(query, pieces, reader, new Pace());
  }

  private static Way<Relations> ofRelations(
      RelationQuery query, List<SliceTable> tables, Database.Reader reader) {
    List<Piece> pieces = QueryPlan.of(query.combinations(), tables);
    return new Way<>(
        flows(pieces),
        pieces.isEmpty()
            ? Optional.empty()
            : Optional.of(new RelationSteps(query, pieces, reader, new Pace())),
        Relations::withCoverage);
  }

  private static Way<Comparison> ofComparison(
      ComparisonQuery query, List<SliceTable> tables, Database.Reader reader) {
    ComparisonSteps steps = new ComparisonSteps(query, tables, reader, new Pace());
    return new Way<>(
        steps.flows(),
        steps.flows() == 0 ? Optional.empty() : Optional.of(steps),
        Comparison::withCoverage);
  }

  private static Way<Records> ofRecords(
      RecordQuery query, List<Slice> slices, Database.Reader reader, Gate gate, Cancel cancel) {
    List<Slice> there = slices.stream().filter(slice -> slice.rows() > 0).toList();
    return new Way<>(
        there.stream().mapToLong(Slice::rows).sum(),
        there.isEmpty()
            ? Optional.empty()
            : Optional.of(
                TimelineSteps.fits(query)
                    ? new TimelineSteps(query, there, reader, gate, cancel)
                    : new RecordSteps(query, there, reader, gate, cancel)),
        (records, coverage, _) -> records == Records.NONE ? Records.none(coverage) : records);
  }

  /// The statement that answers a question in one go, for people to read.
  static String sql(Query<?> query, List<Slice> pinned, InForce said) {
    List<Slice> slices = pinned.stream().map(slice -> slice.under(said.directions())).toList();
    List<SliceTable> tables = tables(slices, said);
    return switch (query) {
      case FlowQuery sums -> {
        List<Piece> pieces = QueryPlan.of(sums.inRankSteps(), tables);
        yield pieces.isEmpty()
            ? NOTHING
            : SQL.answer(
                sums, QueryPlan.sources(pieces), QueryPlan.sources(QueryPlan.totals(sums, pieces)));
      }
      case RelationQuery relations -> {
        List<Piece> pieces = QueryPlan.of(relations.combinations(), tables);
        yield pieces.isEmpty() ? NOTHING : RelationSteps.sql(relations, pieces);
      }
      case ComparisonQuery sides -> ComparisonSteps.sql(sides, tables);
      case RecordQuery records -> slices.isEmpty() ? NOTHING : RecordSteps.sql(records, slices);
    };
  }
}
