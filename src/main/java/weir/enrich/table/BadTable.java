package weir.enrich.table;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file that is no table, or a damaged one: says which, where in it, and why.
public final class BadTable extends IOException {
  private static final long serialVersionUID = 1;

  /// @param place "line 3", "byte 4096 (unpacked)", or "" for the whole file
  BadTable(Path file, String place, String reason, @Nullable Throwable cause) {
    super(file + (place.isEmpty() ? "" : ", " + place) + ": " + reason, cause);
  }
}
