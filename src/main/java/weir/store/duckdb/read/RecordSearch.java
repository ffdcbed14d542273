package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.RECORDS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.RecordQuery;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Slice;

/// Looks for the newest records slice by slice, the newest slice first, until no older slice can
/// have a newer one.
public final class RecordSearch {
  private final RecordQuery query;
  private final List<Slice> slices;
  private final Set<FlowField> wanted;

  /// A record of one of the batches read.
  private record Found(long nanos, FlowBatch batch, int row) {}

  /// @param slices of the store, in any order
  public RecordSearch(RecordQuery query, List<Slice> slices) {
    this.query = query;
    this.slices =
        slices.stream()
            .filter(slice -> slice.overlaps(query.range()))
            .sorted(Comparator.comparingLong(Slice::newestNanos).reversed())
            .toList();
    this.wanted =
        query.shown().isEmpty() ? EnumSet.allOf(FlowField.class) : EnumSet.copyOf(query.shown());
  }

  public FlowBatch run(Database.Reader reader) {
    List<Found> found = new ArrayList<>();
    for (Slice slice : slices) {
      if (found.size() == query.limit() && found.getLast().nanos() >= slice.newestNanos()) {
        break;
      }
      List<FlowField> fields = fields(slice);
      FlowBatch batch = reader.ask(sql(slice, fields), rows -> RecordRows.read(fields, rows));
      for (int row = 0; row < batch.rows(); row++) {
        found.add(new Found(batch.get(FlowField.TIME_RECEIVED, row), batch, row));
      }
      found.sort(Comparator.comparingLong(Found::nanos).reversed());
      found = found.subList(0, (int) Math.min(found.size(), query.limit()));
    }
    FlowBatch newest = new FlowBatch();
    for (Found one : found) {
      newest.copyRow(one.batch(), one.row(), wanted);
      newest.endRow();
    }
    return newest;
  }

  /// What is read of a slice: what is wanted and there, and the time, which sorts.
  private List<FlowField> fields(Slice slice) {
    EnumSet<FlowField> fields = EnumSet.copyOf(wanted);
    fields.removeAll(slice.missing());
    fields.add(FlowField.TIME_RECEIVED);
    return List.copyOf(fields);
  }

  private String sql(Slice slice, List<FlowField> fields) {
    return RECORDS.first(query, fields, slice.mapping());
  }

  /// One statement a slice, in the order in which they would be sent.
  public String sql() {
    return slices.isEmpty()
        ? "-- no slice overlaps the range"
        : slices.stream()
            .map(slice -> sql(slice, fields(slice)))
            .collect(Collectors.joining(";\n\n"));
  }
}
