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

  /// The sums of combinations of which a table has several rows each.
  ///
  /// @param table what [SqlCompiler#groups] gave of [RelationQuery#combinations], several times
  public String summed(RelationQuery query, String table) {
    String keys = new GroupSql(dialect, query.combinations()).keys();
    return "(SELECT "
        + keys
        + ", sum(m0) AS m0, sum(n) AS n FROM "
        + table
        + " GROUP BY "
        + keys
        + ")";
  }

  /// @param sums of combinations, a row each: what [#summed] gave, or [SqlCompiler#groups] in
  ///   parentheses
  public String answer(RelationQuery query, String sums) {
    GroupSql groups = new GroupSql(dialect, query.combinations());
    String keys = groups.keys();
    List<Integer> layers = IntStream.range(0, query.layers().size()).boxed().toList();
    String shown =
        layers.stream()
            .map(layer -> "o" + layer + ", " + keys(query, layer))
            .collect(Collectors.joining(", "));
    return "WITH sums AS MATERIALIZED (SELECT "
        + keys
        + ", m0, n FROM "
        + sums
        + "),\nbest AS MATERIALIZED (SELECT "
        + keys
        + " FROM sums ORDER BY m0 DESC, "
        + keys
        + " LIMIT "
        + query.top()
        + "),\nlayered AS (SELECT "
        + layers.stream().map(layer -> layer(query, layer)).collect(Collectors.joining(", "))
        + ", m0, n FROM sums"
        + layers.stream().map(layer -> kept(query, layer)).collect(Collectors.joining())
        + ")\nSELECT "
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
    return query.layers().get(layer).isWide() ? "k" + layer + "h, k" + layer : "k" + layer;
  }

  /// A join that tells the layer's values apart that are kept.
  private static String kept(RelationQuery query, int layer) {
    String keys = keys(query, layer);
    return "\n  LEFT JOIN (SELECT DISTINCT %1$s, true AS s%2$d FROM best) USING (%1$s)"
        .formatted(keys, layer);
  }

  private static String layer(RelationQuery query, int layer) {
    return "s"
        + layer
        + " IS NULL AS o"
        + layer
        + ", "
        + Stream.of(keys(query, layer).split(", "))
            .map(key -> "CASE WHEN s" + layer + " THEN " + key + " ELSE 0 END AS " + key)
            .collect(Collectors.joining(", "));
  }
}
