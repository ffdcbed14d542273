package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.SQL;

import java.util.List;
import java.util.function.Function;
import weir.query.FlowQuery;
import weir.sql.Rows;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.read.QueryPlan.Piece;
import weir.store.duckdb.rollup.SliceTable;

/// Collects in a temporary table what the pieces of a plan add to the groups, some pieces at a
/// time.
final class Collector {
  /// Rows that a statement looks at, about: a tenth of a second's work.
  private static final long STATEMENT_ROWS = 2_000_000;

  private final Database.Reader reader;
  private final String table;
  private final List<Piece> pieces;
  private final Function<List<Rows>, String> groups;
  private final long rows;
  private final long flows;
  private int done;
  private long doneRows;
  private long doneFlows;
  private boolean begun;

  /// @param groups the statement that gives what some pieces add
  Collector(
      Database.Reader reader,
      String table,
      List<Piece> pieces,
      Function<List<Rows>, String> groups) {
    this.reader = reader;
    this.table = table;
    this.pieces = pieces;
    this.groups = groups;
    this.rows = pieces.stream().mapToLong(Piece::rows).sum();
    this.flows = pieces.stream().mapToLong(Piece::flows).sum();
  }

  /// For the sums of all groups together, to which "Other" is the rest.
  static Collector totals(Database.Reader reader, FlowQuery query, List<SliceTable> tables) {
    FlowQuery all = query.withoutGroups();
    return new Collector(
        reader, "weir_totals", QueryPlan.of(all, tables), batch -> SQL.groups(all, batch));
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

  boolean isDone() {
    return done == pieces.size();
  }

  /// How much of the work is done, 0 to 1.
  double share() {
    return isDone() || rows == 0 ? 1 : (double) doneRows / rows;
  }

  /// The share of the flows that were looked at.
  double covered() {
    return isDone() || flows == 0 ? 1 : (double) doneFlows / flows;
  }

  /// From when on all flows were looked at.
  long wholeFromNanos() {
    return isDone() ? 0 : pieces.get(done).range().untilNanos();
  }

  /// Whether one statement would do it all.
  boolean isShort() {
    return !begun && next() == pieces.size();
  }

  /// Collects until that moment, at least one statement's worth.
  void collect(long untilNanos) {
    do {
      int until = next();
      List<Piece> batch = pieces.subList(done, until);
      reader.execute(
          (begun ? "INSERT INTO " + table : "CREATE OR REPLACE TEMP TABLE " + table + " AS")
              + "\n"
              + groups.apply(QueryPlan.sources(batch)));
      begun = true;
      for (Piece piece : batch) {
        doneRows += piece.rows();
        doneFlows += piece.flows();
      }
      done = until;
    } while (!isDone() && System.nanoTime() < untilNanos);
  }

  private int next() {
    int until = done;
    long more = 0;
    do {
      more += pieces.get(until).rows();
      until++;
    } while (until < pieces.size() && more + pieces.get(until).rows() <= STATEMENT_ROWS);
    return until;
  }

  void drop() {
    if (begun) {
      reader.drop(table);
    }
  }
}
