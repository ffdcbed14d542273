package weir.store.duckdb.files;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// By which rules the directions of a slice's flows were told when they were stored: the
/// fingerprint of these in a table `directions` of its file, or in the metadata of a packed one.
/// None where that is not known.
final class ToldDirections {
  private ToldDirections() {}

  static void write(Database database, String alias, long fingerprint) throws SQLException {
    if (fingerprint != 0) {
      database.execute(
          "CREATE TABLE %s.directions AS SELECT %d::BIGINT AS fingerprint"
              .formatted(alias, fingerprint));
    }
  }

  static long read(Connection connection, String alias, Path file) throws SQLException {
    if (PackedFiles.isPacked(file)) {
      return PackedFiles.directions(connection, file);
    }
    try (Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery(
                "SELECT 1 FROM duckdb_tables() WHERE database_name = '"
                    + alias
                    + "' AND table_name = 'directions'")) {
      if (!tables.next()) {
        return 0;
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("FROM " + alias + ".directions")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
