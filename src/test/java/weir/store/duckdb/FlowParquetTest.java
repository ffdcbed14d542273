package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.ShortText;
import weir.query.TimeRange;

/// Files that others may have written.
class FlowParquetTest {
  private static final TimeRange RANGE = new TimeRange(1_000, 1_000_000);

  @TempDir private Path folder;

  @BeforeAll
  static void load() {
    DuckDbStore.prepare();
  }

  /// As any program might write it.
  private Path file(String select) throws SQLException {
    Path file = folder.resolve("other.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)");
    }
    return file;
  }

  private static List<Long> read(Path file, long rows) throws IOException {
    List<Long> bytes = new ArrayList<>();
    var _ =
        FlowParquet.read(
            file,
            rows,
            RANGE,
            batch -> {
              for (int row = 0; row < batch.rows(); row++) {
                bytes.add(batch.get(FlowField.BYTES, row));
              }
            });
    return bytes;
  }

  private static String time(String value) {
    return value + "::UBIGINT AS time_received_ns";
  }

  @Test
  void manyFlowsComeBackInOrder() throws IOException {
    Path file = folder.resolve("own.parquet");
    List<Long> written = new ArrayList<>();
    try (FlowParquet table =
        FlowParquet.open(file, EnumSet.of(FlowField.TIME_RECEIVED, FlowField.BYTES))) {
      for (int page = 0; page < 5; page++) {
        FlowBatch batch = new FlowBatch();
        for (int row = 0; row < 2000; row++) {
          batch.set(FlowField.TIME_RECEIVED, 1_000 + page);
          batch.set(FlowField.BYTES, page == 4 && row == 7 ? -1 : page * 10_000L + row);
          written.add(batch.get(FlowField.BYTES));
          batch.endRow();
        }
        table.add(batch);
      }
      table.finish();
    }
    assertEquals(written, read(file, 10_000));
    assertEquals(List.of("own.parquet"), List.of(folder.toFile().list()));
  }

  @Test
  void columnsThatAreNoFieldsAreToldAndPassedOver() throws Exception {
    Path file = file("SELECT " + time("2000") + ", 5::UBIGINT AS bytes, 'x' AS \"we\u202eather\"");
    List<FlowBatch> read = new ArrayList<>();
    assertEquals(List.of("we\ufffdather"), FlowParquet.read(file, 1, RANGE, read::add));
    assertEquals(List.of(5L), read(file, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "5::UBIGINT AS bytes | its flows have no time_received_ns",
        "'now' AS time_received_ns | the column time_received_ns of its flows is VARCHAR, not"
            + " UBIGINT",
        "2000::UBIGINT AS time_received_ns, -5::BIGINT AS bytes | the column bytes of its flows is"
            + " BIGINT, not UBIGINT",
        "2000::UBIGINT AS time_received_ns, 5::UBIGINT AS src_addr | the column src_addr_hi of its"
            + " flows is missing, not UBIGINT",
        "2000::UBIGINT AS time_received_ns, [[1]] AS as_path | the column as_path of its flows is"
            + " INTEGER[][], not UINTEGER[]",
        "2000::UBIGINT AS time_received_ns, NULL::UBIGINT AS bytes | values of its flows are"
            + " missing",
        "2000::UBIGINT AS time_received_ns, [1, NULL]::UINTEGER[] AS as_path | values of its flows"
            + " are missing",
        "2000::UBIGINT AS time_received_ns, range(5000)::UINTEGER[] AS as_path | lists of its flows"
            + " have more than the 4,096 items that are read",
        "999::UBIGINT AS time_received_ns | 1 of its flows are not of the time that it tells",
        "1000000::UBIGINT AS time_received_ns | 1 of its flows are not of the time that it tells",
        "unnest([2000, 3000])::UBIGINT AS time_received_ns | it has 2 flows and not the 1 that it"
            + " tells",
      })
  void whatIsWrongIsSaid(String columns, String why) throws SQLException {
    Path file = file("SELECT " + columns);
    var e = assertThrows(IOException.class, () -> read(file, 1));
    assertEquals(why, e.getMessage());
  }

  @Test
  void flowsOfManyYearsAreNotSpreadOverTheDisk() throws SQLException {
    Path file =
        file("SELECT (i * 3600000000000)::UBIGINT AS time_received_ns FROM range(10001) hours(i)");
    var e =
        assertThrows(
            IOException.class, () -> FlowParquet.read(file, 10_001, TimeRange.ALL, _ -> {}));
    assertEquals(
        "its flows are of 10,001 different hours, and 10,000 at most are read", e.getMessage());
  }

  @Test
  void valuesAreCutToTheirFieldsAndTextsCanBeSeen() throws Exception {
    ShortText harmful = ShortText.ofOctets("a\u001bb\"c".getBytes(StandardCharsets.UTF_8), 5);
    Path file =
        file(
            "SELECT "
                + time("2000")
                + ", 300::UBIGINT AS proto, %d::UBIGINT AS program_hi, %d::UBIGINT AS program"
                    .formatted(harmful.high(), harmful.low()));
    List<FlowBatch> read = new ArrayList<>();
    var _ =
        FlowParquet.read(
            file,
            1,
            RANGE,
            batch -> {
              FlowBatch kept = new FlowBatch();
              kept.addRow(batch, 0);
              read.add(kept);
            });
    FlowBatch batch = read.getFirst();
    assertEquals(300 & 0xff, batch.get(FlowField.PROTOCOL, 0));
    assertEquals(
        "a\ufffdb'c",
        ShortText.text(batch.high(FlowField.PROGRAM, 0), batch.get(FlowField.PROGRAM, 0)));
  }

  @Test
  void whatIsNoParquetIsRefused() throws Exception {
    for (String content : new String[] {"", "PAR1", "hello", "PAR1" + "x".repeat(1000) + "PAR1"}) {
      Path file = Files.writeString(folder.resolve("no'ne.parquet"), content);
      var e = assertThrows(IOException.class, () -> read(file, 1));
      assertTrue(
          String.valueOf(e.getMessage()).startsWith("its flows are no Parquet that can be read: "),
          String.valueOf(e.getMessage()));
    }
  }

  /// One bit is another one: what is read is of the flows, or there is a sentence.
  @Test
  void damagedFilesDoNoHarm() throws Exception {
    byte[] whole =
        Files.readAllBytes(
            file(
                "SELECT (1000 + i)::UBIGINT AS time_received_ns, i::UBIGINT AS bytes,"
                    + " [i, i]::UINTEGER[] AS as_path FROM range(500) rows(i)"));
    Random random = new Random(20);
    int refused = 0;
    for (int i = 0; i < 120; i++) {
      byte[] damaged = whole.clone();
      int bit = random.nextInt(whole.length * 8);
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Path file = Files.write(folder.resolve("damaged.parquet"), damaged);
      try {
        assertEquals(500, read(file, 500).size());
      } catch (IOException e) {
        refused++;
      }
    }
    assertTrue(refused > 5, "of 120 only " + refused);
  }
}
