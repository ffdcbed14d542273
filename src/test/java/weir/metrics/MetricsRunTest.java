package weir.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.JavaCommand;
import weir.Main;
import weir.flow.ListenAddress;
import weir.ingest.NetFlowV5;

/// A collector in a process of its own, and strangers at its port for Prometheus.
class MetricsRunTest {
  private static final Pattern UDP = Pattern.compile("on UDP 127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern METRICS = Pattern.compile("metrics at (http://\\S+)");

  /// More than are served at once, and as many as are let in.
  private static final int STRANGERS = 16;

  @TempDir private Path folder;

  private static String find(BufferedReader lines, Pattern pattern) throws Exception {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher found = pattern.matcher(line);
      if (found.find()) {
        return found.group(1);
      }
    }
    throw new AssertionError("it ended without " + pattern);
  }

  private static String get(URI uri) throws Exception {
    try (InputStream in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static PrometheusText awaitStored(URI uri, int flows) throws Exception {
    PrometheusText text = PrometheusText.parse(get(uri));
    for (int i = 0; i < 60 && text.value("weir_flows_stored_total") < flows; i++) {
      Thread.sleep(500);
      text = PrometheusText.parse(get(uri));
    }
    return text;
  }

  @Test
  void whatPrometheusSeesIsWhatTheCollectorSays() throws Exception {
    Process collector =
        new ProcessBuilder(
                JavaCommand.of(
                    Main.class,
                    "collect",
                    "--data",
                    folder.resolve("flows").toString(),
                    "--port",
                    "127.0.0.1:0",
                    "--metrics",
                    "0",
                    "--no-warm-up"))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = collector.inputReader()) {
      URI uri = URI.create(find(lines, METRICS));
      int port = Integer.parseInt(find(lines, UDP));
      try (DatagramSocket socket = new DatagramSocket()) {
        for (int i = 0; i < 40; i++) {
          byte[] payload = NetFlowV5.datagram(i * 30, 30, 100);
          socket.send(new DatagramPacket(payload, payload.length, ListenAddress.LOOPBACK, port));
        }
      }
      PrometheusText text = awaitStored(uri, 1200);
      strangersDoNotHoldIt(uri);
      collector.toHandle().destroy(); // its output stays
      String last = find(lines, Pattern.compile("stopped; (.*)"));
      assertEquals(
          String.format(
              "%,.0f datagrams, %,.0f flows, %,.0f stored, nothing lost",
              text.value("weir_datagrams_total"),
              text.value("weir_flows_total"),
              text.value("weir_flows_stored_total")),
          last);
      assertTrue(collector.waitFor(10, TimeUnit.SECONDS));
    } finally {
      collector.destroyForcibly();
    }
  }

  /// They ask, and never come to an end.
  private static void strangersDoNotHoldIt(URI uri) throws Exception {
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < STRANGERS; i++) {
        Socket stranger = new Socket(uri.getHost(), uri.getPort());
        stranger.setSoTimeout(20_000);
        stranger.getOutputStream().write("GET /metrics HT".getBytes(StandardCharsets.US_ASCII));
        strangers.add(stranger);
      }
      for (Socket stranger : strangers) {
        assertEquals(-1, read(stranger), "it is still let in");
      }
      assertTrue(get(uri).contains("weir_datagrams_total"));
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
    }
  }

  /// What comes, and -1 where the connection is ended.
  private static int read(Socket from) throws Exception {
    try {
      return from.getInputStream().read();
    } catch (java.net.SocketException e) {
      return -1;
    }
  }
}
