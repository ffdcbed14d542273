package weir.sql;

import java.util.List;
import java.util.stream.Collectors;
import weir.query.ComparisonQuery;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;

/// Makes the statement of a [ComparisonQuery] from the sums of all groups on both sides.
///
/// An answer's rows are: `other`, the keys, the sums of the first side `m0` …, those of the other
/// side `o0` …, `matched` and `against`, the flow records behind each side.
public final class ComparisonSql {
  private final Dialect dialect;

  public ComparisonSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /// @param first what [SqlCompiler#groups] gave of the first side, or a statement in parentheses
  /// @param second the same of the other
  public String answer(ComparisonQuery comparison, String first, String second) {
    FlowQuery query = comparison.query();
    GroupSql groups = new GroupSql(dialect, query);
    List<String> keys = groups.keyColumns();
    String using = groups.keys();
    String by = keys.isEmpty() ? "" : " GROUP BY " + using;
    String sums = groups.eachMeasure(m -> "sum(" + m + ") AS " + m) + ", sum(n) AS n";
    String listed = keys.isEmpty() ? "" : using + ", ";
    String both =
        groups.eachMeasure(m -> "coalesce(one." + m + ", 0) AS " + m)
            + ", coalesce(one.n, 0) AS n, "
            + groups.eachMeasure(m -> "coalesce(two." + m + ", 0) AS " + against(m))
            + ", coalesce(two.n, 0) AS p";
    String matched =
        dialect.signed("(SELECT sum(n) FROM sides)")
            + " AS matched, "
            + dialect.signed("(SELECT sum(p) FROM sides)")
            + " AS against";
    String held =
        groups.eachMeasure(m -> RankingSql.held(dialect, m) + " AS " + m)
            + ", "
            + groups.eachMeasure(m -> RankingSql.held(dialect, against(m)) + " AS " + against(m));
    String rest =
        groups.eachMeasure(m -> RankingSql.held(dialect, "sum(" + m + ")"))
            + ", "
            + groups.eachMeasure(m -> RankingSql.held(dialect, "sum(" + against(m) + ")"));
    String ties = keys.stream().map(key -> ", " + key).collect(Collectors.joining());
    boolean largestToo = comparison.largestToo() && query.top() > 0;
    String cut =
        query.top() == 0
            ? "true"
            : largestToo
                ? "least(place, largest, was) <= " + query.top()
                : "place <= " + query.top();
    return "WITH one AS (SELECT "
        + listed
        + sums
        + " FROM "
        + first
        + by
        + "),\ntwo AS (SELECT "
        + listed
        + sums
        + " FROM "
        + second
        + by
        + "),\nsides AS MATERIALIZED (SELECT "
        + listed
        + both
        + " FROM one "
        + (keys.isEmpty() ? "CROSS JOIN two" : "FULL JOIN two USING (" + using + ")")
        + "),\nranked AS MATERIALIZED (SELECT *, row_number() OVER (ORDER BY "
        + difference(comparison)
        + " DESC"
        + ties
        + ") AS place"
        + (largestToo
            ? ", row_number() OVER (ORDER BY m0 DESC"
                + ties
                + ") AS largest, row_number() OVER (ORDER BY o0 DESC"
                + ties
                + ") AS was"
            : "")
        + " FROM sides)\nSELECT * EXCLUDE (place) FROM (\nSELECT false AS other, "
        + listed
        + held
        + ", "
        + matched
        + ", place FROM ranked WHERE "
        + cut
        + (query.others()
            ? "\nUNION ALL\nSELECT true, "
                + keys.stream().map(_ -> "0, ").collect(Collectors.joining())
                + rest
                + ", "
                + matched
                + ", NULL FROM ranked WHERE NOT ("
                + cut
                + ") HAVING count(*) > 0"
            : "")
        + "\n) ORDER BY place NULLS LAST";
  }

  /// What stands for the groups of a side without flows: no rows.
  public String nothing(FlowQuery query) {
    GroupSql groups = new GroupSql(dialect, query);
    return "(SELECT "
        + groups.keyColumns().stream()
            .map(key -> dialect.number("0") + " AS " + key + ", ")
            .collect(Collectors.joining())
        + groups.eachMeasure(m -> dialect.wide("0") + " AS " + m)
        + ", "
        + dialect.wide("0")
        + " AS n WHERE false)";
  }

  private static String against(String measure) {
    return "o" + measure.substring(1);
  }

  /// How much the first measure differs, as a double.
  private static String difference(ComparisonQuery comparison) {
    Measure measure = comparison.query().measures().getFirst();
    return "abs(m0::DOUBLE * "
        + factor(measure, comparison.query().range())
        + " - o0::DOUBLE * "
        + factor(measure, comparison.against())
        + ")";
  }

  private static double factor(Measure measure, TimeRange range) {
    return measure.isRate() ? 1e9 / range.lengthNanos() : 1;
  }
}
