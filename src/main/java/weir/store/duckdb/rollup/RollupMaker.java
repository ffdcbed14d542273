package weir.store.duckdb.rollup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import weir.flow.FlowField;

/// Makes the roll-ups and lists of one slice in an attached file: those that are much shorter than
/// the slice. Others take room and save no time, as where a few flows a minute come from
/// everywhere.
public final class RollupMaker {
  /// Groups on a list by each measure: more than anyone looks at.
  private static final int LISTED = 200;

  private static final int LISTED_CONVERSATIONS = 500;

  /// Conversations are looked for between the largest ends; all others are smaller than the largest
  /// end that is left out.
  private static final int LARGEST_ENDS = 2000;

  /// Flows for each row of a table that is kept, at least.
  private static final int FEWEST_FLOWS_A_ROW = 5;

  private static final String SUMS = "weir_sums_of_slice";
  private static final String KEPT = "weir_kept";
  private static final String SOURCES = "weir_sources";
  private static final String DESTINATIONS = "weir_destinations";
  private static final String BETWEEN = "weir_between";
  private static final String LIST = "weir_list";
  private static final List<String> LEFT_OUT =
      List.of("bytes", "packets", "flows", "scaled_bytes", "scaled_packets");

  private final Connection connection;
  private final SliceTable slice;
  private final String database;
  private final BooleanSupplier mayGoOn;

  /// @param connection to work on
  /// @param database attached for the tables to be made in
  /// @param mayGoOn asked between the tables
  public RollupMaker(
      Connection connection, SliceTable slice, String database, BooleanSupplier mayGoOn) {
    this.connection = connection;
    this.slice = slice;
    this.database = database;
    this.mayGoOn = mayGoOn;
  }

  /// Whether it was done, not told to stop.
  ///
  /// @throws SQLException also for sums beyond 64 bits, which no honest exporter sends: such a
  ///   slice has no roll-ups
  public boolean make() throws SQLException {
    execute("CREATE TABLE %s.rollups (name VARCHAR, rows UBIGINT)".formatted(database));
    execute(
        ("CREATE TABLE %s.lists (name VARCHAR, bytes DOUBLE, packets DOUBLE, flows DOUBLE,"
                + " scaled_bytes DOUBLE, scaled_packets DOUBLE)")
            .formatted(database));
    try {
      for (Rollup rollup : Rollup.values()) {
        if (!mayGoOn.getAsBoolean()) {
          return false;
        }
        make(rollup);
      }
      for (TopList list : TopList.values()) {
        if (!mayGoOn.getAsBoolean()) {
          return false;
        }
        make(list);
      }
      return true;
    } finally {
      dropTemporary();
    }
  }

  private void make(Rollup rollup) throws SQLException {
    temporary(made(rollup), SummarySql.rollup(rollup, slice.mapping()));
    if (keep(made(rollup), rollup.table(), "ALL")) {
      execute(
          "INSERT INTO %s.rollups SELECT '%s', count(*) FROM temp.%s"
              .formatted(database, rollup.name(), made(rollup)));
    }
    if (rollup.byMinute()) { // no list is made of it
      execute("DROP TABLE temp." + made(rollup));
    }
  }

  /// The temporary table of all its groups.
  private static String made(Rollup rollup) {
    return "weir_" + rollup.table();
  }

  /// Puts a table into the file if it is short enough; whether it was.
  ///
  /// @param order in which rows that are alike stand together, for these pack better
  private boolean keep(String made, String table, String order) throws SQLException {
    boolean isShort = count(made) * FEWEST_FLOWS_A_ROW <= slice.rows();
    if (isShort) {
      execute(
          "CREATE TABLE %s.%s AS FROM temp.%s ORDER BY %s".formatted(database, table, made, order));
    }
    return isShort;
  }

  private long count(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM temp." + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void make(TopList list) throws SQLException {
    switch (list) {
      case SOURCES -> makeOf(list, Rollup.SOURCES);
      case DESTINATIONS -> makeOf(list, Rollup.DESTINATIONS);
      case SOURCE_PORTS -> makeOf(list, Rollup.SOURCE_PORTS);
      case DESTINATION_PORTS -> makeOf(list, Rollup.DESTINATION_PORTS);
      case SOURCE_AS -> makeOf(list, Rollup.SOURCE_AS);
      case DESTINATION_AS -> makeOf(list, Rollup.DESTINATION_AS);
      case CONVERSATIONS -> makeConversations();
      case SERVICES -> makeOf(list, Rollup.SERVICES);
    }
  }

  private void makeOf(TopList list, Rollup rollup) throws SQLException {
    temporary(SUMS, SummarySql.sums(list, "temp." + made(rollup)));
    temporary(KEPT, SummarySql.largest(list, SUMS, LISTED));
    makeTable(list, leftOut(list, KEPT));
  }

  private void makeConversations() throws SQLException {
    double[] leftSources = largestEnds(TopList.SOURCES, Rollup.SOURCES, SOURCES);
    double[] leftDestinations =
        largestEnds(TopList.DESTINATIONS, Rollup.DESTINATIONS, DESTINATIONS);
    TopList list = TopList.CONVERSATIONS;
    Map<List<FlowField>, String> ends =
        Map.of(
            TopList.SOURCES.keys(), SOURCES,
            TopList.DESTINATIONS.keys(), DESTINATIONS);
    temporary(BETWEEN, SummarySql.listed(list, slice.mapping(), false, ends));
    temporary(SUMS, SummarySql.sums(list, BETWEEN));
    temporary(KEPT, SummarySql.largest(list, SUMS, LISTED_CONVERSATIONS));
    double[] left = leftOut(list, KEPT);
    for (int i = 0; i < left.length; i++) {
      left[i] = Math.max(left[i], Math.max(leftSources[i], leftDestinations[i]));
    }
    makeTable(list, left);
  }

  /// Puts them into a table; what the others have at most.
  private double[] largestEnds(TopList list, Rollup rollup, String table) throws SQLException {
    temporary(SUMS, SummarySql.sums(list, "temp." + made(rollup)));
    temporary(table, SummarySql.largest(list, SUMS, LARGEST_ENDS));
    return leftOut(list, table);
  }

  private void makeTable(TopList list, double[] left) throws SQLException {
    temporary(LIST, SummarySql.listed(list, slice.mapping(), true, Map.of(list.keys(), KEPT)));
    if (!keep(LIST, list.table(), SummarySql.keys(list) + ", minute_ns")) {
      return;
    }
    List<String> values = new ArrayList<>();
    for (double value : left) {
      values.add(Double.toString(value));
    }
    execute(
        "INSERT INTO %s.lists VALUES ('%s', %s)"
            .formatted(database, list.name(), String.join(", ", values)));
  }

  private double[] leftOut(TopList list, String kept) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SummarySql.leftOut(list, SUMS, kept))) {
      row.next();
      double[] left = new double[LEFT_OUT.size()];
      for (int i = 0; i < left.length; i++) {
        left[i] = row.getDouble(LEFT_OUT.get(i));
      }
      return left;
    }
  }

  private void temporary(String table, String rows) throws SQLException {
    execute("CREATE OR REPLACE TEMP TABLE %s AS %s".formatted(table, rows));
  }

  private void dropTemporary() throws SQLException {
    for (Rollup rollup : Rollup.values()) {
      execute("DROP TABLE IF EXISTS temp." + made(rollup));
    }
    for (String table : List.of(SUMS, KEPT, LIST, SOURCES, DESTINATIONS, BETWEEN)) {
      execute("DROP TABLE IF EXISTS temp." + table);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
