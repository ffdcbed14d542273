package weir.store.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import weir.flow.FlowBatch;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.query.SqlCompiler;
import weir.store.Cancel;
import weir.store.FlowStore;
import weir.store.FlowWriter;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// Flows in DuckDB: an in-memory main database with one attached file a slice, so that old flows
/// leave by deleting a file and questions name only the slices that overlap their range.
public final class DuckDbStore implements FlowStore {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final DataFolder folder;
  private final Database database;
  private final SliceWriter writer;
  private final ReadWriteLock closing = new ReentrantReadWriteLock();
  private volatile long diskBytes;
  private boolean closed;

  private DuckDbStore(DataFolder folder, InstantSource clock, int threads) {
    this.folder = folder;
    try {
      this.database = new Database(folder.temporaryFiles(), threads);
      this.writer = new SliceWriter(folder, database, clock);
      this.diskBytes = folder.diskBytes();
    } catch (SQLException e) {
      folder.close();
      throw new StoreException("cannot open the data set " + folder + ": " + e.getMessage(), e);
    }
  }

  /// Opens a data folder, and makes it if it is not there.
  ///
  /// @throws StoreException if it is open elsewhere, newer, or cannot be written to
  public static DuckDbStore open(Path folder) {
    return open(folder, InstantSource.system());
  }

  static DuckDbStore open(Path folder, InstantSource clock) {
    // One core is left for what comes in.
    return new DuckDbStore(DataFolder.open(folder), clock, Math.max(1, CORES - 1));
  }

  /// Opens a data folder that must be there.
  ///
  /// @throws StoreException if it is not, is open elsewhere or newer
  public static DuckDbStore openExisting(Path folder) {
    return new DuckDbStore(DataFolder.openExisting(folder), InstantSource.system(), CORES);
  }

  /// A store in a folder of its own, deleted on close.
  public static DuckDbStore temporary() {
    return new DuckDbStore(DataFolder.temporary(), InstantSource.system(), CORES);
  }

  /// What was found wrong at opening, in sentences: slices set aside.
  public List<String> problems() {
    return writer.problems();
  }

  /// How rows reach DuckDB: "chunks" or "appender".
  public String path() {
    return writer.path();
  }

  @Override
  public FlowWriter writer() {
    return new FlowWriter() {
      private long committed;
      private long pending;

      @Override
      public void append(FlowBatch batch) {
        try {
          writer.append(batch);
          pending += batch.rows();
        } catch (SQLException e) {
          throw failed("stored", e);
        }
      }

      @Override
      public void commit() {
        try {
          writer.commit();
          committed += pending;
          pending = 0;
          diskBytes = folder.diskBytes();
        } catch (SQLException e) {
          throw failed("committed", e);
        }
      }

      private StoreException failed(String what, SQLException e) {
        pending = 0;
        writer.abandon();
        return new StoreException(
            "flows cannot be "
                + what
                + " in "
                + folder
                + ": "
                + e.getMessage()
                + "; free disk space or check the folder",
            e);
      }

      @Override
      public long committed() {
        return committed;
      }

      @Override
      public void close() {
        commit();
      }
    };
  }

  @Override
  public Question ask(FlowQuery query, Cancel cancel) {
    return Question.inOneStep(() -> answer(query, cancel));
  }

  private Answer answer(FlowQuery query, Cancel cancel) {
    closing.readLock().lock();
    try {
      if (closed) {
        throw StoreException.cancelled();
      }
      List<Slice> slices = overlapping(query);
      return slices.isEmpty()
          ? Answer.nothing(query)
          : database.ask(query, compile(query, slices), cancel);
    } finally {
      closing.readLock().unlock();
    }
  }

  @Override
  public String sql(FlowQuery query) {
    List<Slice> slices = overlapping(query);
    return slices.isEmpty() ? "-- no slice overlaps the range" : compile(query, slices);
  }

  private List<Slice> overlapping(FlowQuery query) {
    return writer.slices().stream().filter(slice -> slice.overlaps(query.range())).toList();
  }

  private static String compile(FlowQuery query, List<Slice> slices) {
    return SqlCompiler.compile(
        query,
        slices.stream()
            .map(slice -> new SqlCompiler.Table(slice.table(), slice.missing()))
            .toList());
  }

  @Override
  public StoreStatus status() {
    long rows = 0;
    long oldest = Long.MAX_VALUE;
    long newest = 0;
    for (Slice slice : writer.slices()) {
      rows += slice.rows();
      oldest = Math.min(oldest, slice.oldestNanos());
      newest = Math.max(newest, slice.newestNanos());
    }
    return rows == 0
        ? new StoreStatus(0, diskBytes, 0, 0)
        : new StoreStatus(rows, diskBytes, oldest, newest);
  }

  @Override
  public void close() {
    closing.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      writer.close();
      database.close();
    } catch (SQLException e) {
      throw new StoreException(
          "the last flows could not be stored in " + folder + ": " + e.getMessage(), e);
    } finally {
      folder.close();
      closing.writeLock().unlock();
    }
  }
}
