package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Real ClickHouse nodes of the tests' own, that they configure, kill and start again:
/// `-Dclickhouse.library=libchdb.so -Dclickhouse.node=ClickHouseNode.java`. The cluster `weir` has
/// a shard a node.
final class TestNodes implements AutoCloseable {
  static final String LIBRARY = "clickhouse.library";
  private static final long MOST_SECONDS = 120;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// Accounts that have the password "view", each with a profile of its own; `flow` may write.
  private static final List<Account> ACCOUNTS =
      List.of(
          new Account("flow", "", ""),
          new Account("viewer", "<readonly>1</readonly>", ""),
          new Account(
              "constrained",
              "<readonly>2</readonly><max_execution_time>30</max_execution_time><constraints>"
                  + "<max_execution_time><readonly/></max_execution_time></constraints>",
              ""),
          new Account(
              "skipping",
              "<readonly>1</readonly><skip_unavailable_shards>1</skip_unavailable_shards>",
              ""),
          new Account(
              "cutting",
              "<readonly>1</readonly><max_rows_to_read>10</max_rows_to_read>"
                  + "<read_overflow_mode>break</read_overflow_mode>",
              ""),
          new Account("ungranted", "<readonly>1</readonly>", "<query>GRANT SHOW ON *.*</query>"),
          new Account("limited", "<readonly>1</readonly>", ""));

  private record Account(String name, String settings, String grants) {
    String profile() {
      return "<" + name + "><implicit_select>0</implicit_select>" + settings + "</" + name + ">";
    }

    String user() {
      return "<%1$s><password>view</password><networks><ip>127.0.0.1</ip></networks>%2$s"
              .formatted(name, grants.isEmpty() ? "" : "<grants>" + grants + "</grants>")
          + "<profile>%1$s</profile><quota>%2$s</quota></%1$s>"
              .formatted(name, name.equals("limited") ? "limited" : "default");
    }
  }

  private record Node(int http, int nativePort) {}

  private final Path folder;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  /// @param zones of the nodes, one each
  TestNodes(Path folder, String... zones) throws IOException {
    this.folder = folder;
    for (String _ : zones) {
      nodes.add(new Node(freePort(), freePort()));
    }
    Files.writeString(folder.resolve("users.xml"), users());
    for (int i = 0; i < zones.length; i++) {
      Files.createDirectories(folder.resolve("node" + i).resolve("tmp"));
      Files.writeString(folder.resolve("node" + i + ".xml"), configuration(i));
      processes.add(start(i, zones[i]));
    }
    for (int i = 0; i < zones.length; i++) {
      await(i);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String users() {
    return "<clickhouse><profiles><default/>"
        + ACCOUNTS.stream().map(Account::profile).collect(Collectors.joining())
        + "</profiles><quotas><default/><limited><interval><duration>31536000</duration>"
        + "<queries>5</queries></interval></limited></quotas><users><default><password></password>"
        + "<networks><ip>127.0.0.1</ip></networks><profile>default</profile>"
        + "<quota>default</quota></default>"
        + ACCOUNTS.stream().map(Account::user).collect(Collectors.joining())
        + "</users></clickhouse>";
  }

  private String configuration(int node) {
    Path data = folder.resolve("node" + node);
    String shards =
        nodes.stream()
            .map(
                one ->
                    "<shard><replica><host>127.0.0.1</host><port>"
                        + one.nativePort()
                        + "</port></replica></shard>")
            .collect(Collectors.joining());
    return """
    <clickhouse>
      <path>%1$s/</path><tmp_path>%1$s/tmp/</tmp_path>
      <listen_host>127.0.0.1</listen_host><http_port>%2$d</http_port><tcp_port>%3$d</tcp_port>
      <users_config>%4$s</users_config>
      <user_directories><users_xml><path>%4$s</path></users_xml></user_directories>
      <remote_servers><weir>%5$s</weir></remote_servers>
    </clickhouse>
    """
        .formatted(
            data,
            nodes.get(node).http(),
            nodes.get(node).nativePort(),
            folder.resolve("users.xml"),
            shards);
  }

  private Process start(int node, String zone) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx64m",
                "-XX:+UseSerialGC",
                System.getProperty("clickhouse.node"),
                System.getProperty(LIBRARY),
                "--config-file",
                folder.resolve("node" + node + ".xml").toString(),
                "--path",
                folder.resolve("node" + node).toString(),
                "--query",
                "SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP;"
                    + " SELECT * FROM file('-', LineAsString) FORMAT Null")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("node" + node + ".out").toFile());
    builder.environment().put("TZ", zone);
    return builder.start(); // ends with its standard input
  }

  private void await(int node) throws IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (System.nanoTime() < until && processes.get(node).isAlive()) {
      try {
        run(node, "SELECT 1");
        return;
      } catch (IOException e) {
        pause();
      }
    }
    throw new IOException(
        "node " + node + ": " + Files.readString(folder.resolve("node" + node + ".out")));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Runs a statement that may change something.
  String run(int node, String sql) throws IOException {
    try {
      var response =
          HTTP.send(
              HttpRequest.newBuilder(URI.create("http://" + place(node)))
                  .header("X-ClickHouse-User", "flow")
                  .header("X-ClickHouse-Key", "view")
                  .POST(BodyPublishers.ofString(sql))
                  .build(),
              BodyHandlers.ofString());
      assertEquals(200, response.statusCode(), () -> sql + ": " + response.body());
      return response.body().strip();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// On all nodes.
  void runAll(String sql) throws IOException {
    for (int node = 0; node < nodes.size(); node++) {
      run(node, sql);
    }
  }

  String place(int node) {
    return "127.0.0.1:" + nodes.get(node).http();
  }

  /// All of them.
  String places() {
    return IntStream.range(0, nodes.size()).mapToObj(this::place).collect(Collectors.joining(","));
  }

  void kill(int node) throws InterruptedException {
    processes.get(node).destroyForcibly().waitFor();
  }

  /// After [#kill].
  void startAgain(int node, String zone) throws IOException {
    processes.set(node, start(node, zone));
    await(node);
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }
}
