package weir.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.JavaCommand;
import weir.Main;
import weir.flow.ListenAddress;
import weir.ingest.NetFlowV5;

/// `docs/examples/processor.py` between two Weirs, as its page tells it.
@Tag("long")
@Timeout(180)
class ProcessorTest {
  private static final String PROCESSOR = "docs/examples/processor.py";
  private static final String CAPTURE = "sample-captures/softflowd-v5.pcap";

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void needsPython() throws Exception {
    boolean there;
    try {
      there = run("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))").isEmpty();
    } catch (IOException | AssertionError e) {
      there = false;
    }
    Assumptions.assumeTrue(there, "there is no python3 of version 3.9 or later");
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  private static List<String> weir(String... arguments) {
    return JavaCommand.of(Main.class, arguments);
  }

  private String ask(String data, String... more) throws Exception {
    List<String> question = new ArrayList<>(weir("query", "--data", data, "--format", "csv"));
    question.addAll(List.of(more));
    Process query =
        new ProcessBuilder(question).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .replace("\r", "");
  }

  /// Runs a pipe of processes to its end; what the last ones say.
  private static String pipe(List<List<String>> commands) throws Exception {
    List<ProcessBuilder> builders = commands.stream().map(ProcessBuilder::new).toList();
    List<Process> processes = ProcessBuilder.startPipeline(builders);
    StringBuilder said = new StringBuilder();
    for (Process process : processes.reversed()) {
      said.append(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
      assertEquals(0, process.waitFor(), said.toString());
    }
    return said.toString();
  }

  @Test
  void asAFilterItChangesAFileOnItsWayIntoADataSet() throws Exception {
    String data = folder.resolve("flows").toString();
    String said =
        pipe(
            List.of(
                weir("decode", CAPTURE, "--format", "protobuf"),
                List.of(
                    "python3",
                    PROCESSOR,
                    "--inner",
                    "--as",
                    "10.50.0.0/16=64500",
                    "--as",
                    "10.50.2.2/32=64502"),
                weir("import", "-", "--data", data)));
    assertTrue(said.contains("processor: 208 flows came, 208 went on"), said);
    // what is not changed is as it was
    assertEquals(
        "flows,packets,bytes\n208,1218,407599\n", ask(data, "--measure", "flows,packets,bytes"));
    String plain = folder.resolve("plain").toString();
    run(weir("import", CAPTURE, "--data", plain).toArray(String[]::new));
    String[] records = {
      "--by", "src_addr,dst_addr,src_port,dst_port,proto,tcp_flags,sampler_address", "--top", "500"
    };
    assertEquals(ask(plain, records), ask(data, records));
    assertEquals(
        ask(plain, "--measure", "flows", "--filter", "src host 10.50.2.2")
            .lines()
            .toList()
            .getLast(),
        ask(data, "--measure", "flows", "--filter", "src_as = 64502").lines().toList().getLast());
    assertEquals("flows\n208\n", ask(data, "--measure", "flows", "--filter", "src_as != 0"));
  }

  @Test
  void whatIsNoStreamOfFlowsIsSaid() throws Exception {
    Process processor = new ProcessBuilder("python3", PROCESSOR).start();
    started.add(processor);
    try (OutputStream in = processor.getOutputStream()) {
      in.write("GET / HTTP/1.1\r\n\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // it may have ended before all was written
    }
    String said = new String(processor.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, processor.waitFor(), said);
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.startsWith("processor: "), said);
  }

  private BufferedReader start(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process);
    return process.inputReader();
  }

  private static String find(BufferedReader lines, String pattern) throws IOException {
    List<String> seen = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      seen.add(line);
      Matcher found = Pattern.compile(pattern).matcher(line);
      if (found.find()) {
        return found.group(1);
      }
    }
    throw new AssertionError("it ended without " + pattern + ": " + seen);
  }

  @Test
  void betweenTwoCollectorsItHandsFlowsOn() throws Exception {
    String data = folder.resolve("flows").toString();
    BufferedReader last =
        start(
            weir(
                "collect",
                "--data",
                data,
                "--port",
                "127.0.0.1:0",
                "--protobuf-port",
                "0",
                "--no-warm-up"));
    String to = find(last, "on TCP (127\\.0\\.0\\.1:\\d+)");
    BufferedReader between =
        start(
            List.of(
                "python3", PROCESSOR, "--as", "10.0.0.0/8=64500", "--inner", "127.0.0.1:0", to));
    String on = find(between, "takes flows on (\\S+)");
    BufferedReader first =
        start(
            weir(
                "collect",
                "--protobuf-to",
                on,
                "--port",
                "127.0.0.1:0",
                "--spool",
                folder.resolve("waiting").toString(),
                "--no-warm-up"));
    int port = Integer.parseInt(find(first, "on UDP 127\\.0\\.0\\.1:(\\d+)"));
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < 40; i++) {
        byte[] payload = NetFlowV5.datagram(i * 30, 30, 100);
        socket.send(new DatagramPacket(payload, payload.length, ListenAddress.LOOPBACK, port));
      }
    }
    find(last, "(1,200 flows)");
    started.getLast().toHandle().destroy();
    String came = find(between, "(\\d+ flows came of 127.0.0.1, \\d+ went on)");
    assertEquals("1200 flows came of 127.0.0.1, 1200 went on", came);
    started.getFirst().toHandle().destroy();
    find(last, "(stopped)");
    assertTrue(started.getFirst().waitFor(20, TimeUnit.SECONDS));
    assertEquals("flows\n1200\n", ask(data, "--measure", "flows"));
    String all = ask(data, "--by", "src_addr,src_as", "--top", "1000", "--measure", "flows");
    assertEquals(31, all.lines().count(), all);
    assertTrue(all.lines().skip(1).allMatch(row -> row.matches("10\\.0\\.0\\.\\d+,64500,40")), all);
  }
}
