package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.RECORDS;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.RecordQuery;
import weir.query.TimeRange;
import weir.store.StoreException;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Slice;

/// Records whose places are known: in which slice, and which row of it.
record PlacedRecords(RecordQuery query, List<Slice> slices, Database.Reader reader) {
  private record Place(int slice, long row) {}

  private record Found(FlowBatch batch, int row) {}

  /// Fields that records of any of the slices may fill.
  static Set<FlowField> fields(RecordQuery query, List<Slice> slices) {
    EnumSet<FlowField> fields = EnumSet.noneOf(FlowField.class);
    slices.forEach(slice -> fields.addAll(shown(query, slice)));
    return fields;
  }

  /// What is shown of a slice's records: what is wanted and there.
  private static Set<FlowField> shown(RecordQuery query, Slice slice) {
    EnumSet<FlowField> fields =
        query.shown().isEmpty() ? EnumSet.allOf(FlowField.class) : EnumSet.copyOf(query.shown());
    fields.removeAll(slice.missing());
    return fields;
  }

  /// @param page statement that gives places in order: `slice`, `row`
  /// @param range in which they all are
  FlowBatch read(String page, TimeRange range) {
    List<Place> places =
        reader.ask(
            page,
            rows -> {
              List<Place> read = new ArrayList<>();
              while (rows.next()) {
                read.add(new Place(rows.getInt(1), rows.getLong(2)));
              }
              return read;
            });
    Map<Place, Found> found = new HashMap<>();
    places.stream()
        .collect(Collectors.groupingBy(Place::slice))
        .forEach((slice, those) -> find(slice, those, range, found));
    FlowBatch records = new FlowBatch();
    for (Place place : places) {
      Found one = found.get(place);
      if (one == null) {
        throw new StoreException("a record that was found is gone: ask again", null);
      }
      records.copyRow(one.batch(), one.row(), shown(query, slices.get(place.slice())));
      records.endRow();
    }
    return records;
  }

  private void find(int number, List<Place> places, TimeRange range, Map<Place, Found> found) {
    Slice slice = slices.get(number);
    List<FlowField> fields = List.copyOf(shown(query, slice));
    FlowBatch batch = new FlowBatch();
    String rows =
        places.stream().map(place -> Long.toString(place.row())).collect(Collectors.joining(","));
    List<Long> read =
        reader.ask(
            RECORDS.rows(fields, slice.numbered(), slice.rowColumn(), rows, range),
            results -> RecordRows.readNumbered(fields, results, batch));
    for (int row = 0; row < read.size(); row++) {
      found.put(new Place(number, read.get(row)), new Found(batch, row));
    }
  }

  /// In how many of all records that a question lets through each field is filled, its limit apart.
  static Map<FlowField, Long> filled(
      RecordQuery query, List<Slice> slices, Database.Reader reader) {
    Map<FlowField, Long> filled = new EnumMap<>(FlowField.class);
    for (Slice slice : slices) {
      List<FlowField> fields = List.copyOf(shown(query, slice));
      long[] counts =
          reader.ask(
              RECORDS.filled(query, fields, slice.mapping()),
              row -> {
                row.next();
                long[] read = new long[fields.size()];
                for (int i = 0; i < read.length; i++) {
                  read[i] = row.getLong(i + 1);
                }
                return read;
              });
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          filled.merge(fields.get(i), counts[i], Long::sum);
        }
      }
    }
    return filled;
  }
}
