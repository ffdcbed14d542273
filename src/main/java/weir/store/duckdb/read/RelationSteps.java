package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.RELATIONS;
import static weir.store.duckdb.read.Statements.SQL;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import weir.exporter.Labels;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.FlowQuery;
import weir.query.RelationQuery;
import weir.query.Relations;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.read.QueryPlan.Piece;

/// Collects the sums of all combinations, the newest flows first; at any time they are the answer
/// for what was looked at. What is short is answered in one go.
final class RelationSteps implements Steps<Relations> {
  private final RelationQuery query;
  private final Database.Reader reader;
  private final Collector sums;
  private boolean answeredAtOnce;

  RelationSteps(RelationQuery query, List<Piece> pieces, Database.Reader reader, Pace pace) {
    this.query = query;
    this.reader = reader;
    FlowQuery combinations = query.combinations();
    this.sums =
        new Collector(
            reader, pace, "weir_combinations", pieces, rows -> SQL.groups(combinations, rows));
  }

  /// One statement for people to read.
  static String sql(RelationQuery query, List<Piece> pieces) {
    String groups = SQL.groups(query.combinations(), QueryPlan.sources(pieces));
    return RELATIONS.answer(query, "(\n" + groups + "\n)");
  }

  @Override
  public Relations next(long untilNanos) {
    answeredAtOnce = sums.isShort();
    if (!answeredAtOnce) {
      sums.collect(untilNanos);
    }
    long started = System.nanoTime();
    String all = answeredAtOnce ? sums.statement() : RELATIONS.summed(query, sums.table());
    RowReader rows = reader.ask(RELATIONS.answer(query, all), RowReader::of);
    return answer(rows, System.nanoTime() - started);
  }

  private Relations answer(RowReader rows, long elapsedNanos) {
    List<Answer.Key> keys = new ArrayList<>();
    boolean[][] other = new boolean[query.layers().size()][];
    for (int layer = 0; layer < other.length; layer++) {
      other[layer] = rows.nextTruths();
      keys.add(rows.nextKey(query.layers().get(layer)));
    }
    long[] values = rows.next();
    long matched = LongStream.of(rows.next()).sum();
    return new Relations(
        query,
        rows.rows(),
        keys,
        other,
        values,
        matched,
        elapsedNanos,
        Coverage.complete(matched),
        Labels.NONE);
  }

  @Override
  public double share() {
    return answeredAtOnce ? 1 : sums.share();
  }

  @Override
  public double covered() {
    return answeredAtOnce ? 1 : sums.covered();
  }

  @Override
  public long wholeFromNanos() {
    return sums.wholeFromNanos();
  }

  @Override
  public void close() {
    sums.drop();
  }
}
