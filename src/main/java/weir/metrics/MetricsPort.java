package weir.metrics;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.capture.CannotListen;
import weir.flow.ListenAddress;

/// The port that Prometheus asks: answers GET /metrics and nothing else. Strangers who reach it
/// cannot hold it: connections and their time are bounded, and values are gathered once a second at
/// most.
public final class MetricsPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsPort.class);

  private static final String PATH = "/metrics";
  private static final int THREADS = 4;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  static {
    // Java's server reads them once, when its first one is made.
    Map.of(
            "jdk.httpserver.maxConnections", "16",
            "sun.net.httpserver.maxReqTime", "5", // seconds
            "sun.net.httpserver.maxRspTime", "10",
            "sun.net.httpserver.maxReqHeaders", "50",
            "sun.net.httpserver.maxReqHeaderSize", "16384",
            "sun.net.httpserver.nodelay", "true")
        .forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
  }

  private final Metrics metrics;
  private final HttpServer server;
  private final ExecutorService threads;
  private final ListenAddress address;
  private byte[] gathered = {};
  private long gatheredNanos;

  private MetricsPort(Metrics metrics, HttpServer server, ListenAddress address) {
    this.metrics = metrics;
    this.server = server;
    this.address = address;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("weir-metrics-", 1).factory());
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /// @throws CannotListen if the port cannot be had; says why and what to do
  public static MetricsPort open(ListenAddress where, Metrics metrics) throws CannotListen {
    try {
      HttpServer server = HttpServer.create(where.socketAddress(), THREADS);
      return new MetricsPort(metrics, server, where.withPort(server.getAddress().getPort()));
    } catch (IOException e) {
      throw CannotListen.on("TCP", where, "--metrics", e);
    }
  }

  /// Where it listens, with the port that was taken where any was asked for.
  public ListenAddress address() {
    return address;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        exchange.sendResponseHeaders(404, -1);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        headers.set("Allow", "GET");
        exchange.sendResponseHeaders(405, -1);
      } else {
        byte[] text = text();
        headers.set("Content-Type", PrometheusTextFormatWriter.CONTENT_TYPE);
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
      }
    } catch (RuntimeException e) {
      LOG.error("metrics could not be gathered; this is a defect", e);
    }
  }

  private synchronized byte[] text() throws IOException {
    long now = System.nanoTime();
    if (gathered.length == 0 || now - gatheredNanos > FRESH_NANOS) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PrometheusTextFormatWriter.create()
          .write(out, metrics.now(), EscapingScheme.UNDERSCORE_ESCAPING);
      gathered = out.toByteArray();
      gatheredNanos = now;
    }
    return gathered;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
