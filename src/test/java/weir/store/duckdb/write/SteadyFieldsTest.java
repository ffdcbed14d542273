package weir.store.duckdb.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.store.duckdb.Flows;
import weir.store.duckdb.files.DataFolder;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.PackedFiles;
import weir.store.duckdb.files.Slice;
import weir.store.duckdb.files.SliceFiles;
import weir.store.duckdb.files.SliceList;

class SteadyFieldsTest {
  private static final long ROWS = 2000;
  private static final int ENOUGH = 260;

  @TempDir private Path folder;

  private final SliceList slices = new SliceList();
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private DataFolder data;
  private Database database;
  private SliceFiles files;

  @BeforeEach
  void open() throws Exception {
    data = DataFolder.open(folder.resolve("flows[1]")); // to DuckDB a pattern
    database = new Database(data.temporaryFiles(), 2, 1024, false);
    files = new SliceFiles(data, database, slices, () -> now, false);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
    data.close();
  }

  private static FlowBatch batch(String exporter, int rate) {
    FlowBatch batch = Flows.random(new Random(1), (int) ROWS, 60);
    for (int row = 0; row < ROWS; row++) {
      batch.setAddress(FlowField.EXPORTER, row, 0, IpAddress.parse(exporter).low());
      batch.set(FlowField.SAMPLING_RATE, row, rate);
    }
    return batch;
  }

  @ParameterizedTest
  @EnumSource(RowPath.class)
  void whatNeverChangesIsNotWrittenAndReadsLikeEverythingElse(RowPath path) throws Exception {
    try (SliceWriter writer = writer(path)) {
      FlowBatch same = batch("10.0.0.1", 4_000_000);
      for (int i = 0; i < ENOUGH; i++) {
        writer.append(same);
      }
      assertEquals(Set.of(), generated(0), "it is not known yet what changes");
      nextDay();
      writer.append(same);
      writer.append(same);
      nextDay();
      writer.append(same);
      writer.commit();
      assertEquals(
          Set.of(
              "type",
              "sampler_address_hi",
              "sampler_address",
              "sampling_rate",
              "sampling_rate_source",
              "src_net",
              "dst_net"),
          generated(1));

      writer.append(batch("10.0.0.1", 7));
      writer.commit();
      assertEquals(4, slices.all().size(), "what changes needs a slice that has it");
      assertFalse(generated(3).contains("sampling_rate"));
      assertTrue(generated(3).contains("sampler_address"));

      writer.append(batch("10.0.0.2", 7));
      writer.append(same);
      writer.append(batch("10.0.0.2", 4_000_000));
      nextDay();
      writer.append(same);
      writer.commit();
    }
    assertEquals(6, slices.all().size());
    assertEquals(Set.of("type", "sampling_rate_source", "src_net", "dst_net"), generated(5));
    String rows =
        "SELECT sampler_address - %s AS exporter, sampling_rate, count(*) // %s, any_value(type),"
                .formatted(IpAddress.parse("10.0.0.0").low(), ROWS)
            + " any_value(sampler_address_hi) FROM (%s) GROUP BY ALL ORDER BY ALL";
    assertEquals(
        List.of("1 7 1 3 0", "1 4000000 " + (ENOUGH + 5) + " 3 0", "2 7 1 3 0", "2 4000000 1 3 0"),
        rows(rows.formatted(everything())));
    packedItReadsTheSame(slices.all().get(1));
  }

  private void packedItReadsTheSame(Slice slice) throws Exception {
    String all = "SELECT hash(flows) FROM %s AS flows ORDER BY ALL";
    Map<String, Long> tallies = Map.of("a file", 3L, "another\n", 4L);
    try (Connection own = database.duplicate()) {
      PackedFiles.Packed packed = PackedFiles.pack(own, slice, tallies);
      assertEquals(rows(all.formatted(slice.table())), rows(all.formatted(packed.table())));
      assertEquals(packed.table(), PackedFiles.table(own, packed.file()));
      assertEquals(tallies, PackedFiles.tallies(own, packed.file()));
    }
  }

  private void nextDay() {
    now = now.plus(Duration.ofHours(25));
  }

  private SliceWriter writer(RowPath path) throws SQLException {
    return new SliceWriter(
        "test",
        files,
        slices,
        path,
        () -> now,
        database.duplicate(),
        new Pressure(),
        Flows.ENDLESS_ROOM,
        () -> {});
  }

  private String everything() {
    return String.join(
        " UNION ALL BY NAME ",
        slices.all().stream().map(slice -> "FROM " + slice.table()).toList());
  }

  /// Columns of a slice that take no room.
  private Set<String> generated(int slice) throws SQLException {
    String table = slices.all().get(slice).table();
    return Set.copyOf(
        rows(
            "SELECT column_name FROM (DESCRIBE %s) WHERE column_name NOT IN (SELECT column_name FROM pragma_storage_info('%s'))"
                .formatted(table, table)));
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection own = database.duplicate();
        Statement statement = own.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(result.getString(i));
        }
        rows.add(String.join(" ", values));
      }
    }
    return rows;
  }
}
