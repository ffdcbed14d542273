package weir.sql;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import weir.query.RelationQuery;

/// Makes the statement of a [RelationQuery] from the sums of all combinations.
///
/// An answer's rows are: a layer's `o0` (whether it is what is left) and its keys `k0`, for each
/// layer; `m0`, the sum; `n`, the flow records of the row.
public final class RelationSql {
  private final Dialect dialect;

  public RelationSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /// @param table what [SqlCompiler#groups] gave of [RelationQuery#combinations], or a statement in
  ///   parentheses
  public String answer(RelationQuery query, String table) {
    GroupSql groups = new GroupSql(dialect, query.combinations());
    String keys = groups.keys();
    List<String> layers =
        IntStream.range(0, query.layers().size()).mapToObj(i -> layer(query, i)).toList();
    String shown =
        IntStream.range(0, query.layers().size())
            .mapToObj(i -> "o" + i + ", " + keys(query, i))
            .collect(Collectors.joining(", "));
    return "WITH sums AS MATERIALIZED (SELECT "
        + keys
        + ", sum(m0) AS m0, sum(n) AS n FROM "
        + table
        + " GROUP BY "
        + keys
        + "),\nbest AS MATERIALIZED (SELECT "
        + keys
        + " FROM sums ORDER BY m0 DESC, "
        + keys
        + " LIMIT "
        + query.top()
        + "),\nlayered AS (SELECT "
        + String.join(", ", layers)
        + ", m0, n FROM sums)\nSELECT "
        + shown
        + ", "
        + RankingSql.held(dialect, "sum(m0)")
        + " AS m0, "
        + dialect.signed("sum(n)")
        + " AS n FROM layered GROUP BY "
        + shown
        + " ORDER BY m0 DESC, "
        + shown;
  }

  private static String keys(RelationQuery query, int layer) {
    return query.layers().get(layer).isAddress() ? "k" + layer + "h, k" + layer : "k" + layer;
  }

  private static String layer(RelationQuery query, int layer) {
    String keys = keys(query, layer);
    String row = keys.contains(",") ? "(" + keys + ")" : keys;
    String kept = "(%s) IN (SELECT %s FROM best)".formatted(keys, row);
    return "NOT "
        + kept
        + " AS o"
        + layer
        + ", "
        + Stream.of(keys.split(", "))
            .map(key -> "CASE WHEN " + kept + " THEN " + key + " ELSE 0 END AS " + key)
            .collect(Collectors.joining(", "));
  }
}
