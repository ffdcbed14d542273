package weir.store.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.enrich.Directions;
import weir.flow.FlowField;
import weir.ingest.FileSource;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.RecordQuery;
import weir.query.TimeRange;
import weir.store.Capabilities;

/// AWS's logs as Parquet, and counters that a log does not say.
class ParquetRowsTest {
  private static final String LOG =
      "SELECT * FROM (VALUES"
          + " ('123456789010', '192.0.2.1', '198.51.100.2', 4000, 443, 6::BIGINT, 4249::BIGINT,"
          + " 1785000010::BIGINT, 1785000070::BIGINT, 'ACCEPT', 'OK'),"
          + " ('123456789010', NULL, NULL, NULL, NULL, NULL, NULL, 1785000010::BIGINT,"
          + " 1785000070::BIGINT, NULL, 'NODATA'))"
          + " AS t(account_id, srcaddr, dstaddr, srcport, dstport, protocol, bytes, start, \"end\","
          + " action, log_status)";

  @TempDir private Path folder;

  private Path file() throws Exception {
    Path file = folder.resolve("it's a [log].parquet");
    Path made = folder.resolve("made");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + LOG + ") TO '" + made + "' (FORMAT parquet)");
    }
    return Files.move(made, file);
  }

  @Test
  void rowsAreTextInTheirOrder() throws Exception {
    try (ParquetRows rows = ParquetRows.open(file(), "it")) {
      assertEquals("account_id", rows.columns().getFirst());
      assertEquals("end", rows.columns().get(8));
      List<@Nullable String> first = Objects.requireNonNull(rows.next());
      assertEquals("192.0.2.1", first.get(1));
      assertEquals("4249", first.get(6));
      assertNull(Objects.requireNonNull(rows.next()).get(1));
      assertNull(rows.next());
      assertEquals(1, rows.progress());
    }
  }

  @Test
  void theyOpenAsFlowsAndWhatTheyDoNotSayIsNotKnown() throws Exception {
    try (FileSource source =
        FileSource.open(
            file(),
            Directions.inside(Directions.PRIVATE),
            DuckDbStore.temporary(),
            ParquetRows::open)) {
      assertTrue(source.await(20_000));
      assertEquals(
          "1 flows; it's a [log].parquet: no record says: packets", source.status().message());
      assertEquals(Set.of(FlowField.PACKETS), source.store().capabilities().lackedFields());
    }
  }

  @Test
  void recordsAreShownWithoutACounterThatTheyDoNotHave() throws Exception {
    Capabilities without = new Capabilities(Set.of(FlowField.PACKETS), Set.of());
    RecordQuery newest =
        new RecordQuery(
            TimeRange.ALL, Filter.all(), Set.of(FlowField.DST_PORT, FlowField.PACKETS), 5);
    assertEquals(Optional.empty(), without.lacks(newest));
    Filter large = FilterParser.parse("packets > 5");
    assertTrue(
        without
            .lacks(new RecordQuery(TimeRange.ALL, large, Set.of(FlowField.DST_PORT), 5))
            .isPresent());
  }

  @Test
  void countersThatAreSaidAreKnown() throws Exception {
    try (FileSource source =
        FileSource.open(
            Path.of("src/test/resources/logs/aws-vpc.log"),
            Directions.inside(Directions.PRIVATE),
            DuckDbStore.temporary())) {
      assertTrue(source.await(20_000));
      assertEquals(Set.of(), source.store().capabilities().lackedFields());
    }
  }

  @Test
  void whatIsNoParquetIsRefusedByName() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "PAR1 and no more");
    IOException e = assertThrows(IOException.class, () -> ParquetRows.open(file, "x"));
    assertTrue(String.valueOf(e.getMessage()).startsWith("x is no Parquet that can be read: "));
  }
}
