package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.RECORDS;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.Coverage;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.StoreException;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Slice;

/// Records in the order of time, found by a [Timeline]: of a page only the stretches of time are
/// looked at that it is in, and of these the records that it has. Records of one moment come slice
/// by slice, as they lie there.
final class TimelineRecords implements Records {
  /// So many are put in order in a moment; a stretch with more is counted in finer ones first.
  private static final long FEW = 100_000;

  private final RecordQuery query;
  private final List<Slice> slices;
  private final Timeline line;
  private final Database.Reader reader;
  private final Gate gate;
  private final Cancel cancel;

  /// Of the crowded stretch that was looked at last.
  private @Nullable Timeline fine;

  /// @param line counted and summed
  TimelineRecords(
      RecordQuery query,
      List<Slice> slices,
      Timeline line,
      Database.Reader reader,
      Gate gate,
      Cancel cancel) {
    this.query = query;
    this.slices = slices;
    this.line = line;
    this.reader = reader;
    this.gate = gate;
    this.cancel = cancel;
  }

  @Override
  public long rows() {
    return line.rows();
  }

  @Override
  public Coverage coverage() {
    return Coverage.complete(slices.stream().mapToLong(Slice::rows).sum());
  }

  @Override
  public Set<FlowField> fields() {
    return PlacedRecords.fields(query, slices);
  }

  @Override
  public FlowBatch page(long from, int most) {
    long count = Math.min(most, rows() - from);
    if (cancel.isCancelled()) {
      throw StoreException.cancelled();
    }
    return count <= 0 ? new FlowBatch() : gate.whileOpen(() -> read(line, from, count));
  }

  /// @param from in the timeline that is counted
  private FlowBatch read(Timeline counted, long from, long count) {
    long last = from + count - 1;
    Timeline.Stretch all = counted.around(from, last);
    if (all.rows() <= count + FEW || counted.widthNanos() == 1) {
      return page(all.range(), from - all.before(), count);
    }
    Timeline.Stretch head = counted.around(from, from);
    if (head.before() + head.rows() > last) {
      return read(finer(head.range()), from - head.before(), count);
    }
    Timeline.Stretch tail = counted.around(last, last);
    long between = head.before() + head.rows();
    FlowBatch records = read(counted, from, between - from);
    if (tail.before() > between) {
      add(
          page(counted.around(between, tail.before() - 1).range(), 0, tail.before() - between),
          records);
    }
    add(read(counted, tail.before(), last + 1 - tail.before()), records);
    return records;
  }

  private static void add(FlowBatch more, FlowBatch records) {
    for (int row = 0; row < more.rows(); row++) {
      records.addRow(more, row);
    }
  }

  private Timeline finer(TimeRange range) {
    Timeline known = fine;
    if (known != null && known.range().equals(range)) {
      return known;
    }
    Timeline made = new Timeline(range, query.order().descending());
    slices.forEach(slice -> TimelineSteps.count(query, slice, made, reader));
    made.sum();
    fine = made;
    return made;
  }

  private FlowBatch page(TimeRange range, long skipped, long count) {
    RecordQuery within = query.range(range);
    String places =
        IntStream.range(0, slices.size())
            .filter(number -> slices.get(number).overlaps(range))
            .mapToObj(
                number -> {
                  Slice slice = slices.get(number);
                  return RECORDS.places(within, slice.numbered(), number, slice.rowColumn());
                })
            .collect(Collectors.joining("\nUNION ALL\n", "(", ")"));
    String page = RECORDS.ordered(within, places) + " LIMIT " + count + " OFFSET " + skipped;
    return new PlacedRecords(query, slices, reader).read(page, range);
  }

  @Override
  public Map<FlowField, Long> filled() {
    if (cancel.isCancelled()) {
      throw StoreException.cancelled();
    }
    return gate.whileOpen(() -> PlacedRecords.filled(query, slices, reader));
  }
}
