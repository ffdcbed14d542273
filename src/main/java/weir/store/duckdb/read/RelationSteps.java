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
/// for what was looked at.
final class RelationSteps implements Steps<Relations> {
  private final RelationQuery query;
  private final Database.Reader reader;
  private final Collector sums;

  RelationSteps(RelationQuery query, List<Piece> pieces, Database.Reader reader) {
    this.query = query;
    this.reader = reader;
    FlowQuery combinations = query.combinations();
    this.sums =
        new Collector(reader, "weir_combinations", pieces, rows -> SQL.groups(combinations, rows));
  }

  /// One statement for people to read.
  static String sql(RelationQuery query, List<Piece> pieces) {
    String groups = SQL.groups(query.combinations(), QueryPlan.sources(pieces));
    return RELATIONS.answer(query, "(\n" + groups + "\n)");
  }

  @Override
  public Relations next(long untilNanos) {
    sums.collect(untilNanos);
    long started = System.nanoTime();
    RowReader rows = reader.ask(RELATIONS.answer(query, sums.table()), RowReader::of);
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
    return sums.share();
  }

  @Override
  public double covered() {
    return sums.covered();
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
