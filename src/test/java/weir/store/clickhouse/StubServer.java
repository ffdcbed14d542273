package weir.store.clickhouse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What answers as a ClickHouse server does, with what a test says.
public final class StubServer implements AutoCloseable {
  /// @param body whatever comes back
  public record Reply(int status, String body) {
    /// @param rows of texts
    public static Reply rows(String[]... rows) {
      return new Reply(
          200,
          "{\"meta\":[]}\n"
              + Arrays.stream(rows)
                  .map(
                      row ->
                          Arrays.stream(row)
                              .map(text -> "\"" + text + "\"")
                              .collect(Collectors.joining(",", "{\"row\":[", "]}\n")))
                  .collect(Collectors.joining()));
    }

    public static Reply error(int code, String words) {
      return new Reply(
          code == 516 ? 403 : 500,
          "Code: " + code + ". DB::Exception: " + words + " (version 23.8.1.1 (official build))\n");
    }
  }

  private final HttpServer http;
  private final Function<String, Reply> answers;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /// @param answers of statements, without their format
  public StubServer(Function<String, Reply> answers) throws IOException {
    this.answers = answers;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::answer);
    http.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String sql =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
              .split("\nFORMAT ", 2)[0];
      asked.add(exchange.getRequestURI().getQuery() + "\n" + sql);
      Reply reply = answers.apply(sql);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /// One with a table of NetMeta's, for accounts that may read only.
  ///
  /// @param answers of questions for flows
  public static StubServer netMeta(Function<String, Reply> answers) throws IOException {
    Function<String, Reply> healthy = CheckerTest.healthy("26.7.3.1", Map.of("readonly", "1"));
    return new StubServer(
        sql -> sql.contains("flows_raw") ? answers.apply(sql) : healthy.apply(sql));
  }

  public InetSocketAddress place() {
    return http.getAddress();
  }

  /// Each a query string and a statement.
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
