package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.json.JsonValue;
import weir.store.Delivery;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.Remote;
import weir.store.ServerAddress;
import weir.store.StoreException;
import weir.store.clickhouse.feed.Link;
import weir.store.clickhouse.feed.Outbox;
import weir.store.clickhouse.feed.Spool;

/// What is fed to a real server, and what is said where that cannot be done.
@EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
class ClickHouseFeedTest {
  private static final Optional<ClickHouseFeed.Creation> MADE =
      Optional.of(new ClickHouseFeed.Creation(Optional.of(Duration.ofDays(30)), ""));

  /// NetMeta's columns, and the fields whose values are in them.
  private static final String NETMETA =
      """
      FlowType type, SequenceNum sequence_num, SamplingRate sampling_rate, FlowDirection flow_direction,
      SamplerAddress sampler_address, Bytes bytes, Packets packets, SrcAddr src_addr, DstAddr dst_addr, EType etype,
      Proto proto, SrcPort src_port, DstPort dst_port, InIf in_if, OutIf out_if, SrcMac src_mac, DstMac dst_mac,
      SrcVlan src_vlan, DstVlan dst_vlan, VlanId vlan_id, IngressVrfId ingress_vrf_id, EgressVrfId egress_vrf_id,
      IPTos ip_tos, ForwardingStatus forwarding_status, IPTTL ip_ttl, TCPFlags tcp_flags, IcmpType icmp_type,
      IcmpCode icmp_code, IPv6FlowLabel ipv6_flow_label, FragmentId fragment_id, FragmentOffset fragment_offset,
      BiFlowDirection bi_flow_direction, SrcAS src_as, DstAS dst_as, NextHop next_hop, NextHopAS next_hop_as,
      SrcNet src_net, DstNet dst_net\
      """;

  private static final long FIRST = 1_795_255_200_000_000_000L;

  @TempDir private Path spool;

  private ClickHouseFeed open(String url, Optional<ClickHouseFeed.Creation> creation) {
    return ClickHouseFeed.open(
        Remote.of(ServerAddress.parse(url)),
        url.contains("viewer") ? "view" : "secret",
        creation,
        Schemas.SHIPPED,
        spool,
        1L << 30,
        () -> {
          throw new IllegalStateException("nothing is set apart");
        });
  }

  private static String url(String database) {
    return "http://flow@" + TestServer.place() + "/" + database;
  }

  private String refusal(String url, Optional<ClickHouseFeed.Creation> creation) {
    return String.valueOf(
        assertThrows(StoreException.class, () -> open(url, creation)).getMessage());
  }

  private static Delivery feed(ClickHouseFeed feed, FlowBatch batch) {
    try (feed) {
      try (FlowWriter writer = feed.writer()) {
        writer.append(batch);
        writer.commit();
        assertEquals(batch.rows(), writer.committed());
      }
    }
    return feed.delivery().orElseThrow();
  }

  private static void netmeta(String database) {
    TestServer.run(
        "CREATE TABLE "
            + database
            + """
            .flows_raw
            (Date Date,
             FlowType Enum8('FLOWUNKNOWN' = 0, 'SFLOW_5' = 1, 'NETFLOW_V5' = 2, 'NETFLOW_V9' = 3, 'IPFIX' = 4),
             SequenceNum UInt64, TimeReceived UInt64, SamplingRate UInt64, FlowDirection UInt8, SamplerAddress IPv6,
             TimeFlowStart UInt64, TimeFlowEnd UInt64, Bytes UInt64, Packets UInt64, SrcAddr IPv6, DstAddr IPv6,
             EType UInt16, Proto UInt8, SrcPort UInt32, DstPort UInt32, InIf UInt32, OutIf UInt32, SrcMac UInt64,
             DstMac UInt64, SrcVlan UInt32, DstVlan UInt32, VlanId UInt32, IngressVrfId UInt32, EgressVrfId UInt32,
             IPTos UInt8, ForwardingStatus UInt8, IPTTL UInt8, TCPFlags UInt8, IcmpType UInt8, IcmpCode UInt8,
             IPv6FlowLabel UInt32, FragmentId UInt32, FragmentOffset UInt32, BiFlowDirection UInt8, SrcAS UInt32,
             DstAS UInt32, NextHop IPv6, NextHopAS UInt32, SrcNet UInt8, DstNet UInt8)
            ENGINE = MergeTree PARTITION BY Date
            ORDER BY (TimeReceived, FlowDirection, SamplerAddress, SrcAS, DstAS, SrcAddr, DstAddr)\
            """);
  }

  /// A value of its own for each field and row, small enough for NetMeta.
  private static FlowBatch distinct(int rows) {
    FlowBatch batch = new FlowBatch();
    for (int row = 0; row < rows; row++) {
      for (FlowField field : FlowField.all()) {
        int value = 1 + (field.ordinal() * 7 + row * 13) % 120;
        if (field.isWide()) {
          batch.setAddress(
              field,
              row % 2 == 0 ? 0 : 0x20010db8_0000_0000L,
              row % 2 == 0 ? IpAddress.mapped(0x0a000000 + value) : value);
        } else if (!field.isList()) {
          batch.set(field, value);
        }
      }
      batch.set(FlowField.TYPE, row % 6);
      batch.set(FlowField.SEQUENCE, row);
      batch.set(FlowField.TIME_RECEIVED, FIRST + row * 1_500_000_000L);
      batch.set(FlowField.TIME_START, FIRST - row * 1_000_000_000L);
      batch.set(FlowField.TIME_END, FIRST + 7);
      batch.endRow();
    }
    return batch;
  }

  @Test
  void everyColumnOfNetMetaHasItsField() {
    String database = TestServer.fresh("feed_netmeta");
    netmeta(database);
    TestServer.createCatalogue(database + ".other");
    FlowBatch batch = distinct(50);
    ClickHouseFeed feed = open(url(database), Optional.empty());
    assertEquals(database + ".flows_raw on 127.0.0.1", feed.title());
    List<String> cautions = feed.status().problems();
    assertEquals(1, cautions.size());
    assertTrue(cautions.getFirst().contains("may be there twice"), cautions.getFirst());
    assertTrue(
        cautions.getFirst().contains("MODIFY SETTING non_replicated_deduplication_window"),
        cautions.getFirst());
    assertEquals(50, feed(feed, batch).sent());

    List<String> columns = new ArrayList<>();
    List<FlowField> fields = new ArrayList<>();
    for (String pair : NETMETA.replace("\n", " ").split(", *")) {
      columns.add(pair.strip().split(" ")[0]);
      fields.add(FlowField.named(pair.strip().split(" ")[1]).orElseThrow());
    }
    assertEquals(
        "42",
        TestServer.run(
                "SELECT count() FROM system.columns WHERE database = '"
                    + database
                    + "' AND table ="
                    + " 'flows_raw'")
            .strip());
    assertEquals(42, columns.size() + 4, "and four times");
    StringBuilder expected = new StringBuilder();
    for (int row = 0; row < batch.rows(); row++) {
      for (FlowField field : fields) {
        long value = batch.get(field, row);
        expected
            .append(
                field == FlowField.TYPE
                    ? List.of(
                            "FLOWUNKNOWN",
                            "SFLOW_5",
                            "NETFLOW_V5",
                            "NETFLOW_V9",
                            "IPFIX",
                            "FLOWUNKNOWN")
                        .get((int) value)
                    : field.isWide()
                        ? batch.high(field, row) == 0
                            ? "::ffff:10.0.0." + (value & 0xff)
                            : "2001:db8::" + Long.toHexString(value)
                        : String.valueOf(value))
            .append('\t');
      }
      expected
          .append("2026-11-21\t")
          .append((FIRST + row * 1_500_000_000L) / 1_000_000_000L)
          .append('\t')
          .append(FIRST / 1_000_000_000L - row)
          .append('\t')
          .append(FIRST / 1_000_000_000L)
          .append('\n');
    }
    assertEquals(
        expected.toString(),
        TestServer.run(
            "SELECT "
                + String.join(", ", columns)
                + ", Date, TimeReceived, TimeFlowStart, TimeFlowEnd FROM "
                + database
                + ".flows_raw ORDER BY SequenceNum FORMAT TSV"));
  }

  @Test
  void aTableIsMadeWhereItIsWanted() {
    String database = "feed_made";
    TestServer.run("DROP DATABASE IF EXISTS " + database);
    String nothing = refusal(url(database) + "?table=mine", Optional.empty());
    assertTrue(nothing.contains("--create"), nothing);
    assertEquals(20, feed(open(url(database) + "?table=mine", MADE), distinct(20)).sent());
    assertEquals(20, feed(open(url(database) + "?table=mine", MADE), distinct(20)).sent());
    assertEquals("40\n", TestServer.run("SELECT count() FROM feed_made.mine"));
    String statement = TestServer.run("SHOW CREATE TABLE feed_made.mine FORMAT TSVRaw");
    for (String part :
        List.of(
            "PARTITION BY toDate(toDateTime(intDiv(time_received_ns, 1000000000), 'UTC'))",
            "TTL toDateTime(intDiv(time_received_ns, 1000000000), 'UTC') +"
                + " toIntervalSecond(2592000)",
            "non_replicated_deduplication_window = 10000",
            "min_bytes_for_wide_part = 268435456",
            "ttl_only_drop_parts = 1")) {
      assertTrue(statement.contains(part), statement);
    }
    try (ClickHouseFeed feed = open(url(database), Optional.empty())) {
      assertEquals(List.of(), feed.status().problems());
    }
  }

  @Test
  void onAClusterFlowsGoIntoLocalTables() {
    String database = "feed_cluster";
    TestServer.run("DROP DATABASE IF EXISTS " + database);
    Optional<ClickHouseFeed.Creation> spread =
        Optional.of(new ClickHouseFeed.Creation(Optional.empty(), "weir"));
    ClickHouseFeed first = open(url(database), spread);
    assertEquals("feed_cluster.flows_local on 127.0.0.1", first.title());
    feed(first, distinct(20));
    ClickHouseFeed again = open(url(database), Optional.empty());
    assertEquals("feed_cluster.flows_local on 127.0.0.1", again.title());
    feed(again, distinct(20));
    ClickHouseFeed named = open(url(database) + "?table=flows", Optional.empty());
    assertEquals("feed_cluster.flows_local on 127.0.0.1", named.title());
    named.close();
    assertEquals("40\n", TestServer.run("SELECT count() FROM feed_cluster.flows_local"));
    assertTrue(
        TestServer.run("SHOW CREATE TABLE feed_cluster.flows")
            .contains("Distributed(\\'weir\\', \\'feed_cluster\\', \\'flows_local\\', rand())"));
  }

  @Test
  void aTableThatIsNoneOfFlowsIsRefused() {
    String database = TestServer.fresh("feed_foreign");
    TestServer.run("CREATE TABLE feed_foreign.t (a UInt8) ENGINE = MergeTree ORDER BY a");
    String refusal = refusal(url(database) + "?table=t", MADE);
    assertTrue(refusal.contains("is none that Weir can write to"), refusal);
    TestServer.createCatalogue(database + ".one");
    TestServer.createCatalogue(database + ".two");
    String several = refusal(url(database), MADE);
    assertTrue(several.contains("?table=NAME"), several);
  }

  @Test
  void anAccountThatMayNotWriteIsASentence() {
    String database = "feed_viewer";
    TestServer.run("DROP DATABASE IF EXISTS " + database);
    String refusal = refusal(url(database).replace("flow@", "viewer@"), MADE);
    assertTrue(refusal.contains("may only read"), refusal);
    TestServer.fresh(database);
    TestServer.createCatalogue(database + ".flows");
    String there = refusal(url(database).replace("flow@", "viewer@"), Optional.empty());
    assertTrue(there.contains("may only read"), there);
  }

  /// A connection that breaks when the server has the block already, twice.
  private static final class Broken implements Link {
    private final NodeLink link;
    private int posts;

    Broken(NodeLink link) {
      this.link = link;
    }

    @Override
    public Reply post(
        URI node, String parameters, String encoding, BodyPublisher body, Duration most)
        throws IOException, InterruptedException {
      Reply reply = link.post(node, parameters, encoding, body, most);
      if (++posts <= 2) {
        throw new IOException("connection reset after " + reply);
      }
      return reply;
    }

    @Override
    public boolean isUnsent(IOException failure) {
      return link.isUnsent(failure);
    }

    @Override
    public String words(URI node, IOException failure) {
      return link.words(node, failure);
    }

    @Override
    public String words(URI node, Reply refusal) {
      return link.words(node, refusal);
    }
  }

  /// @return rows in the table after 20 were sent over broken connections
  private String brokenInto(String table) throws Exception {
    ServerAddress address = ServerAddress.parse(url("feed_broken") + "?table=" + table);
    try (NodeLink link = new NodeLink(new Server(Remote.of(address), "secret"))) {
      URI node = link.nodes().getFirst();
      FeedTable found = FeedTable.find(link, node, address, Schemas.SHIPPED).orElseThrow();
      Broken broken = new Broken(link);
      try (Outbox outbox =
          Outbox.open(
              link.nodes(),
              broken,
              Spool.open(spool.resolve(table), 1L << 30),
              found.layout(link, node).orElseThrow(),
              Optional::empty)) {
        try (FlowWriter writer = outbox.writer()) {
          writer.append(distinct(20));
        }
        outbox.close(Duration.ofSeconds(20));
        assertEquals(20, outbox.delivery().sent());
      }
      assertEquals(3, broken.posts);
      return TestServer.run("SELECT count() FROM feed_broken." + table).strip();
    }
  }

  @Test
  void whatIsSentAgainIsThereOnceWhereTheTableHeedsTokens() throws Exception {
    TestServer.fresh("feed_broken");
    open(url("feed_broken") + "?table=own", MADE).close();
    TestServer.createCatalogue("feed_broken.plain");
    assertEquals("20", brokenInto("own"));
    assertEquals("60", brokenInto("plain"), "which is said at the start");
  }

  @Test
  void aSchemaThatCannotBeWrittenIsASentence() {
    String database = TestServer.fresh("feed_odd");
    TestServer.run(
        "CREATE TABLE feed_odd.t (`a b` UInt64, octets UInt64) ENGINE = MergeTree ORDER BY octets");
    Schema schema =
        SchemaFile.read(
            "odd",
            false,
            JsonValue.read(
                "odd.json",
                """
                {"title": "Odd", "tells": ["a b", "octets"],
                 "time": [{"column": "a b", "nanos": "$", "literal": "$", "unit": 1}],
                 "fields": {"bytes": "{octets}"}, "write": {"a b": "time_received_ns"}}\
                """
                    .getBytes(StandardCharsets.UTF_8)));
    try (NodeLink link =
        new NodeLink(new Server(Remote.of(ServerAddress.parse(url(database))), "secret"))) {
      String refusal =
          String.valueOf(
              assertThrows(
                      StoreException.class,
                      () ->
                          new FeedTable(database, "t", schema)
                              .layout(link, link.nodes().getFirst()))
                  .getMessage());
      assertTrue(refusal.contains("'Odd' cannot be written: a column is called 'a b'"), refusal);
    }
  }

  @Test
  void whatIsNotKnownIsZeroWhateverTheTablesDefault() {
    String database = TestServer.fresh("feed_default");
    TestServer.createCatalogue(database + ".flows");
    TestServer.run("ALTER TABLE feed_default.flows MODIFY COLUMN dst_port UInt16 DEFAULT 443");
    FlowBatch batch = new FlowBatch();
    batch.set(FlowField.TIME_RECEIVED, FIRST);
    batch.endRow();
    assertEquals(1, feed(open(url(database), Optional.empty()), batch).sent());
    assertEquals("0\n", TestServer.run("SELECT dst_port FROM feed_default.flows"));
  }

  @Test
  void aColumnThatIsMissingIsLeftOut() {
    String database = TestServer.fresh("feed_narrow");
    TestServer.createCatalogue(database + ".flows");
    TestServer.run("ALTER TABLE feed_narrow.flows DROP COLUMN ip_tos");
    assertEquals(20, feed(open(url(database), Optional.empty()), distinct(20)).sent());
    assertEquals("20\n", TestServer.run("SELECT count() FROM feed_narrow.flows"));
  }

  @Test
  void aStartWithoutAnyNodeGoesByWhatIsRemembered() {
    String nowhere = "http://flow@127.0.0.1:1/feed_away";
    String refusal = refusal(nowhere, Optional.empty());
    assertTrue(refusal.contains("refuses connections"), refusal);

    TestServer.run("DROP DATABASE IF EXISTS feed_away");
    feed(open(url("feed_away"), MADE), distinct(3));
    ClickHouseFeed feed = open(nowhere, Optional.empty());
    assertTrue(
        feed.status().problems().getLast().contains("taken to be as it was"),
        () -> feed.status().problems().toString());
    try (FlowWriter writer = feed.writer()) {
      writer.append(distinct(4));
    }
    feed.close(Duration.ofMillis(300));
    assertEquals(4, feed.delivery().orElseThrow().waiting());

    FlowArchive there = open(url("feed_away"), Optional.empty());
    there.close();
    assertEquals("7\n", TestServer.run("SELECT count() FROM feed_away.flows"));
  }
}
