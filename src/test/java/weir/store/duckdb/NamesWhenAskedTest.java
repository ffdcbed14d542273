package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.naming.AutonomousSystem;
import weir.naming.Exporter;
import weir.naming.Layers;
import weir.naming.Naming;
import weir.naming.Network;
import weir.naming.Origin;
import weir.naming.Places;
import weir.naming.Side;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.DirectionRules;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RecordQuery;
import weir.query.SqlAnswer;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.DirectionShares;
import weir.store.EmptyStore;
import weir.store.FlowStream;
import weir.store.FlowWriter;
import weir.store.SqlLimits;

/// Names and rules of directions hold for flows that were stored before: sums by them are those
/// that SQL written by hand gives, from flows, from roll-ups, and after they have changed.
class NamesWhenAskedTest {
  private static final int ROWS = 120_000;
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");
  private static final IpAddress CORE = IpAddress.parse("2001:db8:ffff::2");

  @TempDir private static Path folder;
  private static DuckDbStore store;
  private static Naming naming = Naming.NONE;

  @BeforeAll
  static void flowsThatWereStoredUnderOneRule() throws Exception {
    store = DuckDbStore.open(folder, () -> Instant.ofEpochSecond(0, Flows.START_NANOS));
    store.names(() -> Layers.of(Origin.FILE, naming));
    naming = Naming.NONE.withDirections(List.of("out: src net 10.0.0.0/25", "in: tcp"));
    Random random = new Random(5);
    Directions otherwise = Directions.inside(Directions.PRIVATE);
    try (FlowWriter writer = store.writer()) {
      for (int row = 0; row < ROWS; row += 2000) {
        FlowBatch batch = Flows.random(random, 2000, 600);
        for (int i = 0; i < batch.rows(); i++) {
          IpAddress exporter = random.nextBoolean() ? EDGE : CORE;
          batch.setAddress(FlowField.EXPORTER, i, exporter.high(), exporter.low());
          batch.set(FlowField.IN_INTERFACE, i, random.nextInt(4));
          batch.set(FlowField.OUT_INTERFACE, i, random.nextInt(4));
          batch.set(FlowField.SRC_AS, i, 64_500 + random.nextInt(300));
          batch.set(FlowField.DST_AS, i, 64_500 + random.nextInt(300));
        }
        otherwise.apply(batch, store.directions());
        writer.append(batch);
      }
      writer.commit();
    }
    store.awaitUpkeep();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static Map<String, Long> byName(String dimension, String filter) throws Exception {
    return byName(store.dimensions().require(dimension), filter);
  }

  private static Map<String, Long> byName(Dimension by, String filter) throws Exception {
    return byName(by, FilterParser.parse(filter, store.dimensions()));
  }

  private static Map<String, Long> byName(Dimension by, Filter filter) {
    Answer answer =
        store.run(
            new FlowQuery(
                TimeRange.ALL, filter, List.of(by), List.of(Measure.BYTES), 0, 0, false, false, 0),
            new Cancel());
    Map<String, Long> sums = new TreeMap<>();
    for (int row = 0; row < answer.rows(); row++) {
      sums.put(answer.label(row), answer.sums()[0][row]);
    }
    return sums;
  }

  /// Of a statement of a name and a sum.
  private static Map<String, Long> sql(String statement) {
    SqlAnswer answer =
        store.run(statement, new SqlLimits(1000, Duration.ofSeconds(20)), new Cancel());
    Map<String, Long> sums = new TreeMap<>();
    for (int row = 0; row < answer.rows().size(); row++) {
      sums.put(
          (String) answer.rows().get(row).get(0),
          ((Number) answer.rows().get(row).get(1)).longValue());
    }
    return sums;
  }

  private static final String STORED =
      "CASE WHEN src_addr_hi = 0 AND src_addr_lo BETWEEN 281470849515520 AND 281470849515647"
          + " THEN 'out' WHEN proto = 6 THEN 'in' ELSE 'unknown' END";

  private static String sums(String name) {
    return "SELECT " + name + ", sum(bytes) FROM flows GROUP BY 1";
  }

  /// Of the latest hour, by rules that are not in force: as SQL by hand has it.
  @Test
  void sharesOfDirectionsAreToldBeforeRulesAreInForce() throws Exception {
    Naming draft = naming.withDirections(List.of("internal: proto 17", "in: proto 6"));
    DirectionShares shares =
        DirectionShares.of(store, DirectionRules.of(draft), new Cancel()).orElseThrow();
    Map<String, Double> told = new TreeMap<>();
    shares.octets().forEach((direction, octets) -> told.put(direction.label(), octets));
    Map<String, Double> byHand = new TreeMap<>();
    sql("SELECT CASE proto WHEN 17 THEN 'internal' WHEN 6 THEN 'in' ELSE 'unknown' END,"
            + " sum(bytes * greatest(1, sampling_rate)) FROM flows WHERE time_received_ns >= "
            + shares.range().fromNanos()
            + " AND time_received_ns < "
            + shares.range().untilNanos()
            + " GROUP BY 1")
        .forEach((direction, octets) -> byHand.put(direction, (double) octets));
    assertEquals(byHand, told);
    assertTrue(shares.shares().matches("\\d+ % \\w+, \\d+ % \\w+.*"), shares.shares());
    assertEquals(
        Optional.empty(),
        DirectionShares.of(EmptyStore.INSTANCE, DirectionRules.NONE, new Cancel()));
  }

  @Test
  void directionsAreThoseOfTheRulesInForceBeforeAndAfterAChange() throws Exception {
    Naming before = naming;
    try {
      Map<String, Long> stored = byName("direction", "");
      assertEquals(sql(sums(STORED)), stored);
      assertTrue(store.directions().fingerprint() != 0);
      assertTrue(sqlOf("direction").contains("by_"), "from a roll-up");

      naming =
          naming.withDirections(
              List.of("internal: exporter 192.0.2.1 and in if in [1, 2]", "in: port 53"));
      String now =
          "CASE WHEN sampler_address_hi = 0 AND sampler_address_lo = 281473902969345 AND in_if IN (1, 2) THEN"
              + " 'internal' WHEN src_port = 53 OR dst_port = 53 THEN 'in' ELSE 'unknown' END";
      assertTrue(!sqlOf("direction").contains("by_"), "a roll-up of other rules is left alone");
      assertEquals(1, store.status().staleSlices());
      assertEquals("directions are told anew: 0 of 1 slices", store.status().staleInWords());
      assertEquals(sql(sums(now)), byName("direction", ""));
      assertEquals(
          sql(sums(now) + " HAVING 1 = 1 ORDER BY 1").get("internal"),
          byName("direction", "direction internal").get("internal"));
      store.awaitUpkeep();
      assertTrue(sqlOf("direction").contains("by_"), "made again");
      assertEquals(0, store.status().staleSlices());
      assertEquals(sql(sums(now)), byName("direction", ""));
      assertEquals(sql(sums(now)), streamed());
      assertEquals(
          sql(sums(now)),
          sql(
              "SELECT ['unknown','in','out','internal','transit'][direction + 1], sum(bytes) FROM flows GROUP BY 1"));

      naming = naming.withDirections(List.of()).withOwn(List.of("10.0.0.0/24", "2001:db8::/64"));
      String own =
          "(%1$s_addr_hi = 0 AND %1$s_addr_lo BETWEEN 281470849515520 AND 281470849515775"
              + " OR %1$s_addr_hi = 2306139568115548160)";
      String from = own.formatted("src");
      String to = own.formatted("dst");
      assertEquals(
          sql(
              sums(
                  "CASE WHEN "
                      + from
                      + " AND "
                      + to
                      + " THEN 'internal' WHEN "
                      + from
                      + " THEN 'out' WHEN "
                      + to
                      + " THEN 'in' ELSE 'transit' END")),
          byName("direction", ""));

      naming = before;
      assertEquals(stored, byName("direction", ""));
      naming = Naming.NONE;
      assertEquals(stored, byName("direction", ""), "as they were stored, where no rules are");
    } finally {
      naming = before;
      store.awaitUpkeep();
    }
  }

  private static String sqlOf(String dimension) {
    return store.sql(
        new FlowQuery(
            TimeRange.ALL,
            Filter.all(),
            List.of(store.dimensions().require(dimension)),
            List.of(Measure.BYTES),
            0,
            0,
            false,
            false,
            0));
  }

  private static Map<String, Long> streamed() {
    Map<String, Long> sums = new TreeMap<>();
    try (FlowStream all =
        store.stream(TimeRange.ALL, Filter.all(), java.util.Set.of(), new Cancel())) {
      for (var next = all.next(); next.isPresent(); next = all.next()) {
        FlowBatch batch = next.get();
        for (int row = 0; row < batch.rows(); row++) {
          sums.merge(
              FlowField.DIRECTION.words(0, batch.get(FlowField.DIRECTION, row)),
              batch.get(FlowField.BYTES, row),
              Long::sum);
        }
      }
    }
    return sums;
  }

  @Test
  void whatCrossesTheBorderIsCountedWhereItDoes() throws Exception {
    Naming before = naming;
    try {
      naming =
          Naming.NONE
              .with(EDGE, said -> sides(said, Side.EXTERNAL, Side.INTERNAL))
              .with(CORE, said -> sides(said, Side.INTERNAL, Side.EXTERNAL));
      String edge = "(sampler_address_lo = 281473902969345)";
      String in = "(%1$s AND in_if = 1 OR NOT %1$s AND in_if = 2)".formatted(edge);
      String out = in.replace("in_if", "out_if");
      String inside = "(in_if IN (1, 2) OR out_if IN (1, 2))";
      assertEquals(
          sql(
              sums(
                  "CASE WHEN "
                      + in
                      + " AND "
                      + out
                      + " THEN 'transit' WHEN "
                      + in
                      + " THEN 'in' WHEN "
                      + out
                      + " THEN 'out' WHEN "
                      + inside
                      + " THEN 'internal' ELSE 'unknown' END")),
          byName("direction", ""));
      assertEquals(
          sql(
              sums(
                  "CASE WHEN "
                      + in
                      + " THEN 'external' WHEN in_if IN (1, 2) THEN 'internal' ELSE 'unknown' END")),
          byName("in_side", ""));
      Filter once = store.dimensions().once().orElseThrow();
      long counted =
          byName(Dimension.field(FlowField.PROTOCOL), once).values().stream()
              .mapToLong(Long::longValue)
              .sum();
      assertEquals(
          sql("SELECT 'all', sum(bytes) FROM flows WHERE " + in + " OR " + out).get("all"),
          counted);
    } finally {
      naming = before;
    }
  }

  private static Exporter sides(Exporter said, Side first, Side second) {
    return said.with(1, port -> port.withSide(first)).with(2, port -> port.withSide(second));
  }

  @Test
  void longTablesOfNamesAreLookedUp() throws Exception {
    Naming before = naming;
    try {
      List<Network> networks = new ArrayList<>();
      for (int i = 0; i < 300; i++) { // each other address, and one of IPv6 over 64 bits
        networks.add(
            new Network(
                "10.0." + i / 128 + "." + i % 128 * 2 + "/32", "net " + i % 7, "role", "Rome"));
      }
      networks.add(new Network("10.0.0.0/16", "the rest", "", ""));
      networks.add(new Network("2001:db8::/63", "six", "", ""));
      networks.add(new Network("2001:db8::ffff:ffff:ffff:fffe/127", "odd", "", ""));
      Map<Long, AutonomousSystem> systems = new LinkedHashMap<>();
      for (long i = 0; i < 200; i++) {
        systems.put(
            64_500 + i, new AutonomousSystem("Name " + i % 90, i % 3 == 0 ? "DE" : "", false));
      }
      naming = naming.withNetworks(networks).withSystems(systems);
      String address = "src_addr_lo - 281470849515520";
      String network =
          "CASE WHEN src_addr_hi = 0 AND %1$s < 600 AND (%1$s) %% 2 = 0 AND (%1$s) // 256 * 128 + (%1$s) %% 256 // 2 < 300 THEN concat('net ', ((%1$s) // 256 * 128 + (%1$s) %% 256 // 2) %% 7) WHEN src_addr_hi = 0 THEN 'the rest'"
                  .formatted(address)
              + " WHEN src_addr_hi = 2306139568115548160 AND src_addr_lo >= 18446744073709551614 THEN 'odd'"
              + " WHEN src_addr_hi <= 2306139568115548161 THEN 'six' ELSE 'no network' END";
      assertEquals(sql(sums(network)), byName("src_network", ""));
      assertEquals(
          sql(
              sums(
                  "CASE WHEN src_as < 64700 AND (src_as - 64500) % 3 = 0 THEN 'DE' ELSE 'no country' END")),
          byName("src_country", ""));
      String name =
          "CASE WHEN dst_as < 64700 THEN concat('Name ', (dst_as - 64500) % 90) ELSE 'no name' END";
      assertEquals(sql(sums(name)), byName("dst_as_name", ""));
      assertTrue(sqlOf("dst_as_name").contains("by_dst_as"), "from the roll-up of AS");
      assertEquals(
          sql(sums(name)).get("Name 7"),
          byName("dst_as_name", "dst_as_name \"name 7\"").get("Name 7"));
      Map<String, Long> some =
          byName("src_network", "src_network in [odd, \"net 3\", \"no network\"]");
      Map<String, Long> all = sql(sums(network));
      all.keySet().retainAll(List.of("odd", "net 3", "no network"));
      assertEquals(all, some);
      assertEquals(some.get("odd"), records("src_network odd"));
      Naming then = naming;
      naming = naming.withNetworks(networks.subList(0, 40));
      assertNotEquals(byName("src_network", ""), sql(sums(network)), "other names at once");
      naming = then;
    } finally {
      naming = before;
    }
  }

  /// Where a table knows an address it counts, else the country of its AS; at both ends.
  @Test
  void placesOfAddressesAndElseOfTheirAs() throws Exception {
    Naming before = naming;
    try {
      Map<Long, AutonomousSystem> systems = new LinkedHashMap<>();
      for (long i = 0; i < 200; i++) {
        systems.put(
            64_500 + i,
            new AutonomousSystem("", i % 3 == 0 ? "IT" : i % 3 == 1 ? "DE" : "", false));
      }
      naming = naming.withSystems(systems);
      Map<String, Long> registered = byName("src_country", "");
      assertEquals(registered, byName("src_as_country", ""), "without a table");
      assertEquals(List.of("no city"), List.copyOf(byName("dst_city", "").keySet()));
      assertEquals("Source country (of its AS)", label("src_country"));
      naming = naming.withPlaces(Places.of(NamesWhenAskedTest::places));
      assertEquals("Source country (by Some of 2026-10-01)", label("src_country"));
      for (String end : List.of("src", "dst")) {
        String table =
            "%1$s_addr_hi = 0 AND %1$s_addr_lo - 281470849515520 < 400 THEN %2$s WHEN %1$s_addr_hi > 0 THEN %3$s"
                .formatted(end, "%s", "%s");
        String as = end + "_as < 64700 AND (" + end + "_as - 64500) % 3";
        String country =
            "CASE WHEN "
                + table.formatted("'DE'", "'FR'")
                + " WHEN "
                + as
                + " = 0 THEN 'IT' WHEN "
                + as
                + " = 1 THEN 'DE' ELSE 'no country' END";
        assertEquals(sql(sums(country)), byName(end + "_country", ""));
        assertEquals(
            sql(
                sums(
                    "CASE WHEN "
                        + table.formatted("'table'", "'table'")
                        + " WHEN "
                        + as
                        + " < 2 THEN 'AS' ELSE 'none' END")),
            byName(end + "_country_from", ""));
        assertEquals(
            sql(
                sums(
                    "CASE WHEN %1$s_addr_hi = 0 AND %1$s_addr_lo - 281470849515520 < 200 THEN 'Berlin, DE' WHEN %1$s_addr_hi > 0 THEN 'Paris, FR' ELSE 'no city' END"
                        .formatted(end))),
            byName(end + "_city", ""));
        Map<String, Long> some = sql(sums(country));
        some.keySet().retainAll(List.of("DE", "no country"));
        assertEquals(
            some,
            byName(
                end + "_country",
                end + "_country in [de, \"no country\"] and not " + end + "_country it"));
        assertEquals(
            byName(end + "_city", "").get("Paris, FR"), records(end + "_city \"Paris, FR\""));
      }
      assertEquals(registered, byName("src_as_country", ""), "which stays what it is");
    } finally {
      naming = before;
    }
  }

  private static String label(String dimension) {
    return store.dimensions().require(dimension).label();
  }

  /// 200 addresses are in Berlin, the next 200 somewhere in Germany; IPv6 is in Paris.
  private static Places.Known places() {
    return new Places.Known(
        "Some of 2026-10-01",
        List.of(
            new Places.Place("DE", "Berlin"),
            new Places.Place("DE", ""),
            new Places.Place("FR", "Paris")),
        (high, low) ->
            high != 0 ? 3 : low - 281470849515520L < 200 ? 1 : low - 281470849515520L < 400 ? 2 : 0,
        77);
  }

  /// Octets of all records that a filter lets through, sorted by what it looks up.
  private static long records(String filter) throws Exception {
    long sum = 0;
    try (var question =
        store.ask(
            new RecordQuery(
                TimeRange.ALL,
                FilterParser.parse(filter, store.dimensions()),
                java.util.Set.of(),
                new RecordQuery.Order(store.dimensions().require("dst_network"), true),
                0),
            new Cancel())) {
      var records = question.last();
      for (long from = 0; from < records.rows(); from += 2000) {
        FlowBatch page = records.page(from, 2000);
        for (int row = 0; row < page.rows(); row++) {
          sum += page.get(FlowField.BYTES, row);
        }
      }
    }
    return sum;
  }
}
