package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.RECORDS;

import java.util.List;
import weir.query.Coverage;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.store.Cancel;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Slice;

/// Finds records. The newest few are looked for slice by slice; else where each record is, and what
/// it is sorted by, is collected and sorted, which DuckDB does on disk where memory is short, and
/// the records themselves are read page by page.
final class RecordSteps implements Steps<Records> {
  /// More are not held in memory.
  private static final long FEW = 100_000;

  private static final String FOUND = "weir_found";
  static final String PLACES = "weir_places";

  private final RecordQuery query;
  private final List<Slice> slices;
  private final Database.Reader reader;
  private final Gate gate;
  private final Cancel cancel;
  private final long rows;
  private int done;
  private long doneRows;
  private boolean answered;

  /// @param slices that overlap the range
  RecordSteps(
      RecordQuery query, List<Slice> slices, Database.Reader reader, Gate gate, Cancel cancel) {
    this.query = query;
    this.slices = slices;
    this.reader = reader;
    this.gate = gate;
    this.cancel = cancel;
    this.rows = slices.stream().mapToLong(Slice::rows).sum();
  }

  static boolean isFew(RecordQuery query) {
    return query.order().equals(RecordQuery.Order.NEWEST_FIRST)
        && query.limit() > 0
        && query.limit() <= FEW;
  }

  @Override
  public Records next(long untilNanos) {
    if (isFew(query)) {
      answered = true;
      return Records.of(new RecordSearch(query, slices).run(reader));
    }
    do {
      find(slices.get(done));
      doneRows += slices.get(done).rows();
      done++;
    } while (done < slices.size() && System.nanoTime() < untilNanos);
    if (done < slices.size()) {
      return Records.NONE;
    }
    reader.execute(
        "CREATE OR REPLACE TEMP TABLE " + PLACES + " AS " + RECORDS.ordered(query, FOUND));
    reader.drop(FOUND);
    answered = true;
    long found = (long) reader.number("SELECT count(*) FROM " + PLACES);
    return new SortedRecords(query, slices, found, reader, gate, Coverage.complete(rows), cancel);
  }

  /// The statement a slice, in the order in which they would be sent.
  static String sql(RecordQuery query, List<Slice> slices) {
    return new RecordSearch(query, slices).sql();
  }

  private void find(Slice slice) {
    String places = RECORDS.places(query, slice.numbered(), done, slice.rowColumn());
    reader.execute(
        (done == 0
                ? "CREATE OR REPLACE TEMP TABLE " + FOUND + " AS "
                : "INSERT INTO " + FOUND + " ")
            + places);
  }

  @Override
  public double share() {
    return answered ? 1 : rows == 0 ? 0 : Math.min(0.99, (double) doneRows / rows);
  }

  @Override
  public double covered() {
    return answered ? 1 : 0;
  }

  @Override
  public void close() {
    reader.drop(FOUND);
    reader.drop(PLACES);
  }
}
