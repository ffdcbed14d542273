package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.app.DataSets;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.TimeRange;
import weir.query.Views;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.Retention;

/// A data set that is open here is followed from the command line, through its socket.
class FollowedTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  /// Somebody who reads some lines and goes.
  private static final class Reader extends Writer {
    private final StringBuilder read = new StringBuilder();
    private final int lines;

    Reader(int lines) {
      this.lines = lines;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      flush();
      read.append(text, from, length);
    }

    @Override
    public void flush() throws IOException {
      if (read.toString().lines().count() >= lines && read.charAt(read.length() - 1) == '\n') {
        throw new IOException("gone");
      }
    }

    @Override
    public void close() {}
  }

  private int run(Writer out, String... arguments) {
    return new Cli(
            QuestionsTest.NO_DESK,
            Views.builtIn(),
            new PrintWriter(out, true),
            new PrintWriter(err))
        .run(arguments);
  }

  private static void store(FlowWriter writer, long ago, int host, long bytes) {
    FlowBatch batch = new FlowBatch();
    batch.set(FlowField.TIME_RECEIVED, TimeRange.nanos(Instant.now()) - ago);
    batch.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped((10 << 24) + host));
    batch.set(FlowField.PROTOCOL, 6);
    batch.set(FlowField.BYTES, bytes);
    batch.set(FlowField.PACKETS, 1);
    batch.endRow();
    writer.append(batch);
    writer.commit();
  }

  @Test
  void theLargestOfTheLastMinute() {
    try (FlowArchive store = DataSets.write(folder, Retention.EVERYTHING);
        FlowWriter writer = store.writer()) {
      store(writer, 90 * SECOND, 1, 900_000); // before it
      store(writer, 10 * SECOND, 2, 6_000);
      store(writer, 8 * SECOND, 3, 3_000);
      store(writer, 0, 4, 800_000); // others of this second may still come
      StringWriter out = new StringWriter();
      String top = "top --by src_addr --measure bytes --times 1 --format ndjson --data";
      assertEquals(0, run(out, (top + " " + folder).split(" ")), err.toString());
      JsonNode rows = JsonMapper.shared().readTree(out.toString()).get("rows");
      assertEquals(2, rows.size(), out.toString());
      assertEquals("10.0.0.2", rows.get(0).get("src_addr").asString());
      assertEquals(6_000, rows.get(0).get("bytes").asLong());
    }
  }

  @Test
  void whatComesFollowsTheLast() {
    try (FlowArchive store = DataSets.write(folder, Retention.EVERYTHING);
        FlowWriter writer = store.writer()) {
      store(writer, 30 * SECOND, 1, 100);
      store(writer, 20 * SECOND, 2, 200);
      store(writer, 10 * SECOND, 3, 300);
      store(writer, SECOND / 10, 4, 400); // to be seen two seconds later
      Reader reader = new Reader(3);
      String tail = "tail --lines 2 --format ndjson --fields bytes --data";
      assertEquals(0, run(reader, (tail + " " + folder).split(" ")), err.toString());
      assertEquals(
          List.of("{\"bytes\":200}", "{\"bytes\":300}", "{\"bytes\":400}"),
          reader.read.toString().lines().toList());
    }
  }

  @Test
  void aTableHasItsColumnsOnce() {
    try (FlowArchive store = DataSets.write(folder, Retention.EVERYTHING);
        FlowWriter writer = store.writer()) {
      store(writer, 20 * SECOND, 2, 200);
      store(writer, SECOND / 10, 4, 40_000);
      Reader reader = new Reader(3);
      String tail = "tail --fields src_addr,bytes --data";
      assertEquals(0, run(reader, (tail + " " + folder).split(" ")), err.toString());
      assertEquals(
          List.of("Source    Bytes", "10.0.0.2    200", "10.0.0.4  40000"),
          reader.read.toString().lines().toList());
    }
  }

  @Test
  void oneThatNobodyFillsIsNotFollowed() {
    assertEquals(1, run(new StringWriter(), "tail", "--data", folder.toString()));
    assertTrue(err.toString().contains("nobody fills the data set"), err.toString());
  }
}
