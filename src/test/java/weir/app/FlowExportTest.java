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
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.ingest.StoredSource;
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
    return new FlowExport(source, TimeRange.ALL, filter, List.of(fields), ZoneOffset.UTC, false);
  }

  private List<String> lines(Format format, FlowExport export) throws IOException {
    Path file = folder.resolve("flows." + format.ending());
    export.write(format, file, new Cancel(), UNHEARD);
    List<String> lines = Files.readAllLines(file);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    export.print(format, printed, new Cancel(), UNHEARD);
    same(lines, printed.toString(StandardCharsets.UTF_8).lines().toList());
    return lines;
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
