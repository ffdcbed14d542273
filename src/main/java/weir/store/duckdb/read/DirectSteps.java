package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.SQL;

import java.util.List;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.read.QueryPlan.Piece;

/// Collects the groups of piece after piece, the newest flows first; at any time they are the
/// answer for what was looked at. What is short is answered in one go.
final class DirectSteps implements Steps<Answer> {
  private final FlowQuery query;
  private final List<Piece> pieces;
  private final Database.Reader reader;
  private final Collector groups;
  private boolean answeredAtOnce;

  DirectSteps(FlowQuery query, List<Piece> pieces, Database.Reader reader, Pace pace) {
    this.query = query;
    this.pieces = pieces;
    this.reader = reader;
    this.groups =
        new Collector(reader, pace, "weir_groups", pieces, batch -> SQL.groups(query, batch));
  }

  @Override
  public Answer next(long untilNanos) {
    if (groups.isShort()) {
      answeredAtOnce = true;
      return AnswerReader.ask(
          reader,
          query,
          SQL.answer(
              query,
              QueryPlan.sources(pieces),
              QueryPlan.sources(QueryPlan.totals(query, pieces))));
    }
    groups.collect(untilNanos);
    return AnswerReader.ask(reader, query, SQL.answerFromGroups(query, groups.table()));
  }

  @Override
  public double share() {
    return answeredAtOnce ? 1 : groups.share();
  }

  /// Whether the flows looked at so far are many more than their groups.
  boolean hasFewGroups() {
    return groups.hasFewGroups();
  }

  @Override
  public double covered() {
    return answeredAtOnce ? 1 : groups.covered();
  }

  @Override
  public long wholeFromNanos() {
    return groups.wholeFromNanos();
  }

  @Override
  public void close() {
    groups.drop();
  }
}
