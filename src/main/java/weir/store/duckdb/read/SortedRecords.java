package weir.store.duckdb.read;

import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Coverage;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.store.Cancel;
import weir.store.StoreException;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Slice;

/// Records whose places stand in order in a temporary table.
///
/// @param rows places in it
/// @param gate keeps the store open while a page is read
record SortedRecords(
    RecordQuery query,
    List<Slice> slices,
    long rows,
    Database.Reader reader,
    Gate gate,
    Coverage coverage,
    Cancel cancel)
    implements Records {
  @Override
  public Set<FlowField> fields() {
    return PlacedRecords.fields(query, slices);
  }

  @Override
  public FlowBatch page(long from, int most) {
    requireWanted();
    return gate.whileOpen(() -> read(from, most));
  }

  private void requireWanted() {
    if (cancel.isCancelled()) {
      throw StoreException.cancelled();
    }
  }

  private FlowBatch read(long from, int most) {
    String page = " WHERE rowid >= " + from + " AND rowid < " + (from + most);
    return new PlacedRecords(query, slices, reader)
        .read(
            "SELECT slice, row::BIGINT FROM " + RecordSteps.PLACES + page + " ORDER BY rowid",
            query.range());
  }

  @Override
  public Map<FlowField, Long> filled() {
    requireWanted();
    return gate.whileOpen(() -> PlacedRecords.filled(query, slices, reader));
  }
}
