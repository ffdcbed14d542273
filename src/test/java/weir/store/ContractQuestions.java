package weir.store;

import static weir.flow.FlowField.*;
import static weir.query.Filter.Op.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Service;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FilterText;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RecordQuery;
import weir.query.TimeRange;

/// What the contract of a store asks: a list of questions, by what they are about, and as many as
/// one likes from a seed. What filters compare with is taken from the flows, so that they let some
/// through.
final class ContractQuestions {
  private static final long SECOND = FlowQuery.SECOND;
  private static final long MINUTE = ContractFlows.MINUTE;

  /// Fields that people ask for together, and for which a store may keep sums.
  private static final List<List<Dimension>> USUAL =
      List.of(
          List.of(),
          Dimension.of(DIRECTION),
          Dimension.of(PROTOCOL, TCP_FLAGS),
          Dimension.of(ETHER_TYPE, EXPORTER),
          Dimension.of(EXPORTER, IN_INTERFACE),
          Dimension.of(SRC_ADDRESS),
          Dimension.of(DST_ADDRESS, DIRECTION),
          Dimension.of(PROTOCOL, SRC_PORT),
          Dimension.of(DST_PORT, PROTOCOL),
          List.of(new Dimension.Services()),
          List.of(Dimension.field(PROTOCOL), new Dimension.Services()),
          Dimension.of(SRC_AS),
          Dimension.of(DST_AS),
          Dimension.of(SRC_ADDRESS, DST_ADDRESS),
          Dimension.End.BOTH,
          Dimension.of(SRC_ADDRESS, DST_ADDRESS, DST_PORT));

  private static final List<FlowField> USUALLY_FILTERED =
      List.of(PROTOCOL, DIRECTION, SRC_PORT, TCP_FLAGS, SRC_ADDRESS, EXPORTER);

  /// Of every width, and lists.
  private static final Set<FlowField> EVERY_WAY =
      EnumSet.of(PROTOCOL, SRC_PORT, SRC_AS, BYTES, TUNNEL_ID, TIME_RECEIVED, AS_PATH, SEGMENTS);

  private static final List<List<Measure>> MEASURES =
      List.of(
          List.of(Measure.BYTES, Measure.FLOWS),
          List.of(Measure.PACKETS_PER_SECOND),
          List.of(Measure.FLOWS, Measure.BITS_PER_SECOND, Measure.PACKETS),
          List.of(Measure.BITS_PER_SECOND, Measure.BYTES, Measure.BYTES),
          List.of(Measure.PACKETS, Measure.FLOWS_PER_SECOND),
          List.of(Measure.FLOWS_PER_SECOND, Measure.PACKETS),
          List.of(Measure.BYTES_FORTH, Measure.BYTES, Measure.BYTES_BACK),
          List.of(Measure.BYTES_BACK),
          List.of(Measure.PACKETS_FORTH, Measure.FLOWS_BACK),
          List.of(Measure.PACKETS_BACK, Measure.FLOWS),
          List.of(Measure.FLOWS_FORTH, Measure.PACKETS_BACK),
          List.of(Measure.FLOWS_BACK, Measure.FLOWS_FORTH));

  private static final List<String> TEXTS =
      List.of(
          "any",
          "tcp and flags SA",
          "flags = S or flags F",
          "port 443",
          "port in [53, 443, 1024]",
          "dst port > 1023 and not dst port >= 4000",
          "ip 10.0.0.1",
          "src net 10.0.0.0/23",
          "not net 2001:db8::/32",
          "dst ip in [10.0.0.1, 10.0.1.0/24, ::1]",
          "src net 0.0.0.0/0",
          "src ip != 10.0.0.1",
          "exporter 192.0.2.1 and in if 2",
          "as 64496",
          "vlan 7 or mac 02:00:00:00:00:01",
          "ipv6 and bytes > 1k",
          "direction in",
          "type netflow_v9",
          "tos has 3",
          "service https",
          "not service tcp/443",
          "service in [domain, udp/1080, icmp] or service 1024",
          "src as unknown and not next ip unknown",
          "as_path != 1 and bgp_communities > 4294967290");

  private final Random random;
  private final List<FlowBatch> flows;
  private final List<TimeRange> ranges;

  /// @param flows from which values are taken
  ContractQuestions(List<FlowBatch> flows) {
    this.random = new Random(ContractFlows.SEED);
    this.flows = flows.stream().distinct().toList();
    this.ranges = ranges(this.flows);
  }

  private static List<TimeRange> ranges(List<FlowBatch> flows) {
    TimeRange edges = ContractFlows.EDGES;
    TimeRange wide = ContractFlows.WIDE;
    TimeRange everyday = ContractFlows.EVERYDAY;
    long newest =
        flows.stream()
            .flatMapToLong(batch -> Arrays.stream(batch.longs(TIME_RECEIVED), 0, batch.rows()))
            .max()
            .orElseThrow();
    return List.of(
        TimeRange.ALL,
        new TimeRange(0, edges.fromNanos()), // the real exports
        edges,
        wide,
        everyday,
        new TimeRange(wide.fromNanos() + 3 * MINUTE, everyday.fromNanos() + 7 * MINUTE),
        new TimeRange(everyday.fromNanos() + 77 * SECOND, everyday.fromNanos() + 1234 * SECOND + 5),
        new TimeRange(everyday.fromNanos() + MINUTE + 1, everyday.fromNanos() + 2 * MINUTE - 1),
        new TimeRange(wide.fromNanos() + SECOND / 3, wide.untilNanos() - 1),
        new TimeRange(ContractFlows.RECENT.fromNanos() + 1, Long.MAX_VALUE),
        new TimeRange(newest, newest + 1),
        new TimeRange(newest, newest), // nothing is in here
        new TimeRange(edges.fromNanos() + 6 * MINUTE, edges.fromNanos() + 8 * MINUTE)); // nor here
  }

  /// By what they are about.
  Map<String, List<FlowQuery>> byKind() {
    Map<String, List<FlowQuery>> kinds = new LinkedHashMap<>();
    kinds.put("groups by every field", groups());
    kinds.put("every measure", measures());
    kinds.put("every filter", filters());
    kinds.put("filters as people write them", texts());
    kinds.put("ranges and buckets", rangesAndBuckets());
    kinds.put("bins", bins());
    kinds.put("dimensions", dimensions());
    kinds.put("what people ask", usual());
    kinds.put("made up from the seed", generated(300));
    return kinds;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private List<FlowQuery> groups() {
    List<FlowQuery> queries = new ArrayList<>();
    for (FlowField field : FlowField.all()) {
      if (field.groupable()) {
        List<Dimension> by = Dimension.of(field);
        FlowQuery ranking =
            FlowQuery.ranking(TimeRange.ALL, Filter.all(), 0, by, Measure.BYTES, Measure.FLOWS);
        queries.add(ranking);
        queries.add(
            FlowQuery.series(ranges.get(5), Filter.all(), MINUTE, 3, by, Measure.FLOWS)
                .withScaled(false));
      }
    }
    return queries;
  }

  private List<FlowQuery> measures() {
    List<FlowQuery> queries = new ArrayList<>();
    for (List<Measure> measures : MEASURES) {
      for (TimeRange range : ranges) {
        for (boolean scaled : new boolean[] {true, false}) {
          queries.add(
              new FlowQuery(
                  range, Filter.all(), any(USUAL), measures, 0, 5, random.nextBoolean(), scaled));
        }
      }
    }
    return queries;
  }

  private List<FlowQuery> filters() {
    List<Filter> filters = new ArrayList<>();
    for (FlowField field : FlowField.all()) {
      if (field.isAddress()) {
        filters.add(within(field, 1 + random.nextInt(128)));
        filters.add(within(field, 128));
      } else if (field.isWide()) {
        filters.add(within(field, 128));
        filters.add(new Filter.Not(within(field, 128)));
        filters.add(Filter.equal(field, 0, 0));
      } else {
        List<Filter.Op> ops = List.of(Filter.Op.values());
        List<Filter.Op> asked = EVERY_WAY.contains(field) ? ops : List.of(any(ops), any(ops));
        asked.forEach(op -> filters.add(compare(field, op, value(field))));
        filters.add(new Filter.In(field, List.of(value(field), value(field), 3L)));
        filters.add(new Filter.HasBits(field, value(field)));
      }
    }
    for (int length : new int[] {0, 1, 32, 63, 64, 65, 96, 97, 104, 120, 127, 128}) {
      filters.add(within(SRC_ADDRESS, length));
      filters.add(new Filter.Not(within(DST_ADDRESS, length)));
    }
    for (FlowField field : List.of(BYTES, AS_PATH)) {
      filters.add(new Filter.In(field, List.of()));
      filters.add(new Filter.Not(new Filter.In(field, List.of())));
      filters.add(new Filter.HasBits(field, 0));
    }
    for (Filter.Op op : Filter.Op.values()) {
      filters.add(new Filter.Fields(FlowField.SRC_PORT, op, FlowField.DST_PORT));
      filters.add(new Filter.Fields(FlowField.SRC_AS, op, FlowField.DST_AS));
      filters.add(new Filter.Fields(BYTES, op, FlowField.PACKETS));
    }
    filters.add(new Filter.Fields(SRC_ADDRESS, EQ, DST_ADDRESS));
    filters.add(new Filter.Not(new Filter.Fields(FlowField.EXPORTER, EQ, FlowField.NEXT_HOP)));
    filters.add(new Filter.Between(Dimension.field(FlowField.DST_PORT), 80, 8_100));
    filters.add(new Filter.Between(Dimension.field(BYTES), 1_000, Long.MAX_VALUE));
    filters.add(new Filter.Or(List.of()));
    filters.add(new Filter.Not(Filter.all()));
    filters.add(new Filter.And(List.of(new Filter.Or(List.of()), compare(PROTOCOL, EQ, 6))));
    filters.add(new Filter.Or(List.of(compare(PROTOCOL, EQ, 6), new Filter.And(List.of()))));
    return filters.stream().map(this::counted).toList();
  }

  /// How many, and how much; of all flows, or of those whose octets fit into 64 bits.
  private FlowQuery counted(Filter filter) {
    TimeRange fits = new TimeRange(ContractFlows.WIDE.fromNanos(), Long.MAX_VALUE);
    TimeRange range = any(List.of(TimeRange.ALL, fits));
    return FlowQuery.total(range, filter, Measure.FLOWS, Measure.BYTES).withScaled(false);
  }

  private List<FlowQuery> texts() {
    return TEXTS.stream().map(text -> counted(parsed(text))).toList();
  }

  private static Filter parsed(String text) {
    try {
      return FilterParser.parse(text);
    } catch (FilterSyntaxException e) {
      throw new IllegalStateException(text, e);
    }
  }

  private List<FlowQuery> rangesAndBuckets() {
    List<FlowQuery> queries = new ArrayList<>();
    for (TimeRange range : ranges) {
      for (long bucket : new long[] {0, SECOND, 7 * SECOND, MINUTE, 5 * MINUTE, 60 * MINUTE}) {
        for (List<Dimension> by :
            List.of(
                List.<Dimension>of(),
                Dimension.of(PROTOCOL),
                Dimension.of(SRC_ADDRESS, DST_PORT))) {
          queries.add(question(range, Filter.all(), by, bucket));
        }
      }
    }
    return queries;
  }

  /// The largest of some groups, measured somehow.
  private FlowQuery question(TimeRange range, Filter filter, List<Dimension> by, long bucketNanos) {
    return new FlowQuery(
        range,
        filter,
        by,
        any(MEASURES),
        bucketNanos,
        1 + random.nextInt(12),
        random.nextBoolean(),
        random.nextInt(3) > 0);
  }

  private List<FlowQuery> bins() {
    List<FlowQuery> queries = new ArrayList<>();
    for (List<Dimension> by :
        List.of(
            Dimension.of(SRC_PORT),
            Dimension.of(PROTOCOL),
            Dimension.of(TUNNEL_ID),
            Dimension.of(SAMPLING_RATE),
            List.of(Dimensions.BUILT_IN.require("octets_per_packet")),
            Dimension.of(SRC_ADDRESS, TCP_FLAGS))) {
      for (long width : new long[] {1, 7, 1024, 65_536, 1L << 40}) {
        queries.add(question(TimeRange.ALL, Filter.all(), by, 0).withBinWidth(width));
        FlowQuery cells =
            new FlowQuery(any(ranges), Filter.all(), by, any(MEASURES), 5 * MINUTE, 0, false, true);
        queries.add(cells.withBinWidth(width));
      }
    }
    return queries;
  }

  private List<FlowQuery> usual() {
    List<FlowQuery> queries = new ArrayList<>();
    List<Filter> filters =
        List.of(Filter.all(), Filter.all(), parsed("tcp"), parsed("direction in"));
    for (TimeRange range : ranges) {
      for (List<Dimension> by : USUAL) {
        queries.add(question(range, any(filters), by, any(List.of(0L, MINUTE, 2 * MINUTE))));
      }
    }
    return queries;
  }

  static boolean isOfEverydayFlows(FlowQuery query) {
    return query.range().untilNanos() > ContractFlows.EVERYDAY.fromNanos();
  }

  /// Of [ContractFlows#many]: some that no sums kept beforehand answer.
  static List<FlowQuery> ofManyFlows() {
    long start = ContractFlows.START_NANOS;
    TimeRange cut = new TimeRange(start + 90 * SECOND, start + 59 * MINUTE + 1);
    List<Dimension> ends = Dimension.of(SRC_ADDRESS, DST_ADDRESS);
    List<Dimension> source = Dimension.of(SRC_ADDRESS);
    List<Dimension> services = List.of(new Dimension.Services());
    Filter all = Filter.all();
    return List.of(
        FlowQuery.ranking(TimeRange.ALL, all, 5, ends, Measure.BYTES, Measure.FLOWS),
        FlowQuery.ranking(TimeRange.ALL, all, 400, ends, Measure.PACKETS),
        FlowQuery.ranking(cut, all, 5, source, Measure.PACKETS),
        FlowQuery.series(cut, all, MINUTE, 5, source, Measure.BYTES),
        FlowQuery.ranking(cut, all, 5, services, Measure.BYTES, Measure.FLOWS),
        FlowQuery.series(cut, all, MINUTE, 5, services, Measure.BITS_PER_SECOND),
        FlowQuery.series(cut, all, 11 * SECOND, 3, ends, Measure.FLOWS));
  }

  private List<FlowQuery> dimensions() {
    List<FlowQuery> queries = new ArrayList<>();
    for (String name :
        List.of(
            "src_addr/24",
            "dst_addr/8/32",
            "next_hop/0/0",
            "src_addr/32/128",
            "packet_size",
            "octets_per_packet",
            "tcp_step",
            "addr_a",
            "addr_b",
            "service",
            "src_service",
            "dst_service",
            "site")) {
      Dimension dimension = Dimensions.BUILT_IN.require(name);
      for (TimeRange range : ranges) {
        queries.add(question(range, Filter.all(), List.of(dimension), 0));
      }
      queries.add(question(TimeRange.ALL, filter(1), List.of(dimension), MINUTE));
      Filter one = dimension.equal(0, 1);
      queries.add(question(TimeRange.ALL, one, Dimension.of(PROTOCOL), 0));
    }
    Dimension octets = Dimensions.BUILT_IN.require("octets_per_packet");
    for (Filter some :
        List.of(octets.between(64, 600), octets.between(601, Long.MAX_VALUE), octets.equal(0, 0))) {
      queries.add(question(TimeRange.ALL, some, Dimension.of(PROTOCOL), 0));
      queries.add(question(TimeRange.ALL, new Filter.Not(some), List.of(octets), MINUTE));
    }
    Dimension services = new Dimension.Services();
    for (String one : List.of("tcp/443", "udp/53", "tcp/1080", "udp/1024", "icmp", "sctp/0")) {
      long number = Service.named(one).getFirst().number();
      Filter is = services.equal(0, number);
      List<Dimension> ports = Dimension.of(PROTOCOL, SRC_PORT, DST_PORT);
      queries.add(question(TimeRange.ALL, is, ports, 0));
      queries.add(question(TimeRange.ALL, new Filter.Not(is), List.of(services), MINUTE));
    }
    return queries;
  }

  /// Anything that can be asked.
  List<FlowQuery> generated(int count) {
    List<FlowField> groupable = FlowField.all().stream().filter(FlowField::groupable).toList();
    List<FlowQuery> queries = new ArrayList<>();
    while (queries.size() < count) {
      List<Dimension> by = new ArrayList<>(random.nextBoolean() ? any(USUAL) : List.of());
      while (random.nextInt(3) == 0 && by.size() < 4) {
        by.add(Dimension.field(any(groupable)));
      }
      int top = any(List.of(0, 1, 3, 10, 1000));
      long bucket = any(List.of(0L, 0L, MINUTE, 2 * MINUTE, 11 * SECOND));
      if (top == 0 && by.size() > 1) {
        bucket = 0; // there may be as many rows as flows
      }
      boolean bin =
          !by.isEmpty()
              && !by.getLast().isWide()
              && by.getLast().whole().isPresent()
              && random.nextInt(6) == 0;
      queries.add(
          new FlowQuery(
              any(ranges),
              random.nextInt(3) == 0 ? Filter.all() : filter(2),
              by,
              any(MEASURES),
              bucket,
              top,
              random.nextBoolean(),
              random.nextInt(3) > 0,
              bin ? 1 + random.nextInt(300) : 0));
    }
    return queries;
  }

  /// Some records, or all of them.
  List<RecordQuery> records() {
    Set<FlowField> some = EnumSet.of(TIME_RECEIVED, SRC_ADDRESS, BYTES, AS_PATH, NAT_SRC_PORT);
    List<RecordQuery> queries = new ArrayList<>();
    for (TimeRange range : ranges) {
      for (int limit : new int[] {1, 7, 500}) {
        queries.add(new RecordQuery(range, Filter.all(), any(List.of(Set.of(), some)), limit));
        queries.add(new RecordQuery(range, filter(1), any(List.of(some, Set.of())), limit));
      }
      queries.add(new RecordQuery(range, filter(2), Set.of(SRC_PORT, SEGMENTS), 50));
    }
    queries.add(new RecordQuery(ContractFlows.EDGES, Filter.all(), Set.of(), 100_000));
    return queries;
  }

  private Filter filter(int depth) {
    int kind = random.nextInt(depth == 0 ? 3 : 7);
    FlowField field = any(random.nextBoolean() ? USUALLY_FILTERED : FlowField.all());
    return switch (kind) {
      case 3 -> new Filter.Not(filter(depth - 1));
      case 4 -> new Filter.And(List.of(filter(depth - 1), filter(depth - 1)));
      case 5, 6 -> new Filter.Or(List.of(filter(depth - 1), filter(depth - 1)));
      default ->
          field.isWide()
              ? within(field, field.isAddress() ? any(List.of(16, 64, 112, 120, 128)) : 128)
              : kind == 0
                  ? compare(field, any(List.of(Filter.Op.values())), value(field))
                  : kind == 1
                      ? new Filter.In(field, List.of(value(field), value(field)))
                      : new Filter.HasBits(field, value(field));
    };
  }

  private static Filter compare(FlowField field, Filter.Op op, long value) {
    return new Filter.Compare(field, op, value);
  }

  /// One that some flow has there; of a list, an item.
  private long value(FlowField field) {
    FlowBatch batch = any(flows);
    int row = random.nextInt(batch.rows());
    List<Long> items = FilterOracle.items(field, batch, row);
    return items.isEmpty() ? random.nextInt(3) : any(items);
  }

  private Filter within(FlowField field, int length) {
    FlowBatch batch = any(flows);
    int row = random.nextInt(batch.rows());
    IpAddress address = new IpAddress(batch.high(field, row), batch.get(field, row));
    return new Filter.Within(field, address, length);
  }

  /// A question as a person would say it.
  static String words(FlowQuery query) {
    String by = query.by().stream().map(Dimension::name).collect(Collectors.joining(", "));
    String measures =
        query.measures().stream().map(Measure::measureName).collect(Collectors.joining(", "));
    return (query.scaled() ? "scaled " : "raw ")
        + measures
        + (by.isEmpty() ? " of all together" : " by " + by)
        + (query.binWidth() > 0 ? " in bins of " + query.binWidth() : "")
        + (query.top() > 0 ? ", the largest " + query.top() : "")
        + (query.others() ? " and others" : "")
        + (query.bucketNanos() > 0 ? ", every " + query.bucketNanos() / SECOND + " s" : "")
        + words(query.range(), query.filter());
  }

  static String words(RecordQuery query) {
    return "the newest "
        + query.limit()
        + " records, "
        + (query.shown().isEmpty() ? "whole" : "their " + query.shown())
        + words(query.range(), query.filter());
  }

  private static String words(TimeRange range, Filter filter) {
    return ", from "
        + TimeRange.instant(range.fromNanos())
        + " until "
        + TimeRange.instant(range.untilNanos())
        + (filter.isAll() ? "" : ", where " + FilterText.of(filter));
  }
}
