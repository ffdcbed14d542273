package weir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.app.FlowExport.Format;
import weir.export.RecordColumns;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.flow.ShortText;
import weir.ingest.StoredSource;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowWriter;
import weir.store.StoreException;
import weir.store.duckdb.DuckDbStore;
import weir.store.duckdb.Flows;

class FlowExportTest {
  private static final FlowExport.Progress UNHEARD = (_, _) -> {};
  private static final int ROWS = 1_900;

  @TempDir private Path folder;

  private final DuckDbStore store = DuckDbStore.temporary();
  private final StoredSource source = new StoredSource("flows", store);
  private final FlowBatch flows = Flows.random(new Random(3), ROWS, 60);

  @BeforeEach
  void fill() {
    try (FlowWriter writer = store.writer()) {
      writer.append(flows);
      writer.commit();
    }
  }

  @AfterEach
  void close() {
    source.close();
  }

  private FlowExport export(Filter filter, FlowField... fields) {
    return new FlowExport(source, TimeRange.ALL, filter, columns(fields), ZoneOffset.UTC, false);
  }

  private static RecordColumns columns(FlowField... fields) {
    return new RecordColumns(Dimension.of(fields), List.of());
  }

  private List<String> lines(Format format, FlowExport export) throws IOException {
    Path file = folder.resolve("flows." + format.ending());
    export.write(format, file, new Cancel(), UNHEARD);
    List<String> lines = Files.readAllLines(file);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    export.print(format, printed, new Cancel(), UNHEARD);
    same(timeless(lines), timeless(printed.toString(StandardCharsets.UTF_8).lines().toList()));
    return lines;
  }

  private static List<String> timeless(List<String> lines) {
    return lines.stream().filter(line -> !line.startsWith("# written: ")).toList();
  }

  /// In any order: the store keeps IPv4 and IPv6 apart.
  private static void same(List<String> expected, List<String> lines) {
    List<String> sorted = expected.stream().sorted().toList();
    List<String> found = lines.stream().sorted().toList();
    for (int i = 0; i < Math.min(sorted.size(), found.size()); i++) {
      assertEquals(sorted.get(i), found.get(i), "line " + i);
    }
    assertEquals(sorted.size(), found.size());
  }

  @Test
  void everyFlowIsWritten() throws IOException {
    List<String> expected = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      StringBuilder line = new StringBuilder();
      FlowJson.append(flows, row, line);
      expected.add(line.toString());
    }
    same(expected, lines(Format.NDJSON, export(Filter.all())));
  }

  @Test
  void filterAndFieldsAreObeyed() throws IOException, FilterSyntaxException {
    List<String> csv =
        lines(
            Format.CSV,
            export(FilterParser.parse("dst port 443"), FlowField.DST_PORT, FlowField.BYTES));
    assertEquals("dst_port,bytes", csv.getFirst());
    assertTrue(csv.stream().skip(1).allMatch(line -> line.matches("443,\\d+")), csv::toString);
    long matching = 0;
    for (int row = 0; row < ROWS; row++) {
      matching += flows.get(FlowField.DST_PORT, row) == 443 ? 1 : 0;
    }
    assertEquals(matching, csv.size() - 1);
  }

  @Test
  void timesHaveTheirOffsetAndTheFileSaysWhatItIsAbout() throws IOException {
    FlowExport export =
        new FlowExport(
            source,
            TimeRange.ALL,
            Filter.all(),
            columns(FlowField.TIME_RECEIVED, FlowField.TIME_START, FlowField.BYTES),
            ZoneId.of("Asia/Kolkata"),
            true);
    List<String> lines = lines(Format.TSV, export);
    List<String> about = lines.stream().filter(line -> line.startsWith("# ")).toList();
    assertTrue(about.contains("# times: Asia/Kolkata"), about::toString);
    assertTrue(about.contains("# units: bytes: octets"), about::toString);
    assertTrue(
        about.stream().anyMatch(line -> line.startsWith("# sampling: as counted; ")),
        about::toString);
    List<String> rows = lines.subList(about.size(), lines.size());
    assertEquals("time_received\ttime_flow_start\tbytes", rows.getFirst());
    assertTrue(
        rows.stream()
            .skip(1)
            .allMatch(row -> row.matches("2026-11-21T15:3[01]:[0-9.]+\\+05:30\t\t\\d+")),
        () -> rows.get(1));
  }

  @Test
  void parquetHasTheSameSums() throws IOException, SQLException {
    Path parquet = folder.resolve("flows"); // which does not say what it is
    export(Filter.all()).write(Format.PARQUET, parquet, new Cancel(), UNHEARD);
    long bytes = 0;
    for (int row = 0; row < ROWS; row++) {
      bytes += flows.get(FlowField.BYTES, row);
    }
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT count(*), sum(bytes), count(time_flow_start), min(time_received) FROM read_parquet('%s')"
                    .formatted(parquet))) {
      assertTrue(found.next());
      assertEquals(ROWS, found.getLong(1));
      assertEquals(bytes, found.getLong(2));
      assertEquals(0, found.getLong(3));
      assertTrue(found.getString(4).startsWith("2026-11-21 10:00:0"), found.getString(4));
    }
  }

  @Test
  void noNameOfAProgramBecomesAFormula() throws IOException {
    FlowBatch named = new FlowBatch();
    named.set(FlowField.TIME_RECEIVED, Flows.START_NANOS);
    named.setText(FlowField.PROGRAM, 0, ShortText.of("=1+1"));
    named.endRow();
    try (FlowWriter writer = store.writer()) {
      writer.append(named);
      writer.commit();
    }
    List<String> programs = lines(Format.CSV, export(Filter.all(), FlowField.PROGRAM));
    assertTrue(programs.contains("'=1+1"), programs::toString);
  }

  @Test
  void whatWasTakenBackLeavesNothing() throws IOException {
    for (Format format : List.of(Format.CSV, Format.PROTOBUF, Format.PARQUET)) {
      Cancel cancel = new Cancel();
      StoreException ended =
          assertThrows(
              StoreException.class,
              () ->
                  export(Filter.all())
                      .write(
                          format,
                          folder.resolve("flows." + format.ending()),
                          cancel,
                          (_, _) -> cancel.cancel()));
      assertTrue(ended.isCancelled(), ended::toString);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void thePacketsThatAreNotKeptAreSaid() {
    Path file = folder.resolve("flows.pcapng");
    StoreException said =
        assertThrows(
            StoreException.class,
            () -> export(Filter.all()).write(Format.PCAPNG, file, new Cancel(), UNHEARD));
    assertTrue(String.valueOf(said.getMessage()).contains("no packets are kept"), said::toString);
    assertFalse(Files.exists(file));
  }
}
