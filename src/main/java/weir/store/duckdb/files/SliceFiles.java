package weir.store.duckdb.files;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import weir.flow.FlowField;
import weir.query.DirectionRules;
import weir.query.TimeRange;
import weir.store.OwnFiles;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// The files of slices: how they come on the list (attached at opening, or begun), are packed, and
/// are deleted.
public final class SliceFiles {
  private final DataFolder folder;
  private final Database database;
  private final SliceList slices;
  private final InstantSource clock;
  private final boolean readOnly;
  private final RollupFiles rollups;
  private final SliceHealth health;

  /// Slices whose files somebody else has deleted.
  private final Set<String> missed = new HashSet<>();

  private final AtomicLong leaving = new AtomicLong();
  private final AtomicInteger aliases = new AtomicInteger();

  /// @param readOnly whether nothing may be changed in the files
  public SliceFiles(
      DataFolder folder,
      Database database,
      SliceList slices,
      InstantSource clock,
      boolean readOnly) {
    this.folder = folder;
    this.database = database;
    this.slices = slices;
    this.clock = clock;
    this.readOnly = readOnly;
    this.rollups = new RollupFiles(database, readOnly);
    this.health = new SliceHealth(folder, database, slices, readOnly, this::detach);
    folder.problems().forEach(health::problem);
  }

  public RollupFiles rollups() {
    return rollups;
  }

  /// What is wrong with them.
  public SliceHealth health() {
    return health;
  }

  /// Attaches every slice of the folder; one that cannot be read is set aside.
  public void attachAll() {
    for (Path file : folder.slices()) {
      String alias = nextAlias();
      try {
        slices.add(attach(alias, file));
      } catch (SQLException e) {
        database.detach(alias);
        if (Damage.inUse(e)) {
          throw DataFolder.inUse(folder.root());
        }
        health.problem(
            Damage.ofFile(e)
                ? "slice "
                    + file.getFileName()
                    + " is damaged ("
                    + Damage.firstLine(e)
                    + "): its flows are left out; "
                    + folder.setAside(file)
                : SliceHealth.unopened(file, e));
      }
    }
  }

  private Slice attach(String alias, Path file) throws SQLException {
    if (PackedFiles.isPacked(file)) {
      return inspect(alias, file);
    }
    String options = readOnly ? " (READ_ONLY)" : "";
    if (Damage.isNoLog(DataFolder.log(file))) {
      setAsideLog(file, "it does not begin as one");
    }
    try {
      database.attach(file, alias, options);
    } catch (SQLException e) {
      if (!Damage.ofFile(e) || !Damage.ofLog(e)) {
        throw e;
      }
      setAsideLog(file, Damage.firstLine(e));
      database.attach(file, alias, options);
    }
    return inspect(alias, file);
  }

  private void setAsideLog(Path file, String reason) {
    Path log = DataFolder.log(file);
    health.problem(
        "the log of slice "
            + file.getFileName()
            + " is damaged ("
            + reason
            + "): the last flows of the slice, at most "
            + StoreStatus.inWords(log.toFile().length())
            + " of them, are missing; "
            + folder.setAside(log));
  }

  private String nextAlias() {
    return "s" + aliases.incrementAndGet();
  }

  /// Whether a slice's file is where it was begun: somebody may have deleted it, which keeps nobody
  /// from writing into it.
  public boolean isThere(String alias) {
    return slices.named(alias).map(slice -> OwnFiles.isFile(slice.file())).orElse(false);
  }

  /// Makes the folder again where somebody else has deleted it, takes slices off the list that are
  /// gone, and says so. A slice that is written to is its writer's to end.
  ///
  /// @throws StoreException if it cannot be made
  public synchronized void restore() {
    if (readOnly) {
      return;
    }
    if (folder.restore()) {
      health.problem(
          folder
              + " was deleted by somebody else, and was made again at "
              + clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
    List<Slice> gone =
        slices.all().stream()
            .filter(slice -> !OwnFiles.isFile(slice.file()) && missed.add(slice.alias()))
            .toList();
    slices.all().stream()
        .filter(slice -> !slice.open() && missed.contains(slice.alias()))
        .forEach(slice -> slices.remove(slice.alias(), () -> detach(slice)));
    long rows = gone.stream().mapToLong(Slice::rows).sum();
    if (rows > 0) {
      health.problem(
          String.format(
              Locale.ROOT,
              "%,d flows that were stored are gone: somebody else deleted their files, among them"
                  + " %s",
              rows,
              gone.getFirst().file()));
    }
  }

  /// Begins a slice, on the list at once.
  ///
  /// @param directions fingerprint of the rules that the directions of all its flows are told by
  public synchronized Slice begin(FlowTable table, long directions, Instant now)
      throws SQLException {
    restore();
    String name = SliceName.of(now);
    for (int i = 2; isTaken(name); i++) { // "_" sorts behind "."
      name = SliceName.of(now) + "_" + i;
    }
    Path file = folder.slice(name + ".duckdb");
    String alias = nextAlias();
    try {
      // So that DuckDB from 1.2 on can open the file too.
      database.attach(file, alias, " (STORAGE_VERSION 'v1.2.0')");
      database.execute(table.ddl(alias + ".flows"));
      ToldDirections.write(database, alias, directions);
    } catch (SQLException e) {
      database.detach(alias);
      folder.delete(file);
      throw e;
    }
    Slice slice =
        new Slice(
            alias,
            file,
            alias + ".flows",
            true,
            TimeRange.nanos(now),
            0,
            Long.MAX_VALUE,
            0,
            table.missing(),
            Optional.empty(),
            new Slice.Told(directions, DirectionRules.NONE));
    slices.add(slice);
    return slice;
  }

  private boolean isTaken(String name) {
    Path file = folder.slice(name + ".duckdb");
    return OwnFiles.isTaken(file)
        || OwnFiles.isTaken(DataFolder.log(file))
        || OwnFiles.isTaken(PackedFiles.packed(file));
  }

  /// Deletes a slice and all that belongs to it, as soon as no question names it.
  public void delete(Slice slice) {
    long bytes = DataFolder.bytes(slice.file());
    leaving.addAndGet(bytes);
    slices.remove(
        slice.alias(),
        () -> {
          detach(slice);
          folder.delete(slice.file());
          leaving.addAndGet(-bytes);
        });
  }

  private void detach(Slice slice) {
    slice.rollups().ifPresent(made -> database.detach(made.database()));
    rollups.detach(slice);
    database.detach(slice.alias());
  }

  /// Octets of slices that are deleted as soon as no question names them.
  public long leavingBytes() {
    return leaving.get();
  }

  /// See [Database#checkpoint].
  public void checkpoint(Slice slice) throws SQLException {
    database.checkpoint(slice.alias());
  }

  /// Rows by the names under which writers have had them counted: each slice that was written under
  /// one has a table `tallies` (name, rows), a row a commit; a packed one has their sums in its
  /// file.
  public Map<String, Long> tallies() {
    List<Slice> pinned = slices.pin(TimeRange.ALL);
    try {
      Map<String, Long> sums = new HashMap<>();
      for (Slice slice : pinned) {
        database
            .alone(own -> tallies(own, slice))
            .forEach((name, rows) -> sums.merge(name, rows, Long::sum));
      }
      return sums;
    } catch (SQLException e) {
      throw new StoreException("what was imported before cannot be read: " + e.getMessage(), e);
    } finally {
      slices.unpin(pinned);
    }
  }

  private static Map<String, Long> tallies(Connection connection, Slice slice) throws SQLException {
    if (slice.packed()) {
      return PackedFiles.tallies(connection, slice.file());
    }
    Map<String, Long> tallies = new HashMap<>();
    if (!hasTallies(connection, slice)) {
      return tallies;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, sum(rows)::BIGINT FROM "
                    + slice.alias()
                    + ".tallies GROUP BY name")) {
      while (rows.next()) {
        tallies.put(rows.getString(1), rows.getLong(2));
      }
    }
    return tallies;
  }

  private static boolean hasTallies(Connection connection, Slice slice) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery(
                "SELECT 1 FROM duckdb_tables() WHERE database_name = '"
                    + slice.alias()
                    + "' AND table_name = 'tallies'")) {
      return tables.next();
    }
  }

  /// Packs a slice that is written no more and has its roll-ups.
  ///
  /// @param connection to work on
  public void pack(Connection connection, Slice slice) throws SQLException, IOException {
    PackedFiles.Packed packed = PackedFiles.pack(connection, slice, tallies(connection, slice));
    String alias = nextAlias();
    boolean listed =
        slices.replace(
            slice.alias(),
            known -> known.movedTo(alias, packed.file(), packed.table()),
            () -> {
              database.detach(slice.alias());
              DataFolder.deleteUnpacked(slice.file());
            });
    if (!listed) {
      DataFolder.delete(
          List.of(PackedFiles.sum(packed.file()), packed.file())); // its time was over meanwhile
    }
  }

  /// Puts other values of a slice's flows in its place, packed; its roll-ups are gone then.
  ///
  /// @param connection to work on
  /// @param table what stands behind FROM: the same rows in the same order
  public void rewrite(Connection connection, Slice slice, String table)
      throws SQLException, IOException {
    PackedFiles.Packed packed =
        PackedFiles.rewrite(
            connection, slice, table, tallies(connection, slice), RollupFiles.beside(slice.file()));
    String alias = nextAlias();
    Set<FlowField> missing = database.alone(own -> missing(own, packed.table()));
    boolean listed =
        slices.replace(
            slice.alias(),
            known -> known.rewritten(alias, packed.file(), packed.table(), missing),
            () -> {
              detach(slice);
              if (!slice.packed()) {
                DataFolder.deleteUnpacked(slice.file());
              }
            });
    if (listed) {
      slices.changedValues(alias);
    } else {
      DataFolder.delete(List.of(PackedFiles.sum(packed.file()), packed.file()));
    }
  }

  /// The slices as retention sees them.
  public List<PurgePlan.Part> parts(long nowNanos) {
    return slices.all().stream()
        .map(
            slice ->
                new PurgePlan.Part(
                    slice.alias(),
                    DataFolder.bytes(slice.file()),
                    slice.sinceNanos(nowNanos),
                    slice.open()))
        .toList();
  }

  /// Counts the age of slices from now on that were begun by a clock that was ahead.
  public void correctFutures() {
    Instant now = clock.instant();
    long nowNanos = TimeRange.nanos(now);
    for (Slice slice : slices.all()) {
      if (slice.writtenNanos() > nowNanos + Slice.FUTURE_NANOS) {
        long written = SliceName.written(slice.file(), now, readOnly);
        slices.change(slice.alias(), known -> known.written(written));
      }
    }
  }

  private Slice inspect(String alias, Path file) throws SQLException {
    String table =
        PackedFiles.isPacked(file)
            ? database.alone(own -> PackedFiles.table(own, file))
            : alias + ".flows";
    Set<FlowField> missing = database.alone(own -> missing(own, table));
    if (missing.contains(FlowField.TIME_RECEIVED)) {
      throw new SQLException("it holds no flows");
    }
    Optional<RollupFiles.Content> kept = rollups.attach(alias, file);
    long[] extent =
        kept.isPresent() ? kept.get().extent() : database.alone(own -> extent(own, table));
    return new Slice(
        alias,
        file,
        table,
        false,
        SliceName.written(file, clock.instant(), readOnly),
        extent[0],
        extent[0] == 0 ? Long.MAX_VALUE : extent[1],
        extent[2],
        missing,
        kept.map(RollupFiles.Content::rollups),
        new Slice.Told(
            database.alone(own -> ToldDirections.read(own, alias, file)), DirectionRules.NONE));
  }

  private static Set<FlowField> missing(Connection connection, String table) throws SQLException {
    Set<FlowField> missing = new HashSet<>(FlowField.all());
    try (Statement statement = connection.createStatement();
        ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM " + table)) {
      while (columns.next()) {
        FlowField.named(columns.getString(1)).ifPresent(missing::remove);
      }
    }
    return missing;
  }

  /// Rows, oldest and newest time received.
  private static long[] extent(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet range =
            statement.executeQuery(
                "SELECT count(*), min(time_received_ns)::BIGINT, max(time_received_ns)::BIGINT FROM"
                    + " "
                    + table)) {
      range.next();
      return new long[] {range.getLong(1), range.getLong(2), range.getLong(3)};
    }
  }
}
