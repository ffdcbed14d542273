package weir.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.app.DataSets;
import weir.capture.CannotListen;
import weir.enrich.Directions;
import weir.flow.ListenAddress;
import weir.ingest.IngestStatus;
import weir.ingest.Listening;
import weir.ingest.LiveSource;
import weir.ingest.NetFlowV5;
import weir.ingest.WarmUp;
import weir.store.Delivery;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.StoreException;
import weir.store.WriteOnlyArchive;

class MetricsTest {
  private static final ListenAddress ANY = new ListenAddress(ListenAddress.LOOPBACK, 0);
  private static final int NO_FLOW = 3;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  private LiveSource source() throws IOException {
    return source(DataSets.temporary());
  }

  private LiveSource source(FlowArchive store) throws IOException {
    return source("live", store);
  }

  private LiveSource source(String name, FlowArchive store) throws IOException {
    return LiveSource.open(
        name,
        Listening.onLoopback(),
        Directions.inside(Directions.PRIVATE),
        store,
        folder,
        WarmUp.NONE);
  }

  private static void send(LiveSource source, String from, byte[]... payloads) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral(from))) {
      for (byte[] payload : payloads) {
        socket.send(
            new DatagramPacket(
                payload, payload.length, ListenAddress.LOOPBACK, source.ports().getFirst()));
      }
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertTrue(condition.getAsBoolean());
  }

  private HttpResponse<String> ask(MetricsPort port, String method, String path) throws Exception {
    URI uri = URI.create("http://" + port.address() + path);
    return client.send(
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void severalDataSetsAreToldApart() throws Exception {
    try (LiveSource one = source("main", DataSets.temporary());
        LiveSource other = source("inside", DataSets.temporary());
        MetricsPort port = MetricsPort.open(ANY, new Metrics(List.of(one, other)))) {
      send(other, "127.0.0.23", NetFlowV5.datagram(0, 30, 100));
      await(() -> other.status().storedFlows() == 30);
      String body = ask(port, "GET", "/metrics").body();
      assertEquals(
          2, body.lines().filter(line -> line.startsWith("weir_datagrams_total{")).count(), body);
      assertTrue(body.contains("weir_flows_total{data_set=\"inside\"} 30.0"), body);
      assertEquals(
          1, body.lines().filter(line -> line.startsWith("process_cpu_seconds_total ")).count());
    }
  }

  @Test
  void saysWhatTheStatusSays() throws Exception {
    try (LiveSource source = source();
        MetricsPort port = MetricsPort.open(ANY, new Metrics(source))) {
      byte[] one = NetFlowV5.datagram(0, 30, 100);
      byte[] two = NetFlowV5.datagram(40, 20, 100); // ten flows are missing
      send(source, "127.0.0.21", one, two, new byte[NO_FLOW]);
      await(() -> source.status().datagrams() == 3 && source.status().storedFlows() == 50);
      HttpResponse<String> answer = ask(port, "GET", "/metrics");
      assertEquals(200, answer.statusCode());
      assertTrue(
          answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"),
          answer.headers().toString());
      PrometheusText text = PrometheusText.parse(answer.body());
      IngestStatus status = source.status();
      assertEquals((double) status.datagrams(), text.value("weir_datagrams_total"));
      assertEquals((double) status.flows(), text.value("weir_flows_total"));
      assertEquals((double) status.storedFlows(), text.value("weir_flows_stored_total"));
      assertEquals(50, text.value("weir_store_flows"));
      assertEquals(0, text.value("weir_flows_waiting"));
      assertEquals(0, text.value("weir_failing"));
      status
          .drops()
          .forEach(
              (cause, count) ->
                  assertEquals(
                      (double) count, text.value("weir_dropped_total{cause=\"" + cause + "\"}")));
      assertEquals(10, text.value("weir_lost_total"));
      String netFlow = "{remote_ip=\"127.0.0.21\",type=\"netflow\"}";
      assertEquals(3, text.value("goflow2_flow_traffic_packets_total" + netFlow));
      assertEquals(
          one.length + two.length + NO_FLOW,
          text.value("goflow2_flow_traffic_bytes_total" + netFlow));
      assertEquals(
          2, text.value("goflow2_flow_process_nf_total{router=\"127.0.0.21\",version=\"5\"}"));
      assertEquals(
          1,
          text.value("goflow2_flow_decoder_error_total{name=\"netflow\",router=\"127.0.0.21\"}"));
      assertEquals(100, text.value("weir_exporter_sampling_rate{exporter=\"127.0.0.21\"}"));
      assertEquals(10, text.value("weir_exporter_lost_total{exporter=\"127.0.0.21\"}"));
      assertEquals(1, text.value("goflow2_flow_decoding_time_seconds_count{name=\"flow\"}"));
      assertTrue(text.value("goflow2_flow_decoding_time_seconds_sum{name=\"flow\"}") > 0);
      assertTrue(text.value("weir_commit_seconds_count") > 0);
      assertTrue(text.value("weir_commit_seconds_sum") > 0);
    }
  }

  /// Sends flows on to servers.
  private static final class Feed extends WriteOnlyArchive {
    private static final Delivery DELIVERY =
        new Delivery(
            7, 5, 300, 3, Map.of("spool full", 2L), 4, 1_500_000_000L, List.of("one is away"));

    Feed() {
      super("elsewhere");
    }

    @Override
    public FlowWriter writer() {
      throw new StoreException("nothing comes", null);
    }

    @Override
    public FlowArchive apart() {
      return this;
    }

    @Override
    public Optional<Delivery> delivery() {
      return Optional.of(DELIVERY);
    }
  }

  @Test
  void saysHowFarFlowsAreThatAreSentOn() throws Exception {
    try (LiveSource source = source(new Feed());
        MetricsPort port = MetricsPort.open(ANY, new Metrics(source))) {
      PrometheusText text = PrometheusText.parse(ask(port, "GET", "/metrics").body());
      assertEquals(7, text.value("weir_feed_sent_total"));
      assertEquals(5, text.value("weir_feed_waiting"));
      assertEquals(300, text.value("weir_feed_waiting_bytes"));
      assertEquals(3, text.value("weir_feed_set_aside_total"));
      assertEquals(1, text.value("weir_feed_problems"));
      assertEquals(4, text.value("weir_insert_seconds_count"));
      assertEquals(1.5, text.value("weir_insert_seconds_sum"));
      assertEquals(2, text.value("weir_dropped_total{cause=\"spool full\"}"));
      assertEquals(List.of("one is away"), source.status().advice());
      assertToldInDocuments(text);
    }
  }

  @Test
  void everyNameHasARowInTheDocumentsAndHelp() throws Exception {
    try (LiveSource source = source();
        MetricsPort port = MetricsPort.open(ANY, new Metrics(source))) {
      send(source, "127.0.0.21", NetFlowV5.datagram(0, 1, 1), new byte[NO_FLOW]);
      await(() -> source.status().datagrams() == 2);
      PrometheusText text = PrometheusText.parse(ask(port, "GET", "/metrics").body());
      assertEquals(text.types().keySet(), text.help());
      assertToldInDocuments(text);
    }
  }

  private static void assertToldInDocuments(PrometheusText text) throws IOException {
    Set<String> told =
        Pattern.compile("(?m)^\\| `([a-z0-9_]+)")
            .matcher(Files.readString(Path.of("docs/metrics.md")))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> missing = new TreeSet<>(text.types().keySet());
    missing.removeAll(told);
    assertEquals(Set.of(), missing);
  }

  /// Anybody who can send can make up exporters.
  @Test
  void exportersWithoutFlowsGetNoValues() throws Exception {
    try (LiveSource source = source()) {
      for (int i = 0; i < ExporterMetrics.MOST; i++) {
        send(source, "127.1." + i / 250 + "." + (1 + i % 250), new byte[NO_FLOW]);
      }
      send(source, "127.0.0.21", NetFlowV5.datagram(0, 1, 1));
      await(() -> source.status().datagrams() == ExporterMetrics.MOST + 1);
      try (MetricsPort port = MetricsPort.open(ANY, new Metrics(source))) {
        PrometheusText text = PrometheusText.parse(ask(port, "GET", "/metrics").body());
        assertEquals(
            ExporterMetrics.MOST,
            text.samples().keySet().stream()
                .filter(sample -> sample.startsWith("weir_exporter_flows_total"))
                .count());
        assertEquals(1, text.value("weir_exporter_flows_total{exporter=\"127.0.0.21\"}"));
        assertEquals(1, text.value("weir_exporters_left_out"));
      }
    }
  }

  @Test
  void nothingElseIsAnswered() throws Exception {
    try (LiveSource source = source();
        MetricsPort port = MetricsPort.open(ANY, new Metrics(source))) {
      assertEquals(404, ask(port, "GET", "/").statusCode());
      assertEquals(404, ask(port, "GET", "/metrics/..").statusCode());
      assertEquals(405, ask(port, "POST", "/metrics").statusCode());
      assertEquals("", ask(port, "DELETE", "/metrics").body());
      CannotListen taken =
          assertThrows(
              CannotListen.class, () -> MetricsPort.open(port.address(), new Metrics(source)));
      assertTrue(String.valueOf(taken.getMessage()).contains("--metrics"), taken.getMessage());
    }
  }
}
