package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.RECORDS;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import weir.flow.FlowField;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Slice;

/// Finds all records in the order of time, without sorting any: how many there are in each stretch
/// of time is counted, slice by slice, and says where the record of a number is.
final class TimelineSteps implements Steps<Records> {
  private final RecordQuery query;
  private final List<Slice> slices;
  private final Database.Reader reader;
  private final Gate gate;
  private final Cancel cancel;
  private final Timeline line;
  private final long rows;
  private int done;
  private long doneRows;

  /// @param slices that overlap the range
  TimelineSteps(
      RecordQuery query, List<Slice> slices, Database.Reader reader, Gate gate, Cancel cancel) {
    this.query = query;
    this.slices =
        slices.stream().sorted(Comparator.comparingLong(Slice::newestNanos).reversed()).toList();
    this.reader = reader;
    this.gate = gate;
    this.cancel = cancel;
    this.line = new Timeline(filled(query.range(), slices), query.order().descending());
    this.rows = slices.stream().mapToLong(Slice::rows).sum();
  }

  /// Whether it finds what is asked for.
  static boolean fits(RecordQuery query) {
    return query.limit() == 0 && query.order().by().is(FlowField.TIME_RECEIVED);
  }

  /// As much of a range as may have records.
  private static TimeRange filled(TimeRange range, List<Slice> slices) {
    long oldest = slices.stream().mapToLong(Slice::oldestNanos).min().orElse(0);
    long newest = slices.stream().mapToLong(Slice::newestNanos).max().orElse(0);
    long from = Math.max(range.fromNanos(), oldest);
    return new TimeRange(from, Math.max(from + 1, Math.min(range.untilNanos(), newest + 1)));
  }

  @Override
  public Records next(long untilNanos) {
    do {
      Slice slice = slices.get(done);
      count(query, slice, line, reader);
      doneRows += slice.rows();
      done++;
    } while (done < slices.size() && System.nanoTime() < untilNanos);
    if (done < slices.size()) {
      return Records.NONE;
    }
    line.sum();
    return new TimelineRecords(query, slices, line, reader, gate, cancel);
  }

  /// Adds a slice's records to a timeline.
  static void count(RecordQuery query, Slice slice, Timeline line, Database.Reader reader) {
    if (!slice.overlaps(line.range())) {
      return;
    }
    var _ =
        reader.ask(
            RECORDS.counts(
                query.range(line.range()),
                slice.mapping(),
                line.range().fromNanos(),
                line.widthNanos()),
            counted -> add(counted, line));
  }

  private static Timeline add(ResultSet counted, Timeline line) throws SQLException {
    while (counted.next()) {
      line.add(counted.getInt(1), counted.getLong(2));
    }
    return line;
  }

  @Override
  public double share() {
    return done == slices.size() ? 1 : rows == 0 ? 0 : Math.min(0.99, (double) doneRows / rows);
  }

  @Override
  public double covered() {
    return done == slices.size() ? 1 : 0;
  }

  @Override
  public void close() {
    // nothing was taken
  }
}
