package weir.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import weir.flow.FlowField;
import weir.query.ComparisonQuery;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RecordQuery;
import weir.query.RelationQuery;
import weir.query.TimeRange;

/// Makes the statements that a ClickHouse server answers questions with, one each. Where
/// [SqlCompiler] numbers groups and sums up what is left over, these let the server do what it does
/// in one pass (`WITH TOTALS`, `IN`), and leave the rest to whoever reads the rows: they are few.
///
/// Sums are in 128 bits.
public final class ClickHouseSql {
  /// The largest groups are looked for among so many times as many of those that differ most.
  private static final int AMONG = 50;

  private static final Dialect DIALECT = Dialect.CLICKHOUSE;

  private ClickHouseSql() {}

  /// Rows of `bucket`, `other`, keys (`kNh` before an address's `kN`), a sum a measure `m0` … and
  /// `n`, the flow records of the row. A ranking's are in order, with the sums over all groups as
  /// the totals; others are in no order.
  ///
  /// A question that is ranked by steps of time has rows by those steps.
  ///
  /// @param pieces flows, and sums of others, that the question is about
  public static String answer(FlowQuery asked, List<Rows> pieces) {
    FlowQuery query = asked.inRankSteps();
    GroupSql groups = new GroupSql(DIALECT, query);
    if (query.by().isEmpty() || query.top() == 0) {
      return "SELECT bucket, 0 AS other, "
          + groups.keyColumns().stream().map(key -> key + ", ").collect(Collectors.joining())
          + groups.eachMeasure(m -> m)
          + ", n FROM (\n"
          + groups.grouped(pieces, "")
          + "\n)";
    }
    if (query.bucketNanos() == 0) {
      List<String> columns = new ArrayList<>(groups.keyColumns());
      columns.add(groups.sums(pieces));
      return "SELECT toUInt64(0) AS bucket, 0 AS other, "
          + String.join(", ", columns)
          + " FROM "
          + groups.sources(pieces)
          + " GROUP BY "
          + groups.keys()
          + " WITH TOTALS"
          + largest(groups, query.top());
    }
    return "SELECT bucket, other, "
        + shown(groups.keyColumns(), "other")
        + ", "
        + groups.sums(pieces)
        + " FROM (\n  SELECT *, ("
        + groups.keys()
        + ") NOT IN (\n"
        + best(query, pieces)
        + "\n  ) AS other FROM "
        + groups.sources(pieces)
        + "\n) GROUP BY bucket, other, "
        + String.join(", ", renamed(groups.keyColumns()));
  }

  private static List<String> renamed(List<String> keys) {
    return keys.stream().map(key -> "g" + key.substring(1)).toList();
  }

  /// Keys as `g0` …, 0 where the row belongs to what is left over.
  private static String shown(List<String> keys, String other) {
    return keys.stream()
        .map(key -> "if(" + other + ", toUInt64(0), toUInt64(" + key + ")) AS g" + key.substring(1))
        .collect(Collectors.joining(", "));
  }

  private static String largest(GroupSql groups, int top) {
    return " ORDER BY m0 DESC, " + groups.keys() + " LIMIT " + top;
  }

  /// The keys of the largest groups over the whole range.
  private static String best(FlowQuery query, List<Rows> pieces) {
    if (query.isRankedBySteps()) {
      GroupSql steps = new GroupSql(DIALECT, query);
      String keys = steps.keys();
      return "    SELECT "
          + keys
          + " FROM (\n      SELECT "
          + keys
          + ", sum(m0) AS s0, "
          + new RankSql(DIALECT, query).value("m0")
          + " AS r0 FROM (\n"
          + steps.grouped(pieces, "")
          + "\n      ) GROUP BY "
          + keys
          + "\n    ) ORDER BY r0 DESC, s0 DESC, "
          + keys
          + " LIMIT "
          + query.top();
    }
    GroupSql whole = new GroupSql(DIALECT, query.withBucket(0));
    return "    SELECT "
        + whole.keys()
        + " FROM (\n"
        + whole.grouped(pieces, "")
        + "\n    )"
        + largest(whole, query.top());
  }

  /// Rows of a layer's `oN` and its keys, for each layer, then `m0` and `n`, in no order.
  public static String relations(RelationQuery query, Rows rows) {
    FlowQuery combinations = query.combinations();
    GroupSql groups = new GroupSql(DIALECT, combinations);
    List<Rows> pieces = List.of(rows);
    String best =
        "(\n    SELECT "
            + groups.keys()
            + " FROM (\n"
            + groups.grouped(pieces, "")
            + "\n    )"
            + largest(groups, query.top())
            + "\n  )";
    List<List<String>> layers =
        IntStream.range(0, query.layers().size())
            .mapToObj(layer -> keys(query.layers().get(layer), layer))
            .toList();
    String others =
        IntStream.range(0, layers.size())
            .mapToObj(
                layer -> {
                  String keys = String.join(", ", layers.get(layer));
                  return "("
                      + keys
                      + ") NOT IN (SELECT "
                      + keys
                      + " FROM "
                      + best
                      + ") AS o"
                      + layer;
                })
            .collect(Collectors.joining(", "));
    String shown =
        IntStream.range(0, layers.size())
            .mapToObj(layer -> "o" + layer + ", " + shown(layers.get(layer), "o" + layer))
            .collect(Collectors.joining(", "));
    String by =
        IntStream.range(0, layers.size())
            .mapToObj(layer -> "o" + layer + ", " + String.join(", ", renamed(layers.get(layer))))
            .collect(Collectors.joining(", "));
    return "SELECT "
        + shown
        + ", sum(m0) AS m0, sum(n) AS n FROM (\n  SELECT *, "
        + others
        + " FROM (\n"
        + groups.grouped(pieces, "")
        + "\n  )\n) GROUP BY "
        + by;
  }

  private static List<String> keys(Dimension dimension, int key) {
    return dimension.isWide() ? List.of("k" + key + "h", "k" + key) : List.of("k" + key);
  }

  /// Rows of keys, the sums of one side `m0` …, those of the other `o0` …, `n` and `p`, the flow
  /// records on either side; those that differ most first, with the sums over all as the totals.
  public static String comparison(ComparisonQuery query, Rows first, Rows second) {
    FlowQuery one = query.query();
    GroupSql groups = new GroupSql(DIALECT, one);
    GroupSql others = new GroupSql(DIALECT, query.other());
    String keys = groups.keyColumns().stream().map(key -> key + ", ").collect(Collectors.joining());
    String none = groups.eachMeasure(_ -> DIALECT.wide("0"));
    String sums =
        groups.eachMeasure(m -> "sum(" + m + ") AS s" + m.substring(1))
            + ", "
            + groups.eachMeasure(m -> "sum(o" + m.substring(1) + ") AS t" + m.substring(1));
    String by = one.by().isEmpty() ? "" : " GROUP BY " + groups.keys();
    return "SELECT "
        + keys
        + sums
        + ", sum(n) AS flows, sum(p) AS against FROM (\n  SELECT "
        + keys
        + groups.eachMeasure(m -> m)
        + ", "
        + groups.eachMeasure(m -> DIALECT.wide("0") + " AS o" + m.substring(1))
        + ", n, "
        + DIALECT.wide("0")
        + " AS p FROM (\n"
        + groups.grouped(List.of(first), "")
        + "\n  )\n  UNION ALL\n  SELECT "
        + keys
        + none
        + ", "
        + others.eachMeasure(m -> m)
        + ", "
        + DIALECT.wide("0")
        + ", n FROM (\n"
        + others.grouped(List.of(second), "")
        + "\n  )\n)"
        + by
        + (one.by().isEmpty() ? "" : " WITH TOTALS")
        + " ORDER BY abs(s0 * "
        + factor(one.measures().getFirst(), one.range())
        + " - t0 * "
        + factor(one.measures().getFirst(), query.against())
        + ") DESC"
        + groups.keyColumns().stream().map(key -> ", " + key).collect(Collectors.joining())
        + (one.top() == 0 || one.by().isEmpty() ? "" : " LIMIT " + limit(query));
  }

  /// Enough to find the largest in, too, unless very many have changed more than those.
  private static int limit(ComparisonQuery query) {
    int top = query.query().top();
    return query.largestToo() ? Math.multiplyExact(top, AMONG) : top;
  }

  private static double factor(Measure measure, TimeRange range) {
    return measure.isRate() ? 1e9 / range.lengthNanos() : 1;
  }

  /// All rows of one table that match, in any order.
  public static String stored(
      TimeRange range, Filter filter, List<FlowField> fields, Mapping table) {
    return new RecordSql(DIALECT).stored(range, filter, fields, table);
  }

  /// Rows of the fields' columns, two for an address, its high half first.
  public static String records(RecordQuery query, List<FlowField> fields, Mapping table) {
    return new RecordSql(DIALECT).first(query, fields, table);
  }

  /// A condition over the catalogue's columns.
  public static String condition(Filter filter) {
    return new FilterSql(DIALECT).condition(filter);
  }
}
