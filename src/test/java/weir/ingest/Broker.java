package weir.ingest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import weir.flow.ListenAddress;

/// A broker of Kafka, in a process of its own: one node, which keeps what it has over its end.
final class Broker implements AutoCloseable {
  private static final String CLUSTER = "AAAAAAAAAAAAAAAAAAAAAA";

  private final Path folder;
  private final String classpath;
  private final int port = free();
  private Process process;

  @SuppressWarnings("NullAway.Init") // set by start
  private Broker(Path folder, String classpath) throws IOException {
    this.folder = folder;
    this.classpath = classpath;
  }

  /// @param classpath of Kafka's server
  static Broker start(Path folder, String classpath) throws Exception {
    Broker broker = new Broker(folder, classpath);
    int controller = free();
    Files.write(
        broker.settings(),
        List.of(
            "process.roles=broker,controller",
            "node.id=1",
            "listeners=PLAINTEXT://127.0.0.1:"
                + broker.port
                + ",CONTROLLER://127.0.0.1:"
                + controller,
            "advertised.listeners=PLAINTEXT://127.0.0.1:" + broker.port,
            "controller.listener.names=CONTROLLER",
            "controller.quorum.voters=1@127.0.0.1:" + controller,
            "log.dirs=" + folder.resolve("logs"),
            "num.partitions=2",
            "offsets.topic.num.partitions=1",
            "offsets.topic.replication.factor=1",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "group.initial.rebalance.delay.ms=0"));
    Process format =
        broker.java(
            "kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", broker.settings() + "");
    if (!format.waitFor(60, TimeUnit.SECONDS) || format.exitValue() != 0) {
      throw new IOException(Files.readString(folder.resolve("out")));
    }
    broker.start();
    return broker;
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Path settings() {
    return folder.resolve("server.properties");
  }

  private Process java(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classpath));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("out").toFile()))
        .start();
  }

  /// Begins, or begins again, and waits until it can be reached.
  void start() throws Exception {
    process = java("kafka.Kafka", settings().toString());
    for (int i = 0; i < 600; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(ListenAddress.LOOPBACK, port), 1000);
        return;
      } catch (IOException e) {
        if (!process.isAlive()) {
          throw new IOException(Files.readString(folder.resolve("out")), e);
        }
        Thread.sleep(100);
      }
    }
    throw new IOException(Files.readString(folder.resolve("out")));
  }

  /// Ends it at once.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
