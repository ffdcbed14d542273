package weir.store.duckdb.files;

import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import weir.query.Dimension;
import weir.sql.NameFunction;
import weir.sql.PlaceFunction;

/// [PlaceFunction] and [NameFunction] as functions of a DuckDB instance. DuckDB calls them from its
/// own threads, with some thousand values at a time.
final class LookUp {
  private final PlaceFunction places;

  private LookUp(PlaceFunction places) {
    this.places = places;
  }

  static void register(PlaceFunction places, Connection connection) throws SQLException {
    try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
      function
          .withName(PlaceFunction.NAME)
          .withParameters(DuckDBColumnType.BIGINT, DuckDBColumnType.BIGINT, DuckDBColumnType.BIGINT)
          .withReturnType(DuckDBColumnType.UINTEGER)
          .withVectorizedFunction(new LookUp(places)::find)
          .register(connection);
    }
  }

  /// The same of [NameFunction].
  static void register(NameFunction names, Connection connection) throws SQLException {
    try (DuckDBScalarFunctionBuilder function = DuckDBFunctions.scalarFunction()) {
      function
          .withName(NameFunction.NAME)
          .withParameters(DuckDBColumnType.BIGINT, DuckDBColumnType.BIGINT)
          .withReturnType(DuckDBColumnType.VARCHAR)
          .withVectorizedFunction((values, found) -> name(names, values, found))
          .register(connection);
    }
  }

  private static void name(
      NameFunction names, DuckDBDataChunkReader values, DuckDBWritableVector found) {
    long rows = values.rowCount();
    if (rows == 0) {
      return;
    }
    Dimension column = names.dimension(values.vector(0).getLong(0));
    DuckDBReadableVector wanted = values.vector(1);
    for (long row = 0; row < rows; row++) {
      found.setString(row, column.text(0, wanted.getLong(row)));
    }
  }

  private void find(DuckDBDataChunkReader values, DuckDBWritableVector found) {
    long rows = values.rowCount();
    if (rows == 0) {
      return;
    }
    weir.query.LookUp table = places.table(values.vector(0).getLong(0));
    DuckDBReadableVector highs = values.vector(1);
    DuckDBReadableVector lows = values.vector(2);
    for (long row = 0; row < rows; row++) {
      long high = highs.getLong(row) ^ Long.MIN_VALUE;
      long low = lows.getLong(row) ^ Long.MIN_VALUE;
      found.setUint32(row, table.place(high, low));
    }
  }
}
