package weir.sql;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import weir.flow.FlowField;
import weir.query.ComparisonQuery;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.RelationQuery;
import weir.query.TimeRange;

/// A question as a statement over [FlowsView], for people to read, run and change. Made of typed
/// values alone.
public final class OverFlows {
  private static final int RECORDS = 1000;
  private static final String IN = "\n  ";

  private final FlowQuery query;
  private final DimensionSql values = new DimensionSql(Dialect.STATEMENT, Columns.PLAIN);

  private OverFlows(FlowQuery query) {
    this.query = query;
  }

  public static String of(Query<?> query) {
    return switch (query) {
      case FlowQuery sums -> new OverFlows(sums).sums();
      case RelationQuery relations -> new OverFlows(relations.combinations()).sums();
      case ComparisonQuery both -> comparison(both);
      case RecordQuery records -> records(records);
    };
  }

  private static String records(RecordQuery query) {
    Set<FlowField> fields = query.shown();
    String columns =
        fields.isEmpty()
            ? "*"
            : FlowField.all().stream()
                .filter(fields::contains)
                .map(FlowsView::shown)
                .collect(Collectors.joining(", "));
    String order =
        query.order().by().whole().map(FlowsView::shown).orElse(FlowField.TIME_RECEIVED.column());
    return "SELECT "
        + columns
        + "\nFROM flows\nWHERE "
        + where(query.range(), query.filter())
        + "\nORDER BY "
        + order
        + (query.order().descending() ? " DESC" : "")
        + "\nLIMIT "
        + (query.limit() > 0 ? query.limit() : RECORDS);
  }

  private static String comparison(ComparisonQuery both) {
    FlowQuery now = all(both.query(), both.query().range(), both.query().filter());
    FlowQuery then = all(both.query(), both.against(), both.againstFilter());
    OverFlows names = new OverFlows(now);
    String keys = names.names();
    String sum = quoted(now.measures().getFirst().measureName());
    String columns =
        "coalesce(a.%1$s, 0) AS now, coalesce(b.%1$s, 0) AS before,".formatted(sum)
            + "\n  coalesce(a.%1$s, 0) - coalesce(b.%1$s, 0) AS change".formatted(sum);
    return "WITH a AS (\n"
        + new OverFlows(now).sums()
        + "\n), b AS (\n"
        + new OverFlows(then).sums()
        + "\n)\nSELECT "
        + (keys.isEmpty() ? "" : keys + ",\n  ")
        + columns
        + (keys.isEmpty() ? "\nFROM a, b" : "\nFROM a FULL JOIN b USING (" + keys + ")")
        + "\nORDER BY abs(change) DESC"
        + (both.query().top() > 0 ? "\nLIMIT " + both.query().top() : "");
  }

  private static FlowQuery all(FlowQuery query, TimeRange range, Filter filter) {
    return new FlowQuery(
        range, filter, query.by(), query.measures(), 0, 0, false, query.scaled(), query.binWidth());
  }

  private String sums() {
    List<String> columns = new ArrayList<>();
    boolean series = query.bucketNanos() > 0;
    if (series) {
      columns.add(
          "time_bucket(INTERVAL '"
              + query.bucketNanos() / FlowQuery.SECOND
              + " seconds', time_received) AS time");
    }
    columns.addAll(keys());
    query.measures().stream().map(this::measure).forEach(columns::add);
    String first = rank();
    boolean grouped = series || !query.by().isEmpty();
    String where = where(query.range(), query.filter());
    boolean best = series && query.top() > 0 && !query.by().isEmpty();
    return (query.isRankedBySteps() && query.top() > 0 ? "-- the largest by their sums\n" : "")
        + (best ? largest(where) : "")
        + "SELECT "
        + String.join("," + IN, columns)
        + "\nFROM flows"
        + "\nWHERE "
        + where
        + (best ? IN + "AND " + among() : "")
        + (grouped ? "\nGROUP BY ALL" : "")
        + (series ? "\nORDER BY time" : grouped ? "\nORDER BY " + first + " DESC" : "")
        + (!series && query.top() > 0 && grouped ? "\nLIMIT " + query.top() : "");
  }

  /// The groups that have most in the whole range.
  private String largest(String where) {
    return "WITH largest AS (\n  SELECT "
        + String.join(", ", keys())
        + "\n  FROM flows\n  WHERE "
        + where
        + "\n  GROUP BY ALL\n  ORDER BY "
        + sum(query.measures().getFirst().base())
        + " DESC\n  LIMIT "
        + query.top()
        + "\n)\n";
  }

  private String among() {
    String tuple = query.by().size() == 1 ? names() : "(" + names() + ")";
    return query.by().stream()
        .map(this::value)
        .collect(Collectors.joining(", ", "(", ") IN (SELECT " + tuple + " FROM largest)"));
  }

  private String names() {
    return query.by().stream().map(by -> quoted(by.name())).collect(Collectors.joining(", "));
  }

  private List<String> keys() {
    return query.by().stream()
        .map(
            by -> {
              String value = value(by);
              String name = quoted(by.name());
              return value.equals(name) ? name : value + " AS " + name;
            })
        .toList();
  }

  private String value(Dimension by) {
    if (FlowsView.isName(by)) {
      return quoted(by.name());
    }
    if (by.whole().isPresent() && by instanceof Dimension.Whole(FlowField field)) {
      String name = FlowsView.shown(field);
      boolean binned = query.binWidth() > 0 && by == query.by().getLast();
      return binned ? name + " // " + query.binWidth() + " * " + query.binWidth() : name;
    }
    String low = FlowsView.over(values.low(by));
    return by.isWide() ? "address(" + FlowsView.over(values.high(by)) + ", " + low + ")" : low;
  }

  /// What the first measure ranks by: of a ratio the upper sum.
  private String rank() {
    Measure first = query.measures().getFirst();
    return first.isRatio() ? sum(first.base()) : quoted(first.measureName());
  }

  /// Speeds of interfaces are in no column: of what is over one there are bits a second.
  private String measure(Measure measure) {
    Measure shown = measure == Measure.OF_SPEED ? Measure.BITS_PER_SECOND : measure;
    String sum = sum(shown.base());
    String value =
        shown
            .over()
            .map(over -> sum + " / nullif(" + sum(over) + ", 0)")
            .map(ratio -> shown.unit().equals("%") ? "100 * " + ratio : ratio)
            .orElseGet(() -> shown.isRate() ? rate(sum, shown) : sum);
    return value + " AS " + quoted(shown.measureName());
  }

  private String rate(String sum, Measure shown) {
    double seconds =
        (query.bucketNanos() > 0 ? query.bucketNanos() : query.range().lengthNanos()) / 1e9;
    return sum
        + (shown.unit().equals("bit/s") ? " * 8" : "")
        + " / "
        + BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString();
  }

  private String sum(Measure base) {
    String counter = base.field().map(FlowField::column).orElse("");
    if (counter.isEmpty()) {
      return "count(*)" + among(base);
    }
    boolean scaled = query.scaled() && base != Measure.SAMPLES;
    return "sum(" + counter + (scaled ? " * " + FlowsView.RATE : "") + ")" + among(base);
  }

  /// Which flows are in it; nothing for all.
  private String among(Measure base) {
    if (!base.isPart()) {
      return "";
    }
    String tcp = FlowsView.shown(FlowField.PROTOCOL) + " = 6";
    String which =
        base.isOneWay()
            ? (base.isForth() ? "" : "NOT ") + FlowsView.over(values.isForth())
            : base.isOfSyn()
                ? tcp + " AND (" + FlowsView.shown(FlowField.TCP_FLAGS) + " & 18) = 2"
                : tcp;
    return " FILTER (WHERE " + which + ")";
  }

  private static String where(TimeRange range, Filter filter) {
    String time =
        range.equals(TimeRange.ALL)
            ? ""
            : "time_received_ns >= "
                + range.fromNanos()
                + " AND time_received_ns < "
                + range.untilNanos()
                + " -- "
                + at(range.fromNanos())
                + " to "
                + at(range.untilNanos());
    String condition = FlowsView.over(SqlCondition.of(filter));
    if (time.isEmpty()) {
      return condition;
    }
    return condition.equals("true") ? time : time + IN + "AND (" + condition + ")";
  }

  private static Instant at(long nanos) {
    return Instant.ofEpochSecond(nanos / FlowQuery.SECOND, nanos % FlowQuery.SECOND);
  }

  /// A plain name needs no quotes.
  private static String quoted(String name) {
    return name.matches("[a-z_][a-z0-9_]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
