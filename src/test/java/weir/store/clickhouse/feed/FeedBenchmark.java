package weir.store.clickhouse.feed;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import com.clickhouse.jdbc.Driver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import weir.capture.CaptureFile;
import weir.decode.DatagramDecoder;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// How fast the same flows get into the same table in different ways, one insert after another by
/// one thread: blocks as Weir makes them, by Java's HTTP client and by the project's own, and rows,
/// as RowBinary and as JDBC's batches. `.ci/feed-bench` runs it.
public final class FeedBenchmark {
  private final String place;
  private final double seconds;
  private final List<FlowBatch> batches = new ArrayList<>();
  private final List<FlowField> fields = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private FeedBenchmark(String place, Path capture, double seconds) throws IOException {
    this.place = place;
    this.seconds = seconds;
    DatagramDecoder decoder = new DatagramDecoder();
    batches.add(new FlowBatch());
    try (CaptureFile file = CaptureFile.open(capture)) {
      file.read(
          (datagram, payload) -> {
            if (batches.getLast().isFull()) {
              batches.add(new FlowBatch());
            }
            decoder.decode(datagram, payload, batches.getLast());
          });
    }
    for (FlowField field : FlowField.all()) {
      if (batches.getFirst().uses(field) && !field.isList()) {
        fields.add(field);
      }
    }
  }

  /// @param arguments `HOST:PORT`, a capture with flows, seconds a way
  public static void main(String[] arguments) throws Exception {
    FeedBenchmark benchmark =
        new FeedBenchmark(arguments[0], Path.of(arguments[1]), Double.parseDouble(arguments[2]));
    benchmark.statement("DROP DATABASE IF EXISTS feed_bench");
    benchmark.statement("CREATE DATABASE feed_bench");
    try (Client client =
        new Client.Builder()
            .addEndpoint("http://" + arguments[0])
            .setUsername("flow")
            .setPassword("secret")
            .compressServerResponse(false)
            .build()) {
      benchmark.measure("blocks, Java's HTTP client", benchmark::sendBlock);
      benchmark.measure("blocks, client-v2", block -> benchmark.sendBlock(client, block));
      benchmark.measureRows(
          "rows, client-v2 (RowBinary)", rows -> benchmark.sendRows(client, rows));
    }
    benchmark.measureJdbc();
    benchmark.statement("DROP DATABASE feed_bench");
    benchmark.http.close();
  }

  private void statement(String sql) throws Exception {
    post("", sql.getBytes(StandardCharsets.UTF_8), sql.length(), "");
  }

  private void post(String parameters, byte[] body, int length, String encoding) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + place + "/?" + parameters))
            .header("X-ClickHouse-User", "flow")
            .header("X-ClickHouse-Key", "secret")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body, 0, length));
    if (!encoding.isEmpty()) {
      request.header("Content-Encoding", encoding);
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.body());
    }
  }

  private String type(FlowField field) {
    return field.isAddress() ? "IPv6" : "UInt" + field.width() * 8;
  }

  private void freshTable() throws Exception {
    statement("DROP TABLE IF EXISTS feed_bench.flows SYNC");
    statement(
        "CREATE TABLE feed_bench.flows ("
            + String.join(
                ", ", fields.stream().map(f -> "`" + f.column() + "` " + type(f)).toList())
            + ") ENGINE = MergeTree ORDER BY time_received_ns");
  }

  private interface Send<T> {
    void send(T what) throws Exception;
  }

  private void measure(String way, Send<Block.Packed> send) throws Exception {
    freshTable();
    Block block =
        new Block(
            new Layout(
                "feed_bench.flows",
                fields.stream().map(f -> Column.of(f.column(), type(f), f, null)).toList()));
    run(
        way,
        batch -> {
          for (int row = 0; row < batch.rows(); ) {
            row += block.append(batch, row);
            if (block.rows() == Block.ROWS) {
              send.send(block.pack());
            }
          }
        });
  }

  private void sendBlock(Block.Packed block) throws Exception {
    String sql =
        "INSERT INTO feed_bench.flows (" + String.join(",", block.columns()) + ") FORMAT Native";
    post(
        "async_insert=0&query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8),
        block.octets(),
        block.length(),
        "lz4");
  }

  private void sendBlock(Client client, Block.Packed block) throws Exception {
    try (var _ =
        client
            .insert(
                "feed_bench.flows",
                block.columns(),
                new ByteArrayInputStream(block.octets(), 0, block.length()),
                ClickHouseFormat.Native,
                new InsertSettings()
                    .appCompressedData(true, "lz4")
                    .serverSetting("async_insert", "0"))
            .get()) {
      // confirmed
    }
  }

  private void measureRows(String way, Send<byte[]> send) throws Exception {
    freshTable();
    int width = fields.stream().mapToInt(FlowField::width).sum();
    ByteBuffer rows = ByteBuffer.allocate(Block.ROWS * width).order(ByteOrder.LITTLE_ENDIAN);
    run(
        way,
        batch -> {
          for (int row = 0; row < batch.rows(); row++) {
            for (FlowField field : fields) {
              put(rows, batch, field, row);
            }
            if (!rows.hasRemaining()) {
              send.send(rows.array());
              rows.clear();
            }
          }
        });
  }

  private static void put(ByteBuffer rows, FlowBatch batch, FlowField field, int row) {
    long value = batch.get(field, row);
    switch (field.width()) {
      case 1 -> rows.put((byte) value);
      case 2 -> rows.putShort((short) value);
      case 4 -> rows.putInt((int) value);
      case 8 -> rows.putLong(value);
      default ->
          rows.putLong(Long.reverseBytes(batch.high(field, row))).putLong(Long.reverseBytes(value));
    }
  }

  private void sendRows(Client client, byte[] rows) throws Exception {
    try (var _ =
        client
            .insert(
                "feed_bench.flows",
                fields.stream().map(FlowField::column).toList(),
                new ByteArrayInputStream(rows),
                ClickHouseFormat.RowBinary,
                new InsertSettings().serverSetting("async_insert", "0"))
            .get()) {
      // confirmed
    }
  }

  private void measureJdbc() throws Exception {
    freshTable();
    Properties properties = new Properties();
    properties.put("user", "flow");
    properties.put("password", "secret");
    String sql =
        "INSERT INTO feed_bench.flows ("
            + String.join(",", fields.stream().map(FlowField::column).toList())
            + ") VALUES ("
            + String.join(",", Collections.nCopies(fields.size(), "?"))
            + ")";
    try (Connection connection = new Driver().connect("jdbc:clickhouse://" + place, properties);
        PreparedStatement insert = connection.prepareStatement(sql)) {
      int[] waiting = {0};
      run(
          "rows, JDBC batches",
          batch -> {
            for (int row = 0; row < batch.rows(); row++) {
              for (int i = 0; i < fields.size(); i++) {
                FlowField field = fields.get(i);
                long value = batch.get(field, row);
                if (field.isAddress()) {
                  insert.setString(i + 1, new IpAddress(batch.high(field, row), value).toString());
                } else {
                  insert.setLong(i + 1, value);
                }
              }
              insert.addBatch();
              if (++waiting[0] == Block.ROWS) {
                insert.executeBatch();
                waiting[0] = 0;
              }
            }
          });
    }
  }

  /// A warm-up and three runs, of which the median is told.
  private void run(String way, Send<FlowBatch> send) throws Exception {
    rate(send, seconds / 2);
    double[] rates = new double[3];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = rate(send, seconds);
    }
    Arrays.sort(rates);
    System.out.printf(
        Locale.ROOT,
        "| %s | %,.0f | %,.0f to %,.0f |%n",
        way,
        rates[1],
        rates[0],
        rates[rates.length - 1]);
  }

  private double rate(Send<FlowBatch> send, double forSeconds) throws Exception {
    long began = System.nanoTime();
    long rows = 0;
    for (int i = 0; System.nanoTime() - began < forSeconds * 1e9; i++) {
      FlowBatch batch = batches.get(i % batches.size());
      send.send(batch);
      rows += batch.rows();
    }
    return rows / ((System.nanoTime() - began) / 1e9);
  }
}
