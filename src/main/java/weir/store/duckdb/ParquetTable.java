package weir.store.duckdb;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.jspecify.annotations.Nullable;
import weir.store.OwnFiles;
import weir.store.StoreException;
import weir.store.duckdb.files.FileNames;

/// A table that becomes a Parquet file, there whole or not at all. DuckDB writes it, on a thread of
/// its own, while rows come: a few thousand of them are in memory, and those of a row group.
public final class ParquetTable implements AutoCloseable {
  private static final int MEMORY_MEBIBYTES = 512;
  private static final String ROWS = "weir_rows";

  /// What a column's values are, and what type they have in the file.
  public enum Kind {
    TEXT(DuckDBColumnType.VARCHAR, "%s"),
    /// Nanoseconds since 1970, in UTC.
    TIME(DuckDBColumnType.BIGINT, "make_timestamp_ns(%s)"),
    /// From 0 to 2^64 - 1.
    WHOLE(
        DuckDBColumnType.BIGINT,
        "(CASE WHEN %1$s < 0 THEN (%1$s::HUGEINT + 18446744073709551616)::UBIGINT ELSE"
            + " %1$s::UBIGINT END)"),
    SIGNED(DuckDBColumnType.BIGINT, "%s"),
    FRACTION(DuckDBColumnType.DOUBLE, "%s"),
    /// Of unsigned 32-bit numbers, handed over as text: "[1, 2]".
    LIST(DuckDBColumnType.VARCHAR, "%s::UINTEGER[]");

    private final DuckDBColumnType handed;
    private final String written;

    Kind(DuckDBColumnType handed, String written) {
      this.handed = handed;
      this.written = written;
    }
  }

  public record Column(String name, Kind kind) {}

  /// The cells of some rows, each asked for as its column's kind says.
  public interface Cells {
    /// Whether a cell has no value.
    boolean none(int row, int column);

    /// Also a list.
    String text(int row, int column);

    /// Also a time, and what has a sign.
    long whole(int row, int column);

    double fraction(int row, int column);
  }

  private final Path file;
  private final Path fresh;
  private final List<Column> columns;
  private final RowHandover rows;
  private final Thread writing;
  private volatile @Nullable Exception failure;

  private ParquetTable(Path file, List<Column> columns, Map<String, String> about)
      throws IOException {
    this.file = file;
    this.fresh = file.resolveSibling(file.getFileName() + ".new");
    this.columns = List.copyOf(columns);
    this.rows = new RowHandover(columns);
    Files.deleteIfExists(fresh);
    Files.createFile(fresh); // what is wrong with the place is known before the rows are
    OwnFiles.tighten(fresh, false);
    String copy = copy(columns, about);
    this.writing = Thread.ofPlatform().daemon().name("weir-parquet").start(() -> write(copy));
  }

  /// @param about what readers can ask the file itself, by name
  /// @throws StoreException if it cannot be written there
  public static ParquetTable open(Path file, List<Column> columns, Map<String, String> about) {
    FileNames.check(file);
    try {
      return new ParquetTable(file, columns, about);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static StoreException unwritable(Path file, Exception e) {
    String reason =
        e instanceof NoSuchFileException
            ? "its folder does not exist; make it first"
            : e instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : String.valueOf(e.getMessage());
    return new StoreException(
        file + " cannot be written: " + String.valueOf(reason).lines().findFirst().orElse(""), e);
  }

  private static String quoted(String text, char mark) {
    return mark + text.replace("" + mark, "" + mark + mark) + mark;
  }

  private String copy(List<Column> columns, Map<String, String> about) {
    StringJoiner cells = new StringJoiner(", ");
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      cells.add(column.kind.written.formatted("c" + i) + " AS " + quoted(column.name, '"'));
    }
    String said =
        about.entrySet().stream()
            .map(entry -> quoted(entry.getKey(), '"') + ": " + quoted(entry.getValue(), '\''))
            .collect(Collectors.joining(", "));
    return "COPY (SELECT %s FROM %s()) TO '%s' (FORMAT parquet, COMPRESSION zstd, PRESERVE_ORDER true, USE_TMP_FILE false%s)"
        .formatted(
            cells,
            ROWS,
            FileNames.quoted(fresh),
            said.isEmpty() ? "" : ", KV_METADATA {" + said + "}");
  }

  private void write(String copy) {
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("memory_limit", MEMORY_MEBIBYTES + "MiB");
    try (DuckDBConnection connection =
            (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
        DuckDBTableFunctionBuilder function = DuckDBFunctions.tableFunction();
        Statement statement = connection.createStatement()) {
      var _ = function.withName(ROWS).withFunction(new Given()).register(connection);
      statement.execute(copy);
    } catch (SQLException | RuntimeException e) {
      failure = e;
    } finally {
      rows.end();
    }
  }

  /// Gives DuckDB the rows that are handed over.
  private final class Given implements DuckDBTableFunction<Object, Object, Object> {
    @Override
    public Object bind(DuckDBTableFunctionBindInfo info) {
      for (int i = 0; i < columns.size(); i++) {
        info.addResultColumn("c" + i, columns.get(i).kind.handed);
      }
      return this;
    }

    @Override
    public Object init(DuckDBTableFunctionInitInfo info) {
      info.setMaxThreads(1);
      return this;
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter into)
        throws InterruptedException {
      return rows.take(into);
    }
  }

  /// Adds rows; waits while many are on their way.
  ///
  /// @throws StoreException if they cannot be written
  public void add(int count, Cells cells) {
    for (int from = 0; from < count; from += RowHandover.MOST_ROWS) {
      if (!rows.give(from, Math.min(count - from, RowHandover.MOST_ROWS), cells)) {
        throw failed();
      }
    }
  }

  private StoreException failed() {
    Exception known = failure;
    return unwritable(file, known == null ? new IOException("it was ended") : known);
  }

  /// Makes the file, in place of one that is there.
  ///
  /// @throws StoreException if it cannot be written
  public void finish() {
    boolean taken = rows.last();
    join();
    if (!taken || failure != null) {
      throw failed();
    }
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private void join() {
    boolean interrupted = false;
    while (writing.isAlive()) {
      try {
        writing.join();
      } catch (InterruptedException e) {
        interrupted = true; // DuckDB still writes
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Leaves nothing but the file, if it was made.
  @Override
  public void close() {
    rows.abandon();
    join();
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }
}
