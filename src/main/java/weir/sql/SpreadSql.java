package weir.sql;

import weir.flow.FlowField;
import weir.query.FlowQuery;

/// What flows have, spread evenly over the time from their start to their end. Each flow becomes a
/// row a step of time; a step has the difference of what the flow had at its end and at its
/// beginning, in whole numbers, so that all steps together have what the flow has. A flow that does
/// not tell how long it took counts where it was received.
final class SpreadSql {
  /// The column of a row's step.
  static final String STEP = "spread_step";

  private static final String FROM = "spread_from";
  private static final String UNTIL = "spread_until";

  private final Dialect dialect;
  private final FlowQuery query;

  SpreadSql(Dialect dialect, FlowQuery query) {
    this.dialect = dialect;
    this.query = query;
  }

  private long first() {
    return query.range().fromNanos();
  }

  private long last() {
    return query.range().untilNanos();
  }

  /// The relation of flows and steps.
  ///
  /// @param found flows: a relation and a condition
  /// @param stored their columns
  String steps(String found, Columns stored) {
    String start = stored.low(FlowField.TIME_START);
    String end = stored.low(FlowField.TIME_END);
    String known = "(" + start + " > 0 AND " + end + " > " + start + ")";
    String timed =
        "(SELECT *, "
            + dialect.number(
                "(CASE WHEN " + known + " THEN " + start + " ELSE time_received_ns END)")
            + " AS "
            + FROM
            + ", "
            + dialect.number(
                "(CASE WHEN " + known + " THEN " + end + " ELSE time_received_ns + 1 END)")
            + " AS "
            + UNTIL
            + " FROM "
            + found
            + ")";
    String inRange = " WHERE " + FROM + " < " + last() + " AND " + UNTIL + " > " + first();
    long width = query.bucketNanos();
    String step =
        width == 0
            ? dialect.number(String.valueOf(first()))
            : dialect.each(
                dialect.floor("greatest(" + FROM + ", " + first() + ")", width),
                "least(" + UNTIL + ", " + last() + ")",
                width);
    return "(SELECT *, " + step + " AS " + STEP + " FROM " + timed + inRange + ")";
  }

  /// What a row's step has of something that its flow has.
  String part(String all) {
    long width = query.bucketNanos();
    String until = width == 0 ? String.valueOf(last()) : STEP + " + " + width + ", " + last();
    String begin = "greatest(" + STEP + ", " + first() + ", " + FROM + ")";
    return "(" + had(all, "least(" + until + ", " + UNTIL + ")") + " - " + had(all, begin) + ")";
  }

  /// What the flow had until a moment.
  private String had(String all, String moment) {
    return dialect.quotient(
        dialect.product(all, "(" + moment + " - " + FROM + ")"), "(" + UNTIL + " - " + FROM + ")");
  }
}
