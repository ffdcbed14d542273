package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.ShortText;

/// A real ClickHouse server that is there for tests: `-Dclickhouse=127.0.0.1:28123`, with the
/// accounts `flow`/`secret`, which may write, `viewer`/`view` (`readonly=1`) and `analyst`/`view`
/// (`readonly=2`).
final class TestServer {
  static final String PROPERTY = "clickhouse";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private TestServer() {}

  static String place() {
    return System.getProperty(PROPERTY, "");
  }

  /// Runs a statement that may change something.
  static String run(String sql) {
    return run(sql, new byte[0]);
  }

  private static String run(String sql, byte[] body) {
    HttpResponse<String> response =
        send("allow_suspicious_low_cardinality_types=1&query=" + encoded(sql), body);
    assertEquals(200, response.statusCode(), () -> sql + ": " + response.body());
    return response.body();
  }

  /// What it says to a statement that it refuses.
  ///
  /// @param settings as parameters of the address
  static String refused(String settings, String sql) {
    HttpResponse<String> response = send(settings, sql.getBytes(StandardCharsets.UTF_8));
    assertNotEquals(200, response.statusCode(), () -> sql + ": " + response.body());
    return response.body();
  }

  private static String encoded(String sql) {
    return java.net.URLEncoder.encode(sql, StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> send(String parameters, byte[] body) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(URI.create("http://" + place() + "/?" + parameters))
              .header("X-ClickHouse-User", "flow")
              .header("X-ClickHouse-Key", "secret")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A database of its own.
  static String fresh(String name) {
    run("DROP DATABASE IF EXISTS " + name);
    run("CREATE DATABASE " + name);
    return name;
  }

  /// A table with the catalogue's columns under their own names.
  static void createCatalogue(String table) {
    String columns =
        FlowField.all().stream()
            .map(field -> "`" + field.column() + "` " + type(field))
            .collect(Collectors.joining(", "));
    run(
        "CREATE TABLE "
            + table
            + " ("
            + columns
            + ") ENGINE = MergeTree ORDER BY time_received_ns");
  }

  private static String type(FlowField field) {
    return field.isWide()
        ? field.isAddress() ? "IPv6" : "FixedString(16)"
        : field.isList() ? "Array(UInt32)" : "UInt" + field.width() * 8;
  }

  /// Adds flows to a table of [#createCatalogue].
  static void fill(String table, List<FlowBatch> batches) {
    StringBuilder rows = new StringBuilder();
    for (FlowBatch batch : batches) {
      for (int row = 0; row < batch.rows(); row++) {
        for (FlowField field : FlowField.all()) {
          rows.append(field == FlowField.TIME_RECEIVED ? "" : "\t");
          append(rows, batch, field, row);
        }
        rows.append('\n');
      }
    }
    if (!rows.isEmpty()) {
      run("INSERT INTO " + table + " FORMAT TSV", rows.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void append(StringBuilder rows, FlowBatch batch, FlowField field, int row) {
    if (field.isAddress()) {
      rows.append(ipv6(batch.high(field, row), batch.get(field, row)));
    } else if (field.isWide()) {
      for (byte octet : ShortText.octets(batch.high(field, row), batch.get(field, row))) {
        rows.append("\\x%02x".formatted(octet));
      }
    } else if (field.isList()) {
      rows.append('[');
      for (int i = 0; i < batch.listLength(field, row); i++) {
        rows.append(i == 0 ? "" : ",").append(Integer.toUnsignedString(batch.item(field, row, i)));
      }
      rows.append(']');
    } else {
      rows.append(Long.toUnsignedString(batch.get(field, row)));
    }
  }

  static String ipv6(long high, long low) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      long half = i < 4 ? high : low;
      text.append(i == 0 ? "" : ":").append(Long.toHexString(half >>> (48 - i % 4 * 16) & 0xffff));
    }
    return text.toString();
  }
}
