package weir.store.duckdb.read;

import static weir.store.duckdb.read.Statements.RECORDS;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.query.DirectionRules;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowStream;
import weir.store.StoreException;
import weir.store.duckdb.files.Chunks;
import weir.store.duckdb.files.Damage;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Slice;
import weir.store.duckdb.files.SliceHealth;
import weir.store.duckdb.files.SliceList;

/// Flows slice by slice, the slice with the oldest flows first, each as its rows lie. Slices stay
/// attached until it is closed. Where a damaged file ends it, that file is left out from then on,
/// which the status says.
public final class SliceStream implements FlowStream {
  private final TimeRange range;
  private final Filter filter;
  private final Set<FlowField> wanted;
  private final SliceList list;
  private final SliceHealth health;
  private final Gate gate;
  private final Cancel cancel;
  private final int damages;
  private final List<Slice> pinned;
  private final List<Slice> slices;
  private final Database.Reader reader;
  private final Database.Order order;
  private final long rows;
  private final FlowBatch batch = new FlowBatch();
  private List<FlowField> fields = List.of();
  private @Nullable Chunks chunks;
  private int begun;
  private long doneRows;
  private long sliceRows;

  /// @param wanted none for all
  /// @param directions rules that are in force
  /// @param gate keeps the store open while flows are read
  public SliceStream(
      TimeRange range,
      Filter filter,
      Set<FlowField> wanted,
      SliceList list,
      DirectionRules directions,
      SliceHealth health,
      Database database,
      Gate gate,
      Cancel cancel) {
    this.range = range;
    this.filter = filter;
    this.wanted = wanted.isEmpty() ? EnumSet.allOf(FlowField.class) : EnumSet.copyOf(wanted);
    this.list = list;
    this.health = health;
    this.gate = gate;
    this.cancel = cancel;
    this.damages = health.damages();
    this.pinned = list.pin(range);
    this.slices =
        pinned.stream()
            .map(slice -> slice.under(directions))
            .sorted(Comparator.comparingLong(Slice::oldestNanos))
            .toList();
    database.places().know(filter);
    this.rows = slices.stream().mapToLong(Slice::rows).sum();
    try {
      this.reader = database.reader(cancel);
      this.order = database.keepOrder();
    } catch (RuntimeException | Error e) {
      list.unpin(pinned);
      throw e;
    }
  }

  @Override
  public Set<FlowField> fields() {
    EnumSet<FlowField> all = EnumSet.noneOf(FlowField.class);
    slices.forEach(slice -> all.addAll(fields(slice)));
    return all;
  }

  private Set<FlowField> fields(Slice slice) {
    EnumSet<FlowField> had = EnumSet.copyOf(wanted);
    had.removeAll(slice.missing());
    return had;
  }

  @Override
  public Optional<FlowBatch> next() {
    try {
      return gate.whileOpen(this::read);
    } catch (StoreException e) {
      if (!e.isCancelled()
          && (health.damages() != damages
              || (Damage.suspected(e.getCause()) && health.examine(range, damages)))) {
        throw new StoreException(
            e.getMessage() + "; a damaged file is left out from now on: ask again", e.getCause());
      }
      throw e;
    }
  }

  private Optional<FlowBatch> read() {
    if (cancel.isCancelled()) {
      throw StoreException.cancelled();
    }
    while (chunks != null || begun < slices.size()) {
      Chunks reading = chunks == null ? begin(slices.get(begun)) : chunks;
      chunks = reading;
      if (reading.next()) {
        sliceRows += reading.rows().rowCount();
        ChunkRows.read(fields, reading.rows(), batch);
        return Optional.of(batch);
      }
      end(reading);
    }
    return Optional.empty();
  }

  private Chunks begin(Slice slice) {
    fields = List.copyOf(fields(slice));
    sliceRows = 0;
    return reader.chunks(RECORDS.stored(range, filter, fields, slice.mapping()));
  }

  private void end(Chunks read) {
    read.close();
    chunks = null;
    doneRows += slices.get(begun).rows();
    begun++;
  }

  @Override
  public double share() {
    if (begun == slices.size()) {
      return 1;
    }
    return (double) (doneRows + Math.min(sliceRows, slices.get(begun).rows())) / rows;
  }

  @Override
  public void close() {
    if (chunks != null) {
      chunks.close();
      chunks = null;
    }
    gate.ifOpen(
        () -> {
          order.close();
          reader.close();
          list.unpin(pinned);
        });
  }
}
