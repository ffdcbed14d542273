package weir.store.duckdb;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.ForeignText;
import weir.flow.Kind;
import weir.flow.ShortText;
import weir.query.TimeRange;
import weir.store.StoreException;
import weir.store.duckdb.files.FileNames;
import weir.store.duckdb.read.RecordRows;

/// Flows in a Parquet file with the columns that slices have, so that nothing is lost on the way
/// there and back: unsigned numbers, of what is wide a column of the high half beside it, lists of
/// 32-bit numbers.
public final class FlowParquet implements AutoCloseable {
  private static final int MEMORY_MEBIBYTES = 512;

  /// Of lists; no exporter has longer ones.
  private static final int MOST_ITEMS = 4096;

  private static final long HOUR_NANOS = 3_600_000_000_000L;

  /// Different hours that flows are of: each becomes a file of its own.
  private static final int MOST_HOURS = 10_000;

  /// A column: a field, or the high half of one.
  private record Part(FlowField field, boolean high) {}

  private final List<Part> parts;
  private final ParquetTable table;

  private FlowParquet(List<Part> parts, ParquetTable table) {
    this.parts = parts;
    this.table = table;
  }

  /// Begins a file.
  ///
  /// @param fields that flows fill
  /// @throws StoreException if it cannot be written there
  public static FlowParquet open(Path file, Set<FlowField> fields) {
    List<Part> parts = new ArrayList<>();
    List<ParquetTable.Column> columns = new ArrayList<>();
    Set<FlowField> written = EnumSet.of(FlowField.TIME_RECEIVED); // also of no flows
    written.addAll(fields);
    for (FlowField field : written) {
      if (field.isWide()) {
        parts.add(new Part(field, true));
        columns.add(new ParquetTable.Column(field.highColumn(), ParquetTable.Kind.WHOLE));
      }
      parts.add(new Part(field, false));
      columns.add(
          new ParquetTable.Column(
              field.column(), field.isList() ? ParquetTable.Kind.LIST : ParquetTable.Kind.WHOLE));
    }
    return new FlowParquet(parts, ParquetTable.open(file, columns, Map.of()));
  }

  /// @throws StoreException if they cannot be written
  public void add(FlowBatch batch) {
    table.add(batch.rows(), new Values(batch));
  }

  private final class Values implements ParquetTable.Cells {
    private final FlowBatch batch;

    Values(FlowBatch batch) {
      this.batch = batch;
    }

    @Override
    public boolean none(int row, int column) {
      return false;
    }

    @Override
    public String text(int row, int column) {
      FlowField list = parts.get(column).field;
      StringJoiner items = new StringJoiner(", ", "[", "]");
      for (int i = 0; i < batch.listLength(list, row); i++) {
        items.add(Integer.toUnsignedString(batch.item(list, row, i)));
      }
      return items.toString();
    }

    @Override
    public long whole(int row, int column) {
      Part part = parts.get(column);
      return part.high ? batch.high(part.field, row) : batch.get(part.field, row);
    }

    @Override
    public double fraction(int row, int column) {
      throw new UnsupportedOperationException("no field has fractions");
    }
  }

  /// Makes the file.
  ///
  /// @throws StoreException if it cannot be written
  public void finish() {
    table.finish();
  }

  /// Leaves nothing but the file, if it was made.
  @Override
  public void close() {
    table.close();
  }

  /// Reads a file that anybody may have written. Columns are looked at before any value is: those
  /// that have the name of a field have its type too.
  ///
  /// @param rows how many there are said to be
  /// @param range in which they are said to have come
  /// @param into gets the flows; a batch is the receiver's until it returns
  /// @return columns that are no fields', and are passed over
  /// @throws IOException with what is wrong, in words
  public static List<String> read(Path file, long rows, TimeRange range, Consumer<FlowBatch> into)
      throws IOException {
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("memory_limit", MEMORY_MEBIBYTES + "MiB");
    settings.setProperty("jdbc_stream_results", "true");
    settings.setProperty("temp_directory", "");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
        Statement statement = connection.createStatement()) {
      return new Reading(statement, FileNames.pattern(file), range).read(rows, into);
    } catch (SQLException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new IOException(
          "its flows are no Parquet that can be read: "
              + ForeignText.oneLine(why.replace(file.toString(), "the file")),
          e);
    }
  }

  /// @param file between quotes
  private record Reading(Statement statement, String file, TimeRange range) {
    List<String> read(long rows, Consumer<FlowBatch> into) throws SQLException, IOException {
      List<String> unknown = new ArrayList<>();
      List<FlowField> fields = fields(unknown);
      long there = number("SELECT count(*) FROM " + table());
      if (there != rows) {
        throw new IOException(
            "it has %,d flows and not the %,d that it tells".formatted(there, rows));
      }
      if (rows == 0) {
        return unknown;
      }
      check(fields);
      List<String> columns = new ArrayList<>();
      for (FlowField field : fields) {
        if (field.isWide()) {
          columns.add(field.highColumn());
        }
        columns.add(field.column());
      }
      try (ResultSet found =
          statement.executeQuery("SELECT " + String.join(", ", columns) + " FROM " + table())) {
        FlowBatch batch = new FlowBatch();
        while (found.next()) {
          RecordRows.read(fields, found, 1, batch);
          clean(batch, fields);
          if (batch.isFull()) {
            into.accept(batch);
            batch.reset();
          }
        }
        into.accept(batch);
      }
      return unknown;
    }

    private String table() {
      return "read_parquet('" + file + "', hive_partitioning = false)";
    }

    /// Those that there are columns of.
    private List<FlowField> fields(List<String> unknown) throws SQLException, IOException {
      Map<String, String> types = new LinkedHashMap<>();
      try (ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM " + table())) {
        while (columns.next()) {
          types.put(columns.getString(1), columns.getString(2));
        }
      }
      List<FlowField> fields = new ArrayList<>();
      for (FlowField field : FlowField.all()) {
        if (types.containsKey(field.column())) {
          check(types, field.column(), field.isList() ? "UINTEGER[]" : "UBIGINT");
          if (field.isWide()) {
            check(types, field.highColumn(), "UBIGINT");
          }
          fields.add(field);
        }
      }
      if (!fields.contains(FlowField.TIME_RECEIVED)) {
        throw new IOException("its flows have no " + FlowField.TIME_RECEIVED.column());
      }
      types.keySet().forEach(name -> unknown.add(ForeignText.clean(name)));
      return fields;
    }

    private static void check(Map<String, String> types, String column, String type)
        throws IOException {
      String found = types.remove(column);
      if (!type.equals(found)) {
        throw new IOException(
            "the column %s of its flows is %s, not %s"
                .formatted(column, found == null ? "missing" : ForeignText.clean(found), type));
      }
    }

    private void check(List<FlowField> fields) throws SQLException, IOException {
      List<String> empty = new ArrayList<>();
      List<String> longer = new ArrayList<>();
      for (FlowField field : fields) {
        String column = field.column();
        empty.add(column + " IS NULL");
        if (field.isWide()) {
          empty.add(field.highColumn() + " IS NULL");
        }
        if (field.isList()) {
          empty.add("list_count(" + column + ") <> len(" + column + ")");
          longer.add("len(" + column + ") > " + MOST_ITEMS);
        }
      }
      if (rowsWith(empty) > 0) {
        throw new IOException("values of its flows are missing");
      }
      if (rowsWith(longer) > 0) {
        throw new IOException(
            "lists of its flows have more than the %,d items that are read".formatted(MOST_ITEMS));
      }
      String time = FlowField.TIME_RECEIVED.column();
      long outside =
          number(
              "SELECT count(*) FROM %s WHERE %s IS NULL OR %s < %d OR %s >= %d"
                  .formatted(table(), time, time, range.fromNanos(), time, range.untilNanos()));
      if (outside > 0) {
        throw new IOException(
            "%,d of its flows are not of the time that it tells".formatted(outside));
      }
      long hours =
          number("SELECT count(DISTINCT %s // %d) FROM %s".formatted(time, HOUR_NANOS, table()));
      if (hours > MOST_HOURS) {
        throw new IOException(
            "its flows are of %,d different hours, and %,d at most are read"
                .formatted(hours, MOST_HOURS));
      }
    }

    private long rowsWith(List<String> any) throws SQLException {
      return any.isEmpty()
          ? 0
          : number("SELECT count(*) FROM " + table() + " WHERE " + String.join(" OR ", any));
    }

    private long number(String sql) throws SQLException {
      try (ResultSet found = statement.executeQuery(sql)) {
        found.next();
        return found.getLong(1);
      }
    }

    /// The row that was read last.
    private static void clean(FlowBatch batch, List<FlowField> fields) {
      int row = batch.rows() - 1;
      for (FlowField field : fields) {
        if (field.kind() == Kind.TEXT) {
          String text = ShortText.text(batch.high(field, row), batch.get(field, row));
          batch.setText(field, row, ShortText.of(text));
        }
      }
    }
  }
}
