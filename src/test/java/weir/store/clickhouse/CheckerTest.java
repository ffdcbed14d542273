package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.Prefixes;
import weir.store.Checkup;
import weir.store.Remote;
import weir.store.ServerAddress;
import weir.store.StoreException;
import weir.store.clickhouse.StubServer.Reply;

/// What is said of servers that are old, refuse, or are none, told by stubs; [NodesTest] asks real
/// ones.
class CheckerTest {
  private static final Schemas SCHEMAS = new Schemas(Optional.empty());
  private static final Pattern SETTING = Pattern.compile("getSetting\\('(\\w+)'\\)");

  private static ServerAddress address(StubServer... servers) {
    return ServerAddress.parse(
        Arrays.stream(servers)
            .map(server -> "localhost:" + server.place().getPort())
            .collect(Collectors.joining(",", "http://viewer@", "/netmeta")));
  }

  private static Checkup check(ServerAddress address) {
    return ClickHouseReader.check(Remote.of(address), "sesame", SCHEMAS);
  }

  private static Checkup check(Function<String, Reply> answers) throws IOException {
    try (StubServer server = new StubServer(answers)) {
      return check(address(server));
    }
  }

  /// Each step: "good Account: …".
  private static List<String> lines(Checkup checkup) {
    List<String> lines =
        checkup.steps().stream()
            .map(
                step ->
                    (step.good() ? "good " : "wrong ")
                        + step.what()
                        + ": "
                        + step.sentence().replaceAll("localhost:\\d+", "localhost"))
            .toList();
    assertFalse(lines.toString().contains("sesame"), lines.toString());
    return lines;
  }

  private static String last(Checkup checkup) {
    return lines(checkup).getLast();
  }

  /// A server with a table of NetMeta's.
  static Function<String, Reply> healthy(String version, Map<String, String> settings) {
    return sql -> {
      if (sql.startsWith("SELECT version()")) {
        Matcher names = SETTING.matcher(sql);
        Stream<String> values =
            names
                .results()
                .map(
                    found ->
                        settings.getOrDefault(
                            found.group(1), found.group(1).endsWith("mode") ? "throw" : "0"));
        return Reply.rows(
            Stream.concat(Stream.of(version, "Asia/Kolkata"), values).toArray(String[]::new));
      }
      if (sql.contains("FROM system.columns")) {
        return Reply.rows(
            Stream.of(
                    "TimeReceived",
                    "SamplerAddress",
                    "FlowDirection",
                    "SrcAddr",
                    "SamplingRate",
                    "Bytes",
                    "TimeFlowStart",
                    "Packets")
                .map(
                    column ->
                        new String[] {
                          "netmeta", "flows_raw", "MergeTree", "", "", column, "UInt64", "0"
                        })
                .toArray(String[][]::new));
      }
      return sql.contains("FROM system.") ? Reply.rows() : Reply.rows(new String[] {"0", "0", "0"});
    };
  }

  /// Answers some statements otherwise.
  private static Function<String, Reply> but(
      Function<String, Reply> answers, String part, Reply reply) {
    return sql -> sql.contains(part) ? reply : answers.apply(sql);
  }

  private static final Function<String, Reply> HEALTHY =
      healthy("26.7.3.1", Map.of("readonly", "1", "max_execution_time", "30"));

  @Test
  void whatIsWellIsSaidStepByStep() throws IOException {
    Checkup checkup = check(HEALTHY);
    List<String> lines = lines(checkup);
    assertTrue(lines.getFirst().startsWith("good Name: localhost is "), lines.getFirst());
    assertEquals(
        List.of(
            "good Connection: localhost takes connections",
            "good Account: viewer is let in",
            "good Version: ClickHouse 26.7.3.1, times in Asia/Kolkata",
            "good Limits: may read only, and change no setting (readonly = 1): that is enough; a"
                + " question may take 30 s",
            "good Tables: 1 of flows"),
        lines.subList(1, lines.size()));
    assertEquals(List.of(new Checkup.Table("netmeta", "flows_raw", "NetMeta")), checkup.tables());
    assertEquals(List.of(), checkup.warnings());
    assertTrue(checkup.good());
  }

  @Test
  void noSettingIsSentWhateverIsAsked() throws IOException {
    try (StubServer server = new StubServer(HEALTHY)) {
      check(address(server));
      ClickHouseReader.open(Remote.of(address(server)), "sesame", Prefixes.ALL, SCHEMAS).close();
      for (String asked : server.asked()) {
        assertTrue(asked.matches("(?s)query_id=weir-[-0-9a-f]+&database=netmeta\n.*"), asked);
        assertFalse(asked.contains("SETTINGS"), asked);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Code: 73. DB::Exception: Unknown format X. (UNKNOWN_FORMAT) (version 21.3.20.1 (official"
            + " build))",
        "Code: 73, e.displayText() = DB::Exception: Unknown format X (version 21.3.20.1 (official"
            + " build))"
      })
  void anOldServerIsSaidToBeTooOld(String says) throws IOException {
    String sentence =
        "ClickHouse 21.3 is too old there: at least 25.1 is needed; ask an administrator to update"
            + " it";
    Checkup checkup = check(_ -> new Reply(400, says));
    assertEquals("wrong Version: " + sentence, last(checkup));
    assertEquals("good Account: viewer is let in", lines(checkup).get(2));
    try (StubServer server = new StubServer(_ -> new Reply(400, says))) {
      assertEquals(sentence, opening(address(server)));
    }
  }

  private static String opening(ServerAddress address) {
    return String.valueOf(
        assertThrows(
                StoreException.class,
                () -> ClickHouseReader.open(Remote.of(address), "sesame", Prefixes.ALL, SCHEMAS))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {516, 192, 194})
  void aStrangerIsSaidToBeOne(int code) throws IOException {
    assertEquals(
        "wrong Account: the server says: viewer: Authentication failed (code "
            + code
            + "); check the user 'viewer' and the password",
        last(check(_ -> Reply.error(code, "viewer: Authentication failed"))));
  }

  @Test
  void whatIsNotGrantedIsNamed() throws IOException {
    String words =
        "viewer: Not enough privileges. To execute this query, it's necessary to have the grant ";
    assertEquals(
        "wrong Grants: the server says: "
            + words
            + "SELECT(database, name) ON system.columns (code 497); ask an administrator for: GRANT"
            + " SELECT(database, name) ON system.columns TO `viewer`",
        last(
            check(
                but(
                    HEALTHY,
                    "system.columns",
                    Reply.error(
                        497,
                        words + "SELECT(database, name) ON system.columns. (ACCESS_DENIED)")))));
    String table = "SELECT(TimeReceived) ON netmeta.flows_raw. (ACCESS_DENIED)";
    assertTrue(
        last(check(but(HEALTHY, "LIMIT 1)", Reply.error(497, words + table))))
            .endsWith("GRANT SELECT(TimeReceived) ON netmeta.flows_raw TO `viewer`"));
  }

  @Test
  void whatIsNoClickHouseIsSaid() throws IOException {
    assertEquals(
        "wrong Server: what answers is no ClickHouse server (HTTP status 404); check the address"
            + " and the port",
        last(check(_ -> new Reply(404, "<html>Not Found</html>"))));
  }

  @Test
  void theWayThereIsSaid() throws IOException {
    assertEquals(
        "wrong Name: nosuchhost.invalid:8123: there is no host nosuchhost.invalid here; is the name"
            + " right?",
        last(check(ServerAddress.parse("http://viewer@nosuchhost.invalid/"))));
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }
    String refused = last(check(ServerAddress.parse("http://viewer@127.0.0.1:" + port + "/")));
    assertEquals(
        "wrong Connection: 127.0.0.1:"
            + port
            + ": refuses connections; is ClickHouse running there, on this port? HTTP is 8123 and"
            + " HTTPS 8443 as a rule",
        refused);
    assertEquals(
        refused.replace("wrong Connection: ", ""),
        opening(ServerAddress.parse("http://viewer@127.0.0.1:" + port + "/")));
  }

  @Test
  void oneNodeOfSeveralIsEnough() throws IOException {
    try (StubServer server = new StubServer(HEALTHY)) {
      Checkup checkup =
          check(
              ServerAddress.parse(
                  "http://viewer@127.0.0.1:1,localhost:" + server.place().getPort() + "/netmeta"));
      assertTrue(checkup.good());
      assertTrue(
          lines(checkup).get(1).contains("; but 127.0.0.1:1: refuses"), lines(checkup).get(1));
      assertTrue(checkup.warnings().getFirst().startsWith("127.0.0.1:1: refuses connections"));
      assertEquals("good Cluster: 1 of 2 nodes answer", last(checkup));
    }
  }

  @Test
  void nodesThatDifferAreSaidTo() throws IOException {
    Function<String, Reply> other =
        but(healthy("25.8.1.1", Map.of()), "LIMIT 1)", Reply.error(60, "Unknown table"));
    try (StubServer one = new StubServer(HEALTHY);
        StubServer two = new StubServer(other)) {
      Checkup checkup = check(address(one, two));
      assertTrue(
          checkup.warnings().getFirst().startsWith("the nodes have different versions: localhost:"),
          checkup.warnings().getFirst());
      assertEquals(
          "wrong Cluster: localhost, flows_raw: the server says: Unknown table (code 60)",
          last(checkup).split("; ", 2)[0]);
    }
  }

  @Test
  void whatCutsAnswersShortIsAWarning() throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("readonly", "2");
    settings.put("max_result_rows", "1000");
    settings.put("result_overflow_mode", "break");
    settings.put("read_overflow_mode", "break"); // of no limit
    settings.put("limit", "10");
    Checkup checkup = check(healthy("26.7.1.1", settings));
    assertEquals(
        List.of(
            "the account's result_overflow_mode = break cuts answers short at max_result_rows ="
                + " 1000 without a word: ask an administrator for result_overflow_mode = throw",
            "the account's setting limit = 10 leaves out rows of answers without a word: ask an"
                + " administrator to take it away"),
        checkup.warnings());
    try (StubServer server = new StubServer(healthy("26.7.1.1", settings));
        ClickHouseReader opened =
            ClickHouseReader.open(Remote.of(address(server)), "sesame", Prefixes.ALL, SCHEMAS)) {
      assertEquals(checkup.warnings(), opened.status().problems());
    }
  }

  @Test
  void aBusyNodeIsPassedOver() throws IOException {
    Reply busy = Reply.error(202, "Too many simultaneous queries");
    try (StubServer one = new StubServer(_ -> busy);
        StubServer two = new StubServer(HEALTHY);
        Server server = new Server(Remote.of(address(one, two)), "")) {
      for (int i = 0; i < 4; i++) {
        assertEquals("0", server.ask("SELECT 1").rows().getFirst()[0]);
      }
      assertTrue(one.asked().size() > 1, "it is asked, by turns");
    }
    try (StubServer one = new StubServer(_ -> busy);
        StubServer two = new StubServer(_ -> busy);
        Server server = new Server(Remote.of(address(one, two)), "")) {
      assertEquals(
          "the server says: Too many simultaneous queries (code 202); the server has as much to"
              + " do as it takes: try again in a moment",
          assertThrows(StoreException.class, () -> server.ask("SELECT 1")).getMessage());
    }
  }

  /// Answers each connection with the next of some texts, and closes it.
  private static void serve(ServerSocket server, String... texts) {
    for (String text : texts) {
      try (Socket client = server.accept()) {
        client.getInputStream().read(new byte[65_536]);
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static String asked(String... texts) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(socket, texts));
      ServerAddress address =
          ServerAddress.parse("http://viewer@127.0.0.1:" + socket.getLocalPort() + "/");
      try (Server server = new Server(Remote.of(address), "")) {
        return server.ask("SELECT 1").rows().getFirst()[0];
      } catch (StoreException e) {
        return String.valueOf(e.getMessage());
      }
    }
  }

  private static String chunk(String text) {
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + Integer.toHexString(text.length())
        + "\r\n"
        + text
        + "\r\n";
  }

  @Test
  void whatBreaksOffIsAskedAgain() throws IOException {
    String half = chunk("{\"meta\":[]}\n{\"row\":[\"1\"]}\n");
    assertEquals("2", asked(half, chunk("{\"meta\":[]}\n{\"row\":[\"2\"]}\n") + "0\r\n\r\n"));
    assertEquals("2", asked("", chunk("{\"meta\":[]}\n{\"row\":[\"2\"]}\n") + "0\r\n\r\n"));
    assertFalse(asked(half, half, half).equals("1"), "half an answer is none");
  }

  @Test
  void whatAServerSaysBeforeItBreaksOffCounts() throws IOException {
    assertEquals(
        "the server says: Too much (code 999999)",
        asked(
            chunk("{\"meta\":[]}\n{\"exception\":\"Code: 999999. DB::Exception: Too much\"}\n"),
            "no second time"));
  }
}
