package weir.store.duckdb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.FlowField;
import weir.query.TimeRange;
import weir.store.StoreException;

/// The files of slices, and how they come on the list: attached at opening, or begun.
final class SliceFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SliceFiles.class);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final DataFolder folder;
  private final Database database;
  private final SliceList slices;
  private final RollupFiles rollups;
  private final List<String> problems = new ArrayList<>();
  private final AtomicInteger aliases = new AtomicInteger();

  SliceFiles(DataFolder folder, Database database, SliceList slices) {
    this.folder = folder;
    this.database = database;
    this.slices = slices;
    this.rollups = new RollupFiles(database);
  }

  RollupFiles rollups() {
    return rollups;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  /// Attaches every slice of the folder; one that cannot be read is set aside.
  void attachAll() {
    for (Path file : folder.slices()) {
      String alias = nextAlias();
      try {
        database.attach(file, alias, "");
        slices.add(inspect(alias, file));
      } catch (SQLException e) {
        database.detach(alias);
        String sentence = folder.setAside(file, firstLine(e));
        LOG.warn("{}", sentence);
        problems.add(sentence);
      }
    }
  }

  private String nextAlias() {
    return "s" + aliases.incrementAndGet();
  }

  /// Begins a slice, on the list at once.
  synchronized Slice begin(FlowTable table, Instant now) throws SQLException {
    Path file = folder.slice(NAME.format(now) + ".duckdb");
    for (int i = 2; Files.exists(file); i++) { // "_" sorts behind "."
      file = folder.slice(NAME.format(now) + "_" + i + ".duckdb");
    }
    String alias = nextAlias();
    // So that DuckDB from 1.2 on can open the file too.
    database.attach(file, alias, " (STORAGE_VERSION 'v1.2.0')");
    database.execute(table.ddl(alias + ".flows"));
    Slice slice =
        new Slice(alias, file, true, 0, Long.MAX_VALUE, 0, table.missing(), Optional.empty());
    slices.add(slice);
    return slice;
  }

  /// Deletes a slice and its roll-ups, as soon as no question names it.
  void delete(Slice slice) {
    slices.remove(
        slice.alias(),
        () -> {
          rollups.detach(slice);
          database.detach(slice.alias());
          folder.delete(slice.file());
        });
  }

  /// Rows by the names under which writers have had them counted: each slice that was written under
  /// one has a table `tallies` (name, rows), a row a commit.
  Map<String, Long> tallies() {
    List<Slice> pinned = slices.pin(TimeRange.ALL);
    try {
      Map<String, Long> sums = new HashMap<>();
      for (Slice slice : pinned) {
        if (has(slice.alias(), "tallies")) {
          addTallies(slice.alias(), sums);
        }
      }
      return sums;
    } catch (SQLException e) {
      throw new StoreException("what was imported before cannot be read: " + e.getMessage(), e);
    } finally {
      slices.unpin(pinned);
    }
  }

  private void addTallies(String alias, Map<String, Long> sums) throws SQLException {
    try (Statement statement = database.writer().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, sum(rows)::BIGINT FROM " + alias + ".tallies GROUP BY name")) {
      while (rows.next()) {
        sums.merge(rows.getString(1), rows.getLong(2), Long::sum);
      }
    }
  }

  private boolean has(String alias, String table) throws SQLException {
    try (Statement statement = database.writer().createStatement();
        ResultSet tables =
            statement.executeQuery(
                "SELECT 1 FROM duckdb_tables() WHERE database_name = '"
                    + alias
                    + "' AND table_name = '"
                    + table
                    + "'")) {
      return tables.next();
    }
  }

  private Slice inspect(String alias, Path file) throws SQLException {
    Set<FlowField> missing = missing(alias);
    if (missing.contains(FlowField.TIME_RECEIVED)) {
      throw new SQLException("it holds no flows");
    }
    Optional<RollupFiles.Content> kept = rollups.attach(alias, file);
    long[] extent = kept.isPresent() ? kept.get().extent() : extent(alias);
    return new Slice(
        alias,
        file,
        false,
        extent[0],
        extent[0] == 0 ? Long.MAX_VALUE : extent[1],
        extent[2],
        missing,
        kept.map(RollupFiles.Content::rollups));
  }

  private Set<FlowField> missing(String alias) throws SQLException {
    Set<FlowField> missing = new HashSet<>(FlowField.all());
    try (Statement statement = database.writer().createStatement();
        ResultSet columns =
            statement.executeQuery(
                "SELECT column_name FROM duckdb_columns() WHERE table_name = 'flows' AND database_name = '"
                    + alias
                    + "'")) {
      while (columns.next()) {
        FlowField.named(columns.getString(1)).ifPresent(missing::remove);
      }
    }
    return missing;
  }

  /// Rows, oldest and newest time received.
  private long[] extent(String alias) throws SQLException {
    try (Statement statement = database.writer().createStatement();
        ResultSet range =
            statement.executeQuery(
                "SELECT count(*), min(time_received_ns)::BIGINT, max(time_received_ns)::BIGINT FROM "
                    + alias
                    + ".flows")) {
      range.next();
      return new long[] {range.getLong(1), range.getLong(2), range.getLong(3)};
    }
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
