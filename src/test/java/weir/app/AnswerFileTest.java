package weir.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.export.AnswerFormat;
import weir.export.Sheet;
import weir.export.Sheets;

class AnswerFileTest {
  private static final long TIME = 1_700_000_000_000_000_123L;
  private static final Map<String, String> ABOUT = Map.of("filter", "src host '10.0.0.1'");

  @TempDir Path folder;

  /// Two rows with every kind of cell, and one that stands for what was left out.
  private record Cells() implements Sheet {
    private static final List<String> TEXTS = List.of("=1+1", "a|b,\"c\"\td", "");

    @Override
    public List<Column> columns() {
      return List.of(
          new Column("name", "Name", Kind.TEXT),
          new Column("time", "Time", Kind.TIME),
          new Column("bytes", "Bytes", Kind.WHOLE),
          new Column("bytes_change", "Bytes change", Kind.CHANGE),
          new Column("bps", "Bits/s", Kind.FRACTION));
    }

    @Override
    public int keys() {
      return 1;
    }

    @Override
    public int rows() {
      return 3;
    }

    @Override
    public boolean other(int row) {
      return row == 2;
    }

    @Override
    public boolean left(int row, int column) {
      return row == 2 && column == 0;
    }

    @Override
    public String text(int row, int column) {
      return column == 0 ? TEXTS.get(row) : "2023-11-14T22:13:20.000000123Z";
    }

    @Override
    public long whole(int row, int column) {
      return column == 1 ? TIME : column == 2 ? -1 - row : -row;
    }

    @Override
    public double fraction(int row, int column) {
      return row / 4.0;
    }

    @Override
    public String shown(int row, int column) {
      return column == 0 ? TEXTS.get(row) : "-" + row;
    }
  }

  private String written(String name, boolean marked) throws IOException {
    Path file = folder.resolve(name);
    AnswerFile.of(file, Optional.empty(), marked).write(ABOUT, to -> Sheets.print(new Cells(), to));
    return Files.readString(file);
  }

  @Test
  void csvHasNoFormulasAndItsNumbersAreNumbers() throws Exception {
    assertEquals(
        """
        name,time,bytes,bytes_change,bps
        '=1+1,2023-11-14T22:13:20.000000123Z,18446744073709551615,0,0.000
        "a|b,""c""\td",2023-11-14T22:13:20.000000123Z,18446744073709551614,-1,0.250
        other,2023-11-14T22:13:20.000000123Z,18446744073709551613,-2,0.500
        """,
        written("answer.csv", false));
    assertTrue(written("marked.CSV", true).startsWith("\uFEFFname,"));
  }

  @Test
  void tabsAreNoCellsOfTsv() throws Exception {
    List<String> lines = written("answer.tsv", false).lines().toList();
    assertEquals("name\ttime\tbytes\tbytes_change\tbps", lines.getFirst());
    assertTrue(lines.get(2).startsWith("a|b,\"c\" d\t2023-"), lines.get(2));
  }

  @Test
  void markdownHasTheNumbersForPeopleAndWhatIsAsked() throws Exception {
    assertEquals(
        """
        | Name | Time | Bytes | Bytes change | Bits/s |
        | --- | --- | ---: | ---: | ---: |
        | =1+1 | 2023-11-14T22:13:20.000000123Z | -0 | -0 | -0 |
        | a\\|b,"c"\td | 2023-11-14T22:13:20.000000123Z | -1 | -1 | -1 |
        | Other | 2023-11-14T22:13:20.000000123Z | -2 | -2 | -2 |

        filter: src host '10.0.0.1'; units: bytes: octets; bytes_change: octets; bps: bit/s
        """,
        written("answer.md", false));
  }

  private String told(String name) throws IOException {
    Path file = folder.resolve(name);
    AnswerFile.of(file, Optional.empty(), false)
        .in(ZoneId.of("Europe/Berlin"))
        .telling()
        .write(ABOUT, to -> Sheets.print(new Cells(), to));
    return Files.readString(file);
  }

  @Test
  void csvThatSaysWhatItIsAboutIsReadByOthers() throws Exception {
    List<String> lines = told("answer.csv").lines().toList();
    assertEquals("# filter: src host '10.0.0.1'", lines.getFirst());
    assertEquals("# units: bytes: octets; bytes_change: octets; bps: bit/s", lines.get(1));
    assertEquals("name,time,bytes,bytes_change,bps", lines.get(2));
    assertTrue(lines.get(3).startsWith("'=1+1,2023-11-14T23:13:20.000000123+01:00,"), lines.get(3));
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT count(*), sum(bps) FROM read_csv('%s', comment = '#')"
                    .formatted(folder.resolve("answer.csv")))) {
      assertTrue(found.next());
      assertEquals(3, found.getInt(1));
      assertEquals(0.75, found.getDouble(2));
    }
  }

  @Test
  void jsonThatSaysWhatItIsAboutIsAnObject() throws Exception {
    JsonNode json = JsonMapper.shared().readTree(told("answer.json"));
    assertEquals("src host '10.0.0.1'", json.get("about").get("filter").stringValue());
    assertEquals(3, json.get("rows").size());
    assertEquals(
        "2023-11-14T23:13:20.000000123+01:00", json.get("rows").get(0).get("time").stringValue());
    assertThrows(IllegalArgumentException.class, () -> told("answer.ndjson"));
  }

  @Test
  void jsonIsAnArrayAndNdjsonALineARow() throws Exception {
    String last =
        "{\"other\":true,\"time\":\"2023-11-14T22:13:20.000000123Z\",\"bytes\":18446744073709551613,"
            + "\"bytes_change\":-2,\"bps\":0.5}";
    List<String> lines = written("answer.ndjson", false).lines().toList();
    assertEquals(3, lines.size());
    assertEquals(last, lines.get(2));
    assertTrue(lines.get(1).startsWith("{\"name\":\"a|b,\\\"c\\\"\\td\","), lines.get(1));
    assertEquals("[\n" + String.join(",\n", lines) + "\n]\n", written("answer.json", false));
  }

  @Test
  void parquetHasEveryValueAndWhatIsAsked() throws Exception {
    Path file = folder.resolve("it's.parquet");
    AnswerFile.of(file, Optional.empty(), false).write(ABOUT, to -> Sheets.print(new Cells(), to));
    String quoted = file.toString().replace("'", "''");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      List<String> rows = new ArrayList<>();
      try (ResultSet found =
          statement.executeQuery(
              "SELECT name, epoch_ns(time), bytes, bytes_change, bps FROM '" + quoted + "'")) {
        while (found.next()) {
          rows.add(
              Stream.of(1, 2, 3, 4, 5)
                  .map(
                      column -> {
                        try {
                          return String.valueOf(found.getString(column));
                        } catch (SQLException e) {
                          throw new AssertionError(e);
                        }
                      })
                  .reduce((a, b) -> a + " " + b)
                  .orElseThrow());
        }
      }
      assertEquals(
          List.of(
              "=1+1 " + TIME + " 18446744073709551615 0 0.0",
              "a|b,\"c\"\td " + TIME + " 18446744073709551614 -1 0.25",
              "null " + TIME + " 18446744073709551613 -2 0.5"),
          rows);
      try (ResultSet found =
          statement.executeQuery(
              "SELECT decode(value) FROM parquet_kv_metadata('"
                  + quoted
                  + "') WHERE decode(key) = 'filter'")) {
        assertTrue(found.next());
        assertEquals("src host '10.0.0.1'", found.getString(1));
      }
    }
    assertOnly(file);
  }

  private void assertOnly(Path... there) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertArrayEquals(there, files.sorted().toArray());
    }
  }

  @Test
  void whatBreaksOffLeavesNothing() throws Exception {
    for (String name : List.of("answer.csv", "answer.parquet")) {
      AnswerFile file = AnswerFile.of(folder.resolve(name), Optional.empty(), false);
      assertThrows(
          UncheckedIOException.class,
          () ->
              file.write(
                  ABOUT,
                  to -> {
                    Sheets.print(new Cells(), to);
                    throw new UncheckedIOException(new IOException("the disk is gone"));
                  }));
      assertOnly();
    }
    AnswerFile.of(folder.resolve("answer.csv"), Optional.empty(), false)
        .write(ABOUT, to -> Sheets.print(new Cells(), to));
    assertOnly(folder.resolve("answer.csv"));
  }

  @Test
  void theNameSaysHow() throws Exception {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> AnswerFile.of(Path.of("answer.xls"), Optional.empty(), false));
    assertEquals(
        "cannot tell from the name answer.xls what to write; let it end with .txt, .json, .ndjson,"
            + " .csv, .tsv, .md, .parquet",
        refused.getMessage());
    Path odd = folder.resolve("answer.xls");
    AnswerFile.of(odd, Optional.of(AnswerFormat.CSV), false)
        .write(ABOUT, to -> Sheets.print(new Cells(), to));
    assertTrue(Files.readString(odd).startsWith("name,time"));
  }
}
