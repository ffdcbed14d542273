package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowField;
import weir.flow.Prefixes;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.Checkup;
import weir.store.Question;
import weir.store.Remote;
import weir.store.ServerAddress;
import weir.store.StoreException;

/// Asks two real nodes that are configured for it, and killed: accounts with quotas and
/// constraints, time zones, equal copies and shards.
@EnabledIfSystemProperty(named = TestNodes.LIBRARY, matches = ".+")
class NodesTest {
  private static final Schemas SCHEMAS = new Schemas(Optional.empty());
  private static final String[] ZONES = {"Asia/Kolkata", "America/New_York"};
  private static final long START = 1_700_000_000L * 1_000_000_000;
  private static final int COPIES = 1000;

  @TempDir private static Path folder;
  private static TestNodes nodes;
  private boolean killed;

  @BeforeAll
  static void start() throws IOException {
    nodes = new TestNodes(folder, ZONES);
    nodes.runAll("CREATE DATABASE copies");
    nodes.runAll("CREATE DATABASE spread");
    String columns =
        "(Date Date, TimeReceived DateTime CODEC(DoubleDelta), TimeFlowStart DateTime,"
            + " SamplerAddress IPv6, FlowDirection UInt8, SrcAddr IPv6, SamplingRate UInt64,"
            + " Bytes UInt64, Packets UInt64) ENGINE = ";
    nodes.runAll("CREATE TABLE copies.flows " + columns + "MergeTree ORDER BY TimeReceived");
    nodes.runAll("CREATE TABLE spread.local " + columns + "MergeTree ORDER BY TimeReceived");
    nodes.runAll("CREATE TABLE spread.flows " + columns + "Distributed('weir', 'spread', 'local')");
    String rows =
        " SELECT '2023-11-14', 1700000000 + number, 1700000000, '::ffff:192.0.2.1', 0,"
            + " '::ffff:198.51.100.7', 1, 100, 1 FROM numbers(";
    nodes.runAll("INSERT INTO copies.flows" + rows + COPIES + ")");
    nodes.run(0, "INSERT INTO spread.local" + rows + "1000)");
    nodes.run(1, "INSERT INTO spread.local" + rows + "500)");
  }

  @AfterAll
  static void end() throws InterruptedException {
    if (nodes != null) {
      nodes.close();
    }
  }

  @AfterEach
  void bringBack() throws IOException {
    if (killed) {
      nodes.startAgain(1, ZONES[1]);
    }
  }

  private void kill() throws InterruptedException {
    killed = true;
    nodes.kill(1);
  }

  private static Remote remote(String account, String places, String database) {
    return Remote.of(
        ServerAddress.parse("http://" + account + "@" + places + "/" + database + "?table=flows"));
  }

  private static ClickHouseReader open(String account, String places, String database) {
    return ClickHouseReader.open(remote(account, places, database), "view", Prefixes.ALL, SCHEMAS);
  }

  private static Checkup check(String account, String places, String database) {
    return ClickHouseReader.check(remote(account, places, database), "view", SCHEMAS);
  }

  private static Answer ask(ClickHouseReader reader) {
    FlowQuery query =
        new FlowQuery(
            new TimeRange(START, START + TimeUnit.SECONDS.toNanos(COPIES)),
            Filter.all(),
            List.of(Dimension.field(FlowField.SRC_ADDRESS)),
            List.of(Measure.BYTES, Measure.FLOWS),
            0,
            10,
            true,
            true);
    try (Question<Answer> question = reader.ask(query, new Cancel())) {
      Answer answer = question.next();
      while (!answer.coverage().complete()) {
        answer = question.next();
      }
      return answer;
    }
  }

  private static long flows(ClickHouseReader reader) {
    return ask(reader).matchedFlows();
  }

  private static String refused(ClickHouseReader reader) {
    return String.valueOf(assertThrows(StoreException.class, () -> ask(reader)).getMessage());
  }

  @Test
  void withEqualCopiesAQuestionIsAskedOfTheOtherNode() throws Exception {
    try (ClickHouseReader reader = open("viewer", nodes.places(), "copies")) {
      List<Throwable> failures = new ArrayList<>();
      Thread asking =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 60; i++) {
                        assertEquals(COPIES, flows(reader));
                      }
                    } catch (AssertionError | RuntimeException e) {
                      failures.add(e);
                    }
                  });
      kill();
      asking.join();
      assertEquals(List.of(), failures);
      assertEquals(COPIES, flows(reader));
      Checkup checkup = check("viewer", nodes.places(), "copies");
      assertTrue(checkup.good(), checkup.steps().toString());
      assertTrue(checkup.warnings().getFirst().contains("refuses connections"));
    }
  }

  @Test
  void withAShardGoneThereIsNoAnswer() throws Exception {
    try (ClickHouseReader reader = open("viewer", nodes.places(), "spread")) {
      assertEquals(1500, flows(reader));
      kill();
      String said = refused(reader);
      assertTrue(said.contains("All connection tries failed"), said);
      assertTrue(
          said.contains("a node of the cluster does not answer the one that was asked"), said);
      Checkup checkup = check("viewer", nodes.places(), "spread");
      assertEquals("Cluster", checkup.steps().getLast().what());
      assertFalse(checkup.good());
    }
  }

  @Test
  void alsoWhereTheAccountWouldLeaveItOut() throws Exception {
    try (ClickHouseReader reader = open("skipping", nodes.places(), "spread")) {
      assertEquals(1500, flows(reader));
      kill();
      assertEquals(
          "only 1 of 2 shards answer, and skip_unavailable_shards would leave out the flows of the"
              + " others without a word; ask again when they are back",
          refused(reader));
      assertThrows(StoreException.class, () -> open("skipping", nodes.place(0), "spread").close());
      Checkup checkup = check("skipping", nodes.place(0), "spread");
      assertFalse(checkup.good());
      nodes.startAgain(1, ZONES[1]);
      killed = false;
      assertEquals(1500, flows(reader));
      assertTrue(
          check("skipping", nodes.places(), "spread")
              .warnings()
              .getFirst()
              .startsWith("skip_unavailable_shards is set for flows"));
    }
  }

  @Test
  void anEmptyShardIsNoneThatIsGone() throws Exception {
    nodes.runAll(
        "CREATE TABLE spread.sparse_local AS spread.local ENGINE = MergeTree ORDER BY Bytes");
    nodes.runAll(
        "CREATE TABLE spread.sparse AS spread.local"
            + " ENGINE = Distributed('weir', 'spread', 'sparse_local')"
            + " SETTINGS skip_unavailable_shards = 1");
    nodes.run(0, "INSERT INTO spread.sparse_local SELECT * FROM spread.local");
    Remote remote =
        Remote.of(ServerAddress.parse("http://viewer@" + nodes.place(0) + "/spread?table=sparse"));
    try (ClickHouseReader reader = ClickHouseReader.open(remote, "view", Prefixes.ALL, SCHEMAS)) {
      assertEquals(1000, flows(reader));
      kill();
      assertTrue(refused(reader).startsWith("only 1 of 2 shards answer"));
    }
  }

  @Test
  void timesAreThoseOfTheFlowsWhateverTheZoneOfTheServer() {
    for (int node = 0; node < 2; node++) {
      try (ClickHouseReader reader = open("viewer", nodes.place(node), "copies")) {
        assertEquals(START, reader.status().oldestNanos());
        assertEquals(START + TimeUnit.SECONDS.toNanos(COPIES - 1), reader.status().newestNanos());
        assertEquals(COPIES, flows(reader));
      }
      Checkup checkup = check("viewer", nodes.place(node), "copies");
      String version = checkup.steps().get(3).sentence();
      assertTrue(version.endsWith(", times in " + ZONES[node]), version);
    }
  }

  @Test
  void anAccountWithConstraintsIsAsked() {
    try (ClickHouseReader reader = open("constrained", nodes.places(), "copies")) {
      assertEquals(COPIES, flows(reader));
    }
    assertTrue(
        check("constrained", nodes.places(), "copies")
            .steps()
            .toString()
            .contains("may read only (readonly = 2); a question may take 30 s"));
  }

  @Test
  void aQuotaThatIsUsedUpIsSaid() {
    StoreException failure =
        assertThrows(
            StoreException.class,
            () -> {
              try (ClickHouseReader reader = open("limited", nodes.place(0), "copies")) {
                for (int i = 0; i < 10; i++) {
                  ask(reader);
                }
              }
            });
    String said = String.valueOf(failure.getMessage());
    assertTrue(said.contains("(code 201); the quota of 'limited' is used up until 20"), said);
  }

  @Test
  void whatAnAccountMayNotReadIsNamed() {
    Checkup checkup = check("ungranted", nodes.place(0), "copies");
    assertEquals("Grants", checkup.steps().getLast().what());
    String said = checkup.steps().getLast().sentence();
    assertTrue(said.contains("; ask an administrator for: GRANT SELECT"), said);
    assertTrue(said.endsWith(" ON copies.flows TO `ungranted`"), said);
  }

  @Test
  void anAccountThatCutsAnswersIsSaidTo() {
    try (ClickHouseReader reader = open("cutting", nodes.place(0), "copies")) {
      assertTrue(
          reader
              .status()
              .problems()
              .getFirst()
              .startsWith("the account's read_overflow_mode = break cuts answers short"),
          reader.status().problems().toString());
    }
  }

  @Test
  void theWrongPasswordIsSaid() {
    Checkup checkup = ClickHouseReader.check(remote("viewer", nodes.place(0), "x"), "no", SCHEMAS);
    assertEquals("Account", checkup.steps().getLast().what());
    assertTrue(
        checkup
            .steps()
            .getLast()
            .sentence()
            .endsWith("(code 516); check the user 'viewer' and the password"));
  }
}
