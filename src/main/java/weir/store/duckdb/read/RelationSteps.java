package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.RELATIONS;
import static weir.store.duckdb.read.Statements.SQL;

import java.util.ArrayList;
import java.util.List;
import weir.exporter.Labels;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Dimension;
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
    List<long[]> rows =
        reader.ask(RELATIONS.answer(query, sums.table()), results -> RowReader.read(results));
    return answer(rows, System.nanoTime() - started);
  }

  private Relations answer(List<long[]> rows, long elapsedNanos) {
    List<Answer.Key> keys = new ArrayList<>();
    boolean[][] other = new boolean[query.layers().size()][rows.size()];
    int column = 0;
    for (int layer = 0; layer < query.layers().size(); layer++) {
      Dimension dimension = query.layers().get(layer);
      for (int row = 0; row < rows.size(); row++) {
        other[layer][row] = rows.get(row)[column] != 0;
      }
      column++;
      long[] high = dimension.isAddress() ? RowReader.column(rows, column++) : new long[0];
      keys.add(new Answer.Key(dimension, high, RowReader.column(rows, column++)));
    }
    long[] values = RowReader.column(rows, column);
    long matched = 0;
    for (long flows : RowReader.column(rows, column + 1)) {
      matched += flows;
    }
    return new Relations(
        query,
        rows.size(),
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
