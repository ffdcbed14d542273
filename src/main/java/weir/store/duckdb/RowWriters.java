package weir.store.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Chooses how rows are written: chunks where a trial shows that they arrive, else the row
/// appender.
final class RowWriters {
  private static final Logger LOG = LoggerFactory.getLogger(RowWriters.class);

  private RowWriters() {}

  static RowWriter choose(Database database) throws SQLException {
    try {
      ChunkRows chunks = new ChunkRows();
      if (works(database, chunks)) {
        return chunks;
      }
      chunks.close();
      LOG.warn("rows written as chunks did not come back right; storing with the slower appender");
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("chunks cannot be written ({}); storing with the slower appender", e.toString());
    }
    return new AppenderRows();
  }

  /// Writes rows into a table of the main, in-memory, database and reads some of their values back.
  static boolean works(Database database, RowWriter writer) throws SQLException {
    FlowBatch batch = new FlowBatch();
    for (int row = 0; row < 3; row++) {
      batch.set(FlowField.PROTOCOL, 250 + row);
      batch.set(FlowField.SRC_PORT, 65000 + row);
      batch.set(FlowField.BYTES, Long.MAX_VALUE - row);
      batch.setAddress(FlowField.DST_ADDRESS, 7 + row, 8 + row);
      batch.set(FlowField.all().getLast(), 9);
      batch.endRow();
    }
    database.execute(FlowTable.ddl("trial"));
    try (DuckDBAppender appender = database.writer().createAppender("trial")) {
      writer.append(appender, batch);
      writer.flush(appender);
    }
    String last = FlowField.all().getLast().column();
    try (Statement statement = database.writer().createStatement();
        ResultSet sums =
            statement.executeQuery(
                "SELECT count(*), sum(proto), sum(src_port), min(bytes)::BIGINT, max(dst_addr_hi)::BIGINT,"
                    + " sum(dst_addr), sum("
                    + last
                    + ") FROM trial")) {
      sums.next();
      return sums.getLong(1) == 3
          && sums.getLong(2) == 753
          && sums.getLong(3) == 195_003
          && sums.getLong(4) == Long.MAX_VALUE - 2
          && sums.getLong(5) == 9
          && sums.getLong(6) == 27
          && sums.getLong(7) == 27;
    } finally {
      database.execute("DROP TABLE trial");
    }
  }
}
