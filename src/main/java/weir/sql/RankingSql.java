package weir.sql;

import java.util.List;
import java.util.stream.Collectors;
import weir.query.FlowQuery;

/// Which groups are shown, in which order, and what is left over as "Other".
final class RankingSql {
  private static final String LARGEST = "9223372036854775807";

  private final Dialect dialect;
  private final FlowQuery query;
  private final GroupSql groups;

  RankingSql(Dialect dialect, FlowQuery query) {
    this.dialect = dialect;
    this.query = query;
    this.groups = new GroupSql(dialect, query);
  }

  /// @param sum the function
  String sumsByKeys(String table, String sum) {
    String keys = groups.keys();
    if (query.isRankedBySteps()) {
      return "(SELECT "
          + keys
          + ", sum(m0) AS m0, "
          + new RankSql(dialect, query).value("m0")
          + " AS r0 FROM (SELECT bucket, "
          + keys
          + ", sum(m0) AS m0 FROM "
          + table
          + " GROUP BY bucket, "
          + keys
          + ") GROUP BY "
          + keys
          + ")";
    }
    return "(SELECT " + keys + ", " + sum + "(m0) AS m0 FROM " + table + " GROUP BY " + keys + ")";
  }

  /// The few are cut off before they are numbered: a window would sort them all.
  ///
  /// @param sums a row a group: what [#sumsByKeys] gave
  String bestOf(String sums) {
    String keys = groups.keys();
    String order = (query.isRankedBySteps() ? "r0 DESC, " : "") + "m0 DESC, " + keys;
    return "SELECT "
        + keys
        + ", row_number() OVER (ORDER BY "
        + order
        + ") AS place FROM (FROM "
        + sums
        + (query.top() == 0 ? "" : " ORDER BY " + order + " LIMIT " + query.top())
        + ")";
  }

  String shownAndOther(String table, String best, String totals) {
    List<String> keys = groups.keyColumns();
    String using = String.join(", ", keys);
    String matched = matched("totals");
    String measures = groups.eachMeasure(m -> "sum(" + m + ") AS " + m) + ", sum(n) AS n";
    String shown =
        "SELECT bucket, false AS other, "
            + using
            + ", "
            + groups.eachMeasure(m -> held(m) + " AS " + m)
            + ", "
            + matched
            + ", place FROM shown";
    String others =
        "SELECT totals.bucket, true, "
            + keys.stream().map(_ -> "0, ").collect(Collectors.joining())
            + groups.eachMeasure(
                m ->
                    // flows that came in between the two passes are in the second alone
                    dialect.signed(
                        "greatest(0, least(totals.%1$s - coalesce(listed.%1$s, 0), %2$s))"
                            .formatted(m, LARGEST)))
            + ", "
            + matched
            + ", NULL FROM totals LEFT JOIN listed USING (bucket) WHERE totals.n >"
            + " coalesce(listed.n, 0)"
            + (query.spread() ? " OR totals.m0 > coalesce(listed.m0, 0)" : "");
    return "shown AS MATERIALIZED (SELECT bucket, "
        + using
        + ", place, "
        + measures
        + " FROM "
        + table
        + " JOIN "
        + best
        + " USING ("
        + using
        + ") GROUP BY ALL),\nlisted AS (SELECT bucket, "
        + measures
        + " FROM shown GROUP BY ALL),\ntotals AS MATERIALIZED (SELECT bucket, "
        + measures
        + " FROM "
        + totals
        + " GROUP BY ALL)\n"
        + "SELECT * EXCLUDE (place) FROM (\n"
        + shown
        + (query.others() ? "\nUNION ALL\n" + others : "")
        + "\n) ORDER BY place NULLS LAST, bucket";
  }

  /// The largest groups, in two passes over rows that are quickly looked at: all are grouped by the
  /// first measure alone, and what else is shown is summed for the few. To keep all sums of all
  /// groups takes up to twice the time.
  ///
  /// @param rows of `bucket`, keys, measures and `n`, several a group
  /// @param sum the function for the first pass
  /// @param whole the sums of all groups together
  String largestOf(String rows, String sum, String whole) {
    return "WITH summed AS NOT MATERIALIZED (\n"
        + rows
        + "\n),\nbest AS MATERIALIZED ("
        + bestOf(sumsByKeys("summed", sum))
        + "),\nwhole AS MATERIALIZED (\n"
        + whole
        + "\n),\n"
        + shownAndOther("summed", "best", "whole");
  }

  String sumsByBucket(String table) {
    return "  SELECT bucket, "
        + groups.eachMeasure(m -> "sum(" + m + ") AS " + m)
        + ", sum(n) AS n FROM "
        + table
        + " GROUP BY bucket";
  }

  String ranked() {
    List<String> keys = groups.keyColumns();
    boolean whole = query.bucketNanos() == 0;
    if (query.by().isEmpty() || (query.top() == 0 && whole && !query.isRankedBySteps())) {
      return "\nSELECT bucket, false AS other, "
          + keys.stream().map(key -> key + ", ").collect(Collectors.joining())
          + groups.eachMeasure(m -> held(m) + " AS " + m)
          + ", "
          + matched("grouped")
          + "\nFROM grouped\nORDER BY "
          + (query.bucketNanos() > 0 ? "bucket" : order(keys));
    }
    // In one bucket each group has one row already.
    String sums = isRanking() ? "grouped" : sumsByKeys("grouped", GroupSql.WIDE);
    String shown =
        whole && query.isRankedBySteps()
            ? "(SELECT * REPLACE (" + dialect.number("0") + " AS bucket) FROM grouped)"
            : "grouped";
    return ",\nbest AS MATERIALIZED ("
        + bestOf(sums)
        + "),\n"
        + shownAndOther(shown, "best", shown);
  }

  private String matched(String table) {
    return dialect.signed("(SELECT sum(n) FROM " + table + ")") + " AS matched";
  }

  /// By the sums themselves: where they are shown, those beyond 64 bits are all alike.
  private static String order(List<String> keys) {
    return keys.isEmpty() ? "m0 DESC" : "grouped.m0 DESC, " + String.join(", ", keys);
  }

  /// A sum, held at the largest value that an answer holds.
  private String held(String sum) {
    return held(dialect, sum);
  }

  static String held(Dialect dialect, String sum) {
    return dialect.signed("least(" + sum + ", " + LARGEST + ")");
  }

  /// Whether sums over the range are all that is needed of the groups.
  boolean isRanking() {
    return query.top() > 0
        && query.bucketNanos() == 0
        && !query.by().isEmpty()
        && !query.isRankedBySteps();
  }

  /// See [SqlCompiler#candidates].
  String candidates(String table, double leftOut) {
    String keys = groups.keys();
    return "WITH sums AS (SELECT "
        + keys
        + ", sum(m0) AS m0 FROM "
        + table
        + " GROUP BY ALL), least AS (SELECT min(m0) AS m0 FROM (SELECT m0 FROM sums ORDER BY m0"
        + " DESC LIMIT "
        + query.top()
        + ")) SELECT "
        + keys
        + " FROM sums WHERE m0 + "
        + leftOut
        + " >= (SELECT m0 FROM least)";
  }

  /// See [SqlCompiler#smallestOfBest].
  String smallestOfBest(String table) {
    return "SELECT CASE WHEN count(*) < "
        + query.top()
        + " THEN 0 ELSE min(m0) END::DOUBLE FROM (SELECT sum(m0) AS m0 FROM "
        + table
        + " GROUP BY "
        + groups.keys()
        + " ORDER BY m0 DESC LIMIT "
        + query.top()
        + ")";
  }
}
