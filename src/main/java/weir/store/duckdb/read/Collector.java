package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.SQL;

import java.util.List;
import java.util.function.Function;
import weir.query.FlowQuery;
import weir.sql.Rows;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.read.QueryPlan.Piece;
import weir.store.duckdb.rollup.SliceTable;

/// What the pieces of a plan add to the groups: collected in a temporary table, the newest pieces
/// first, a statement a step; or, where that is short, as one statement that nobody has run.
final class Collector {
  /// With fewer it is quicker to find the largest groups first.
  private static final long ROWS_A_GROUP = 8;

  private final Database.Reader reader;
  private final Pace pace;
  private final String table;
  private final List<Piece> pieces;
  private final Function<List<Rows>, String> groups;
  private final long rows;
  private final long flows;
  private List<Piece> left;
  private long doneRows;
  private long doneFlows;
  private boolean begun;

  /// @param pace of the question
  /// @param groups the statement that gives what some pieces add
  Collector(
      Database.Reader reader,
      Pace pace,
      String table,
      List<Piece> pieces,
      Function<List<Rows>, String> groups) {
    this.reader = reader;
    this.pace = pace;
    this.table = table;
    this.pieces = pieces;
    this.groups = groups;
    this.rows = pieces.stream().mapToLong(Piece::rows).sum();
    this.flows = pieces.stream().mapToLong(Piece::flows).sum();
    this.left = pieces;
  }

  /// For the sums of all groups together, to which "Other" is the rest.
  static Collector totals(
      Database.Reader reader, Pace pace, FlowQuery query, List<SliceTable> tables) {
    FlowQuery all = query.withoutGroups();
    return new Collector(
        reader, pace, "weir_totals", QueryPlan.of(all, tables), batch -> SQL.groups(all, batch));
  }

  /// Whether there is nothing to be looked at, and so no table.
  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /// Flow records that are looked at, about.
  long flows() {
    return flows;
  }

  String table() {
    return table;
  }

  /// All of it, in parentheses: to be looked at once, in one go.
  String statement() {
    return "(\n" + groups.apply(QueryPlan.sources(pieces)) + "\n)";
  }

  /// All of it, to be looked at once: the table where it is whole, else the statement.
  String relation() {
    return begun && isDone() ? table : statement();
  }

  boolean isDone() {
    return left.isEmpty();
  }

  /// How much of the work is done, 0 to 1: 1 only when there is no more, for rows are estimates.
  double share() {
    return isDone() ? 1 : rows == 0 ? 0 : Math.min(0.99, (double) doneRows / rows);
  }

  /// The share of the flows that were looked at.
  double covered() {
    return isDone() || flows == 0 ? 1 : (double) doneFlows / flows;
  }

  /// From when on all flows were looked at.
  long wholeFromNanos() {
    return isDone() ? 0 : left.getFirst().range().untilNanos();
  }

  /// Whether one statement would do it all in a moment, also what was done before: collected sums
  /// must be summed up again.
  boolean isShort() {
    return !isDone() && pace.isShort(rows);
  }

  /// Whether there is no more to be collected.
  boolean isReady() {
    return isDone() || isShort();
  }

  /// Collects about until that moment.
  void collect(long untilNanos) {
    long started = System.nanoTime();
    Cut cut = Cut.of(left, pace.rowsIn(untilNanos - started));
    reader.execute(
        (begun ? "INSERT INTO " + table : "CREATE OR REPLACE TEMP TABLE " + table + " AS")
            + "\n"
            + groups.apply(QueryPlan.sources(cut.newest())));
    begun = true;
    left = cut.rest();
    long looked = cut.newest().stream().mapToLong(Piece::rows).sum();
    doneRows += looked;
    doneFlows += cut.newest().stream().mapToLong(Piece::flows).sum();
    pace.looked(looked, System.nanoTime() - started);
  }

  /// Whether what was looked at are many more rows than groups.
  boolean hasFewGroups() {
    return reader.number("SELECT count(*) FROM " + table) * ROWS_A_GROUP <= doneRows;
  }

  void drop() {
    if (begun) {
      reader.drop(table);
    }
  }
}
