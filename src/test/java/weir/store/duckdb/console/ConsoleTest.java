package weir.store.duckdb.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.SqlAnswer;
import weir.sql.FlowsView;
import weir.sql.SqlWords;
import weir.store.Cancel;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.SqlLimits;
import weir.store.StatementException;
import weir.store.StoreException;
import weir.store.duckdb.DuckDbStore;

class ConsoleTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final int ROWS = 3000;
  private static final IpAddress[] ADDRESSES = addresses();

  @TempDir private static Path folder;
  private static FlowArchive store;

  @BeforeAll
  static void fill() {
    store = DuckDbStore.open(folder.resolve("set"));
    FlowBatch batch = new FlowBatch();
    for (int row = 0; row < ROWS; row++) {
      batch.set(FlowField.TIME_RECEIVED, START + row * 1_000_000L);
      IpAddress source = ADDRESSES[row % ADDRESSES.length];
      batch.setAddress(FlowField.SRC_ADDRESS, source.high(), source.low());
      batch.setAddress(FlowField.DST_ADDRESS, 0, IpAddress.mapped(0x0a000001));
      batch.set(FlowField.PROTOCOL, 6);
      batch.set(FlowField.DST_PORT, row % 7);
      batch.set(FlowField.BYTES, 100);
      batch.set(FlowField.PACKETS, 1);
      batch.set(FlowField.SAMPLING_RATE, row % 2 == 0 ? 10 : 0);
      batch.set(FlowField.SRC_MAC, 0x0a0b0c0d0e0fL);
      batch.endRow();
    }
    try (FlowWriter writer = store.writer()) {
      writer.append(batch);
    }
  }

  /// With runs of zeros of every length at every place.
  private static IpAddress[] addresses() {
    List<IpAddress> all =
        new ArrayList<>(List.of(new IpAddress(0, IpAddress.mapped(0xc0000201)), IpAddress.NONE));
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      long high = 0;
      long low = 0;
      for (int group = 0; group < 4; group++) {
        high = high << 16 | (random.nextInt(3) == 0 ? random.nextInt(65536) : 0);
        low = low << 16 | (random.nextInt(3) == 0 ? random.nextInt(65536) : 0);
      }
      all.add(new IpAddress(high, low));
    }
    return all.toArray(IpAddress[]::new);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static SqlAnswer run(String statement) {
    return store.run(statement, SqlLimits.USUAL, new Cancel());
  }

  private static String first(String statement) {
    return run(statement).rows().getFirst().toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT count(*), sum(bytes), sum(bytes * rate) FROM flows|[3000, 300000, 1650000]",
        "select dst_addr, count(*) from FLOWS group by all;|[10.0.0.1, 3000]",
        "SELECT src_mac, src_mac_lo FROM flows LIMIT 1 -- one;|[0a:0b:0c:0d:0e:0f, 11042563100175]",
        "SELECT min(time_received), min(time_received_ns) FROM flows|[1700000000000000000, 1700000000000000000]",
        "WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT y FROM b|[2]",
        "FROM flows SELECT count(*)|[3000]",
        "SELECT 1.5, 'x', NULL, true, [1, 2], INTERVAL 1 DAY|[1.5, x, null, true, [1, 2], 1 day]",
        "SELECT dst_port, row_number() OVER (ORDER BY dst_port) FROM flows ORDER BY 2|[0, 1]",
        "SELECT (SELECT max(bytes) FROM flows), EXISTS (SELECT 1 FROM flows)|[100, true]",
        "SELECT time_bucket(INTERVAL '1 minute', time_received) AS t, count(*) FROM flows GROUP BY t|[1699999980000000000, 3000]",
        "SELECT sum(v) FROM (VALUES (1), (2)) AS t(v)|[3]",
        "SELECT a.bytes FROM flows a JOIN flows b USING (time_received_ns) LIMIT 1|[100]",
        "SELECT sum(x) FROM range(4) t(x)|[6]",
        "SELECT list_transform([1, 2], lambda x: x + 1)|[[2, 3]]",
        "SELECT dst_port FROM flows GROUP BY 1 UNION ALL SELECT 9 ORDER BY 1 DESC|[9]",
        "SELECT address(0, 281473902969345)|[192.0.2.1]",
        "SELECT CASE WHEN proto IN (6, 17) THEN 'l4' END, proto::VARCHAR, bytes BETWEEN 1 AND 200, src_as IS NULL FROM flows|[l4, 6, true, false]",
        "SELECT ';' AS a|[;]",
        "SELECT column_name FROM (DESCRIBE flows) LIMIT 1|[time_received]",
      })
  void answers(String statement, String row) {
    assertEquals(row, first(statement));
  }

  /// Whatever reads, writes, loads, sets or shows anything but the flows.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_csv_auto('/etc/passwd')",
        "SELECT * FROM read_parquet('x.parquet')",
        "SELECT * FROM parquet_scan('x.parquet')",
        "SELECT * FROM parquet_metadata('x.parquet')",
        "SELECT * FROM read_json('x.json')",
        "SELECT * FROM read_json_auto('x.json')",
        "SELECT * FROM read_ndjson('x.json')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_blob('/etc/passwd')",
        "SELECT * FROM read_duckdb('x.db')",
        "SELECT * FROM sniff_csv('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM 'x.csv'",
        "SELECT * FROM \"x.parquet\"",
        "SELECT * FROM 'https://example.com/x.parquet'",
        "FROM 'x.json'",
        "SELECT (SELECT count(*) FROM 'x.csv')",
        "SELECT * FROM flows WHERE EXISTS (FROM 'x.csv')",
        "SELECT * FROM flows, 'x.csv'",
        "SELECT * FROM flows JOIN read_text('/etc/passwd') ON true",
        "SELECT * FROM flows, LATERAL (SELECT * FROM glob('/*'))",
        "SELECT * FROM range((SELECT count(*) FROM glob('/*')))",
        "SELECT list_transform([1], lambda x: (SELECT count(*) FROM glob('/*')))",
        "SELECT 1 LIMIT (SELECT count(*) FROM glob('/*'))",
        "SELECT 1 ORDER BY (SELECT count(*) FROM glob('/*'))",
        "SELECT count(*) FILTER (WHERE (SELECT count(*) FROM glob('/*')) > 0) FROM flows",
        "SELECT sum(bytes) OVER (ORDER BY (SELECT count(*) FROM glob('/*'))) FROM flows",
        "SELECT * FROM (VALUES ((SELECT count(*) FROM glob('/*')))) t",
        "SELECT CASE WHEN true THEN (SELECT count(*) FROM glob('/*')) END",
        "SELECT 1 UNION ALL SELECT count(*) FROM glob('/*')",
        "WITH a AS (SELECT * FROM glob('/*')) SELECT * FROM a",
        "WITH \"x.csv\" AS (SELECT * FROM \"x.csv\") SELECT * FROM \"x.csv\"",
        "SELECT * FROM (WITH \"x.csv\" AS (SELECT 1) SELECT 1) t, 'x.csv'",
        "WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a",
        "WITH duckdb_settings AS (SELECT * FROM duckdb_settings) SELECT * FROM duckdb_settings",
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT * FROM t",
        "SELECT * FROM query('SELECT 1')",
        "SELECT * FROM query_table('flows')",
        "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
        "SELECT json_serialize_sql('SELECT 1')",
        "SELECT * FROM seq_scan('flows')",
        "SELECT * FROM arrow_scan(1, 2, 3)",
        "SELECT * FROM which_secret('a', 'b')",
        "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM duckdb_databases()",
        "SELECT * FROM duckdb_tables",
        "SELECT * FROM duckdb_logs",
        "SELECT * FROM duckdb_temporary_files()",
        "SELECT * FROM pragma_database_list",
        "SELECT * FROM pragma_storage_info('flows')",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM pg_catalog.pg_tables",
        "SELECT * FROM sqlite_master",
        "SELECT * FROM s1.flows",
        "SELECT * FROM main.flows",
        "SELECT * FROM temp.flows",
        "SELECT * FROM temp.main.flows",
        "SELECT * FROM flows AT (VERSION => 1)",
        "SELECT getenv('HOME')",
        "SELECT current_setting('temp_directory')",
        "SELECT getvariable('x')",
        "SELECT nextval('x')",
        "SELECT pg_sleep(1)",
        "SELECT sleep_ms(1000)",
        "SELECT repeat('x', 2000000000)",
        "SELECT range(1000000000000)",
        "SELECT 'HOME'.getenv()",
        "SELECT main.abs(1)",
        "SELECT write_log('x')",
        "SELECT mac_text(1)",
        "CALL pragma_version()",
        "PRAGMA version",
        "PRAGMA database_list",
        "SET threads = 1",
        "SET VARIABLE x = 1",
        "RESET threads",
        "COPY flows TO '/tmp/weir-out.csv'",
        "COPY (SELECT 1) TO '/tmp/weir-out.csv'",
        "EXPORT DATABASE '/tmp/weir-out'",
        "IMPORT DATABASE '/tmp/weir-out'",
        "ATTACH 'x.db'",
        "ATTACH ':memory:' AS other",
        "DETACH s1",
        "USE memory",
        "INSTALL httpfs",
        "LOAD httpfs",
        "FORCE INSTALL httpfs",
        "UPDATE EXTENSIONS",
        "CREATE TABLE x (a INT)",
        "CREATE TEMP TABLE x AS SELECT 1",
        "CREATE VIEW x AS SELECT 1",
        "CREATE MACRO x() AS 1",
        "CREATE SECRET x (TYPE s3)",
        "CREATE SEQUENCE x",
        "DROP VIEW flows",
        "DROP TABLE s1.flows",
        "INSERT INTO flows SELECT * FROM flows",
        "INSERT INTO s1.flows SELECT * FROM s1.flows",
        "DELETE FROM s1.flows",
        "UPDATE s1.flows SET bytes = 0",
        "MERGE INTO s1.flows USING flows ON false WHEN NOT MATCHED THEN INSERT",
        "TRUNCATE s1.flows",
        "ALTER TABLE s1.flows RENAME TO x",
        "VACUUM",
        "CHECKPOINT",
        "FORCE CHECKPOINT s1",
        "BEGIN",
        "COMMIT",
        "ROLLBACK",
        "PREPARE x AS SELECT 1",
        "EXECUTE x",
        "DEALLOCATE x",
        "EXPLAIN ANALYZE SELECT * FROM 'x.csv'",
        "EXPLAIN SELECT 1",
        "SHOW TABLES",
        "SHOW ALL TABLES",
        "SHOW DATABASES",
        "DESCRIBE s1.flows",
        "DESCRIBE 'x.csv'",
        "DESCRIBE SELECT * FROM 'x.csv'",
        "SUMMARIZE 'x.csv'",
        "SUMMARIZE s1.flows",
        "PIVOT 'x.csv' ON a",
        "SELECT 1; SELECT 2",
        "SELECT 1; COPY flows TO '/tmp/weir-out.csv'",
        "SELECT 1); COPY flows TO '/tmp/weir-out.csv'; SELECT (1",
        "SELECT 1) UNION ALL (SELECT count(*) FROM glob('/*')",
        "SELECT 1 /* ; */ ; ATTACH 'x.db' --",
        "SELECT 1 -- \n; SET threads = 1",
        "SELECT ?",
        "SELECT $1",
        "SELECT nothing(",
        ";",
        " ",
      })
  void refuses(String statement) {
    assertThrows(StatementException.class, () -> run(statement), statement);
    assertFalse(Files.exists(Path.of("/tmp/weir-out.csv")));
    assertEquals("[3000]", first("SELECT count(*) FROM flows"));
  }

  /// What is too deep ends the statement, never the process.
  @Test
  void deepAndWideExpressionsAreAnsweredOrRefused() {
    assertEquals("[100]", first("SELECT 1" + "+1".repeat(99)));
    for (int deep : new int[] {900, 20_000}) {
      String sum = "SELECT 1" + "+1".repeat(deep);
      assertThrows(StatementException.class, () -> run(sum), sum.substring(0, 20));
    }
    String nested = "SELECT " + "(".repeat(9_000) + "1" + ")".repeat(9_000);
    assertThrows(StatementException.class, () -> run(nested));
    String wide = "src_port = 1" + " OR src_port = 2".repeat(5_000);
    assertEquals(1, run("SELECT count(*) FROM flows WHERE NOT (" + wide + ")").rows().size());
  }

  @Test
  void addressesReadAsEverywhere() {
    for (List<?> row :
        run("SELECT DISTINCT src_addr, src_addr_hi::VARCHAR, src_addr_lo::VARCHAR FROM flows")
            .rows()) {
      IpAddress address = new IpAddress(number(row.get(1)), number(row.get(2)));
      assertEquals(address.toString(), row.getFirst());
    }
    assertEquals(
        "[" + Arrays.stream(ADDRESSES).distinct().count() + "]",
        first("SELECT count(DISTINCT src_addr) FROM flows"));
  }

  private static long number(Object value) {
    return Long.parseUnsignedLong((String) value);
  }

  @Test
  void rowsAreBounded() {
    SqlAnswer some =
        store.run(
            "SELECT bytes FROM flows", new SqlLimits(10, Duration.ofSeconds(9)), new Cancel());
    assertEquals(10, some.rows().size());
    assertTrue(some.more());
    assertFalse(run("SELECT bytes FROM flows").more());
  }

  @Test
  void longCellsAreCut() {
    String text =
        String.valueOf(run("SELECT string_agg(src_addr) FROM flows").rows().getFirst().getFirst());
    assertEquals(20_001, text.length());
  }

  private static final String LONG =
      "SELECT sum(sin(a.bytes * b.dst_port + c.dst_port)) FROM flows a, flows b, flows c";

  @Test
  void timeIsBounded() {
    long started = System.nanoTime();
    StoreException late =
        assertThrows(
            StoreException.class,
            () -> store.run(LONG, new SqlLimits(10, Duration.ofMillis(300)), new Cancel()));
    assertTrue(
        String.valueOf(late.getMessage()).contains("took longer than 300 ms"), late.getMessage());
    assertTrue(System.nanoTime() - started < 5_000_000_000L);
  }

  @Test
  void takenBack() throws InterruptedException {
    Cancel cancel = new Cancel();
    Thread other =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Thread.sleep(200);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  cancel.cancel();
                });
    StoreException over =
        assertThrows(StoreException.class, () -> store.run(LONG, SqlLimits.USUAL, cancel));
    assertTrue(over.isCancelled());
    other.join();
  }

  @Test
  void closingDoesNotWait() throws InterruptedException {
    FlowArchive other = DuckDbStore.temporary();
    Thread asking =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThrows(
                        StoreException.class,
                        () ->
                            other.run(
                                "SELECT sum(sin(a.range * b.range)) FROM range(9999999) a,"
                                    + " range(9999999) b",
                                SqlLimits.USUAL,
                                new Cancel())));
    Thread.sleep(300);
    long started = System.nanoTime();
    other.close();
    assertTrue(System.nanoTime() - started < 5_000_000_000L);
    asking.join();
  }

  @Test
  void flowsThatCameInSinceAreThere() {
    try (FlowArchive other = DuckDbStore.temporary()) {
      assertEquals(
          "[0]",
          other
              .run("SELECT count(*) FROM flows", SqlLimits.USUAL, new Cancel())
              .rows()
              .getFirst()
              .toString());
      FlowBatch batch = new FlowBatch();
      batch.set(FlowField.TIME_RECEIVED, START);
      batch.endRow();
      try (FlowWriter writer = other.writer()) {
        writer.append(batch);
      }
      assertEquals(
          "[1]",
          other
              .run("SELECT count(*) FROM flows", SqlLimits.USUAL, new Cancel())
              .rows()
              .getFirst()
              .toString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEC 1|0",
        "SELECT bytez FROM flows|7",
        "SELECT 1 FROM flowz|14",
        "SELECT getenv('x')|7",
        "SELECT 'ä', bytez FROM flows|12",
        "SELECT bytes,\\n  bytez\\nFROM flows|16",
      })
  void saysWhere(String statement, int position) {
    String text = statement.replace("\\n", "\n");
    StatementException wrong = assertThrows(StatementException.class, () -> run(text));
    assertEquals(position, wrong.position(), wrong.getMessage());
  }

  @Test
  void saysWhatItIsLike() {
    StatementException wrong =
        assertThrows(StatementException.class, () -> run("SELECT srcaddr FROM flows"));
    assertTrue(String.valueOf(wrong.getMessage()).contains("src_addr"), wrong.getMessage());
  }

  @Test
  void columnsAreThose() {
    List<String> all = FlowsView.columns().stream().map(FlowsView.Column::name).toList();
    assertEquals(
        all, run("DESCRIBE flows").rows().stream().map(row -> row.getFirst().toString()).toList());
    int names = all.indexOf(FlowsView.RATE) + 1;
    assertEquals(
        all.subList(0, names),
        run("SELECT * FROM flows LIMIT 1").columns().stream().map(SqlAnswer.Column::name).toList(),
        "names are looked up for who says them");
  }

  /// What does not touch flows, or more than a value, is on nobody's list.
  @Test
  void noFunctionReachesOut() {
    for (String name : List.of("getenv", "glob", "current_setting", "query", "repeat", "format")) {
      assertFalse(SqlWords.functions().contains(name), name);
    }
    assertTrue(
        SqlWords.functions().stream()
            .noneMatch(
                name ->
                    name.startsWith("read_")
                        || name.startsWith("pragma")
                        || name.startsWith("duckdb")));
  }
}
