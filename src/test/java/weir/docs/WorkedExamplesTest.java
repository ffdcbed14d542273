package weir.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.store.duckdb.files.FlowTable;

/// How many places a change touches, as CONTRIBUTING.md says it. A new view is `NewViewTest`, a new
/// source `LiveInputTest`.
class WorkedExamplesTest {
  /// Elements of IPFIX that are copied as they are: nothing but the catalogue names them.
  private static final List<FlowField> PLAIN = List.of(FlowField.MPLS_TOP_TYPE);

  private static List<Path> naming(FlowField field) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(path -> path.toString().endsWith(".java"))
          .filter(path -> contains(path, field.name()))
          .toList();
    }
  }

  private static boolean contains(Path path, String word) {
    try {
      return Files.readString(path).matches("(?s).*\\b" + word + "\\b.*");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFieldIsOneRow() throws IOException, FilterSyntaxException {
    for (FlowField field : PLAIN) {
      assertEquals(
          List.of(Path.of("src/main/java/weir/flow/FlowField.java")), naming(field), field.name());
      assertEquals(Set.of(field), Dimensions.BUILT_IN.require(field.fieldName()).fields());
      assertEquals(
          new Filter.Compare(field, Filter.Op.EQ, 7), FilterParser.parse(field.fieldName() + " 7"));
      assertTrue(FlowTable.without(Set.of()).fields().contains(field), "slices have a column");
      assertTrue(Files.readString(Path.of("docs/fields.md")).contains(field.fieldName()));
    }
  }
}
