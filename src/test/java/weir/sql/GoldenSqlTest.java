package weir.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.exporter.Overrides;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.ComparisonQuery;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Rank;
import weir.query.RecordQuery;
import weir.query.RelationQuery;
import weir.query.TimeRange;
import weir.store.duckdb.read.QueryPlan;
import weir.store.duckdb.rollup.LeftOut;
import weir.store.duckdb.rollup.Rollup;
import weir.store.duckdb.rollup.Rollups;
import weir.store.duckdb.rollup.SliceTable;
import weir.store.duckdb.rollup.SummarySql;
import weir.store.duckdb.rollup.TopList;

/// The statement that each kind of question compiles to, as files under `golden/sql`: what must not
/// change unnoticed. With `-Dgolden.update=true` the files are written anew, to be looked at.
class GoldenSqlTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/sql");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final long S = FlowQuery.SECOND;
  private static final long START = 1_790_000_040L * S; // a whole minute
  private static final TimeRange HOUR = new TimeRange(START, START + 3600 * S);

  /// A minute and a half that cuts two minutes.
  private static final TimeRange CUT = new TimeRange(START + 30 * S, START + 150 * S);

  // What a store may hold.
  private static SliceTable plain(String name, Set<FlowField> missing, Overrides overrides) {
    return new SliceTable(
        new Mapping(Dialect.DUCKDB, name, missing, overrides.rates()),
        1_000_000,
        START,
        START + 3600 * S - 1,
        Optional.empty(),
        overrides.ratesFingerprint());
  }

  private static SliceTable rolledUp(double most) {
    Map<Rollup, Long> rows = new LinkedHashMap<>();
    for (Rollup rollup : Rollup.values()) {
      rows.put(rollup, 1000L + rollup.ordinal());
    }
    Map<TopList, LeftOut> lists = new LinkedHashMap<>();
    for (TopList list : TopList.values()) {
      lists.put(list, new LeftOut(10, 20, 30, 40, 50));
    }
    return new SliceTable(
        new Mapping(Dialect.DUCKDB, "s1.flows", Set.of(), List.of()),
        1_000_000,
        START,
        START + 3600 * S - 1,
        Optional.of(new Rollups("r1", rows, lists, 0, most)),
        0);
  }

  private static final SliceTable FLOWS = plain("s1.flows", Set.of(), Overrides.NONE);
  private static final SliceTable OLDER =
      plain(
          "s2.flows",
          Set.of(FlowField.SAMPLING_RATE, FlowField.DST_ADDRESS, FlowField.TOS, FlowField.AS_PATH),
          Overrides.NONE);
  private static final SliceTable OVERRIDDEN =
      plain(
          "s3.flows",
          Set.of(),
          Overrides.NONE
              .with(
                  IpAddress.parse("192.0.2.1"),
                  new Overrides.Exporter("", 100, Map.of(3L, new Overrides.Interface("", 7))))
              .with(
                  IpAddress.parse("2001:db8::1"), Overrides.Exporter.NOTHING.withSamplingRate(9)));

  /// Flows on a server.
  private static final List<Rows> SERVED =
      List.of(
          new Rows(
              new Mapping(Dialect.CLICKHOUSE, "flows", Set.of(), List.of()),
              Optional.empty(),
              Optional.of(CUT),
              Double.POSITIVE_INFINITY));

  private static final SqlCompiler SQL = new SqlCompiler(Dialect.DUCKDB);
  private static final RecordSql RECORDS = new RecordSql(Dialect.DUCKDB);
  private static final Map<String, String> CASES = cases();

  private static String answer(FlowQuery query, SliceTable... tables) {
    List<QueryPlan.Piece> pieces = QueryPlan.of(query, List.of(tables));
    return SQL.answer(
        query, QueryPlan.sources(pieces), QueryPlan.sources(QueryPlan.totals(query, pieces)));
  }

  private static Filter filter(String text) {
    try {
      return FilterParser.parse(text);
    } catch (FilterSyntaxException e) {
      throw new IllegalStateException(text, e);
    }
  }

  private static Map<String, String> cases() {
    Map<String, String> cases = new LinkedHashMap<>();
    measures(cases);
    visuals(cases);
    filters(cases);
    buckets(cases);
    tables(cases);
    rollups(cases);
    lists(cases);
    steps(cases);
    records(cases);
    dimensions(cases);
    kinds(cases);
    ranks(cases);
    return cases;
  }

  /// What is ranked by steps of time; also as a ClickHouse server is asked.
  private static void ranks(Map<String, String> cases) {
    FlowQuery ranking =
        FlowQuery.ranking(
            CUT, Filter.all(), 10, Dimension.of(FlowField.DST_PORT), Measure.BITS_PER_SECOND);
    FlowQuery most = ranking.withRank(new Rank(Rank.By.MAXIMUM, 60 * S));
    FlowQuery last = ranking.withBucket(10 * S).withRank(new Rank(Rank.By.LAST, 0));
    cases.put("rank-max", answer(most, FLOWS));
    cases.put("rank-max-of-flows", answer(most.withMeasures(List.of(Measure.FLOWS)), FLOWS));
    cases.put("rank-last-over-time", answer(last, FLOWS));
    FlowQuery high = ranking.withRank(new Rank(Rank.By.P95, 60 * S));
    FlowQuery least = ranking.withRank(new Rank(Rank.By.MINIMUM, 60 * S));
    cases.put("rank-p95", answer(high, FLOWS));
    cases.put("rank-min", answer(least, FLOWS));
    cases.put("rank-min-of-flows", answer(least.withMeasures(List.of(Measure.FLOWS)), FLOWS));
    cases.put("rank-p95-clickhouse", ClickHouseSql.answer(high, SERVED));
    cases.put("rank-min-clickhouse", ClickHouseSql.answer(least, SERVED));
    cases.put("rank-max-clickhouse", ClickHouseSql.answer(most, SERVED));
    cases.put("rank-last-over-time-clickhouse", ClickHouseSql.answer(last, SERVED));
  }

  private static void measures(Map<String, String> cases) {
    for (Measure measure : Measure.values()) {
      FlowQuery total = FlowQuery.total(HOUR, Filter.all(), measure);
      cases.put("measure-" + measure.measureName(), answer(total, FLOWS));
      cases.put(
          "measure-" + measure.measureName() + "-raw", answer(total.withScaled(false), FLOWS));
    }
    cases.put(
        "measure-all",
        answer(
            FlowQuery.total(HOUR, Filter.all(), Measure.FLOWS, Measure.PACKETS, Measure.BYTES),
            FLOWS));
  }

  private static void visuals(Map<String, String> cases) {
    Filter all = Filter.all();
    FlowQuery ranking =
        FlowQuery.ranking(
            HOUR, all, 10, Dimension.of(FlowField.SRC_ADDRESS), Measure.BYTES, Measure.FLOWS);
    FlowQuery series =
        FlowQuery.series(
            HOUR, all, 10 * S, 8, Dimension.of(FlowField.PROTOCOL), Measure.BITS_PER_SECOND);
    FlowQuery pairs =
        FlowQuery.ranking(
            HOUR,
            all,
            50,
            Dimension.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS, FlowField.DST_PORT),
            Measure.PACKETS);
    FlowQuery every =
        new FlowQuery(
            HOUR,
            all,
            Dimension.of(FlowField.TCP_FLAGS),
            List.of(Measure.FLOWS),
            0,
            0,
            false,
            true);
    FlowQuery everyOverTime = every.withBucket(60 * S);
    FlowQuery heatmap =
        new FlowQuery(
                HOUR,
                all,
                Dimension.of(FlowField.DST_PORT),
                List.of(Measure.FLOWS),
                60 * S,
                0,
                false,
                true)
            .withBinWidth(1024);
    cases.put("visual-ranking", answer(ranking, FLOWS));
    cases.put("visual-series", answer(series, FLOWS));
    cases.put("visual-conversations", answer(pairs, FLOWS));
    cases.put("visual-every-group", answer(every, FLOWS));
    cases.put("visual-every-group-over-time", answer(everyOverTime, FLOWS));
    cases.put("visual-heatmap", answer(heatmap, FLOWS));
    cases.put(
        "visual-ranking-with-other",
        answer(
            new FlowQuery(
                HOUR,
                all,
                Dimension.of(FlowField.DST_AS),
                List.of(Measure.BYTES),
                0,
                5,
                true,
                true),
            FLOWS));
  }

  private static void filters(Map<String, String> cases) {
    List<String> texts =
        List.of(
            "src ip 10.0.0.1",
            "src net 10.0.0.0/8",
            "ip 2001:db8::/32",
            "dst ip 2001:db8::/96",
            "not src ip in [10.0.0.1, 10.1.0.0/16]",
            "port 443",
            "src port in [80, 443]",
            "dst port > 1023",
            "dst port < 1024",
            "dst port >= 1024",
            "dst port <= 1023",
            "dst port != 53",
            "as 64500",
            "in if 5 or out if 7",
            "vlan 7",
            "mac 02:00:00:00:00:01",
            "tcp and flags SA",
            "flags = S",
            "ipv6",
            "bytes > 1m",
            "direction in",
            "type netflow_v9",
            "tos has 3",
            "as_path 64500",
            "as_path != 64500",
            "as_path in [64500, 64501]",
            "as_path has 4",
            "mpls_label > 16000",
            "(tcp or udp) and not (src port 53 or dst port 53)",
            "exporter 192.0.2.1 and next ip 192.0.2.2");
    for (String text : texts) {
      cases.put("filter-" + name(text), answer(total(filter(text)), FLOWS));
    }
    cases.put("filter-nothing-holds", answer(total(new Filter.Or(List.of())), FLOWS));
    cases.put(
        "filter-in-nothing", answer(total(new Filter.In(FlowField.DST_PORT, List.of())), FLOWS));
    cases.put("filter-any-address", answer(total(filter("src net ::/0")), FLOWS));
  }

  private static FlowQuery total(Filter filter) {
    return FlowQuery.total(HOUR, filter, Measure.BYTES);
  }

  private static String name(String text) {
    return text.replace("!=", "not-equal")
        .replace(">=", "at-least")
        .replace("<=", "at-most")
        .replace(">", "over")
        .replace("<", "under")
        .replace("=", "equal")
        .replaceAll("[^A-Za-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  private static void buckets(Map<String, String> cases) {
    for (long seconds : new long[] {1, 10, 60, 300, 3600}) {
      FlowQuery series = FlowQuery.total(HOUR, Filter.all(), Measure.BYTES).withBucket(seconds * S);
      cases.put("bucket-" + seconds + "s", answer(series, FLOWS));
      cases.put("bucket-" + seconds + "s-of-roll-ups", answer(series, rolledUp(1e12)));
    }
  }

  private static void tables(Map<String, String> cases) {
    FlowQuery ranking =
        FlowQuery.ranking(
            HOUR,
            filter("tos 46 and as_path 64500"),
            10,
            Dimension.of(FlowField.DST_ADDRESS, FlowField.TOS),
            Measure.BYTES);
    cases.put("tables-two", answer(total(Filter.all()), FLOWS, OLDER));
    cases.put("tables-without-columns", answer(ranking, OLDER));
    cases.put("tables-with-and-without-columns", answer(ranking, FLOWS, OLDER));
    cases.put("tables-with-overrides", answer(total(Filter.all()), OVERRIDDEN));
    cases.put(
        "tables-with-overrides-raw", answer(total(Filter.all()).withScaled(false), OVERRIDDEN));
  }

  private static void rollups(Map<String, String> cases) {
    for (Rollup rollup : Rollup.values()) {
      FlowQuery ranking =
          FlowQuery.ranking(
              HOUR,
              Filter.all(),
              10,
              rollup.groups(),
              Measure.BYTES,
              Measure.PACKETS,
              Measure.FLOWS);
      cases.put("rollup-" + rollup.table(), answer(ranking, rolledUp(1e12)));
      cases.put("rollup-" + rollup.table() + "-wide", answer(ranking, rolledUp(1e30)));
      cases.put(
          "rollup-" + rollup.table() + "-raw", answer(ranking.withScaled(false), rolledUp(1e12)));
      cases.put("rollup-" + rollup.table() + "-made", SummarySql.rollup(rollup, FLOWS.mapping()));
      cases.put(
          "rollup-" + rollup.table() + "-made-without-columns",
          SummarySql.rollup(rollup, OLDER.mapping()));
    }
    FlowQuery cut =
        FlowQuery.ranking(CUT, Filter.all(), 10, Dimension.of(FlowField.PROTOCOL), Measure.BYTES);
    cases.put("rollup-cut", answer(cut, rolledUp(1e12)));
    cases.put(
        "rollup-filtered",
        answer(FlowQuery.total(HOUR, filter("tcp and flags S"), Measure.BYTES), rolledUp(1e12)));
    cases.put("rollup-beside-flows", answer(total(Filter.all()), rolledUp(1e12), OLDER));
    cases.put("rollup-most", SummarySql.most(FLOWS.mapping()));
    cases.put("rollup-most-with-overrides", SummarySql.most(OVERRIDDEN.mapping()));
  }

  private static void lists(Map<String, String> cases) {
    for (TopList list : TopList.values()) {
      FlowQuery series =
          FlowQuery.series(HOUR, Filter.all(), 60 * S, 8, list.groups(), Measure.BYTES);
      assertEquals(Optional.of(list), TopList.of(series));
      QueryPlan.Listed plan =
          QueryPlan.fromLists(series, list, List.of(rolledUp(1e12), OLDER)).orElseThrow();
      cases.put("list-" + list.table(), SQL.groups(series, QueryPlan.sources(plan.pieces())));
      cases.put("list-" + list.table() + "-sums", SummarySql.sums(list, "r1.by_x"));
      cases.put("list-" + list.table() + "-largest", SummarySql.largest(list, "sums", 100));
      cases.put("list-" + list.table() + "-left-out", SummarySql.leftOut(list, "sums", "kept"));
      cases.put(
          "list-" + list.table() + "-made",
          SummarySql.listed(list, FLOWS.mapping(), true, Map.of(list.keys(), "kept")));
      cases.put(
          "list-" + list.table() + "-not-listed",
          SQL.notListed(series, "best", rolledUp(1e12).rollups().orElseThrow().table(list)));
    }
  }

  /// Of answers that are given piece by piece.
  private static void steps(Map<String, String> cases) {
    FlowQuery ranking =
        FlowQuery.ranking(
            HOUR,
            Filter.all(),
            10,
            Dimension.of(FlowField.SRC_ADDRESS),
            Measure.BYTES,
            Measure.FLOWS);
    FlowQuery series =
        FlowQuery.series(
            HOUR, Filter.all(), 10 * S, 8, Dimension.of(FlowField.SRC_ADDRESS), Measure.BYTES);
    for (var one : List.of(Map.entry("ranking", ranking), Map.entry("series", series))) {
      FlowQuery query = one.getValue();
      String name = "steps-" + one.getKey();
      List<Rows> pieces = QueryPlan.sources(QueryPlan.of(query, List.of(FLOWS)));
      cases.put(name + "-groups", SQL.groups(query, pieces));
      cases.put(name + "-groups-among", SQL.groupsAmong(query, pieces, "best"));
      cases.put(name + "-best", SQL.best(query, "groups"));
      cases.put(name + "-candidates", SQL.candidates(query, "groups", 12.5));
      cases.put(name + "-smallest", SQL.smallestOfBest(query, "groups"));
      cases.put(name + "-answer", SQL.answerFromGroups(query, "groups"));
      cases.put(
          name + "-answer-with-totals", SQL.answerWithTotals(query, "groups", "best", "totals"));
    }
  }

  private static void records(Map<String, String> cases) {
    RecordQuery all = new RecordQuery(HOUR, Filter.all(), Set.of(), 100);
    RecordQuery some = new RecordQuery(HOUR, filter("ip 10.0.0.1 and tcp"), Set.of(), 5);
    List<FlowField> fields =
        List.of(
            FlowField.TIME_RECEIVED, FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS, FlowField.BYTES);
    cases.put("records", RECORDS.first(all, fields, FLOWS.mapping()));
    cases.put("records-filtered", RECORDS.first(some, fields, FLOWS.mapping()));
    cases.put("records-without-columns", RECORDS.first(some, fields, OLDER.mapping()));
  }

  private static void dimensions(Map<String, String> cases) {
    for (String name :
        List.of(
            "src_addr/24",
            "dst_addr/16/64",
            "src_addr/0/0",
            "packet_size",
            "octets_per_packet",
            "service")) {
      Dimension dimension = Dimensions.BUILT_IN.named(name).orElseThrow();
      FlowQuery query =
          FlowQuery.ranking(HOUR, Filter.all(), 10, List.of(dimension), Measure.BYTES);
      cases.put("dimension-" + name.replace("/", "-"), answer(query, FLOWS));
    }
    cases.put(
        "dimension-conversations",
        answer(
            FlowQuery.ranking(
                HOUR,
                Filter.all(),
                10,
                Dimension.End.BOTH,
                Measure.BYTES,
                Measure.BYTES_FORTH,
                Measure.FLOWS_BACK),
            FLOWS));
    cases.put("filter-tcp-step", answer(total(filter("tcp_step SYN-ACK")), FLOWS));
    Dimensions sites =
        Dimensions.of(
            Overrides.NONE
                .with(IpAddress.parse("192.0.2.1"), Overrides.Exporter.NOTHING.withSite("New York"))
                .with(IpAddress.parse("2001:db8::1"), Overrides.Exporter.NOTHING.withSite("A")));
    Dimension site = sites.named("site").orElseThrow();
    cases.put(
        "dimension-site",
        answer(FlowQuery.ranking(HOUR, Filter.all(), 10, List.of(site), Measure.BYTES), FLOWS));
    cases.put(
        "dimension-site-of-roll-ups",
        answer(
            FlowQuery.ranking(HOUR, Filter.all(), 10, List.of(site), Measure.BYTES),
            rolledUp(1e12)));
    cases.put("dimension-no-sites", answer(total(site.equal(0, 2)), OLDER));
    cases.put("filter-network-of", answer(total(filter("src_addr/24 10.1.2.3")), FLOWS));
    Dimension service = Dimensions.BUILT_IN.require("service");
    cases.put("filter-service", answer(total(filter("service tcp/443")), FLOWS));
    cases.put("filter-service-by-name", answer(total(filter("not service https")), OLDER));
    cases.put("filter-service-without-ports", answer(total(filter("service icmp")), FLOWS));
    cases.put(
        "dimension-service-without-columns",
        answer(
            FlowQuery.ranking(HOUR, Filter.all(), 10, List.of(service), Measure.BYTES),
            plain("s4.flows", Set.of(FlowField.SRC_PORT), Overrides.NONE)));
    cases.put("filter-packet-size", answer(total(filter("packet_size 1519+")), FLOWS));
    Filter octets = filter("octets_per_packet in [64-127, 1500+]");
    cases.put("filter-octets-per-packet", answer(total(octets), FLOWS));
  }

  private static void kinds(Map<String, String> cases) {
    RelationQuery relations =
        new RelationQuery(
            HOUR,
            filter("tcp"),
            Dimension.of(FlowField.SRC_ADDRESS, FlowField.PROTOCOL, FlowField.DST_AS),
            Measure.BYTES,
            20,
            true);
    RelationSql related = new RelationSql(Dialect.DUCKDB);
    cases.put("relations", related.answer(relations, "combinations"));
    cases.put("relations-summed", related.summed(relations, "collected"));
    ComparisonSql comparisons = new ComparisonSql(Dialect.DUCKDB);
    FlowQuery side =
        FlowQuery.ranking(
            HOUR, Filter.all(), 10, Dimension.of(FlowField.SRC_ADDRESS), Measure.BITS_PER_SECOND);
    FlowQuery total = FlowQuery.total(HOUR, Filter.all(), Measure.BYTES, Measure.FLOWS);
    cases.put(
        "comparison",
        comparisons.answer(new ComparisonQuery(side, CUT, Filter.all()), "one_side", "other_side"));
    cases.put(
        "comparison-and-largest",
        comparisons.answer(
            new ComparisonQuery(side, CUT, Filter.all(), true), "one_side", "other_side"));
    cases.put(
        "comparison-of-totals",
        comparisons.answer(
            new ComparisonQuery(total, HOUR, filter("tcp")),
            "one_side",
            comparisons.nothing(total)));
    RecordQuery.Order order = new RecordQuery.Order(Dimension.field(FlowField.SRC_ADDRESS), false);
    RecordQuery sorted = new RecordQuery(HOUR, filter("tcp"), Set.of(), order, 100);
    cases.put("records-sorted", RECORDS.first(sorted, List.of(FlowField.BYTES), FLOWS.mapping()));
    cases.put("records-places", RECORDS.places(sorted, OLDER.mapping(), 3, "rowid"));
    cases.put("records-ordered", RECORDS.ordered(sorted, "places"));
    cases.put(
        "records-page",
        RECORDS.rows(
            List.of(FlowField.SRC_ADDRESS, FlowField.BYTES),
            FLOWS.mapping(),
            "rowid",
            "3,1,4",
            HOUR));
    RecordQuery all = new RecordQuery(HOUR, filter("tcp"), Set.of(), 0);
    cases.put(
        "records-counts", RECORDS.counts(all, OLDER.mapping(), HOUR.fromNanos(), 1_000_000_000L));
    cases.put(
        "records-filled",
        RECORDS.filled(
            all,
            List.of(FlowField.SRC_ADDRESS, FlowField.BYTES, FlowField.AS_PATH),
            FLOWS.mapping()));
  }

  static Stream<String> names() {
    return CASES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void compilesToWhatIsInTheFile(String name) throws IOException {
    Path file = FOLDER.resolve(name + ".sql");
    String sql = CASES.get(name) + "\n";
    if (UPDATE) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, sql);
    }
    assertTrue(Files.exists(file), "no file for " + name + "; see the comment of this test");
    assertEquals(Files.readString(file), sql);
  }

  @Test
  void everyFileHasItsQuestion() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      Set<String> there =
          files
              .map(file -> file.getFileName().toString().replace(".sql", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      there.removeAll(CASES.keySet());
      assertEquals(Set.of(), there);
    }
  }

  @Test
  void everyOperatorIsAsked() {
    List<String> missing = new ArrayList<>();
    String all = String.join("\n", CASES.values());
    for (Filter.Op op : Filter.Op.values()) {
      if (!all.contains(" " + op.sign() + " ")) {
        missing.add(op.sign());
      }
    }
    assertEquals(List.of(), missing);
  }
}
