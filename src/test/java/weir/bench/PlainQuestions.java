package weir.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.BucketWidth;
import weir.query.Comparison;
import weir.query.ComparisonQuery;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.RelationQuery;
import weir.query.Relations;
import weir.query.Result;
import weir.query.TimeRange;
import weir.store.duckdb.files.Slice;

/// Every kind of question about a range, each with the plainest SQL that gives the same numbers: as
/// somebody writes it who knows the question and the engine, and nothing of Weir.
record PlainQuestions(TimeRange range, List<Slice> slices) {
  private static final int PIXELS = 400;
  private static final int PAGE = 1000;
  private static final String NETWORK_AND_PORT = "src net 192.168.0.0/16 and dst port 443";
  private static final String RATE = "greatest(sampling_rate, 1)";
  private static final String BYTES = "sum(bytes * " + RATE + ")";
  private static final String SOURCE = "src_addr_hi, src_addr";
  private static final String PAIR = "src_addr_hi, src_addr, dst_addr_hi, dst_addr";

  /// IPv4's addresses are mapped into IPv6's.
  private static final String IN_NETWORK =
      "src_addr_hi = 0 AND src_addr BETWEEN 281473913978880 AND 281473913978880 + 65535 AND"
          + " dst_port = 443";

  /// A question and its SQL.
  ///
  /// @param read what is done with the whole answer before it can be shown
  /// @param rows the answer's rows as text, as the SQL's columns stand
  /// @param records whether rows are told by their time alone, for many have the same
  record Pair<A extends Result>(
      String name,
      Query<A> query,
      String plain,
      UnaryOperator<A> read,
      Function<A, List<String>> rows,
      boolean records) {}

  List<Pair<?>> all() {
    List<Pair<?>> all = new ArrayList<>();
    all.add(series("throughput", "", 0, FlowField.DIRECTION));
    all.add(series("flags over time", "tcp", 10, FlowField.TCP_FLAGS));
    all.add(series("protocols over time", "", 10, FlowField.PROTOCOL));
    all.add(series("sources over time, top 10", "", 10, FlowField.SRC_ADDRESS));
    all.add(series("services over time, top 10", "", 10, FlowField.PROTOCOL, FlowField.DST_PORT));
    all.add(series("ports over time, top 100", "", 100, FlowField.DST_PORT));
    all.add(series(NETWORK_AND_PORT + ", over time", NETWORK_AND_PORT, 10, FlowField.PROTOCOL));
    all.add(ranking("sources, top 100", "", SOURCE, FlowField.SRC_ADDRESS));
    all.add(
        ranking(
            "services, top 100", "", "proto, dst_port", FlowField.PROTOCOL, FlowField.DST_PORT));
    all.add(ranking("pairs, top 100", "", PAIR, FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS));
    all.add(ranking("sources of TCP, top 100", "tcp", SOURCE, FlowField.SRC_ADDRESS));
    all.add(total("total", ""));
    all.add(total(NETWORK_AND_PORT + ", total", NETWORK_AND_PORT));
    all.add(relations());
    all.add(comparison());
    all.add(records("newest records", RecordQuery.Order.NEWEST_FIRST, "time_received_ns DESC"));
    all.add(
        records(
            "largest records",
            new RecordQuery.Order(Dimension.field(FlowField.BYTES), true),
            "bytes DESC, time_received_ns DESC"));
    return all;
  }

  private String flows(String filter) {
    String condition =
        switch (filter) {
          case "" -> "";
          case "tcp" -> " AND proto = 6";
          default -> " AND " + IN_NETWORK;
        };
    return slices.stream()
        .filter(slice -> slice.overlaps(range))
        .map(
            slice ->
                "FROM "
                    + slice.table()
                    + " WHERE time_received_ns >= "
                    + range.fromNanos()
                    + " AND time_received_ns < "
                    + range.untilNanos()
                    + condition)
        .collect(Collectors.joining(" UNION ALL BY NAME ", "(", ")"));
  }

  private Pair<Answer> series(String name, String filter, int top, FlowField... by) {
    long width = BucketWidth.nanos(range, PIXELS);
    String keys =
        Dimension.of(by).stream().map(PlainQuestions::columns).collect(Collectors.joining(", "));
    String bucket = "time_received_ns // " + width + " * " + width + " AS bucket";
    boolean few = by.length == 1 && !by[0].isWide() && by[0] != FlowField.DST_PORT;
    String plain =
        few
            ? "SELECT %s, false, %s, %s FROM %s GROUP BY ALL ORDER BY bucket"
                .formatted(bucket, keys, BYTES, flows(filter))
            : """
            WITH flows AS NOT MATERIALIZED (FROM %s),
            best AS (SELECT %s, true AS shown FROM flows GROUP BY ALL ORDER BY %s DESC, %s LIMIT %d)
            SELECT %s, shown IS NULL AS other, %s, %s
            FROM flows LEFT JOIN best USING (%s) GROUP BY ALL ORDER BY bucket
            """
                .formatted(
                    flows(filter),
                    keys,
                    BYTES,
                    keys,
                    top,
                    bucket,
                    List.of(keys.split(", ")).stream()
                        .map(key -> "CASE WHEN shown THEN " + key + " ELSE 0 END")
                        .collect(Collectors.joining(", ")),
                    BYTES,
                    keys);
    FlowQuery query =
        FlowQuery.series(
            range, filter(filter), width, top, Dimension.of(by), Measure.BITS_PER_SECOND);
    return sums(name, query, plain);
  }

  private static String columns(Dimension dimension) {
    FlowField field = dimension.whole().orElseThrow();
    return (field.isWide() ? field.highColumn() + ", " : "") + field.column();
  }

  private Pair<Answer> ranking(String name, String filter, String keys, FlowField... by) {
    String plain =
        "SELECT 0, false, %1$s, %2$s AS b, b FROM %3$s GROUP BY %1$s ORDER BY b DESC, %1$s LIMIT 100"
            .formatted(keys, BYTES, flows(filter));
    FlowQuery query =
        FlowQuery.ranking(
            range, filter(filter), 100, Dimension.of(by), Measure.BITS_PER_SECOND, Measure.BYTES);
    return sums(name, query, plain);
  }

  private Pair<Answer> total(String name, String filter) {
    String plain =
        "SELECT 0, false, %s, sum(packets * %s), count(*) FROM %s HAVING count(*) > 0"
            .formatted(BYTES, RATE, flows(filter));
    return sums(
        name,
        FlowQuery.total(range, filter(filter), Measure.BYTES, Measure.PACKETS, Measure.FLOWS),
        plain);
  }

  private static Pair<Answer> sums(String name, FlowQuery query, String plain) {
    return new Pair<>(name, query, plain, answer -> answer, PlainQuestions::rows, false);
  }

  private static List<String> rows(Answer answer) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < answer.rows(); row++) {
      StringBuilder text = new StringBuilder();
      text.append(answer.bucketStartNanos().length == 0 ? 0 : answer.bucketStartNanos()[row])
          .append(' ')
          .append(answer.other()[row])
          .append(' ');
      answer.keys().forEach(key(text, row));
      for (long[] sum : answer.sums()) {
        text.append(sum[row]).append(' ');
      }
      rows.add(text.toString());
    }
    return rows;
  }

  private static java.util.function.Consumer<Answer.Key> key(StringBuilder text, int row) {
    return key -> {
      if (key.dimension().isWide()) {
        text.append(Long.toUnsignedString(key.high(row))).append(' ');
      }
      text.append(Long.toUnsignedString(key.low()[row])).append(' ');
    };
  }

  private Pair<Relations> relations() {
    String plain =
        """
        WITH sums AS MATERIALIZED (SELECT %1$s, %2$s AS b FROM %3$s GROUP BY %1$s),
        best AS (FROM sums ORDER BY b DESC, %1$s LIMIT 50),
        sources AS (SELECT DISTINCT src_addr_hi, src_addr, true AS s FROM best),
        ends AS (SELECT DISTINCT dst_addr_hi, dst_addr, true AS d FROM best)
        SELECT s IS NULL AS o0, if(s, src_addr_hi, 0) AS a, if(s, src_addr, 0) AS b,
          d IS NULL AS o1, if(d, dst_addr_hi, 0) AS c, if(d, dst_addr, 0) AS e, sum(sums.b)
        FROM sums LEFT JOIN sources USING (src_addr_hi, src_addr) LEFT JOIN ends USING (dst_addr_hi, dst_addr)
        GROUP BY ALL
        """
            .formatted(PAIR, BYTES, flows(""));
    RelationQuery query =
        new RelationQuery(
            range,
            Filter.all(),
            Dimension.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS),
            Measure.BYTES,
            50,
            true);
    return new Pair<>(
        "relations of pairs", query, plain, answer -> answer, PlainQuestions::rows, false);
  }

  private static List<String> rows(Relations answer) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < answer.rows(); row++) {
      StringBuilder text = new StringBuilder();
      for (int layer = 0; layer < answer.keys().size(); layer++) {
        text.append(answer.other()[layer][row]).append(' ');
        key(text, row).accept(answer.keys().get(layer));
      }
      rows.add(text.append(answer.sums()[row]).append(' ').toString());
    }
    return rows;
  }

  /// The newer half of the range against the older one.
  private Pair<Comparison> comparison() {
    long middle = range.fromNanos() + range.lengthNanos() / 2;
    String plain =
        """
        SELECT false, %1$s, coalesce(%2$s FILTER (time_received_ns >= %3$d), 0) AS a,
          coalesce(%2$s FILTER (time_received_ns < %3$d), 0) AS b
        FROM %4$s GROUP BY %1$s ORDER BY abs(a - b) DESC, %1$s LIMIT 100
        """
            .formatted(SOURCE, BYTES, middle, flows(""));
    FlowQuery newer =
        FlowQuery.ranking(
            new TimeRange(middle, range.untilNanos()),
            Filter.all(),
            100,
            Dimension.of(FlowField.SRC_ADDRESS),
            Measure.BYTES);
    ComparisonQuery query =
        new ComparisonQuery(newer, new TimeRange(range.fromNanos(), middle), Filter.all());
    return new Pair<>(
        "comparison of sources", query, plain, answer -> answer, PlainQuestions::rows, false);
  }

  private static List<String> rows(Comparison answer) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < answer.rows(); row++) {
      StringBuilder text = new StringBuilder().append(answer.other()[row]).append(' ');
      answer.keys().forEach(key(text, row));
      text.append(answer.sums()[0][row]).append(' ').append(answer.against()[0][row]).append(' ');
      rows.add(text.toString());
    }
    return rows;
  }

  private Pair<Records> records(String name, RecordQuery.Order order, String by) {
    String plain = "FROM %s ORDER BY %s LIMIT %d".formatted(flows(""), by, PAGE);
    RecordQuery query = new RecordQuery(range, Filter.all(), Set.of(), order, PAGE);
    return new Pair<>(name, query, plain, PlainQuestions::read, PlainQuestions::times, true);
  }

  private static Records read(Records records) {
    FlowBatch page = records.page(0, PAGE);
    return page.rows() == records.rows() ? Records.of(page) : records;
  }

  private static List<String> times(Records records) {
    FlowBatch page = records.page(0, PAGE);
    List<String> times = new ArrayList<>();
    for (int row = 0; row < page.rows(); row++) {
      times.add(Long.toString(page.get(FlowField.TIME_RECEIVED, row)));
    }
    return times;
  }

  private static Filter filter(String text) {
    try {
      return text.isEmpty() ? Filter.all() : FilterParser.parse(text);
    } catch (FilterSyntaxException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
