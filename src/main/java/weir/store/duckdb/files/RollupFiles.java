package weir.store.duckdb.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.Service;
import weir.query.InForce;
import weir.store.OwnFiles;
import weir.store.duckdb.rollup.LeftOut;
import weir.store.duckdb.rollup.Rollup;
import weir.store.duckdb.rollup.RollupMaker;
import weir.store.duckdb.rollup.Rollups;
import weir.store.duckdb.rollup.SliceTable;
import weir.store.duckdb.rollup.SummarySql;
import weir.store.duckdb.rollup.TopList;

/// Roll-ups of a slice, in a file beside it: `NAME.rollups`, a DuckDB file with a table for each
/// roll-up and list, and the tables `about` (format, the slice's rows, oldest and newest time
/// received, fingerprints of the overrides, of the rules of directions and of the names of services
/// that they were made with, the most that all flows have of octets or packets), `rollups` (name,
/// rows) and `lists` (name, what it leaves out). Made under another name and moved into place,
/// never changed, and made anew where it cannot be read.
public final class RollupFiles {
  /// Written into `about`. Files of formats that are not known are made anew.
  private static final int FORMAT = 4;

  /// Those before do not say by which rules directions were told.
  private static final int FORMAT_WITHOUT_DIRECTIONS = 3;

  /// Those before have no services.
  private static final int FORMAT_WITHOUT_SERVICES = 2;

  /// The first does not say the most either.
  private static final int FORMAT_WITHOUT_MOST = 1;

  private static final Logger LOG = LoggerFactory.getLogger(RollupFiles.class);

  private final Database database;
  private final boolean readOnly;
  private final AtomicInteger aliases = new AtomicInteger();

  /// What a file says.
  ///
  /// @param rows flow records of the slice
  public record Content(long rows, long oldestNanos, long newestNanos, Rollups rollups) {
    long[] extent() {
      return new long[] {rows, oldestNanos, newestNanos};
    }
  }

  /// @param readOnly whether damaged ones stay
  RollupFiles(Database database, boolean readOnly) {
    this.database = database;
    this.readOnly = readOnly;
  }

  public static Path beside(Path slice) {
    String name = slice.getFileName().toString();
    return slice.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".rollups");
  }

  /// A name of its own each time: questions may still name the roll-ups that were there before.
  private String alias(String slice) {
    return slice + "r" + aliases.incrementAndGet();
  }

  /// Attaches what is there for a slice.
  public Optional<Content> attach(String slice, Path file) {
    Path beside = beside(file);
    if (!OwnFiles.isFile(beside)) {
      return Optional.empty();
    }
    String alias = alias(slice);
    try {
      database.attach(beside, alias, " (READ_ONLY)");
      return Optional.of(database.alone(own -> read(own, alias)));
    } catch (SQLException e) {
      LOG.warn("{} cannot be read ({}) and will be made anew", beside, e.getMessage());
      database.detach(alias);
      if (!readOnly) {
        DataFolder.delete(List.of(beside));
      }
      return Optional.empty();
    }
  }

  private static Content read(Connection connection, String alias) throws SQLException {
    Map<Rollup, Long> rows = new EnumMap<>(Rollup.class);
    Map<TopList, LeftOut> lists = new EnumMap<>(TopList.class);
    try (Statement statement = connection.createStatement()) {
      try (ResultSet left = statement.executeQuery("FROM " + alias + ".lists")) {
        while (left.next()) {
          lists.put(
              TopList.valueOf(left.getString(1)),
              new LeftOut(
                  left.getDouble(2),
                  left.getDouble(3),
                  left.getDouble(4),
                  left.getDouble(5),
                  left.getDouble(6)));
        }
      }
      try (ResultSet tables =
          statement.executeQuery("SELECT name, rows::BIGINT FROM " + alias + ".rollups")) {
        while (tables.next()) {
          rows.put(Rollup.valueOf(tables.getString(1)), tables.getLong(2));
        }
      }
      try (ResultSet about =
          statement.executeQuery(
              "SELECT * REPLACE (rows::BIGINT AS rows, oldest::BIGINT AS oldest,"
                  + " newest::BIGINT AS newest) FROM "
                  + alias
                  + ".about")) {
        int format = about.next() ? about.getInt("format") : 0;
        if (format < FORMAT_WITHOUT_MOST || format > FORMAT) {
          throw new SQLException("it is of another format");
        }
        if (format > FORMAT_WITHOUT_SERVICES
            && about.getLong("services") != Service.fingerprint()) {
          rows.remove(Rollup.SERVICES);
          lists.remove(TopList.SERVICES);
        }
        return new Content(
            about.getLong("rows"),
            about.getLong("oldest"),
            about.getLong("newest"),
            new Rollups(
                alias,
                rows,
                lists,
                about.getLong("rates"),
                format > FORMAT_WITHOUT_DIRECTIONS ? about.getLong("directions") : 0,
                format > FORMAT_WITHOUT_MOST ? about.getDouble("most") : Double.POSITIVE_INFINITY));
      }
    } catch (IllegalArgumentException e) {
      throw new SQLException("it holds roll-ups that this version does not know", e);
    }
  }

  public void detach(Slice slice) {
    slice.rollups().ifPresent(made -> database.detach(made.database()));
  }

  /// Makes the roll-ups of a slice that is written no more.
  ///
  /// @param connection to work on
  /// @param said what is in force
  /// @param mayGoOn asked between the roll-ups
  /// @return empty if it was told to stop
  public Optional<Content> make(
      Connection connection, Slice slice, InForce said, BooleanSupplier mayGoOn)
      throws SQLException, IOException {
    Path file = beside(slice.file());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    String alias = alias(slice.alias());
    DataFolder.delete(List.of(fresh, DataFolder.log(fresh)));
    database.attach(fresh, alias, "");
    boolean whole = false;
    try {
      whole = fill(connection, slice.planned(said), alias, mayGoOn);
    } finally {
      database.detach(alias);
      if (!whole) {
        Files.deleteIfExists(fresh);
      }
    }
    if (!whole) {
      return Optional.empty();
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return attach(slice.alias(), slice.file());
  }

  private boolean fill(
      Connection connection, SliceTable slice, String alias, BooleanSupplier mayGoOn)
      throws SQLException {
    if (!new RollupMaker(connection, slice, alias, mayGoOn).make()) {
      return false;
    }
    Database.execute(
        connection,
        "CREATE TABLE "
            + alias
            + ".about AS SELECT "
            + FORMAT
            + " AS format, count(*)::UBIGINT AS rows, min(time_received_ns) AS oldest,"
            + " max(time_received_ns) AS newest, "
            + slice.ratesFingerprint()
            + "::BIGINT AS rates, "
            + slice.directions()
            + "::BIGINT AS directions, "
            + Service.fingerprint()
            + "::BIGINT AS services, "
            + SummarySql.most(slice.mapping())
            + " AS most FROM "
            + slice.mapping().relation());
    database.checkpoint(alias);
    return true;
  }
}
