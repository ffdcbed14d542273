package weir.decode.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file of rows that only a store can read: Parquet. Whoever has such a store hands it on.
public interface TableFile extends AutoCloseable {
  /// Opens files of rows.
  interface Opening {
    /// @throws IOException if it cannot be read; says why
    TableFile open(Path file, String name) throws IOException;
  }

  /// Names of its columns, in order.
  List<String> columns();

  /// The next row's cells as text, null where a cell has no value; null behind the last row.
  @Nullable List<@Nullable String> next() throws IOException;

  /// How much of the file has been read, from 0 to 1; from any thread.
  double progress();

  @Override
  void close() throws IOException;
}
