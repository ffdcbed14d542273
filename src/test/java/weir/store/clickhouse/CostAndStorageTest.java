package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import weir.flow.FlowField;
import weir.flow.Prefixes;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.Cost;
import weir.store.Remote;
import weir.store.ServerAddress;
import weir.store.StorageReport;
import weir.store.StorageReport.Kind;
import weir.store.StorageReport.Table;

/// What a question would take, and how tables lie on disks, of a real server.
@EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
class CostAndStorageTest {
  private static final long FIRST = 1_795_255_200_000_000_000L;
  private static final int ROWS = 100_000;
  private static ClickHouseReader plain;
  private static ClickHouseReader spread;

  @BeforeAll
  static void fill() {
    for (String database : List.of("cost_plain", "cost_spread")) {
      TestServer.fresh(database);
      TestServer.createCatalogue(database + ".flows");
      TestServer.run(
          "INSERT INTO %s.flows (time_received_ns, bytes) SELECT %d + number * 1000000, 1 FROM numbers(%d)"
              .formatted(database, FIRST, ROWS));
    }
    TestServer.run(
        "ALTER TABLE cost_plain.flows MODIFY TTL toDateTime(intDiv(time_received_ns, 1000000000)) +"
            + " INTERVAL 9 YEAR");
    TestServer.run("CREATE TABLE cost_plain.notes (n UInt8) ENGINE = Memory");
    TestServer.run(
        "CREATE TABLE cost_spread.all AS cost_spread.flows ENGINE = Distributed('weir',"
            + " 'cost_spread', 'flows', rand())");
    plain = open("cost_plain");
    spread = open("cost_spread");
  }

  @AfterAll
  static void close() {
    plain.close();
    spread.close();
  }

  private static ClickHouseReader open(String database) {
    return ClickHouseReader.open(
        Remote.of(ServerAddress.parse("http://viewer@" + TestServer.place() + "/" + database)),
        "view",
        Prefixes.ALL,
        Schemas.SHIPPED);
  }

  private static FlowQuery question(long fromNanos, long untilNanos) {
    return new FlowQuery(
        new TimeRange(fromNanos, untilNanos),
        Filter.all(),
        List.of(Dimension.field(FlowField.PROTOCOL)),
        List.of(Measure.BYTES),
        0,
        10,
        true,
        true);
  }

  @Test
  void tellsHowManyRowsAQuestionReads() {
    Cost all = plain.cost(question(0, FIRST + ROWS * 1_000_000L), new Cancel()).orElseThrow();
    assertEquals(ROWS, all.rows());
    assertFalse(all.isHigh());
    Cost tenth = plain.cost(question(0, FIRST + ROWS * 100_000L), new Cancel()).orElseThrow();
    assertTrue(tenth.rows() >= ROWS / 10 && tenth.rows() < ROWS / 2, tenth::inWords);
  }

  @Test
  void tellsItOfAllShards() {
    long shards =
        Long.parseLong(
            TestServer.run(
                    "SELECT uniqExact(shard_num) FROM system.clusters WHERE cluster = 'weir'")
                .strip());
    assertEquals(
        ROWS * shards,
        spread.cost(question(0, FIRST + ROWS * 1_000_000L), new Cancel()).orElseThrow().rows());
  }

  @Test
  void tellsHowTablesLieOnDisks() {
    StorageReport report = plain.storage(new Cancel()).orElseThrow();
    Table flows = report.tables().getFirst();
    assertEquals(Kind.FLOWS, flows.kind());
    assertEquals("flows", flows.name());
    assertEquals("MergeTree", flows.engine());
    assertEquals(ROWS, flows.rows());
    assertTrue(flows.diskBytes() > 0 && flows.diskBytes() < flows.rawBytes(), flows::toString);
    assertTrue(flows.parts() >= 1);
    assertTrue(
        flows.ttl().startsWith("toDateTime(") && flows.ttl().endsWith("toIntervalYear(9)"),
        flows::ttl);
    Table notes = report.tables().get(1);
    assertEquals(Kind.OTHER, notes.kind());
    assertFalse(notes.keepsRows());
    assertTrue(report.disks().getFirst().totalBytes() > report.disks().getFirst().freeBytes());
  }

  @Test
  void tellsTheTableThatADistributedOneReads() {
    List<Table> flows =
        spread.storage(new Cancel()).orElseThrow().tables().stream()
            .filter(table -> table.kind() == Kind.FLOWS)
            .toList();
    assertTrue(
        flows.stream().anyMatch(table -> table.name().equals("flows") && table.rows() == ROWS),
        flows::toString);
    assertTrue(
        flows.stream().anyMatch(table -> table.name().equals("all") && !table.keepsRows()),
        flows::toString);
  }
}
