package weir.store.duckdb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Attaches the slices of a folder, writes into the newest, and begins a new one every hour, at 50
/// million rows, and when flows fill fields that the newest has no columns for. One thread writes;
/// [#slices] can be read from any.
final class SliceWriter implements AutoCloseable {
  static final long MOST_ROWS = 50_000_000;
  static final long SLICE_SECONDS = 3600;

  private static final Logger LOG = LoggerFactory.getLogger(SliceWriter.class);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final DataFolder folder;
  private final Database database;
  private final InstantSource clock;
  private final RowPath rowPath;
  private final List<String> problems = new ArrayList<>();
  private volatile List<Slice> slices = List.of();
  private int aliases;

  // Of the writing thread: the slice that is written to, and what is not committed yet.
  private @Nullable DuckDBAppender appender;
  private @Nullable RowWriter rowWriter;
  private FlowTable table = FlowTable.with(Set.of());
  private final Set<FlowField> filled = EnumSet.noneOf(FlowField.class);
  private Instant since = Instant.MIN;
  private boolean inTransaction;
  private long pendingRows;
  private long pendingOldest = Long.MAX_VALUE;
  private long pendingNewest;

  SliceWriter(DataFolder folder, Database database, InstantSource clock) throws SQLException {
    this.folder = folder;
    this.database = database;
    this.clock = clock;
    this.rowPath = RowPath.choose(database);
    for (Path file : folder.slices()) {
      attachExisting(file);
    }
  }

  List<Slice> slices() {
    return slices;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  String path() {
    return rowPath == RowPath.CHUNKS ? "chunks" : "appender";
  }

  private void attachExisting(Path file) throws SQLException {
    String alias = "s" + ++aliases;
    try {
      attach(file, alias, "");
      add(inspect(alias, file));
    } catch (SQLException e) {
      detachQuietly(alias);
      String sentence = folder.setAside(file, firstLine(e));
      LOG.warn("{}", sentence);
      problems.add(sentence);
    }
  }

  private void attach(Path file, String alias, String options) throws SQLException {
    database.execute("ATTACH '" + file.toString().replace("'", "''") + "' AS " + alias + options);
  }

  private Slice inspect(String alias, Path file) throws SQLException {
    try (Statement statement = database.writer().createStatement()) {
      Set<FlowField> missing = new HashSet<>(FlowField.all());
      try (ResultSet columns =
          statement.executeQuery(
              "SELECT column_name FROM duckdb_columns() WHERE table_name = 'flows' AND database_name = '"
                  + alias
                  + "'")) {
        while (columns.next()) {
          FlowField.named(columns.getString(1)).ifPresent(missing::remove);
        }
      }
      if (missing.contains(FlowField.TIME_RECEIVED)) {
        throw new SQLException("it holds no flows");
      }
      try (ResultSet range =
          statement.executeQuery(
              "SELECT count(*), min(time_received_ns)::BIGINT, max(time_received_ns)::BIGINT FROM "
                  + alias
                  + ".flows")) {
        range.next();
        long rows = range.getLong(1);
        return new Slice(
            alias,
            file,
            rows,
            rows == 0 ? Long.MAX_VALUE : range.getLong(2),
            range.getLong(3),
            missing);
      }
    }
  }

  void append(FlowBatch batch) throws SQLException {
    Set<FlowField> used = FlowTable.used(batch);
    boolean fits = table.fields().containsAll(used);
    if (!fits) {
      commit();
    }
    filled.addAll(used);
    if (!inTransaction) {
      rollWhenDue(fits);
      database.execute("BEGIN TRANSACTION");
      inTransaction = true;
    }
    DuckDBAppender into = appender;
    RowWriter writer = rowWriter;
    if (into == null || writer == null) {
      throw new SQLException("no slice is open");
    }
    writer.append(into, batch);
    long[] received = batch.longs(FlowField.TIME_RECEIVED);
    for (int row = 0; row < batch.rows(); row++) {
      pendingOldest = Math.min(pendingOldest, received[row]);
      pendingNewest = Math.max(pendingNewest, received[row]);
    }
    pendingRows += batch.rows();
  }

  void commit() throws SQLException {
    if (!inTransaction) {
      return;
    }
    if (appender != null && rowWriter != null) {
      rowWriter.flush(appender);
    }
    database.execute("COMMIT");
    inTransaction = false;
    List<Slice> changed = new ArrayList<>(slices);
    changed.set(
        changed.size() - 1, changed.getLast().plus(pendingRows, pendingOldest, pendingNewest));
    slices = List.copyOf(changed);
    forgetPending();
  }

  /// Gives up what is not committed, after a failure; the next append begins a new slice.
  void abandon() {
    try {
      if (inTransaction) {
        database.execute("ROLLBACK");
      }
    } catch (SQLException e) {
      LOG.debug("rolling back: {}", e.getMessage());
    }
    inTransaction = false;
    closeAppender();
    forgetPending();
  }

  private void forgetPending() {
    pendingRows = 0;
    pendingOldest = Long.MAX_VALUE;
    pendingNewest = 0;
  }

  private void rollWhenDue(boolean fits) throws SQLException {
    Instant now = clock.instant();
    boolean due =
        appender == null
            || !fits
            || slices.getLast().rows() >= MOST_ROWS
            || now.isAfter(since.plusSeconds(SLICE_SECONDS))
            || now.isBefore(since);
    if (due) {
      roll(now);
    }
  }

  private void roll(Instant now) throws SQLException {
    closeAppender();
    Path file = folder.slice(NAME.format(now) + ".duckdb");
    for (int i = 2; Files.exists(file); i++) { // "_" sorts behind "."
      file = folder.slice(NAME.format(now) + "_" + i + ".duckdb");
    }
    String alias = "s" + ++aliases;
    // So that DuckDB from 1.2 on can open the file too.
    attach(file, alias, " (STORAGE_VERSION 'v1.2.0')");
    table = FlowTable.with(filled);
    filled.clear();
    database.execute(table.ddl(alias + ".flows"));
    add(new Slice(alias, file, 0, Long.MAX_VALUE, 0, table.missing()));
    appender = database.writer().createAppender(alias, "main", "flows");
    rowWriter = rowPath.writer(table);
    since = now;
  }

  private void add(Slice slice) {
    List<Slice> more = new ArrayList<>(slices);
    more.add(slice);
    slices = List.copyOf(more);
  }

  private void closeAppender() {
    if (appender != null) {
      try {
        appender.close();
      } catch (SQLException e) {
        LOG.debug("closing the appender: {}", e.getMessage());
      }
      appender = null;
    }
    if (rowWriter != null) {
      rowWriter.close();
      rowWriter = null;
    }
  }

  private void detachQuietly(String alias) {
    try {
      database.execute("DETACH DATABASE IF EXISTS " + alias);
    } catch (SQLException e) {
      LOG.debug("detaching {}: {}", alias, e.getMessage());
    }
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() throws SQLException {
    try {
      commit();
    } finally {
      closeAppender();
    }
    for (Slice slice : slices) {
      if (slice.rows() > 0) {
        database.execute("CHECKPOINT " + slice.alias());
      }
    }
  }
}
