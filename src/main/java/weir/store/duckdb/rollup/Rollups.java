package weir.store.duckdb.rollup;

import java.util.Map;

/// The roll-ups of a slice.
///
/// @param database that holds their tables
/// @param rows rows in each
/// @param lists the lists of largest groups that are there, and what they leave out
/// @param ratesFingerprint of the overrides that they were made with
/// @param directions fingerprint of the rules that the directions in them are told by
/// @param most that all flows together have of anything, multiplied by their sampling rates;
///   infinite where that is not known
public record Rollups(
    String database,
    Map<Rollup, Long> rows,
    Map<TopList, LeftOut> lists,
    long ratesFingerprint,
    long directions,
    double most) {
  public Rollups {
    rows = Map.copyOf(rows);
    lists = Map.copyOf(lists);
  }

  /// Of directions that no rules tell.
  public Rollups(
      String database,
      Map<Rollup, Long> rows,
      Map<TopList, LeftOut> lists,
      long ratesFingerprint,
      double most) {
    this(database, rows, lists, ratesFingerprint, 0, most);
  }

  /// The table of one of them.
  public String table(Summary summary) {
    return database + "." + summary.table();
  }
}
