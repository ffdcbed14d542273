package weir.store.duckdb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.FlowQuery;
import weir.query.Labels;
import weir.query.Overrides;
import weir.query.RecordQuery;
import weir.store.Cancel;
import weir.store.EmptyStore;
import weir.store.FlowStore;
import weir.store.FlowWriter;
import weir.store.OverridesFile;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// Flows in DuckDB: an in-memory main database with one attached file a slice, so that old flows
/// leave by deleting a file and questions name only the slices that overlap their range.
public final class DuckDbStore implements FlowStore {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /// What a folder is opened for.
  private enum Use {
    /// To write and ask; one core is left for what comes in.
    LIVE(Math.max(1, CORES - 1), true),
    /// To write and ask what was written.
    FILES(CORES, true),
    /// To ask.
    ASKING(CORES, false);

    private final int threads;
    private final boolean upkeep;

    Use(int threads, boolean upkeep) {
      this.threads = threads;
      this.upkeep = upkeep;
    }
  }

  private final DataFolder folder;
  private final InstantSource clock;
  private final Database database;
  private final SliceList slices = new SliceList();
  private final SliceFiles files;
  private final RowPath rowPath;
  private final Load load = new Load();
  private final @Nullable Upkeep upkeep;
  private final OverridesFile overrides;
  private final Use use;
  private volatile Labels told = Labels.NONE;
  private @Nullable FlowStore quarantine;
  private final ReadWriteLock closing = new ReentrantReadWriteLock();
  private boolean closed;

  private DuckDbStore(DataFolder folder, InstantSource clock, Use use) {
    this.folder = folder;
    this.clock = clock;
    this.use = use;
    this.overrides = new OverridesFile(folder.root());
    try {
      this.database = new Database(folder.temporaryFiles(), use.threads);
      this.rowPath = RowPath.choose(database);
      this.files = new SliceFiles(folder, database, slices);
      files.attachAll();
      this.upkeep = use.upkeep ? new Upkeep(database, slices, files, overrides::read, load::isCalm) : null;
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
    return new DuckDbStore(DataFolder.open(folder), clock, Use.LIVE);
  }

  /// Opens a data folder that must be there.
  ///
  /// @throws StoreException if it is not, is open elsewhere or newer
  public static DuckDbStore openExisting(Path folder) {
    return new DuckDbStore(DataFolder.openExisting(folder), InstantSource.system(), Use.ASKING);
  }

  /// A store in a folder of its own, deleted on close.
  public static DuckDbStore temporary() {
    return new DuckDbStore(DataFolder.temporary(), InstantSource.system(), Use.FILES);
  }

  /// What was found wrong, in sentences: slices and other files set aside.
  public List<String> problems() {
    return Stream.concat(files.problems().stream(), overridesProblem().stream()).toList();
  }

  /// How rows reach DuckDB: "chunks" or "appender".
  public String path() {
    return rowPath == RowPath.CHUNKS ? "chunks" : "appender";
  }

  @Override
  public FlowWriter writer() {
    try {
      return new SliceWriter(
          folder.toString(), files, slices, rowPath, clock, database.duplicate(), load, this::wake);
    } catch (SQLException e) {
      throw new StoreException("nothing can be stored in " + folder + ": " + e.getMessage(), e);
    }
  }

  private void wake() {
    if (upkeep != null) {
      upkeep.wake();
    }
  }

  /// Waits until the roll-ups of all slices that are written no more have been made.
  public void awaitUpkeep() throws InterruptedException {
    if (upkeep != null) {
      upkeep.await();
    }
  }

  @Override
  public Question ask(FlowQuery query, Cancel cancel) {
    closing.readLock().lock();
    try {
      if (closed) {
        throw StoreException.cancelled();
      }
      return new OpenQuestion(new SteppedQuestion(query, slices, overrides.read(), database, cancel));
    } finally {
      closing.readLock().unlock();
    }
  }

  /// Keeps the database open while a step runs.
  private final class OpenQuestion implements Question {
    private final Question question;

    OpenQuestion(Question question) {
      this.question = question;
    }

    @Override
    public Answer next() {
      closing.readLock().lock();
      try {
        if (closed) {
          throw StoreException.cancelled();
        }
        return question.next();
      } finally {
        closing.readLock().unlock();
      }
    }

    @Override
    public void close() {
      closing.readLock().lock();
      try {
        if (!closed) {
          question.close();
        }
      } finally {
        closing.readLock().unlock();
      }
    }
  }

  @Override
  public String sql(FlowQuery query) {
    return SteppedQuestion.sql(query, slices, overrides.read());
  }

  @Override
  public FlowBatch records(RecordQuery query, Cancel cancel) {
    closing.readLock().lock();
    List<Slice> pinned = slices.pin(query.range());
    try {
      if (closed) {
        throw StoreException.cancelled();
      }
      return new RecordSearch(query, pinned).run(database, cancel);
    } finally {
      slices.unpin(pinned);
      closing.readLock().unlock();
    }
  }

  @Override
  public String sql(RecordQuery query) {
    return new RecordSearch(query, slices.all()).sql();
  }

  @Override
  public Overrides overrides() {
    return overrides.read();
  }

  @Override
  public Optional<String> overridesProblem() {
    overrides.read();
    return overrides.problem();
  }

  @Override
  public void override(IpAddress exporter, UnaryOperator<Overrides.Exporter> change) {
    overrides.change(exporter, change);
    wake(); // roll-ups are made with the rates in force
  }

  @Override
  public void told(Labels names) {
    told = names;
  }

  @Override
  public Labels labels() {
    return overrides().labels().over(told);
  }

  /// In the folder `quarantine`, made when the first flow is set apart.
  @Override
  public synchronized FlowStore quarantine() {
    if (quarantine == null) {
      Path apart = folder.root().resolve("quarantine");
      quarantine =
          use == Use.ASKING && !Files.exists(apart)
              ? EmptyStore.INSTANCE
              : new DuckDbStore(DataFolder.open(apart), clock, use);
    }
    return quarantine;
  }

  @Override
  public Map<String, Long> tallies() {
    return files.tallies();
  }

  @Override
  public StoreStatus status() {
    long rows = 0;
    long oldest = Long.MAX_VALUE;
    long newest = 0;
    for (Slice slice : slices.all()) {
      rows += slice.rows();
      oldest = Math.min(oldest, slice.oldestNanos());
      newest = Math.max(newest, slice.newestNanos());
    }
    long diskBytes = folder.diskBytes();
    return rows == 0
        ? new StoreStatus(0, diskBytes, 0, 0)
        : new StoreStatus(rows, diskBytes, oldest, newest);
  }

  @Override
  public void close() {
    if (upkeep != null) {
      upkeep.close();
    }
    closing.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      closeQuarantine();
      for (Slice slice : slices.all()) {
        if (slice.rows() > 0 && slice.rollups().isEmpty()) {
          database.execute("CHECKPOINT " + slice.alias());
        }
      }
      database.close();
    } catch (SQLException e) {
      throw new StoreException(
          "the last flows could not be stored in " + folder + ": " + e.getMessage(), e);
    } finally {
      folder.close();
      closing.writeLock().unlock();
    }
  }

  private synchronized void closeQuarantine() {
    if (quarantine != null) {
      quarantine.close();
    }
  }
}
