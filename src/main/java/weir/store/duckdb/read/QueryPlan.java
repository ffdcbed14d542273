package weir.store.duckdb.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.sql.Rows;
import weir.store.duckdb.rollup.LeftOut;
import weir.store.duckdb.rollup.Rollup;
import weir.store.duckdb.rollup.Rollups;
import weir.store.duckdb.rollup.SliceTable;
import weir.store.duckdb.rollup.Summary;
import weir.store.duckdb.rollup.TopList;

/// From where the answer to a question is taken: a list of pieces, the newest flows first. For each
/// slice the smallest roll-up that answers exactly, and the flows for the rest.
public final class QueryPlan {
  /// A part of the answer.
  ///
  /// @param summary where it is taken from; empty for the flows
  /// @param range of time received that is looked at
  /// @param rows rows that are looked at, about
  /// @param flows flow records that these stand for, about
  public record Piece(
      SliceTable table, Optional<Summary> summary, TimeRange range, long rows, long flows) {
    /// As a statement looks at it. A roll-up of a whole slice has no times.
    public Rows source() {
      Optional<Rollups> rollups = table.rollups();
      return new Rows(
          table.mapping(),
          summary.map(one -> rollups.orElseThrow().table(one)),
          Optional.of(range).filter(_ -> summary.map(Summary::byMinute).orElse(true)),
          rollups.filter(this::isBounded).map(Rollups::most).orElse(Double.POSITIVE_INFINITY));
    }

    /// Flows may have other sampling rates in force than when the roll-ups were made.
    private boolean isBounded(Rollups made) {
      return summary.isPresent() || made.ratesFingerprint() == table.ratesFingerprint();
    }

    /// A part of it.
    Piece within(TimeRange part) {
      double share = (double) part.lengthNanos() / Math.max(1, range.lengthNanos());
      return new Piece(table, summary, part, Math.round(rows * share), Math.round(flows * share));
    }
  }

  private final FlowQuery query;
  private final Set<Dimension> dimensions;
  private final List<Piece> pieces = new ArrayList<>();

  /// What a plan of lists leaves out.
  private double leftOut;

  private QueryPlan(FlowQuery query) {
    this.query = query;
    dimensions = new HashSet<>(query.filter().dimensions());
    dimensions.addAll(query.by());
    query.measures().forEach(measure -> dimensions.addAll(measure.parts()));
  }

  /// @param tables those that overlap the range
  public static List<Piece> of(FlowQuery query, List<SliceTable> tables) {
    QueryPlan plan = new QueryPlan(query);
    tables.forEach(plan::add);
    newestFirst(plan.pieces);
    return plan.pieces;
  }

  /// For the sums of all groups together.
  ///
  /// @param pieces that answer the question
  public static List<Piece> totals(FlowQuery query, List<Piece> pieces) {
    return of(query.withoutGroups(), pieces.stream().map(Piece::table).distinct().toList());
  }

  /// Of all slices together: several are written at the same time.
  static void newestFirst(List<Piece> pieces) {
    pieces.sort(Comparator.comparingLong((Piece p) -> p.range().untilNanos()).reversed());
  }

  /// As statements look at them.
  public static List<Rows> sources(List<Piece> pieces) {
    return pieces.stream().map(Piece::source).toList();
  }

  /// Whether there are more flows to look at than are looked at in a moment.
  public static boolean manyFlows(List<Piece> pieces) {
    return pieces.stream().filter(piece -> piece.summary().isEmpty()).mapToLong(Piece::rows).sum()
        > Pace.FEW_ROWS;
  }

  /// A plan that takes what it can from lists of the largest groups.
  ///
  /// @param pieces those from lists, and flows of slices that have none
  /// @param leftOut the most that any group's sum of the first measure may lack
  public record Listed(List<Piece> pieces, double leftOut) {}

  /// The plan from a list; empty if no slice has it.
  public static Optional<Listed> fromLists(FlowQuery query, TopList list, List<SliceTable> tables) {
    QueryPlan plan = new QueryPlan(query);
    boolean any = false;
    for (SliceTable table : tables) {
      any |= plan.addList(table, list);
    }
    newestFirst(plan.pieces);
    return any ? Optional.of(new Listed(plan.pieces, plan.leftOut)) : Optional.empty();
  }

  /// Whether it was from the list.
  private boolean addList(SliceTable table, TopList list) {
    long from = from(table);
    long until = until(table);
    Optional<LeftOut> left = table.rollupsFor(query).map(rollups -> rollups.lists().get(list));
    if (from >= until) {
      return false;
    }
    if (left.isEmpty()) {
      addFlows(table, from, until);
      return false;
    }
    leftOut += left.get().of(query);
    addMinutes(table, list, from, until);
    return true;
  }

  private long from(SliceTable table) {
    return Math.max(query.looked().fromNanos(), table.oldestNanos());
  }

  private long until(SliceTable table) {
    return Math.min(query.looked().untilNanos(), table.newestNanos() + 1);
  }

  private void add(SliceTable table) {
    long from = from(table);
    long until = until(table);
    if (from >= until) {
      return;
    }
    Optional<Rollup> rollup =
        !query.spread() && query.measures().stream().allMatch(Measure::isRolledUp)
            ? smallest(table, from, until)
            : Optional.empty();
    if (rollup.isEmpty()) {
      addFlows(table, from, until);
    } else if (rollup.get().byMinute()) {
      addMinutes(table, rollup.get(), from, until);
    } else {
      addSummary(table, rollup.get(), new TimeRange(from, until));
    }
  }

  private Optional<Rollup> smallest(SliceTable table, long from, long until) {
    boolean whole = from == table.oldestNanos() && until == table.newestNanos() + 1;
    return table
        .rollupsFor(query)
        .flatMap(
            rollups ->
                rollups.rows().entrySet().stream()
                    .filter(entry -> entry.getKey().answers(dimensions, query.bucketNanos()))
                    .filter(entry -> whole || entry.getKey().byMinute())
                    .filter(
                        entry -> entry.getValue() < table.rows() / 2) // older files have long ones
                    .min(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey));
  }

  /// Whole minutes from the roll-up; the newer edge, then the older one, from the flows.
  private void addMinutes(SliceTable table, Summary summary, long from, long until) {
    long first = firstMinute(query.range().fromNanos(), from);
    long last = lastMinute(query.range().untilNanos(), until);
    if (first >= last) {
      addFlows(table, from, until);
      return;
    }
    if (last < until) {
      addFlows(table, last, until);
    }
    addSummary(table, summary, new TimeRange(first, last));
    if (from < first) {
      addFlows(table, from, first);
    }
  }

  /// Where the range does not cut the slice, the slice's first minute is whole too.
  private static long firstMinute(long rangeFrom, long from) {
    long start = from - from % Summary.MINUTE;
    return rangeFrom <= start ? start : start + Summary.MINUTE;
  }

  private static long lastMinute(long rangeUntil, long until) {
    long rest = until % Summary.MINUTE;
    long end = rest == 0 ? until : until - rest + Summary.MINUTE;
    return rangeUntil >= end ? end : until - rest;
  }

  private void addSummary(SliceTable table, Summary summary, TimeRange range) {
    double share = share(table, range);
    long rows =
        summary instanceof Rollup rollup
            ? table.rollups().map(rollups -> rollups.rows().get(rollup)).orElse(0L)
            : table.rows() / 100; // no more than some hundred groups a minute
    pieces.add(
        new Piece(
            table,
            Optional.of(summary),
            range,
            Math.round(rows * share),
            Math.round(table.rows() * share)));
  }

  private void addFlows(SliceTable table, long from, long until) {
    TimeRange range = new TimeRange(from, until);
    long rows = Math.round(table.rows() * share(table, range));
    pieces.add(new Piece(table, Optional.empty(), range, rows, rows));
  }

  private static double share(SliceTable table, TimeRange range) {
    double length = table.newestNanos() - table.oldestNanos() + 1.0;
    return Math.min(1, range.lengthNanos() / length);
  }
}
