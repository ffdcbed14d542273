package weir.bench;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.StringJoiner;

/// Asks DuckDB alone, without Weir: `PlainSql STATEMENT` prints a line a row, commas between
/// values.
final class PlainSql {
  private PlainSql() {}

  public static void main(String[] arguments) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(arguments[0])) {
      while (rows.next()) {
        StringJoiner line = new StringJoiner(",");
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          line.add(String.valueOf(rows.getString(i)));
        }
        System.out.println(line);
      }
    }
  }
}
