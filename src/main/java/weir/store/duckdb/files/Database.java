package weir.store.duckdb.files;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.query.Dimension;
import weir.sql.NameFunction;
import weir.sql.PlaceFunction;
import weir.store.Cancel;
import weir.store.StoreException;

/// One DuckDB instance in memory, to which the slices are attached: a connection for what is done
/// to the instance itself, connections for writers, and connections that readers take and give
/// back.
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /// More than is ever allocated.
  private static final String NEVER = "1TiB";

  /// Limit while memory is ample: so far away that DuckDB does not give back what is freed.
  private static final int AMPLE_MEBIBYTES = 2048;

  /// What is left to the cache then, time and again; more than writers need at once.
  private static final int CACHED_MEBIBYTES = 200;

  /// Rows that are written in between: some 50 MiB.
  private static final long ROWS_CACHED = 1_000_000;

  private static final long SHORTEST_LOG = 1 << 20;

  /// DuckDB's own limit.
  private static final long LONGEST_LOG = 16_000_000;

  private static final long MOST_SPILLED = 20_000_000_000L;
  private static final int STEP_MEBIBYTES = 10;
  private static final int STEP_VALUES = STEP_MEBIBYTES * 1024 * 1024 / Double.BYTES;

  private final DuckDBConnection writer;
  private final PlaceFunction places = new PlaceFunction();
  private final NameFunction names = new NameFunction();
  private final int memoryMebibytes;
  private boolean packsQuickly;
  private boolean ample;
  private long rowsCached;
  private int asking;
  private int ordered;
  private final Queue<Connection> readers = new ConcurrentLinkedQueue<>();

  /// @param temporaryFiles folder for what queries spill: at most 20 GB, and a tenth of what is
  ///   free there now is left to others
  /// @param threads most that one question uses
  /// @param memoryMebibytes most that is held; what needs more is spilled
  /// @param kept whether it is not given back to the system once it was used: what writers fill and
  ///   free all the time is cheaper kept, as a page costs more to get again than to fill
  public Database(Path temporaryFiles, int threads, int memoryMebibytes, boolean kept)
      throws SQLException {
    this.memoryMebibytes = memoryMebibytes;
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("threads", Integer.toString(threads));
    settings.setProperty("memory_limit", memoryMebibytes + "MiB");
    if (kept) {
      settings.setProperty("block_allocator_memory", memoryMebibytes + "MiB");
      settings.setProperty("allocator_flush_threshold", NEVER);
    }
    settings.setProperty("temp_directory", FileNames.plain(FileNames.check(temporaryFiles)));
    long room = temporaryFiles.toFile().getUsableSpace() / 10 * 9;
    settings.setProperty("max_temp_directory_size", Math.min(MOST_SPILLED, room) + "B");
    settings.setProperty("preserve_insertion_order", "false");
    writer = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
    LookUp.register(places, writer);
    LookUp.register(names, writer);
  }

  /// Octets of a log that are packed into their file at once, on a disk of that size: small disks
  /// have no room for long logs.
  public static long logBytes(long diskBytes) {
    return diskBytes == 0 ? LONGEST_LOG : Math.clamp(diskBytes / 64, SHORTEST_LOG, LONGEST_LOG);
  }

  /// Tables of names that statements look values up in.
  public PlaceFunction places() {
    return places;
  }

  /// Makes the tables of a dimension known to statements.
  public void know(Dimension dimension) {
    places.know(List.of(dimension));
  }

  /// Words that columns of names have.
  public NameFunction names() {
    return names;
  }

  /// See [#logBytes].
  public void limitLogs(long diskBytes) throws SQLException {
    execute("SET checkpoint_threshold = '" + logBytes(diskBytes) + "B'");
  }

  /// Packs what is written in the quickest way that packs at all, or in the one that takes the
  /// least room: trying all ways takes a sixth of the time, and saves a tenth of the room.
  public synchronized void packQuickly(boolean quickly) throws SQLException {
    if (quickly != packsQuickly) {
      execute("SET force_compression = '" + (quickly ? "bitpacking" : "auto") + "'");
      packsQuickly = quickly;
    }
  }

  /// Whether writers need all that they have freed again at once. DuckDB caches what they have
  /// written until the limit is reached, and from then on gives what is freed back to the system,
  /// 32 MiB at a time. With ample memory the limit is out of reach, and [#written] keeps the cache
  /// small: half as many page faults, a quarter less time for a row.
  public synchronized void ampleMemory(boolean wanted) {
    if (wanted != ample && limitMemory(wanted ? AMPLE_MEBIBYTES : memoryMebibytes)) {
      ample = wanted;
      rowsCached = 0;
    }
  }

  /// So many rows have been committed. A question that is being answered may need what it has.
  public synchronized void written(long rows) {
    rowsCached += rows;
    if (ample && rowsCached >= ROWS_CACHED && asking == 0) {
      rowsCached = 0;
      if (limitMemory(CACHED_MEBIBYTES)) {
        ample = limitMemory(AMPLE_MEBIBYTES);
      }
    }
  }

  private synchronized void asking(int more) {
    asking += more;
  }

  /// Somebody minds the order of rows.
  @FunctionalInterface
  public interface Order extends AutoCloseable {
    @Override
    void close();
  }

  /// Has statements without an order of their own give rows as they lie, and what is read of packed
  /// files is not kept for the next question, until it is closed: all of it is read once. DuckDB
  /// knows both for all connections alone; questions that do not mind need more memory meanwhile.
  public Order keepOrder() {
    order(1);
    return () -> order(-1);
  }

  private synchronized void order(int more) {
    try {
      boolean reading = ordered + more > 0;
      execute("SET preserve_insertion_order = " + reading);
      execute("SET enable_external_file_cache = " + !reading);
      ordered += more;
    } catch (SQLException e) {
      throw new StoreException("the order of rows could not be kept: " + e.getMessage(), e);
    }
  }

  /// Whether DuckDB could; it cannot where more is in use.
  private boolean limitMemory(int mebibytes) {
    try {
      execute("SET memory_limit = '" + mebibytes + "MiB'");
      return true;
    } catch (SQLException e) {
      LOG.debug("the memory is not limited to {} MiB: {}", mebibytes, e.getMessage());
      return false;
    }
  }

  public synchronized void useThreads(int threads) throws SQLException {
    execute("SET threads = " + threads);
  }

  /// Works on a connection.
  @FunctionalInterface
  public interface Alone<T> {
    T on(DuckDBConnection own) throws SQLException;
  }

  /// Works on the instance's own connection: one at a time, as it has one result open at a time.
  public synchronized <T> T alone(Alone<T> work) throws SQLException {
    return work.on(writer);
  }

  /// A further connection; the caller's to close.
  public synchronized DuckDBConnection duplicate() throws SQLException {
    return writer.duplicate();
  }

  /// Packs an attached file's log into it. On a connection of its own, which nobody interrupts:
  /// that it would be safe to is promised nowhere.
  void checkpoint(String alias) throws SQLException {
    try (Connection own = duplicate()) {
      execute(own, "CHECKPOINT " + alias);
    }
  }

  public synchronized void execute(String sql) throws SQLException {
    execute(writer, sql);
  }

  public static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Fills so much memory and gives it back, which stays with the process if it is kept.
  ///
  /// @param enough asked again and again; ends it early
  public void touch(int mebibytes, BooleanSupplier enough) throws SQLException {
    try (Connection own = duplicate()) {
      execute(own, "CREATE TEMP TABLE touched (value DOUBLE)");
      for (int filled = 0; filled < mebibytes && !enough.getAsBoolean(); filled += STEP_MEBIBYTES) {
        execute(own, "INSERT INTO touched SELECT random() FROM range(" + STEP_VALUES + ")");
      }
      execute(own, "DROP TABLE touched");
    }
  }

  public void attach(Path file, String alias, String options) throws SQLException {
    execute("ATTACH '" + FileNames.quoted(file) + "' AS " + alias + options);
  }

  public void detach(String alias) {
    try {
      execute("DETACH DATABASE IF EXISTS " + alias);
    } catch (SQLException e) {
      LOG.debug("detaching {}: {}", alias, e.getMessage());
    }
  }

  /// Makes something of the rows of a statement.
  public interface Reading<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /// Asks one statement; what is committed is seen.
  public <T> T ask(String sql, Cancel cancel, Reading<T> reading) {
    try (Reader reader = reader(cancel)) {
      return reader.ask(sql, reading);
    }
  }

  /// DuckDB's: "v1.5.0".
  public String version() {
    return ask(
        "SELECT version()",
        new Cancel(),
        row -> {
          row.next();
          return row.getString(1);
        });
  }

  /// A connection for one question.
  public Reader reader(Cancel cancel) {
    return new Reader(cancel);
  }

  /// Asks on a connection of its own; what is committed is seen.
  public final class Reader implements AutoCloseable {
    private final Cancel cancel;
    private final Connection connection;

    private Reader(Cancel cancel) {
      this.cancel = cancel;
      try {
        Connection idle = readers.poll();
        connection = idle == null ? duplicate() : idle;
      } catch (SQLException e) {
        throw new StoreException("the question could not be asked: " + e.getMessage(), e);
      }
      asking(1);
    }

    public <T> T ask(String sql, Reading<T> reading) {
      return run(
          statement -> {
            try (ResultSet rows = statement.executeQuery(sql)) {
              return reading.read(rows);
            }
          });
    }

    /// The rows of a statement as they are read. Closed before anything else is asked here.
    public Chunks chunks(String sql) {
      return new Chunks(connection, sql, cancel);
    }

    /// The one number that a statement gives.
    public double number(String sql) {
      return ask(
          sql,
          row -> {
            row.next();
            return row.getDouble(1);
          });
    }

    public void execute(String sql) {
      var _ = run(statement -> statement.execute(sql));
    }

    private <T> T run(Work<T> work) {
      try (Statement statement = connection.createStatement()) {
        cancel.onCancel(() -> cancel(statement));
        if (cancel.isCancelled()) {
          throw StoreException.cancelled();
        }
        return work.on(statement);
      } catch (SQLException e) {
        if (cancel.isCancelled()) {
          throw StoreException.cancelled();
        }
        throw new StoreException("the question failed: " + e.getMessage() + spilling(e), e);
      }
    }

    private static String spilling(SQLException e) {
      String message = String.valueOf(e.getMessage());
      return message.contains("max_temp_directory_size") || message.contains("No space left")
          ? "; large questions need room in the private folder: free some, or name one on a larger"
              + " disk with the variable XDG_CACHE_HOME"
          : "";
    }

    /// Also after a cancellation.
    public void drop(String table) {
      try {
        Database.execute(connection, "DROP TABLE IF EXISTS " + table);
      } catch (SQLException e) {
        LOG.debug("dropping {}: {}", table, e.getMessage());
      }
    }

    @Override
    public void close() {
      asking(-1);
      readers.add(connection);
    }
  }

  private interface Work<T> {
    T on(Statement statement) throws SQLException;
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.debug("cancelling a question that is over: {}", e.getMessage());
    }
  }

  public static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("closing a connection: {}", e.getMessage());
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection reader = readers.poll(); reader != null; reader = readers.poll()) {
      reader.close();
    }
    writer.close();
  }
}
