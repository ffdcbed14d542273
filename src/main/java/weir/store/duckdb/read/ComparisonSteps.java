package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.COMPARISONS;
import static weir.store.duckdb.read.Statements.SQL;

import java.util.List;
import java.util.stream.LongStream;
import weir.exporter.Labels;
import weir.query.Answer;
import weir.query.Comparison;
import weir.query.ComparisonQuery;
import weir.query.Coverage;
import weir.query.FlowQuery;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.rollup.SliceTable;

/// Collects the sums of both sides. There is no answer before both are whole: half of a comparison
/// would show differences that are none.
final class ComparisonSteps implements Steps<Comparison> {
  private final ComparisonQuery query;
  private final Database.Reader reader;
  private final Pace pace;
  private final Collector first;
  private final Collector second;
  private boolean answered;

  ComparisonSteps(
      ComparisonQuery query, List<SliceTable> tables, Database.Reader reader, Pace pace) {
    this.query = query;
    this.reader = reader;
    this.pace = pace;
    this.first = side("weir_first", query.query(), tables);
    this.second = side("weir_second", query.other(), tables);
  }

  private Collector side(String table, FlowQuery side, List<SliceTable> tables) {
    return new Collector(
        reader, pace, table, QueryPlan.of(side, tables), rows -> SQL.groups(side, rows));
  }

  /// One statement for people to read.
  static String sql(ComparisonQuery query, List<SliceTable> tables) {
    return COMPARISONS.answer(query, side(query.query(), tables), side(query.other(), tables));
  }

  private static String side(FlowQuery side, List<SliceTable> tables) {
    List<QueryPlan.Piece> pieces = QueryPlan.of(side, tables);
    return pieces.isEmpty()
        ? COMPARISONS.nothing(side)
        : "(\n" + SQL.groups(side, QueryPlan.sources(pieces)) + "\n)";
  }

  @Override
  public Comparison next(long untilNanos) {
    do {
      if (!first.isReady()) {
        first.collect(untilNanos);
      } else if (!second.isReady()) {
        second.collect(untilNanos);
      }
    } while (!isReady() && System.nanoTime() < untilNanos);
    if (!isReady()) {
      return query.nothing();
    }
    long started = System.nanoTime();
    RowReader rows =
        reader.ask(
            COMPARISONS.answer(
                query, relation(first, query.query()), relation(second, query.other())),
            RowReader::of);
    answered = true;
    return answer(rows, System.nanoTime() - started);
  }

  private String relation(Collector side, FlowQuery asked) {
    return side.isEmpty() ? COMPARISONS.nothing(asked) : side.relation();
  }

  /// Flows on both sides, about.
  long flows() {
    return first.flows() + second.flows();
  }

  private boolean isReady() {
    return first.isReady() && second.isReady();
  }

  private Comparison answer(RowReader rows, long elapsedNanos) {
    FlowQuery side = query.query();
    boolean[] other = rows.nextTruths();
    List<Answer.Key> keys = side.by().stream().map(rows::nextKey).toList();
    long[][] sums = rows.next(side.measures().size());
    long[][] against = rows.next(side.measures().size());
    long matched = LongStream.of(rows.next()).findFirst().orElse(0); // the same in every row
    long matchedAgainst = LongStream.of(rows.next()).findFirst().orElse(0);
    return new Comparison(
        query,
        rows.rows(),
        keys,
        other,
        sums,
        against,
        matched,
        matchedAgainst,
        elapsedNanos,
        Coverage.complete(matched + matchedAgainst),
        Labels.NONE);
  }

  @Override
  public double share() {
    return answered ? 1 : Math.min(0.99, (first.share() + second.share()) / 2);
  }

  @Override
  public double covered() {
    return answered ? 1 : 0;
  }

  @Override
  public void close() {
    first.drop();
    second.drop();
  }
}
