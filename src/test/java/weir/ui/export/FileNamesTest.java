package weir.ui.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
  private static final Path HOME = Path.of("/home/me");

  @Test
  void aNameSaysWhatAndWhen() {
    LocalDateTime now = LocalDateTime.of(2026, 11, 29, 14, 32, 59);
    assertEquals("weir-overview-20261129-1432.svg", FileNames.proposed("overview", now, "svg"));
    assertEquals("weir-a-b-20261129-1432.png", FileNames.proposed("a / b", now, "png"));
  }

  @ParameterizedTest
  @CsvSource({
    "x.csv, csv, x.csv",
    "x.csv, tsv, x.tsv",
    "x.CSV, csv, x.CSV",
    "x, pdf, x.pdf",
    "report.v2, svg, report.v2.svg",
    "x.pcapng, parquet, x.parquet",
    ".csv, json, .csv.json"
  })
  void theEndSaysHow(String name, String ending, String ended) {
    assertEquals(ended, FileNames.ended(name, ending));
  }

  @Test
  void whatIsTypedIsAFileOfTheFolder() {
    assertEquals(Optional.of(HOME.resolve("x.csv")), FileNames.file(" x ", HOME, "csv"));
    assertEquals(Optional.of(Path.of("/tmp/x.md")), FileNames.file("/tmp/a/../x.md", HOME, "md"));
    assertEquals(
        Optional.of(Path.of(System.getProperty("user.home"), "x.svg")),
        FileNames.file("~/x.svg", HOME, "svg"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "/tmp/", "a\0b"})
  void whatIsNoneIsNone(String typed) {
    assertEquals(Optional.empty(), FileNames.file(typed, HOME, "csv"));
  }

  @Test
  void manyTablesAreManyFiles() {
    Path file = HOME.resolve("weir.x.csv");
    assertEquals(List.of(file), FileNames.each(file, List.of("hosts")));
    assertEquals(
        List.of(HOME.resolve("weir.x-hosts.csv"), HOME.resolve("weir.x-ports.csv")),
        FileNames.each(file, List.of("hosts", "ports")));
  }

  @Test
  void pixelsAreNumbersWithinBounds() {
    assertEquals(new PictureSize("Pixels", 640, 480), PictureSize.of(" 640", "480 "));
    for (String wrong : List.of("", "12", "8001", "1e3", "-640", "640.5")) {
      assertThrows(IllegalArgumentException.class, () -> PictureSize.of("640", wrong), wrong);
    }
  }
}
