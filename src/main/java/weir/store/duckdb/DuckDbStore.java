package weir.store.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.LongBinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.naming.Layers;
import weir.naming.Naming;
import weir.query.Dimensions;
import weir.query.DirectionRules;
import weir.query.Filter;
import weir.query.InForce;
import weir.query.Query;
import weir.query.Result;
import weir.query.SqlAnswer;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.Capabilities;
import weir.store.Changes;
import weir.store.Closing;
import weir.store.EmptyStore;
import weir.store.FlowArchive;
import weir.store.FlowReader;
import weir.store.FlowStream;
import weir.store.FlowWriter;
import weir.store.OverridesFile;
import weir.store.PrivateFolder;
import weir.store.Question;
import weir.store.Refill;
import weir.store.RefillPlan;
import weir.store.Retention;
import weir.store.SqlLimits;
import weir.store.StorageReport;
import weir.store.StoreException;
import weir.store.StoreStatus;
import weir.store.duckdb.console.Console;
import weir.store.duckdb.files.DataFolder;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Disk;
import weir.store.duckdb.files.DuckDbLibrary;
import weir.store.duckdb.files.FileNames;
import weir.store.duckdb.files.Leftovers;
import weir.store.duckdb.files.Slice;
import weir.store.duckdb.files.SliceFiles;
import weir.store.duckdb.files.SliceList;
import weir.store.duckdb.read.Gate;
import weir.store.duckdb.read.OpenQuestion;
import weir.store.duckdb.read.SliceStream;
import weir.store.duckdb.read.SteppedQuestion;
import weir.store.duckdb.write.Pressure;
import weir.store.duckdb.write.RowPath;
import weir.store.duckdb.write.SliceWriter;

/// Flows in DuckDB: an in-memory main database with one attached file a slice, so that old flows
/// leave by deleting a file and questions name only the slices that overlap their range.
public final class DuckDbStore implements FlowArchive {
  private static final Logger LOG = LoggerFactory.getLogger(DuckDbStore.class);

  /// Listeners warm up in the first seconds.
  private static final long UPKEEP_DELAY_MILLIS = 5000;

  /// What two writers fill before the first rows are on the disk, about.
  private static final int TOUCHED_MEBIBYTES = 200;

  private final DataFolder folder;
  private final InstantSource clock;
  private final StoreUse use;
  private final Database database;
  private final SliceList slices = new SliceList();
  private final SliceFiles files;
  private final RowPath rowPath;
  private final Pressure pressure = new Pressure();
  private final @Nullable Upkeep upkeep;
  private final Disk disk;
  private final Holdings holdings;
  private final Expiry expiry;
  private final OverridesFile overrides;
  private volatile InForce seenInForce = InForce.NOTHING;
  private volatile Labels told = Labels.NONE;
  private final Quarantine quarantine;
  private final Queue<SliceWriter> writers = new ConcurrentLinkedQueue<>();
  private final Gate gate = new Gate();
  private final Console console;

  /// Closed before anything else is.
  private volatile @Nullable Answering guest;

  private DuckDbStore(
      DataFolder folder, InstantSource clock, StoreUse use, Retention retention, Disk disk) {
    this.folder = folder;
    this.clock = clock;
    this.use = use;
    this.overrides = new OverridesFile(folder.root());
    this.quarantine = new Quarantine(folder.root(), this::openApart);
    Database opened = null;
    try {
      Leftovers.clearScratches(PrivateFolder.claim(), Instant.now());
      DuckDbLibrary.load();
      opened = new Database(folder.temporaryFiles(), use.threads, use.memoryMebibytes, use.writing);
      this.database = opened;
      this.console = new Console(opened, slices);
      this.disk = disk;
      database.limitLogs(disk.space().totalBytes());
      this.rowPath = RowPath.choose(database);
      this.files = new SliceFiles(folder, database, slices, clock, use == StoreUse.ASKING);
      files.attachAll();
      this.holdings = new Holdings(folder, slices, files, clock);
      this.expiry = new Expiry(retention, folder, slices, files, disk, clock);
      this.upkeep =
          use.keeping
              ? new Upkeep(
                  database.duplicate(),
                  slices,
                  files,
                  overrides::inForce,
                  pressure,
                  expiry::roomBytes,
                  clock,
                  use.packing,
                  use == StoreUse.FILES ? 0 : UPKEEP_DELAY_MILLIS)
              : null;
    } catch (SQLException e) {
      abandon(folder, opened);
      throw new StoreException("cannot open the data set " + folder + ": " + e.getMessage(), e);
    } catch (StoreException e) {
      abandon(folder, opened);
      throw e;
    }
    if (use != StoreUse.ASKING) {
      pressure.start(database);
    }
    if (!retention.equals(Retention.EVERYTHING)) {
      expiry.start();
    }
  }

  private static void abandon(DataFolder folder, @Nullable Database database) {
    if (database != null) {
      try {
        database.close();
      } catch (SQLException e) {
        LOG.debug("closing what could not be opened: {}", e.getMessage());
      }
    }
    folder.close();
  }

  /// Lets others ask while it is open.
  ///
  /// @param answers closed with it, before anything else
  public void closeFirst(Answering answers) {
    guest = answers;
  }

  /// What answers others from the store.
  public interface Answering extends AutoCloseable {
    @Override
    void close();
  }

  /// Loads DuckDB, once in a process.
  ///
  /// @throws StoreException if it cannot be
  public static void prepare() {
    DuckDbLibrary.load();
  }

  private static DuckDbStore open(DataFolder folder, StoreUse use) {
    return new DuckDbStore(
        folder, InstantSource.system(), use, Retention.EVERYTHING, Disk.under(folder.root()));
  }

  /// Opens a data folder, and makes it if it is not there. All that is written is kept.
  ///
  /// @throws StoreException if it is open elsewhere, newer, or cannot be written to
  public static DuckDbStore open(Path folder) {
    return open(folder, Retention.EVERYTHING);
  }

  /// The same, and drops what is past the retention, from now on until it is closed.
  public static DuckDbStore open(Path folder, Retention retention) {
    return open(folder, retention, InstantSource.system(), Disk.under(folder));
  }

  /// For data of the past, in a hurry: nothing is packed.
  static DuckDbStore unpacked(Path folder, InstantSource clock) {
    return new DuckDbStore(
        DataFolder.open(FileNames.check(folder)),
        clock,
        StoreUse.FILES,
        Retention.EVERYTHING,
        Disk.under(folder));
  }

  /// For data of the past beside what comes in: nothing is packed.
  static DuckDbStore unpackedLive(Path folder) {
    return new DuckDbStore(
        DataFolder.open(FileNames.check(folder)),
        InstantSource.system(),
        StoreUse.LIVE_UNPACKED,
        Retention.EVERYTHING,
        Disk.under(folder));
  }

  public static DuckDbStore open(Path folder, InstantSource clock) {
    return open(folder, Retention.EVERYTHING, clock, Disk.under(folder));
  }

  public static DuckDbStore open(Path folder, Retention retention, InstantSource clock, Disk disk) {
    return new DuckDbStore(
        DataFolder.open(FileNames.check(folder)), clock, StoreUse.LIVE, retention, disk);
  }

  /// Opens a data folder that must be there. One that cannot be written to can be asked all the
  /// same.
  ///
  /// @throws StoreException if it is not, is open elsewhere or newer
  public static DuckDbStore openExisting(Path folder) {
    return open(DataFolder.openExisting(FileNames.check(folder)), StoreUse.ASKING);
  }

  /// @throws StoreException if a folder is no data set, or has links in it, which are not followed
  public static void requireDataSet(Path folder) {
    DataFolder.requireDataSet(folder);
  }

  /// A store in a folder of its own, deleted on close.
  public static DuckDbStore temporary() {
    return open(DataFolder.temporary(), StoreUse.FILES);
  }

  /// A store in a folder of its own, deleted on close unless it is moved, for what comes in.
  ///
  /// @param retention how much of that stays meanwhile
  public static DuckDbStore temporaryLive(Retention retention) {
    DataFolder folder = DataFolder.temporary();
    return new DuckDbStore(
        folder,
        InstantSource.system(),
        StoreUse.LIVE_UNPACKED,
        retention,
        Disk.under(folder.root()));
  }

  /// A store in a folder of its own, deleted on close, for who only writes: nothing is done with
  /// what was written.
  public static DuckDbStore scratch() {
    return open(DataFolder.temporary(), StoreUse.WRITING);
  }

  /// What was found wrong with the files so far, in sentences.
  public List<String> problems() {
    return Stream.concat(files.health().problems().stream(), overridesProblem().stream()).toList();
  }

  Path root() {
    return folder.root();
  }

  @Override
  public Optional<Path> folder() {
    return Optional.of(root());
  }

  /// How rows reach DuckDB: "chunks" or "appender".
  public String path() {
    return rowPath == RowPath.CHUNKS ? "chunks" : "appender";
  }

  @Override
  public FlowWriter writer() {
    try {
      SliceWriter writer =
          new SliceWriter(
              folder.toString(),
              files,
              slices,
              rowPath,
              clock,
              database.duplicate(),
              pressure,
              expiry,
              this::wake);
      writers.add(writer);
      return writer;
    } catch (SQLException e) {
      throw new StoreException("nothing can be stored in " + folder + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void touchMemory(BooleanSupplier enough) {
    try {
      database.touch(TOUCHED_MEBIBYTES, enough);
    } catch (SQLException e) {
      LOG.debug("memory is not touched: {}", e.getMessage()); // slower for some seconds, no more
    }
  }

  private void wake() {
    if (upkeep != null) {
      upkeep.wake();
    }
  }

  /// Waits until the roll-ups of all slices that are written no more have been made, and the cold
  /// ones are packed; all cores work on that meanwhile.
  public void awaitUpkeep() throws InterruptedException {
    if (upkeep == null) {
      return;
    }
    var _ = inForce();
    try {
      database.useThreads(Runtime.getRuntime().availableProcessors());
      upkeep.await();
      database.useThreads(use.threads);
    } catch (SQLException e) {
      throw new StoreException("waiting for the upkeep of " + folder + ": " + e.getMessage(), e);
    }
  }

  /// Drops what is due at once.
  void purge() {
    expiry.purge();
  }

  @Override
  public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
    return gate.whileOpen(
        () ->
            new OpenQuestion<>(
                query.looked(),
                () -> SteppedQuestion.ask(query, slices, inForce(), database, gate, cancel),
                gate,
                files.health(),
                this::wake)); // roll-ups may have to be made anew
  }

  @Override
  public String engine() {
    return "DuckDB " + database.version();
  }

  @Override
  public FlowStream stream(TimeRange range, Filter filter, Set<FlowField> fields, Cancel cancel) {
    return gate.whileOpen(
        () ->
            new SliceStream(
                range,
                filter,
                fields,
                slices,
                inForce().directions(),
                files.health(),
                database,
                gate,
                cancel));
  }

  @Override
  public String sql(Query<?> query) {
    return SteppedQuestion.sql(query, slices, inForce());
  }

  @Override
  public boolean takesStatements() {
    return true;
  }

  @Override
  public SqlAnswer run(String statement, SqlLimits limits, Cancel cancel) {
    return gate.whileOpen(() -> console.run(statement, limits, inForce(), dimensions(), cancel));
  }

  @Override
  public String overFlows(Query<?> query) {
    return console.overFlows(query);
  }

  @Override
  public Optional<Changes> changes() {
    return Optional.of(slices.changes());
  }

  @Override
  public Overrides overrides() {
    return overrides.read();
  }

  /// What answers depend on; where that has changed, roll-ups may have to be made again.
  private InForce inForce() {
    InForce now = overrides.inForce();
    database.know(now.directions().dimension());
    if (!now.equals(seenInForce)) {
      seenInForce = now;
      wake();
    }
    return now;
  }

  @Override
  public void names(Supplier<Layers> inForce) {
    overrides.over(inForce);
  }

  @Override
  public Naming naming() {
    return overrides.naming();
  }

  @Override
  public Dimensions dimensions() {
    return overrides.dimensions(told);
  }

  @Override
  public DirectionRules directions() {
    return inForce().directions();
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
  public Optional<RefillPlan> refillPlan() {
    return Optional.of(AsRefill.plan(slices.all()));
  }

  @Override
  public Optional<Refill> refill(LongBinaryOperator ases) {
    return Optional.ofNullable(upkeep).map(now -> now.refill(ases));
  }

  @Override
  public void told(Labels names) {
    told = names;
  }

  @Override
  public Labels labels() {
    return overrides.labels(told);
  }

  @Override
  public FlowReader quarantine() {
    return use == StoreUse.ASKING && !quarantine.isThere() ? EmptyStore.INSTANCE : apart();
  }

  /// In the folder `quarantine`, made when the first flow is set apart.
  @Override
  public FlowArchive apart() {
    return quarantine.get();
  }

  private FlowArchive openApart(Path apart) {
    DataFolder opened =
        use == StoreUse.ASKING ? DataFolder.openExisting(apart) : folder.openWithin(apart);
    return new DuckDbStore(opened, clock, use, expiry.retention(), Disk.under(apart));
  }

  @Override
  public Map<String, Long> tallies() {
    return files.tallies();
  }

  @Override
  public Capabilities capabilities() {
    return holdings.capabilities();
  }

  @Override
  public StoreStatus status() {
    return holdings.status(expiry.keeping(), upkeep == null ? null : inForce());
  }

  @Override
  public Optional<StorageReport> storage(Cancel cancel) {
    return Optional.of(holdings.report(status(), disk));
  }

  @Override
  public void close() {
    close(folder::close);
  }

  @Override
  public void moveTo(Path target) {
    DataFolder.Claim claim = folder.claim(FileNames.check(target));
    close(() -> folder.moveTo(claim));
  }

  /// @param last done when nothing of the folder is open any more
  private void close(Runnable last) {
    Closing closing = Closing.unhurried();
    Answering answers = guest;
    if (answers != null) {
      closing.part("what answers others", 1, answers::close);
    }
    closing.part("the expiry", 1, expiry::close);
    closing.part("the pressure", 1, pressure::close);
    if (upkeep != null) {
      closing.part("the upkeep", 1, upkeep::close);
    }
    console.close();
    gate.close(() -> shut(closing, last));
    closing.rethrow();
  }

  private void shut(Closing closing, Runnable last) {
    closing.part("the quarantine", 1, quarantine::close);
    // an open connection would keep the files open
    writers.forEach(writer -> closing.part("a writer", 1, writer::close));
    if (use != StoreUse.ASKING) {
      slices.all().forEach(slice -> closing.part("a slice", 1, () -> checkpoint(slice)));
    }
    closing.part("the database", 1, this::closeDatabase);
    closing.part("the folder", 1, last);
  }

  private void closeDatabase() {
    try {
      database.close();
    } catch (SQLException e) {
      throw new StoreException(
          "the data set " + folder + " could not be closed: " + e.getMessage(), e);
    }
  }

  /// What is committed is safe in the slice's log, too.
  private void checkpoint(Slice slice) {
    if (slice.rows() > 0 && slice.rollups().isEmpty() && !slice.packed()) {
      try {
        database.execute("CHECKPOINT " + slice.alias());
      } catch (SQLException e) {
        LOG.warn("{} keeps its log: {}", slice.file(), e.getMessage());
      }
    }
  }
}
