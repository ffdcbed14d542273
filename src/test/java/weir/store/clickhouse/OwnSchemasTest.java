package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.store.OwnFiles;
import weir.store.SchemaGuess;
import weir.store.StoreException;
import weir.store.TableColumns;

/// Schema files of the user's own.
class OwnSchemasTest {
  private static final String GOOD =
      """
      {"title": "Mine", "tells": ["a"], "time": [{"column": "a", "nanos": "$", "literal": "$", "unit": 1}],
       "fields": {"bytes": "{b}"}}
      """;

  @TempDir private Path folder;

  @Test
  void ownOnesComeFirstAndAWrongOneHindersNoOther() throws Exception {
    Files.writeString(folder.resolve("mine.json"), GOOD);
    Files.writeString(folder.resolve("bad.json"), GOOD.replace("\"bytes\"", "\"byte\""));
    Files.writeString(folder.resolve("notes.txt"), "no schema");
    Schemas.Found found = new Schemas(Optional.of(folder)).read();
    assertEquals("Mine", found.all().getFirst().title());
    assertEquals(1 + Schemas.shipped().size(), found.all().size());
    assertEquals(
        List.of(
            folder.resolve("bad.json")
                + ", line 2, column 13: 'byte' is no field; see weir query --help"),
        found.problems());
  }

  @Test
  void noFolderIsNoProblem() {
    assertEquals(List.of(), new Schemas(Optional.of(folder.resolve("none"))).read().problems());
  }

  @Test
  void aGuessIsKeptPrivatelyUnderItsTitle() throws Exception {
    Path below = folder.resolve("weir/schemas");
    Schemas schemas = new Schemas(Optional.of(below));
    SchemaGuess guess =
        SchemaGuess.of(
                new TableColumns(
                    "own",
                    "t",
                    List.of(
                        column("ts", "DateTime"),
                        column("srcip", "IPv6"),
                        column("dstip", "IPv6"),
                        column("bytes", "UInt64"))))
            .withTitle("../My Flows");
    Path file = schemas.keep(guess);
    assertEquals(below.resolve("schema..-my-flows.json"), file);
    assertEquals("../My Flows", schemas.read().all().getFirst().title());
    assertTrue(schemas.read().all().getFirst().own());
    if (OwnFiles.hasModes()) {
      assertEquals("rw-------", modes(file));
      assertEquals("rwx------", modes(below));
    }
    assertThrows(StoreException.class, () -> Schemas.SHIPPED.keep(guess));
  }

  private static TableColumns.Column column(String name, String type) {
    return new TableColumns.Column(name, type, false);
  }

  private static String modes(Path path) throws Exception {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path));
  }
}
