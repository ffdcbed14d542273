package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.flow.FlowField.*;
import static weir.query.Dimension.field;
import static weir.query.Measure.BITS_PER_SECOND;
import static weir.query.Measure.BYTES;
import static weir.query.Measure.PACKETS_PER_SECOND;
import static weir.query.Visual.MIRROR;
import static weir.query.Visual.RANKING;
import static weir.query.Visual.SANKEY;
import static weir.query.Visual.STACKED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.flow.Direction;
import weir.flow.FlowField;
import weir.flow.FlowType;

/// What the views that come with Weir show and ask, as files under `golden/views`: what must not
/// change unnoticed. With `-Dgolden.update=true` the files are written anew, to be looked at.
class BuiltInViewsTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/views");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final long BUCKET = 10 * FlowQuery.SECOND;
  private static final TimeRange RANGE =
      new TimeRange(1_790_000_040L * FlowQuery.SECOND, 1_790_003_640L * FlowQuery.SECOND);

  static Stream<View> views() {
    return Views.builtIn().all().stream();
  }

  @ParameterizedTest
  @MethodSource("views")
  void askWhatIsInTheFile(View view) throws Exception {
    Path file = FOLDER.resolve(view.id() + ".txt");
    String text = text(view);
    if (UPDATE) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertTrue(Files.exists(file), "no file for " + view.id() + "; see the comment of this test");
    assertEquals(Files.readString(file), text);
  }

  @Test
  void everyFileHasItsView() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      Set<String> there =
          files
              .map(file -> file.getFileName().toString().replace(".txt", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(views().map(View::id).collect(Collectors.toCollection(TreeSet::new)), there);
    }
  }

  @Test
  void comeInThisOrder() {
    assertEquals(
        "overview, explore, leaderboards, talkers, conversations, tcp-flags, services, interfaces,"
            + " as, countries, vlans, next-hops, ethertypes, tunnels, programs, handshakes, heatmaps, layer-2,"
            + " relations, hosts, records",
        views().map(View::id).collect(Collectors.joining(", ")));
  }

  /// What each panel of these views asks of all flows, told without the filter language and its
  /// numbers; what all panels of all views answer, [weir.store.duckdb.PanelsBesideSqlTest]
  /// compares.
  @Test
  void askExactlyThis() {
    Filter all = Filter.all();
    Filter tcp = new Filter.Compare(FlowField.PROTOCOL, Filter.Op.EQ, 6);
    Filter inTunnels = new Filter.Not(new Filter.Compare(FlowField.TUNNEL, Filter.Op.EQ, 0));
    Dimension service = new Dimension.Services();
    List<Asked> expected = new ArrayList<>();
    expected.add(
        asks("overview throughput", MIRROR, 0, all, List.of(BITS_PER_SECOND), field(DIRECTION)));
    expected.add(
        asks("overview packets", MIRROR, 0, all, List.of(PACKETS_PER_SECOND), field(DIRECTION)));
    expected.add(series("overview service-series", all, service));
    expected.add(series("overview tcp-flags", tcp, field(TCP_FLAGS)));
    expected.add(series("overview protocols", all, field(PROTOCOL)));
    expected.add(ranking("overview sources", all, field(SRC_ADDRESS)));
    expected.add(ranking("overview destinations", all, field(DST_ADDRESS)));
    expected.add(ranking("overview services", all, service));
    expected.add(series("talkers source-series", all, field(SRC_ADDRESS)));
    expected.add(series("talkers destination-series", all, field(DST_ADDRESS)));
    expected.add(ranking("talkers sources", all, field(SRC_ADDRESS)));
    expected.add(ranking("talkers destinations", all, field(DST_ADDRESS)));
    expected.add(ranking("talkers pairs", all, field(SRC_ADDRESS), field(DST_ADDRESS)));
    expected.add(ranking("talkers services", all, service));
    expected.add(ranking("talkers source-as", all, field(SRC_AS)));
    expected.add(ranking("talkers destination-as", all, field(DST_AS)));
    expected.add(series("tunnels tunnel-series", inTunnels, field(TUNNEL)));
    expected.add(series("tunnels inner-series", inTunnels, field(INNER_PROTOCOL)));
    expected.add(ranking("tunnels ends", inTunnels, field(SRC_ADDRESS), field(DST_ADDRESS)));
    expected.add(
        ranking(
            "tunnels inner-pairs", inTunnels, field(INNER_SRC_ADDRESS), field(INNER_DST_ADDRESS)));
    expected.add(ranking("tunnels ids", inTunnels, field(TUNNEL), field(TUNNEL_ID)));
    expected.add(
        ranking("tunnels inner-ports", inTunnels, field(INNER_PROTOCOL), field(INNER_DST_PORT)));
    Filter packets = new Filter.Compare(FlowField.TYPE, Filter.Op.EQ, FlowType.PACKETS.code());
    Filter known = new Filter.Not(Filter.equal(PROGRAM, 0, 0));
    Filter comesIn = new Filter.Compare(DIRECTION, Filter.Op.EQ, Direction.IN.code());
    expected.add(series("programs program-series", packets, field(PROGRAM)));
    expected.add(ranking("programs programs", packets, field(PROGRAM)));
    expected.add(
        ranking(
            "programs sends",
            new Filter.And(List.of(known, new Filter.Not(comesIn))),
            field(PROGRAM),
            field(DST_ADDRESS)));
    expected.add(
        ranking(
            "programs receives",
            new Filter.And(List.of(known, comesIn)),
            field(PROGRAM),
            field(SRC_ADDRESS)));
    expected.add(ranking("programs services", known, field(PROGRAM), service));
    expected.add(
        ranking(
            "programs containers",
            new Filter.Not(Filter.equal(CONTAINER, 0, 0)),
            field(CONTAINER),
            field(PROGRAM)));
    Dimension times = Dimensions.BUILT_IN.require("handshake_time");
    Filter timed = new Filter.Not(new Filter.Is(times, List.of(0L)));
    Filter answers = new Filter.HasBits(FlowField.TCP_FLAGS, 0x12);
    Filter syns = new Filter.HasBits(FlowField.TCP_FLAGS, 2);
    Filter slow = new Filter.Compare(FlowField.TCP_HANDSHAKE_RTT, Filter.Op.GT, 100_000);
    List<Measure> rate = List.of(Measure.FLOWS_PER_SECOND);
    List<Measure> count = List.of(Measure.FLOWS);
    Filter servers = new Filter.And(List.of(answers, timed));
    Filter clients = new Filter.And(List.of(new Filter.Not(syns), timed));
    expected.add(asks("handshakes server-series", Visual.STACKED, 0, servers, rate, times));
    expected.add(asks("handshakes client-series", Visual.STACKED, 0, clients, rate, times));
    expected.add(asks("handshakes handshake-times", Visual.RANKING, 100, servers, count, times));
    expected.add(
        asks(
            "handshakes slow-servers",
            Visual.RANKING,
            100,
            new Filter.And(List.of(answers, slow)),
            count,
            field(SRC_ADDRESS)));
    expected.add(
        asks(
            "handshakes syns",
            Visual.RANKING,
            100,
            new Filter.And(
                List.of(syns, new Filter.Not(new Filter.HasBits(FlowField.TCP_FLAGS, 16)))),
            count,
            field(DST_ADDRESS)));
    Filter ports =
        new Filter.Or(List.of(tcp, new Filter.Compare(FlowField.PROTOCOL, Filter.Op.EQ, 17)));
    Filter aimed = new Filter.Not(new Filter.Compare(FlowField.TTL, Filter.Op.EQ, 0));
    Dimension octets = Dimensions.BUILT_IN.require("octets_per_packet");
    expected.add(heatmap("heatmaps ttl", 2, aimed, field(FlowField.TTL)));
    expected.add(heatmap("heatmaps packet-size", 20, all, octets));
    expected.add(heatmap("heatmaps src-port", 1000, ports, field(FlowField.SRC_PORT)));
    expected.add(heatmap("heatmaps dst-port", 1000, ports, field(FlowField.DST_PORT)));
    Filter goesOut = new Filter.Compare(DIRECTION, Filter.Op.EQ, Direction.OUT.code());
    expected.add(relations("relations in", 20, comesIn, field(SRC_AS), field(DST_AS)));
    expected.add(relations("relations out", 20, goesOut, field(DST_AS), field(SRC_AS)));
    expected.add(
        relations(
            "relations in-interface",
            30,
            comesIn,
            field(SRC_AS),
            field(EXPORTER),
            field(IN_INTERFACE),
            field(DST_AS)));
    expected.add(
        relations(
            "relations out-interface",
            30,
            goesOut,
            field(DST_AS),
            field(EXPORTER),
            field(OUT_INTERFACE),
            field(SRC_AS)));
    expected.add(relations("relations hosts", 30, all, field(SRC_ADDRESS), field(DST_ADDRESS)));
    expected.add(
        relations("relations services", 30, all, field(SRC_ADDRESS), service, field(DST_ADDRESS)));
    expected.add(
        relations(
            "relations as-services", 30, comesIn, field(SRC_AS), field(DST_ADDRESS), service));
    expected.add(
        relations(
            "relations services-as", 30, goesOut, service, field(SRC_ADDRESS), field(DST_AS)));
    Filter noIp =
        new Filter.And(
            List.of(
                new Filter.Not(new Filter.Compare(ETHER_TYPE, Filter.Op.EQ, 0x0800)),
                new Filter.Not(new Filter.Compare(ETHER_TYPE, Filter.Op.EQ, 0x86dd))));
    expected.add(
        asks(
            "layer-2 ether-types",
            STACKED,
            10,
            noIp,
            List.of(PACKETS_PER_SECOND),
            field(ETHER_TYPE)));
    expected.add(ranking("layer-2 frames", noIp, field(ETHER_TYPE)));
    expected.add(
        ranking("layer-2 without-ip", noIp, field(SRC_MAC), field(DST_MAC), field(ETHER_TYPE)));
    Filter station = new Filter.Not(new Filter.Compare(SRC_MAC, Filter.Op.EQ, 0));
    expected.add(ranking("layer-2 stations", station, field(SRC_MAC)));
    Filter tagged = new Filter.Not(new Filter.Compare(VLAN, Filter.Op.EQ, 0));
    expected.add(ranking("layer-2 vlans", tagged, field(VLAN)));
    Set<String> told = expected.stream().map(BuiltInViewsTest::view).collect(Collectors.toSet());
    assertEquals(
        lines(expected.stream()),
        lines(views().filter(view -> told.contains(view.id())).flatMap(BuiltInViewsTest::asked)));
  }

  private static String view(Asked one) {
    return one.panel.substring(0, one.panel.indexOf(' '));
  }

  /// A line a panel: what differs is found among them.
  private static String lines(Stream<Asked> asked) {
    return asked.map(Asked::toString).sorted().collect(Collectors.joining("\n"));
  }

  /// @param query in bits, scaled
  private record Asked(String panel, Visual visual, Query<?> query) {}

  private static Asked series(String panel, Filter filter, Dimension... by) {
    return asks(panel, STACKED, 10, filter, List.of(BITS_PER_SECOND), by);
  }

  private static Asked ranking(String panel, Filter filter, Dimension... by) {
    return asks(panel, RANKING, 100, filter, List.of(BITS_PER_SECOND, BYTES), by);
  }

  /// @param width of a bin, that 128 rows or less have room for all
  private static Asked heatmap(String panel, long width, Filter filter, Dimension by) {
    List<Measure> flows = List.of(Measure.FLOWS_PER_SECOND);
    FlowQuery query = new FlowQuery(RANGE, filter, List.of(by), flows, BUCKET, 0, false, true);
    return new Asked(panel, Visual.HEATMAP, query.withBinWidth(width));
  }

  private static Asked asks(
      String panel,
      Visual visual,
      int top,
      Filter filter,
      List<Measure> measures,
      Dimension... by) {
    return new Asked(
        panel,
        visual,
        new FlowQuery(
            RANGE,
            filter,
            List.of(by),
            measures,
            visual == RANKING ? 0 : BUCKET,
            top,
            top > 0,
            true));
  }

  private static Asked relations(String panel, int top, Filter filter, Dimension... layers) {
    return new Asked(
        panel,
        SANKEY,
        new RelationQuery(RANGE, filter, List.of(layers), BITS_PER_SECOND, top, true));
  }

  private static Stream<Asked> asked(View view) {
    Frame frame = new Frame(RANGE, Filter.all(), Unit.BITS, true, BUCKET, Dimensions.BUILT_IN);
    return view.panels().stream()
        .map(
            panel ->
                new Asked(view.id() + " " + panel.id(), panel.visual(), panel.questionFor(frame)));
  }

  private static String text(View view) throws FilterSyntaxException {
    StringBuilder text = new StringBuilder();
    text.append("%s: %s, %d rows\n".formatted(view.id(), view.title(), view.rows()));
    for (Panel panel : view.panels()) {
      text.append(
          "\n%s: %s\n  %s, column %d, row %d, %d columns\n"
              .formatted(
                  panel.id(),
                  panel.title(),
                  panel.visual().visualName(),
                  panel.place().column(),
                  panel.place().row(),
                  panel.place().columns()));
      text.append(asked(panel, "everything", Filter.all(), Unit.BITS, true));
      text.append(asked(panel, "narrowed", filter("dst port 443"), Unit.PACKETS, true));
      text.append(asked(panel, "of TCP already", filter("tcp"), Unit.FLOWS, false));
    }
    return text.toString();
  }

  private static String asked(Panel panel, String name, Filter filter, Unit unit, boolean scaled) {
    Frame frame = new Frame(RANGE, filter, unit, scaled, BUCKET, Dimensions.BUILT_IN);
    return switch (panel.questionFor(frame)) {
      case FlowQuery query -> sums(name, query);
      case RelationQuery query -> relations(name, query);
      case RecordQuery query -> records(name, panel, query);
      case Query<?> query -> throw new AssertionError(query);
    };
  }

  private static String relations(String name, RelationQuery query) {
    assertEquals(RANGE, query.range());
    return String.format(
        Locale.ROOT,
        "  %s\n    relations of %s, sums %s, top %d%s\n    filter %s\n",
        name,
        query.layers().stream().map(Dimension::name).toList(),
        query.measure().measureName(),
        query.top(),
        query.scaled() ? "" : ", raw",
        query.filter().isAll() ? "every flow" : FilterText.of(query.filter()));
  }

  private static String records(String name, Panel panel, RecordQuery query) {
    assertEquals(RANGE, query.range());
    return String.format(
        Locale.ROOT,
        "  %s\n    the %s %d, %s\n    filter %s\n",
        name,
        query.order().descending() ? "newest" : "oldest",
        query.limit(),
        panel.columns().stream().map(Dimension::name).toList(),
        query.filter().isAll() ? "every flow" : FilterText.of(query.filter()));
  }

  private static String sums(String name, FlowQuery query) {
    assertEquals(RANGE, query.range());
    return String.format(
        Locale.ROOT,
        "  %s\n    by %s, sums %s, buckets of %d s, top %d%s%s, bins of %d\n    filter %s\n",
        name,
        query.by().stream().map(Dimension::name).toList(),
        query.measures().stream().map(Measure::measureName).toList(),
        query.bucketNanos() / FlowQuery.SECOND,
        query.top(),
        query.others() ? " and others" : "",
        query.scaled() ? "" : ", raw",
        query.binWidth(),
        query.filter().isAll() ? "every flow" : FilterText.of(query.filter()));
  }

  private static Filter filter(String text) throws FilterSyntaxException {
    return FilterParser.parse(text);
  }
}
