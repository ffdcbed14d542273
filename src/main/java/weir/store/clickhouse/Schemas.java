package weir.store.clickhouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import weir.query.JsonValue;
import weir.query.ResourceFolder;

/// The schemas there are: every file `weir/schemas/*.json` on the class path.
final class Schemas {
  private static final String FOLDER = "weir/schemas";

  private Schemas() {}

  /// @throws IllegalArgumentException if a file is wrong: which, where, and what was expected
  static List<Schema> all() {
    List<Schema> schemas = new ArrayList<>();
    try {
      for (ResourceFolder.File file :
          ResourceFolder.files(Schemas.class.getClassLoader(), FOLDER, ".json")) {
        schemas.add(Schema.of(file.name(), JsonValue.read(file.path(), file.bytes())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the schemas cannot be read: " + e, e);
    }
    return schemas;
  }
}
