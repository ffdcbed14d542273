package weir.store.duckdb.write;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.store.FlowWriter;
import weir.store.StoreException;
import weir.store.duckdb.files.DataFolder;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.FlowTable;
import weir.store.duckdb.files.Slice;
import weir.store.duckdb.files.SliceFiles;
import weir.store.duckdb.files.SliceList;

/// Writes into a slice of its own. Begins a new one every day, at 16 million rows, at an eighth of
/// what there is room for, when flows fill fields that this one has no columns for or change one
/// that it took for constant, when other rules tell their directions, and, under high load, when
/// there are columns that need not be written because all flows have the same value there.
///
/// Commits by itself whenever a whole row group has come together: DuckDB then packs it into the
/// file at once, instead of writing it to the log and packing it later, which takes twice the time.
public final class SliceWriter implements FlowWriter {
  static final long MOST_ROWS = 16_000_000;
  public static final long SLICE_SECONDS = 24 * 3600;
  static final long SETBACK_SECONDS = 1;

  /// DuckDB's row group.
  private static final int ROW_GROUP = 122_880;

  /// Rows that the appender may hold: few enough to be still in the processor's cache when they are
  /// handed on to the transaction. A row group at a time takes a quarter more time, and makes
  /// memory that is given back and asked for again at every commit.
  private static final int HELD = ROW_GROUP / 5;

  /// Of a row in a log, about.
  private static final int MOST_OCTETS = 192;

  /// A load that lasts so long is worth a new slice.
  private static final long LONG_NANOS = 1_000_000_000L;

  /// As many as are worth a new slice.
  private static final int MANY_STEADY_FIELDS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(SliceWriter.class);

  private final SliceFiles files;
  private final SliceList slices;
  private final RowPath rowPath;
  private final InstantSource clock;
  private final DuckDBConnection connection;
  private final Pressure pressure;
  private final Room room;
  private final Runnable onClosedSlice;
  private final String place;

  private @Nullable Output output;
  private final Set<FlowField> filled = EnumSet.noneOf(FlowField.class);

  /// Counters that flows had so far: no slice behind them lacks one because some flows do.
  private final Set<FlowField> counted = EnumSet.noneOf(FlowField.class);

  private final SteadyFields steady = new SteadyFields();
  private long committed;
  private @Nullable StoreException setback;
  private Instant setbackUntil = Instant.MIN;

  /// Under what rows are counted; empty for nothing.
  private String tally = "";

  /// A slice that is written to.
  private record Output(
      String alias,
      FlowTable table,
      long directions,
      DuckDBAppender appender,
      RowWriter rows,
      Instant since) {}

  /// What there is room for.
  public interface Room {
    /// To be called before something is written; cheap.
    ///
    /// @param coming octets that may be written now, and soon
    /// @throws StoreException where nothing more may be written
    void check(long coming);

    /// Octets of a slice, about, when the next one begins.
    long mostOfSlice();
  }

  // Of the open transaction.
  private boolean inTransaction;
  private long given;
  private long oldest = Long.MAX_VALUE;
  private long newest;

  /// @param place the data set, for messages
  /// @param connection is this writer's from now on
  /// @param room for what is written
  /// @param onClosedSlice called when a slice gets no more rows
  public SliceWriter(
      String place,
      SliceFiles files,
      SliceList slices,
      RowPath rowPath,
      InstantSource clock,
      DuckDBConnection connection,
      Pressure pressure,
      Room room,
      Runnable onClosedSlice) {
    this.place = place;
    this.files = files;
    this.slices = slices;
    this.rowPath = rowPath;
    this.clock = clock;
    this.connection = connection;
    this.pressure = pressure;
    this.room = room;
    this.onClosedSlice = onClosedSlice;
    // Most of what comes is like what came last: no short slices at every start.
    slices.all().stream()
        .reduce((_, last) -> last)
        .ifPresent(last -> filled.addAll(FlowTable.without(last.missing()).fields()));
  }

  @Override
  public void append(FlowBatch batch) {
    pressure.add(this, batch.rows());
    checkRoom((given + batch.rows()) * MOST_OCTETS);
    try {
      Output into = outputFor(batch);
      begin();
      extend(batch);
      into.rows().append(into.appender(), batch, () -> chunkGiven(into));
    } catch (SQLException e) {
      throw failed("stored", e);
    }
  }

  /// Also after a failure not before a second has passed: each attempt makes a file.
  private void checkRoom(long coming) {
    StoreException last = setback;
    Instant now = clock.instant();
    if (last != null
        && now.isBefore(setbackUntil)
        && !now.isBefore(setbackUntil.minusSeconds(SETBACK_SECONDS))) {
      throw new StoreException(String.valueOf(last.getMessage()), last);
    }
    setback = null;
    try {
      room.check(coming);
    } catch (StoreException e) {
      giveUp();
      throw e;
    }
  }

  private Output outputFor(FlowBatch batch) throws SQLException {
    Set<FlowField> used = FlowTable.used(batch);
    steady.watch(batch);
    Output current = output;
    boolean others = current != null && current.directions() != batch.directionRules();
    if (current != null && (others || !fits(used, current.table()) || isDue(current))) {
      commitAll();
      closeOutput();
      current = null;
    }
    filled.addAll(used);
    counted.addAll(used);
    counted.retainAll(FlowTable.COUNTERS);
    return current == null ? openOutput(batch.directionRules()) : current;
  }

  private boolean fits(Set<FlowField> used, FlowTable table) {
    return table.fields().containsAll(used) && steady.include(table.constants());
  }

  private boolean isDue(Output current) {
    Instant now = clock.instant();
    return (pressure.behindNanos() >= LONG_NANOS && writesSteadyFields(current.table()))
        || now.isAfter(current.since().plusSeconds(SLICE_SECONDS))
        || now.isBefore(current.since())
        || !files.isThere(current.alias())
        || slices.named(current.alias()).map(this::isLarge).orElse(true);
  }

  private boolean isLarge(Slice slice) {
    long most = room.mostOfSlice();
    return slice.rows() >= MOST_ROWS
        || (most < Long.MAX_VALUE && DataFolder.bytes(slice.file()) >= most);
  }

  /// Without them a row takes a tenth less time.
  private boolean writesSteadyFields(FlowTable table) {
    return steady.values().keySet().stream().filter(table.written()::contains).count()
        >= MANY_STEADY_FIELDS;
  }

  private Output openOutput(long directions) throws SQLException {
    Instant now = clock.instant();
    filled.addAll(counted);
    FlowTable table = FlowTable.with(filled, steady.values());
    filled.clear();
    Slice slice = files.begin(table, directions, now);
    if (!tally.isEmpty()) {
      Database.execute(
          connection,
          "CREATE TABLE "
              + slice.alias()
              + ".tallies (name VARCHAR NOT NULL, rows UBIGINT NOT NULL)");
    }
    DuckDBAppender appender = connection.createAppender(slice.alias(), "main", "flows");
    Output opened =
        new Output(
            slice.alias(),
            table,
            directions,
            appender,
            rowPath.writer(table, !tally.isEmpty()),
            now);
    output = opened;
    return opened;
  }

  private void begin() throws SQLException {
    if (!inTransaction) {
      Database.execute(connection, "BEGIN TRANSACTION");
      inTransaction = true;
    }
  }

  private void extend(FlowBatch batch) {
    long[] received = batch.longs(FlowField.TIME_RECEIVED);
    for (int row = 0; row < batch.rows(); row++) {
      oldest = Math.min(oldest, received[row]);
      newest = Math.max(newest, received[row]);
    }
  }

  /// What is held back for its chunk to become full belongs to the next transaction.
  private void chunkGiven(Output current) throws SQLException {
    given += RowWriter.CHUNK;
    if (given >= ROW_GROUP) {
      commitGiven();
      begin();
    } else if (given % HELD == 0) {
      current.rows().flush(current.appender());
    }
  }

  private void release() throws SQLException {
    Output current = output;
    if (current != null) {
      given += current.rows().release(current.appender());
    }
  }

  @Override
  public void tally(String name) {
    tally = name;
  }

  @Override
  public void commit() {
    try {
      commitAll();
    } catch (SQLException e) {
      throw failed("committed", e);
    }
  }

  private void commitAll() throws SQLException {
    if (inTransaction) {
      release();
      commitGiven();
      oldest = Long.MAX_VALUE;
      newest = 0;
    }
  }

  private void commitGiven() throws SQLException {
    Output current = output;
    if (current == null) {
      throw new SQLException("no slice is open");
    }
    current.rows().flush(current.appender());
    if (!tally.isEmpty()) {
      count(current.alias());
    }
    Database.execute(connection, "COMMIT");
    inTransaction = false;
    long rows = given;
    given = 0;
    if (!files.isThere(current.alias())) {
      throw deleted(rows);
    }
    committed += rows;
    pressure.committed(rows);
    if (rows > 0) {
      slices.grow(current.alias(), rows, oldest, newest);
    }
  }

  private StoreException deleted(long rows) {
    oldest = Long.MAX_VALUE;
    newest = 0;
    closeOutput();
    return new StoreException(
        String.format(
            Locale.ROOT,
            "%,d flows are not stored: the file that they were written to was deleted from %s by"
                + " somebody else; new flows go into a new one",
            rows,
            place),
        null);
  }

  private void count(String alias) throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement("INSERT INTO " + alias + ".tallies VALUES (?, ?)")) {
      row.setString(1, tally);
      row.setLong(2, given);
      var _ = row.executeUpdate();
    }
  }

  /// Gives up what is not committed; the next append begins a new slice.
  private void giveUp() {
    try {
      if (inTransaction) {
        Database.execute(connection, "ROLLBACK");
      }
    } catch (SQLException again) {
      LOG.debug("rolling back: {}", again.getMessage());
    }
    inTransaction = false;
    given = 0;
    oldest = Long.MAX_VALUE;
    newest = 0;
    closeOutput();
  }

  private StoreException failed(String what, SQLException e) {
    giveUp();
    StoreException failure =
        new StoreException(
            "flows cannot be "
                + what
                + " in "
                + place
                + ": "
                + e.getMessage()
                + "; free disk space or check the folder",
            e);
    setback = failure;
    setbackUntil = clock.instant().plusSeconds(SETBACK_SECONDS);
    return failure;
  }

  private void closeOutput() {
    Output closing = output;
    output = null;
    if (closing == null) {
      return;
    }
    try {
      closing.appender().close();
    } catch (SQLException e) {
      LOG.debug("closing the appender: {}", e.getMessage());
    }
    closing.rows().close();
    slices.change(closing.alias(), Slice::closed);
    if (files.isThere(closing.alias())) {
      slices.named(closing.alias()).filter(slice -> slice.rows() == 0).ifPresent(files::delete);
    } else {
      files.restore();
    }
    onClosedSlice.run();
  }

  @Override
  public long committed() {
    return committed;
  }

  @Override
  public void close() {
    try {
      commit();
    } finally {
      closeOutput();
      Database.closeQuietly(connection);
    }
  }
}
