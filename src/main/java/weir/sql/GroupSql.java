package weir.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;

/// What rows add to the groups of a question: `bucket`, keys, one sum a measure (`m0` …), and `n`,
/// the flow records of the group.
final class GroupSql {
  /// The function that sums in 128 bits.
  static final String WIDE = "sum";

  private static final int TCP = 6;
  private static final int SYN = 2;
  private static final int ACK = 16;

  private final Dialect dialect;
  private final FlowQuery query;

  GroupSql(Dialect dialect, FlowQuery query) {
    this.dialect = dialect;
    this.query = query;
  }

  /// Whether its sums are known to fit into 64 bits: of layers 2 and 3 no roll-up knows how much
  /// there is.
  boolean isNarrow(List<Rows> pieces) {
    return Rows.isNarrow(pieces)
        && !query.spread()
        && query.measures().stream().allMatch(Measure::isRolledUp);
  }

  /// In 128 bits, or in 64 where sums are known to fit ([Rows#isNarrow]), for it wraps around.
  String sum(boolean narrow) {
    return narrow ? dialect.narrowSum() : WIDE;
  }

  /// What is summed of a row; flow records and samples have no rate.
  private String summand(Measure base, boolean narrow) {
    String counter = counter(base);
    boolean plain = !query.scaled() || base == Measure.SAMPLES || base.counted() == Measure.FLOWS;
    if (plain) {
      return narrow ? dialect.signed(counter) : dialect.summand(counter);
    }
    return narrow ? dialect.signed("(" + counter + " * rate)") : dialect.wide(counter) + " * rate";
  }

  String eachMeasure(UnaryOperator<String> column) {
    return IntStream.range(0, query.measures().size())
        .mapToObj(i -> column.apply("m" + i))
        .collect(Collectors.joining(", "));
  }

  /// Columns of the keys: `k0`, `k1` … (`kNh` before an address's `kN`).
  List<String> keyColumns() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < query.by().size(); i++) {
      if (query.by().get(i).isWide()) {
        keys.add("k" + i + "h");
      }
      keys.add("k" + i);
    }
    return keys;
  }

  /// The same with commas between them.
  String keys() {
    return String.join(", ", keyColumns());
  }

  /// Every group of every bucket with its exact sums, in one pass: in 128 bits, which cannot
  /// overflow, or in 64 where they are known to fit.
  ///
  /// @param among a join that keeps some groups only; empty for none
  String grouped(List<Rows> pieces, String among) {
    List<String> keys = new ArrayList<>();
    if (isBucketed()) {
      keys.add("bucket");
    }
    keys.addAll(keyColumns());
    List<String> columns = new ArrayList<>();
    columns.add(isBucketed() ? "bucket" : dialect.number("0") + " AS bucket");
    columns.addAll(keyColumns());
    columns.add(sums(pieces));
    return "  SELECT "
        + String.join(", ", columns)
        + " FROM "
        + sources(pieces)
        + among
        + " GROUP BY "
        + String.join(", ", keys);
  }

  /// The rows that are summed: `bucket` where groups are told apart by it, keys, and what is
  /// summed.
  String sources(List<Rows> pieces) {
    boolean rollups = isCounted(pieces);
    return pieces.stream()
        .map(piece -> source(piece, rollups))
        .collect(Collectors.joining("\n    UNION ALL\n", "(\n", "\n  )"));
  }

  /// Whether rows are not a flow record each.
  private boolean isCounted(List<Rows> pieces) {
    return query.spread() || pieces.stream().anyMatch(Rows::summed);
  }

  /// The sums over [#sources]: one a measure, and `n`.
  String sums(List<Rows> pieces) {
    boolean narrow = isNarrow(pieces);
    String records = isCounted(pieces) ? "sum(flows)" : "count(*)";
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < query.measures().size(); i++) {
      Measure base = query.measures().get(i).base();
      String sum =
          base == Measure.FLOWS ? records : sum(narrow) + "(" + summand(base, narrow) + ")";
      columns.add(dialect.wide(sum) + " AS m" + i);
    }
    columns.add(dialect.wide(records) + " AS n");
    return String.join(", ", columns);
  }

  /// The rows of roll-ups.
  String summed(List<Rows> pieces, boolean narrow) {
    List<String> columns = new ArrayList<>(List.of(dialect.number("0") + " AS bucket"));
    columns.addAll(keyColumns());
    for (int i = 0; i < query.measures().size(); i++) {
      Measure base = query.measures().get(i).base();
      String one =
          base == Measure.FLOWS
              ? narrow ? dialect.signed("flows") : "flows"
              : summand(base, narrow);
      columns.add(one + " AS m" + i);
    }
    columns.add("flows AS n");
    return "  SELECT "
        + String.join(", ", columns)
        + " FROM "
        + pieces.stream()
            .map(piece -> source(piece, true))
            .collect(Collectors.joining("\n    UNION ALL\n", "(\n", "\n  )"));
  }

  /// Whether groups are told apart by bucket. One bucket is not a key: it would be hashed with
  /// every row. Where nothing else is, it stays, so that no flows make no group.
  private boolean isBucketed() {
    return query.bucketNanos() > 0 || query.by().isEmpty();
  }

  /// Columns of a source: bucket, keys, `rate`, the counters that are measured, and `flows`, the
  /// flow records behind each row, where any source has rows that stand for several.
  private String source(Rows rows, boolean counted) {
    boolean summed = rows.summed();
    SpreadSql spread = query.spread() ? new SpreadSql(dialect, query) : null;
    String received = summed ? "minute_ns" : "time_received_ns";
    String time = spread == null ? received : SpreadSql.STEP;
    Columns stored = summed ? Columns.PLAIN : rows.mapping();
    DimensionSql values = new DimensionSql(dialect, stored);
    List<String> columns = new ArrayList<>();
    if (isBucketed()) {
      columns.add(bucket(time) + " AS bucket");
    }
    for (int i = 0; i < query.by().size(); i++) {
      Dimension dimension = query.by().get(i);
      if (dimension.isWide()) {
        columns.add(values.high(dimension) + " AS k" + i + "h");
      }
      columns.add(binned(values.low(dimension), i) + " AS k" + i);
    }
    if (query.scaled()) {
      columns.add((summed ? "sampling_rate" : rows.mapping().rate()) + " AS rate");
    }
    for (Measure base : counters()) {
      String all = counted(base, stored, values, summed);
      columns.add((spread == null ? all : spread.part(all)) + " AS " + counter(base));
    }
    if (counted) {
      String one = dialect.number("1");
      columns.add(summed ? "flows" : (spread == null ? one : spread.part(one)) + " AS flows");
    }
    List<String> conditions = new ArrayList<>();
    rows.within().ifPresent(range -> conditions.add(within(received, range)));
    if (!query.filter().isAll()) {
      conditions.add(new FilterSql(dialect).condition(query.filter()));
    }
    String found =
        rows.sums().orElseGet(() -> rows.mapping().filled(query.filter().fields()))
            + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    return "    SELECT "
        + String.join(", ", columns)
        + " FROM "
        + (spread == null ? found : spread.steps(found, stored));
  }

  private String bucket(String time) {
    long nanos = query.bucketNanos();
    return nanos == 0
        ? dialect.number("0")
        : query.spread() ? dialect.number(time) : dialect.floor(time, nanos);
  }

  /// A value of a key, or the lowest value of the bin that it is in.
  private String binned(String value, int key) {
    long width = query.binWidth();
    return width > 0 && key == query.by().size() - 1
        ? dialect.number("(" + dialect.floor(value, width) + ")")
        : value;
  }

  static String within(String column, TimeRange range) {
    return column + " >= " + range.fromNanos() + " AND " + column + " < " + range.untilNanos();
  }

  /// What a row adds to a sum, before its rate.
  private String counted(Measure base, Columns stored, DimensionSql values, boolean summed) {
    String counter =
        base.field().map(stored::low).orElseGet(() -> summed ? "flows" : dialect.number("1"));
    if (!base.isPart()) {
      return counter;
    }
    String in =
        base.isOneWay()
            ? (base.isForth() ? "" : "NOT ") + values.isForth()
            : tcp(stored) + (base.isOfSyn() ? " AND " + syn(stored) : "");
    return dialect.number("(CASE WHEN " + in + " THEN " + counter + " ELSE 0 END)");
  }

  private static String tcp(Columns stored) {
    return stored.low(FlowField.PROTOCOL) + " = " + TCP;
  }

  /// SYN, and not ACK.
  private String syn(Columns stored) {
    return "(" + dialect.common(stored.low(FlowField.TCP_FLAGS), SYN | ACK) + ") = " + SYN;
  }

  /// The bases that are sums of columns.
  private List<Measure> counters() {
    return query.measures().stream()
        .map(Measure::base)
        .filter(base -> base != Measure.FLOWS)
        .map(base -> base == Measure.SAMPLES ? Measure.PACKETS : base)
        .distinct()
        .toList();
  }

  /// The column that has it.
  private static String counter(Measure base) {
    return base.isPart() ? base.measureName() : base.field().orElseThrow().column();
  }
}
