package weir.store.clickhouse;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.flow.FlowField;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.sql.Mapping;
import weir.sql.Rows;
import weir.store.clickhouse.Schema.Expression;
import weir.store.clickhouse.Schema.RollUp;
import weir.store.clickhouse.Schema.Time;

/// A table of sums beside a table of flows. It is asked for whole steps of its resolution, where
/// its answer is the same to the last octet; the rest of a range is asked of the flows.
///
/// @param flows the table that it was made of
/// @param whole steps that are known to hold all flows; empty range while that is not known
record RollUpTable(
    FlowTable flows,
    String name,
    RollUp rollup,
    Time time,
    long stepNanos,
    Optional<TimeRange> whole) {
  /// How much is compared with the flows, or the step where that is longer.
  private static final long SAMPLE_NANOS = 600 * FlowQuery.SECOND;

  /// The roll-up that a table is, if it is one.
  ///
  /// @param columns of the table
  static Optional<RollUpTable> of(
      FlowTable flows, RollUp rollup, String name, Map<String, String> columns) {
    Matcher matcher =
        Pattern.compile(rollup.table().replace("$", Pattern.quote(flows.table()))).matcher(name);
    boolean complete =
        rollup.fields().stream()
            .allMatch(
                field ->
                    Optional.ofNullable(flows.given().get(field))
                        .filter(expression -> expression.isIn(columns))
                        .isPresent());
    if (!matcher.matches() || !complete) {
      return Optional.empty();
    }
    long seconds = rollup.seconds() > 0 ? rollup.seconds() : seconds(matcher);
    return rollup
        .time(columns)
        .filter(_ -> seconds > 0)
        .map(
            time ->
                new RollUpTable(
                    flows, name, rollup, time, seconds * FlowQuery.SECOND, Optional.empty()));
  }

  private static long seconds(Matcher matcher) {
    return 3600 * group(matcher, "h") + 60 * group(matcher, "m") + group(matcher, "s");
  }

  private static long group(Matcher matcher, String name) {
    String found = matcher.namedGroups().containsKey(name) ? matcher.group(name) : null;
    return found == null ? 0 : Long.parseLong(found);
  }

  private String from() {
    return Schema.quoted(flows.database()) + "." + Schema.quoted(name) + " AS t";
  }

  private String column() {
    return "t." + Schema.quoted(time.column());
  }

  /// First and last step, and how many there are.
  String stepsSql() {
    return "SELECT %s, %s, uniqExact(%s) FROM %s"
        .formatted(
            time.nanosOf("min(" + column() + ")"),
            time.nanosOf("max(" + column() + ")"),
            column(),
            from());
  }

  /// What it sums up in a range.
  String sumsSql(TimeRange range) {
    return "SELECT sum(bytes), sum(packets) FROM "
        + relation(range, EnumSet.noneOf(FlowField.class));
  }

  /// The same, knowing when it holds all flows.
  ///
  /// @param steps what [#stepsSql] gave
  RollUpTable holding(String[] steps) {
    long first = Long.parseLong(steps[0]);
    long last = Long.parseLong(steps[1]);
    boolean gapless = Long.parseLong(steps[2]) == (last - first) / stepNanos + 1;
    // the first step may have begun before it did, the last one goes on
    return gapless && last - first > 2 * stepNanos
        ? new RollUpTable(
            flows,
            name,
            rollup,
            time,
            stepNanos,
            Optional.of(new TimeRange(first + stepNanos, last)))
        : unknown();
  }

  /// A few of the newest whole steps, to be compared with the flows.
  ///
  /// @param oldestNanos time received of the oldest flow
  Optional<TimeRange> sample(long oldestNanos) {
    long oldest = Math.ceilDiv(oldestNanos, stepNanos) * stepNanos;
    return whole.flatMap(
        range -> {
          long until = range.untilNanos();
          long length = Math.max(stepNanos, SAMPLE_NANOS / stepNanos * stepNanos);
          long from = Math.max(oldest, Math.max(range.fromNanos(), until - length));
          return from < until ? Optional.of(new TimeRange(from, until)) : Optional.empty();
        });
  }

  /// Whether it is known to have all of a range in whole steps.
  boolean holds(TimeRange range) {
    return range.fromNanos() % stepNanos == 0
        && range.untilNanos() % stepNanos == 0
        && whole
            .filter(
                held ->
                    held.fromNanos() <= range.fromNanos()
                        && range.untilNanos() <= held.untilNanos())
            .isPresent();
  }

  RollUpTable unknown() {
    return new RollUpTable(flows, name, rollup, time, stepNanos, Optional.empty());
  }

  /// Whether it has all that a question is about.
  boolean suits(FlowQuery query) {
    Set<FlowField> needed = EnumSet.noneOf(FlowField.class);
    needed.addAll(query.fields());
    if (query.scaled()) {
      needed.add(FlowField.SAMPLING_RATE);
    }
    boolean counted =
        query.measures().stream().anyMatch(measure -> measure.counted() == Measure.FLOWS);
    return (counts() || !counted)
        && !query.spread()
        && query.bucketNanos() % stepNanos == 0
        && rollup.fields().containsAll(needed);
  }

  /// The stretch of a question that it answers exactly, if it can.
  ///
  /// @param oldestNanos time received of the oldest flow: sums may reach further back
  Optional<TimeRange> stretch(FlowQuery query, long oldestNanos) {
    if (whole.isEmpty() || !suits(query)) {
      return Optional.empty();
    }
    long oldest = Math.ceilDiv(oldestNanos, stepNanos) * stepNanos;
    long from =
        Math.max(
            Math.ceilDiv(query.range().fromNanos(), stepNanos) * stepNanos,
            Math.max(oldest, whole.get().fromNanos()));
    long until =
        Math.min(
            Math.floorDiv(query.range().untilNanos(), stepNanos) * stepNanos,
            whole.get().untilNanos());
    return from < until ? Optional.of(new TimeRange(from, until)) : Optional.empty();
  }

  /// Whether it tells how many flows it sums up.
  boolean counts() {
    return !rollup.flows().isEmpty();
  }

  Rows rows(TimeRange range, Set<FlowField> fields, Mapping mapping) {
    return new Rows(
        mapping,
        Optional.of(relation(range, fields)),
        Optional.of(range),
        Double.POSITIVE_INFINITY);
  }

  private String relation(TimeRange range, Set<FlowField> fields) {
    Map<FlowField, Expression> given = flows.given();
    List<String> columns = new ArrayList<>();
    columns.add(time.nanosOf(column()) + " AS minute_ns");
    for (FlowField field : rollup.fields()) {
      Expression expression = Objects.requireNonNull(given.get(field));
      boolean counter = field == FlowField.BYTES || field == FlowField.PACKETS;
      if (counter || field == FlowField.SAMPLING_RATE) {
        String value = Schema.over(expression.low());
        columns.add((counter ? value : "greatest(" + value + ", 1)") + " AS " + field.column());
      } else if (fields.contains(field)) {
        if (field.isWide()) {
          columns.add(Schema.over(expression.high()) + " AS " + field.highColumn());
        }
        columns.add(Schema.over(expression.low()) + " AS " + field.column());
      }
    }
    if (!rollup.fields().contains(FlowField.SAMPLING_RATE)) {
      columns.add("toUInt32(1) AS sampling_rate");
    }
    columns.add("toUInt64(" + (counts() ? Schema.over(rollup.flows()) : "1") + ") AS flows");
    return "(SELECT "
        + String.join(", ", columns)
        + " FROM "
        + from()
        + " WHERE "
        + column()
        + " >= "
        + time.at(range.fromNanos())
        + " AND "
        + column()
        + " < "
        + time.at(range.untilNanos())
        + ")";
  }
}
