package weir.store.duckdb;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowField;
import weir.query.InForce;
import weir.query.TimeRange;
import weir.store.Capabilities;
import weir.store.StorageReport;
import weir.store.StoreStatus;
import weir.store.duckdb.files.DataFolder;
import weir.store.duckdb.files.Disk;
import weir.store.duckdb.files.FlowTable;
import weir.store.duckdb.files.Slice;
import weir.store.duckdb.files.SliceFiles;
import weir.store.duckdb.files.SliceList;

/// What the slices of a data folder hold: how much, of when, and what is lacking in it.
final class Holdings {
  private final DataFolder folder;
  private final SliceList slices;
  private final SliceFiles files;
  private final InstantSource clock;

  Holdings(DataFolder folder, SliceList slices, SliceFiles files, InstantSource clock) {
    this.folder = folder;
    this.slices = slices;
    this.files = files;
    this.clock = clock;
  }

  /// Counters that none of its flows has are not known: logs of some kinds say no packets.
  Capabilities capabilities() {
    EnumSet<FlowField> lacked = EnumSet.copyOf(FlowTable.COUNTERS);
    List<Slice> filled = slices.all().stream().filter(slice -> slice.rows() > 0).toList();
    filled.forEach(slice -> lacked.retainAll(slice.missing()));
    return filled.isEmpty() ? Capabilities.ALL : new Capabilities(lacked, Set.of());
  }

  /// @param inForce with what roll-ups are to be made; null where nobody makes any
  StoreStatus status(StoreStatus.Keeping keeping, @Nullable InForce inForce) {
    long now = TimeRange.nanos(clock.instant());
    List<Slice> all = slices.all().stream().filter(slice -> slice.rows() > 0).toList();
    List<Slice> dated = all.stream().filter(slice -> !slice.inFuture(now)).toList();
    List<Slice> bounding = dated.isEmpty() ? all : dated;
    return new StoreStatus(
        rows(all),
        folder.diskBytes(),
        bounding.stream().mapToLong(Slice::oldestNanos).min().orElse(0),
        bounding.stream().mapToLong(Slice::newestNanos).max().orElse(0),
        rows(all) - rows(dated),
        keeping,
        inForce == null ? StoreStatus.Remaking.NOTHING : remaking(all, inForce),
        files.health().problems());
  }

  private static StoreStatus.Remaking remaking(List<Slice> slices, InForce now) {
    List<Slice> made = slices.stream().filter(slice -> slice.rollups().isPresent()).toList();
    List<Slice> stale = made.stream().filter(slice -> !slice.isRolledUp(now)).toList();
    return new StoreStatus.Remaking(
        stale.size(),
        made.size(),
        stale.stream().anyMatch(slice -> slice.isOfOtherRules(now.directions())));
  }

  /// Slice by slice.
  StorageReport report(StoreStatus status, Disk disk) {
    Instant now = clock.instant();
    return SliceStorage.report(
        status, slices.all(), files.parts(TimeRange.nanos(now)), disk.space(), now);
  }

  private static long rows(List<Slice> slices) {
    return slices.stream().mapToLong(Slice::rows).sum();
  }
}
