package weir.store.duckdb.write;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.FlowTable;

/// How rows reach DuckDB: as chunks where a trial shows that they arrive, else through the row
/// appender.
public enum RowPath {
  CHUNKS {
    @Override
    RowWriter writer(FlowTable table, boolean inOrder) throws SQLException {
      try {
        return new ChunkRows(table, inOrder);
      } catch (ReflectiveOperationException e) {
        throw new SQLException("the driver's appender is not as expected", e);
      }
    }
  },
  APPENDER {
    @Override
    RowWriter writer(FlowTable table, boolean inOrder) {
      return new AppenderRows(table);
    }
  };

  private static final Logger LOG = LoggerFactory.getLogger(RowPath.class);

  /// For a table; close it with the table's appender.
  ///
  /// @param inOrder whether rows must reach the appender in the order in which they come
  abstract RowWriter writer(FlowTable table, boolean inOrder) throws SQLException;

  public static RowPath choose(Database database) throws SQLException {
    try {
      if (CHUNKS.works(database)) {
        return CHUNKS;
      }
      LOG.warn("rows written as chunks did not come back right; storing with the slower appender");
    } catch (SQLException | RuntimeException | LinkageError e) {
      LOG.warn("chunks cannot be written ({}); storing with the slower appender", e.toString());
      database.execute("DROP TABLE IF EXISTS trial");
    }
    return APPENDER;
  }

  /// Writes rows into a table of the main, in-memory, database and reads some of their values back.
  public boolean works(Database database) throws SQLException {
    FlowTable table = FlowTable.whole();
    database.execute(table.ddl("trial"));
    try {
      return database.alone(own -> works(own, table));
    } finally {
      database.execute("DROP TABLE trial");
    }
  }

  private boolean works(DuckDBConnection connection, FlowTable table) throws SQLException {
    FlowBatch batch = new FlowBatch();
    for (int row = 0; row < 3; row++) {
      batch.setAddress(FlowField.SRC_ADDRESS, row % 2, 1);
      batch.set(FlowField.PROTOCOL, 250 + row);
      batch.set(FlowField.SRC_PORT, 65000 + row);
      batch.set(FlowField.BYTES, Long.MAX_VALUE - row);
      batch.setAddress(FlowField.DST_ADDRESS, 7 + row, 8 + row);
      for (int item = 0; item < row; item++) {
        batch.add(FlowField.AS_PATH, 100 + item);
      }
      batch.set(FlowField.all().getLast(), 9);
      batch.endRow();
    }
    try (RowWriter writer = writer(table, false);
        DuckDBAppender appender = connection.createAppender("trial")) {
      writer.append(appender, batch, () -> {});
      writer.append(appender, batch, () -> {});
      var _ = writer.release(appender);
      writer.flush(appender);
    } catch (Exception e) {
      throw e instanceof SQLException sql ? sql : new SQLException("writing a trial table", e);
    }
    String last = FlowField.all().getLast().column();
    try (Statement statement = connection.createStatement();
        ResultSet sums =
            statement.executeQuery(
                "SELECT count(*), sum(proto), sum(src_port), min(bytes)::BIGINT,"
                    + " max(dst_addr_hi)::BIGINT, sum(dst_addr), sum("
                    + last
                    + "), string_agg(as_path::VARCHAR, ' ' ORDER BY proto) FROM trial")) {
      sums.next();
      return sums.getLong(1) == 6
          && sums.getLong(2) == 2 * 753
          && sums.getLong(3) == 2 * 195_003
          && sums.getLong(4) == Long.MAX_VALUE - 2
          && sums.getLong(5) == 9
          && sums.getLong(6) == 54
          && sums.getLong(7) == 54
          && sums.getString(8).equals("[] [] [100] [100] [100, 101] [100, 101]");
    }
  }
}
