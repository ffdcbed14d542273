package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.RECORDS;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
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
  private record Place(int slice, long row) {}

  private record Found(FlowBatch batch, int row) {}

  @Override
  public Set<FlowField> fields() {
    EnumSet<FlowField> fields = EnumSet.noneOf(FlowField.class);
    slices.forEach(slice -> fields.addAll(shown(slice)));
    return fields;
  }

  /// What is shown of a slice's records: what is wanted and there.
  private Set<FlowField> shown(Slice slice) {
    EnumSet<FlowField> fields =
        query.shown().isEmpty() ? EnumSet.allOf(FlowField.class) : EnumSet.copyOf(query.shown());
    fields.removeAll(slice.missing());
    return fields;
  }

  @Override
  public FlowBatch page(long from, int most) {
    if (cancel.isCancelled()) {
      throw StoreException.cancelled();
    }
    return gate.whileOpen(() -> read(from, most));
  }

  private FlowBatch read(long from, int most) {
    String page = " WHERE rowid >= " + from + " AND rowid < " + (from + most);
    List<Place> places =
        reader.ask(
            "SELECT slice, row::BIGINT FROM " + RecordSteps.PLACES + page + " ORDER BY rowid",
            rows -> {
              List<Place> read = new ArrayList<>();
              while (rows.next()) {
                read.add(new Place(rows.getInt(1), rows.getLong(2)));
              }
              return read;
            });
    Map<Place, Found> found = new HashMap<>();
    places.stream().mapToInt(Place::slice).distinct().forEach(slice -> find(slice, page, found));
    FlowBatch records = new FlowBatch();
    for (Place place : places) {
      Found one = found.get(place);
      if (one == null) {
        throw new StoreException("a record that was found is gone: ask again", null);
      }
      records.copyRow(one.batch(), one.row(), shown(slices.get(place.slice())));
      records.endRow();
    }
    return records;
  }

  private void find(int number, String page, Map<Place, Found> found) {
    Slice slice = slices.get(number);
    List<FlowField> fields = List.copyOf(shown(slice));
    FlowBatch batch = new FlowBatch();
    String rows = "SELECT row FROM " + RecordSteps.PLACES + page + " AND slice = " + number;
    List<Long> read =
        reader.ask(
            RECORDS.rows(fields, slice.numbered(), slice.rowColumn(), rows),
            results -> RecordRows.readNumbered(fields, results, batch));
    for (int row = 0; row < read.size(); row++) {
      found.put(new Place(number, read.get(row)), new Found(batch, row));
    }
  }
}
