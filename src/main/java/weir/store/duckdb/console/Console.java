package weir.store.duckdb.console;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.InForce;
import weir.query.Query;
import weir.query.SqlAnswer;
import weir.query.TimeRange;
import weir.sql.Dialect;
import weir.sql.FlowsView;
import weir.sql.Mapping;
import weir.sql.NameFunction;
import weir.sql.OverFlows;
import weir.store.Cancel;
import weir.store.SqlLimits;
import weir.store.StatementException;
import weir.store.StoreException;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Slice;
import weir.store.duckdb.files.SliceList;

/// Runs statements of the user's own: each on a connection of its own, in a transaction that reads,
/// over a view of the slices that there are when it begins. These stay attached until it is over.
///
/// What it may reach is told by [StatementCheck]. What is run is `SELECT * FROM (…)` of what was
/// checked, so that nothing but a query is.
public final class Console {
  /// Longer ones are nobody's.
  private static final int MOST_LETTERS = 100_000;

  private static final Pattern END = Pattern.compile(";\\s*(--[^\\n]*\\s*)*$");
  private static final JsonMapper JSON = new JsonMapper();

  private final Database database;
  private final SliceList slices;
  private final Set<Cancel> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  public Console(Database database, SliceList slices) {
    this.database = database;
    this.slices = slices;
  }

  /// @param said what is in force
  /// @param known what names make of fields
  /// @throws StatementException if it is no statement that may be run
  /// @throws StoreException if it fails, or was taken back
  public SqlAnswer run(
      String statement, SqlLimits limits, InForce said, Dimensions known, Cancel cancel) {
    if (statement.isBlank() || statement.length() > MOST_LETTERS) {
      throw new StatementException(
          statement.isBlank() ? "there is no statement" : "the statement is too long", -1);
    }
    List<Slice> pinned = slices.pin(TimeRange.ALL);
    Cancel stop = new Cancel();
    running.add(stop);
    cancel.onCancel(stop::cancel);
    try (Connection connection = database.duplicate()) {
      Checked checked = checked(connection, statement);
      for (String macro : FlowsView.MACROS) {
        Database.execute(connection, macro);
      }
      List<Dimension> named = FlowsView.names(known, checked.meant().names());
      database.places().know(named);
      try (NameFunction.Numbered names = database.names().number(named)) {
        see(connection, pinned, said, checked.meant().fields(), names);
        try {
          return ask(connection, checked.text(), limits, stop);
        } catch (StatementException e) {
          if (String.valueOf(e.getMessage()).contains("not found")) { // what is it like?
            Database.execute(connection, "ROLLBACK");
            Database.execute(connection, "DROP VIEW " + FlowsView.NAME);
            return likeAll(connection, pinned, said, checked.text(), limits, stop);
          }
          throw e;
        }
      }
    } catch (SQLException e) {
      throw new StoreException("the statement could not be run: " + firstLine(e), e);
    } finally {
      running.remove(stop);
      slices.unpin(pinned);
    }
  }

  /// Fails with what a name may be meant to be.
  private SqlAnswer likeAll(
      Connection connection,
      List<Slice> slices,
      InForce said,
      String statement,
      SqlLimits limits,
      Cancel stop)
      throws SQLException {
    try (NameFunction.Numbered names =
        database.names().number(FlowsView.names(Dimensions.BUILT_IN, _ -> true))) {
      see(connection, slices, said, _ -> true, names);
      return ask(connection, statement, limits, stop);
    }
  }

  /// A question as a statement that can be run here.
  public String overFlows(Query<?> query) {
    return OverFlows.of(query);
  }

  /// Stops what runs; nothing begins any more.
  public void close() {
    closing = true;
    running.forEach(Cancel::cancel);
  }

  /// As it is run: without the semicolon at its end.
  ///
  /// @param meant columns of the view that it may mean
  private record Checked(String text, MeantColumns meant) {}

  private static Checked checked(Connection connection, String statement) throws SQLException {
    String bare = END.matcher(statement).replaceFirst("");
    JsonNode parsed = parse(connection, bare);
    if (bare.length() < statement.length() && parsed.path("error").asBoolean(true)) {
      bare = statement;
      parsed = parse(connection, statement);
    }
    StatementCheck.check(parsed, bare);
    return new Checked(bare, MeantColumns.of(parsed));
  }

  private static JsonNode parse(Connection connection, String statement) throws SQLException {
    try (PreparedStatement asked =
        connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)")) {
      asked.setString(1, statement);
      try (ResultSet row = asked.executeQuery()) {
        row.next();
        return JSON.readTree(row.getString(1));
      }
    } catch (StreamConstraintsException _) {
      throw new StatementException(
          "the statement is nested too deeply: name parts of it by WITH, or write lists as IN (…)",
          -1);
    }
  }

  /// Makes the view.
  private static void see(
      Connection connection,
      List<Slice> slices,
      InForce said,
      Predicate<String> wanted,
      NameFunction.Numbered names)
      throws SQLException {
    String rows =
        slices.isEmpty()
            ? FlowsView.rows(nothing(), wanted, names)
            : slices.stream()
                .map(slice -> FlowsView.rows(slice.planned(said).mapping(), wanted, names))
                .collect(Collectors.joining(" UNION ALL "));
    Database.execute(connection, "CREATE TEMP VIEW " + FlowsView.NAME + " AS " + rows);
    Database.execute(connection, "BEGIN TRANSACTION READ ONLY");
  }

  private static Mapping nothing() {
    return new Mapping(Dialect.DUCKDB, "range(0)", Set.copyOf(FlowField.all()), List.of());
  }

  private SqlAnswer ask(Connection connection, String checked, SqlLimits limits, Cancel stop)
      throws SQLException {
    long started = System.nanoTime();
    String wrapped = "SELECT * FROM (\n" + checked + "\n) LIMIT " + (limits.rows() + 1L);
    try (Statement statement = connection.createStatement();
        Watch watch = new Watch(statement, stop, limits.time())) {
      if (closing) {
        throw StoreException.cancelled();
      }
      try (ResultSet rows = statement.executeQuery(wrapped)) {
        return AnswerRows.read(rows, limits.rows(), started);
      } catch (SQLException e) {
        if (watch.late()) {
          throw new StoreException(
              "it took longer than "
                  + words(limits.time())
                  + " and was stopped; a shorter range (time_received_ns) or fewer groups take less",
              e);
        }
        if (stop.isCancelled()) {
          throw StoreException.cancelled();
        }
        throw Errors.of(e, checked);
      }
    }
  }

  private static String words(Duration time) {
    return time.toMillis() < 2000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
