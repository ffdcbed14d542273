package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Prefixes;
import weir.json.JsonValue;
import weir.naming.Naming;
import weir.naming.Side;
import weir.query.DirectionRules;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.ServerAddress;

/// The schemas that come with Weir, and what is said of one that is wrong.
class SchemasTest {
  private static Schema schema(String id) {
    return Schemas.shipped().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private static Schema parse(String json) {
    return SchemaFile.read(
        "own", true, JsonValue.read("own.json", json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void allAreReadAndGiveWhatEveryViewNeeds() {
    List<String> ids = Schemas.shipped().stream().map(Schema::id).sorted().toList();
    assertEquals(
        List.of(
            "akvorado",
            "fastnetmon",
            "fastnetmon-hosts",
            "fastnetmon-networks",
            "fastnetmon-totals",
            "goflow2",
            "netmeta",
            "ntopng",
            "ntopng-hourly",
            "weir"),
        ids);
    Set<FlowField> needed =
        EnumSet.of(
            FlowField.BYTES,
            FlowField.PACKETS,
            FlowField.SRC_ADDRESS,
            FlowField.DST_ADDRESS,
            FlowField.PROTOCOL,
            FlowField.SRC_PORT,
            FlowField.DST_PORT,
            FlowField.EXPORTER);
    for (Schema schema : Schemas.shipped()) {
      assertTrue(schema.sums() || schema.fields().keySet().containsAll(needed), schema.id());
      assertFalse(schema.tells().isEmpty(), schema.id());
    }
  }

  @Test
  void weirsOwnHasAllFields() {
    Set<FlowField> fields = EnumSet.copyOf(schema("weir").fields().keySet());
    fields.add(FlowField.TIME_RECEIVED);
    assertEquals(EnumSet.allOf(FlowField.class), fields);
  }

  @Test
  void aTableIsToldByItsColumnsAndGivesWhatTheyHold() {
    Schema netmeta = schema("netmeta");
    Map<String, String> columns = new HashMap<>();
    netmeta.tells().forEach(column -> columns.put(column, "UInt64"));
    assertTrue(netmeta.fits(columns));
    assertEquals(
        Set.of(
            FlowField.EXPORTER,
            FlowField.FLOW_DIRECTION,
            FlowField.SRC_ADDRESS,
            FlowField.SAMPLING_RATE,
            FlowField.BYTES,
            FlowField.TIME_START),
        netmeta.given(columns).keySet());
    columns.remove("FlowDirection");
    assertFalse(netmeta.fits(columns));
  }

  @Test
  void ofSeveralWaysTheFirstWhoseColumnsAreThereIsTaken() {
    Schema schema =
        parse(
            """
            {"title": "T", "tells": ["a"],
             "time": [{"column": "a", "nanos": "$", "literal": "$", "unit": 1}],
             "addresses": {"v6": {"high": "h($1)", "low": "l($1)"}, "v4": {"high": "0", "low": "m($1)"}},
             "fields": {"sampler_address": [["v6", "{p IPv6}"], ["v4", "{p UInt32}"]],
              "bytes": ["{octets}", "{b} * 2"], "direction": "if({incoming()}({p}), 1, 2)"}}
            """);
    Map<String, String> columns = new HashMap<>(Map.of("a", "UInt64", "p", "UInt32", "b", "UInt8"));
    Map<FlowField, Schema.Expression> given = schema.given(columns);
    assertEquals("m({p UInt32})", Objects.requireNonNull(given.get(FlowField.EXPORTER)).low());
    assertEquals("{b} * 2", Objects.requireNonNull(given.get(FlowField.BYTES)).low());
    assertFalse(given.containsKey(FlowField.DIRECTION));
    assertEquals("m(t.`p`)", Schema.over("m({p UInt32})"));
    columns.put("incoming()", "");
    assertTrue(schema.given(columns).containsKey(FlowField.DIRECTION));
    assertEquals("if(incoming(t.`p`), 1, 2)", Schema.over("if({incoming()}({p}), 1, 2)"));
  }

  @Test
  void timesAreBoundedByTheColumnsOwnUnits() {
    Schema.Time seconds = schema("netmeta").times().getFirst();
    assertEquals("2", seconds.at(1_000_000_001));
    assertEquals("1", seconds.at(1_000_000_000));
    assertEquals("toUInt64(x) * 1000000000", seconds.nanosOf("x"));
    Schema.Time nanos = schema("goflow2").times().getFirst();
    assertEquals("fromUnixTimestamp64Nano(toInt64(1000000001))", nanos.at(1_000_000_001));
  }

  @Test
  void aNameCannotLeaveItsQuotes() {
    assertEquals("`a\\`; DROP`", Schema.quoted("a`; DROP"));
    assertEquals("`a\\\\`", Schema.quoted("a\\"));
    assertEquals("t.`Bytes` * t.`Rate`", Schema.over("{Bytes} * {Rate}"));
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    assertWrong("own.json, line 1, column 1: 'title' is missing", "{}");
    assertWrong(
        "own.json, line 3, column 13: 'byte' is no field; see weir query --help",
        """
        {"title": "T", "tells": ["a"],
         "time": [{"column": "a", "nanos": "$", "literal": "$", "unit": 1}],
         "fields": {"byte": "{b}"}}
        """);
    assertWrong(
        "own.json, line 3, column 13: 'src_addr' is \"{b}\", not a list: an encoding and its"
            + " columns",
        """
        {"title": "T", "tells": ["a"],
         "time": [{"column": "a", "nanos": "$", "literal": "$", "unit": 1}],
         "fields": {"src_addr": "{b}"}}
        """);
  }

  @Test
  void whatStandsBesideFlowsIsReadWithItsPlace() {
    String start =
        """
        {"title": "T", "tells": ["a"],
         "time": [{"column": "a", "nanos": "$", "literal": "$", "unit": 1}],
         "addresses": {"v6": {"high": "h($1)", "low": "l($1)"}},
         "fields": {"bytes": "{b}"},
        """;
    Schema schema =
        parse(
            start
                + """
                 "rows": "sums", "bound": {"column": "d", "literal": "toDate($)", "unit": 1000000000, "before": 60},
                 "names": [{"from": "x", "exporter": ["v6", "{e}"], "interface": "{i}", "name": "{n}"}],
                 "rollups": [{"table": "$_(?<m>\\\\d+)m", "time": [{"column": "t", "nanos": "$", "literal": "$", "unit": 1}],
                  "fields": ["bytes"], "flows": "{c}"}]}
                """);
    assertTrue(schema.sums());
    assertEquals(
        "t.`d` >= toDate(40) AND t.`d` <= toDate(200)",
        schema.bound().orElseThrow().condition("t", 100_000_000_000L, 200_000_000_000L));
    assertEquals("h({e})", schema.names().getFirst().exporter().high());
    assertEquals(List.of(FlowField.BYTES), schema.rollups().getFirst().fields());
    assertWrong(
        "own.json, line 5, column 1: 'rows' is \"lines\", not \"flows\" or \"sums\"",
        start + "\"rows\": \"lines\"}");
    assertWrong(
        "own.json, line 5, column 14: 'table' is no pattern: Unclosed group",
        start + "\"rollups\": [{\"table\": \"$(\", \"time\": [], \"fields\": []}]}");
    assertWrong(
        "own.json, line 5, column 12: 'exporter' has the encoding 'v4'; there are v6",
        start
            + "\"names\": [{\"exporter\": [\"v4\", \"{e}\"], \"from\": \"x\", \"name\":"
            + " \"{n}\"}]}");
  }

  /// Borders say nothing where a table has no interfaces; networks tell directions as ever.
  @Test
  void rulesDoNotCountWhereATableLacksWhatTheyLookAt() {
    Schema akvorado = schema("akvorado");
    Map<String, String> columns = new HashMap<>();
    akvorado.tells().stream()
        .filter(column -> !column.contains("If"))
        .forEach(column -> columns.put(column, "UInt64"));
    FlowTable flows = new FlowTable("d", "flows", akvorado, columns, Prefixes.ALL);
    assertTrue(flows.lacked().contains(FlowField.IN_INTERFACE), flows.lacked().toString());
    KeptRules rules = new KeptRules(flows.lacked());
    Naming external =
        Naming.NONE.with(
            IpAddress.parse("192.0.2.1"), one -> one.with(1, way -> way.withSide(Side.EXTERNAL)));
    assertFalse(DirectionRules.of(external).isNone());
    assertTrue(rules.of(external).isNone());
    assertTrue(rules.problem().orElseThrow().startsWith("directions are the table's own: "));
    assertFalse(rules.of(Naming.NONE.withDirections(List.of("out: src net 10.0.0.0/8"))).isNone());
    assertEquals(Optional.empty(), rules.problem());
  }

  @Test
  void aRollUpAnswersWholeStepsOfWhatItHas() {
    Schema akvorado = schema("akvorado");
    Map<String, String> columns = new HashMap<>();
    akvorado.tells().forEach(column -> columns.put(column, "UInt64"));
    for (String column :
        List.of("EType", "Proto", "SrcAS", "DstAS", "ForwardingStatus", "Packets")) {
      columns.put(column, "UInt32");
    }
    FlowTable flows = new FlowTable("d", "flows", akvorado, columns, Prefixes.ALL);
    Schema.RollUp rollup = akvorado.rollups().getFirst();
    assertTrue(RollUpTable.of(flows, rollup, "flows_1m0s_local", columns).isEmpty());
    assertTrue(RollUpTable.of(flows, rollup, "flows_1m0s", Map.of()).isEmpty());
    assertEquals(
        3_600_000_000_000L,
        RollUpTable.of(flows, rollup, "flows_1h0m0s", columns).orElseThrow().stepNanos());
    RollUpTable minutes = RollUpTable.of(flows, rollup, "flows_1m0s", columns).orElseThrow();
    long minute = minutes.stepNanos();
    assertEquals(60_000_000_000L, minute);
    FlowQuery query =
        FlowQuery.total(
            new TimeRange(10 * minute - 1, 20 * minute + 1), Filter.all(), Measure.BYTES);
    assertEquals(Optional.empty(), minutes.stretch(query, 0)); // not known to be whole
    String first = Long.toString(5 * minute);
    assertEquals(
        Optional.empty(),
        minutes.holding(new String[] {first, Long.toString(30 * minute), "25"}).stretch(query, 0));
    RollUpTable whole = minutes.holding(new String[] {first, Long.toString(30 * minute), "26"});
    assertEquals(Optional.of(new TimeRange(10 * minute, 20 * minute)), whole.stretch(query, 0));
    assertEquals( // the flows reach no further back
        Optional.of(new TimeRange(13 * minute, 20 * minute)),
        whole.stretch(query, 12 * minute + 1));
    TimeRange more = new TimeRange(0, 100 * minute);
    assertEquals( // the first step may be a part, and the last one goes on
        Optional.of(new TimeRange(6 * minute, 30 * minute)),
        whole.stretch(query.withRange(more), 0));
    assertEquals(Optional.empty(), whole.stretch(query.withBucket(minute / 2), 0));
    assertEquals(
        Optional.empty(), whole.stretch(FlowQuery.total(more, Filter.all(), Measure.FLOWS), 0));
    assertEquals(
        Optional.empty(),
        whole.stretch(query.withFilter(Filter.equal(FlowField.DST_PORT, 0, 1)), 0));
    assertEquals(
        Optional.empty(),
        whole.stretch(
            query.withRange(new TimeRange(10 * minute + 1, 11 * minute + minute / 2)), 0));
  }

  private static void assertWrong(String message, String json) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> parse(json));
    assertEquals(message, e.getMessage());
  }

  @Test
  void addressesOfServersAreRead() {
    ServerAddress address =
        ServerAddress.parse(
            "https://viewer@ch1.example,ch2.example:9443,[::1]/netmeta?table=flows_raw");
    assertArrayEquals(
        new String[] {
          "https://ch1.example:8443/", "https://ch2.example:9443/", "https://[::1]:8443/"
        },
        address.nodes().stream().map(Object::toString).toArray());
    assertEquals("viewer", address.user());
    assertEquals("netmeta", address.database());
    assertEquals("flows_raw", address.table());
    assertEquals("default", ServerAddress.parse("http://ch1.example").user());
    assertEquals(8123, ServerAddress.parse("http://ch1.example").nodes().getFirst().getPort());
  }

  @Test
  void aPasswordInAnAddressIsRefusedAndNotRepeated() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> ServerAddress.parse("http://me:geheim@ch1/x"));
    assertFalse(String.valueOf(e.getMessage()).contains("geheim"));
    for (String wrong :
        List.of(
            "ch1", "ftp://ch1/x", "http://", "http://a b/x", "http://h:99999/x", "http://h:0/x")) {
      assertThrows(IllegalArgumentException.class, () -> ServerAddress.parse(wrong), wrong);
    }
  }
}
