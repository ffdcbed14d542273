package weir.store.duckdb;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import weir.query.TimeRange;
import weir.store.StorageReport;
import weir.store.StoreStatus;
import weir.store.duckdb.files.Disk;
import weir.store.duckdb.files.PurgePlan;
import weir.store.duckdb.files.Slice;

/// How slices lie on the disk: a file each.
final class SliceStorage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private SliceStorage() {}

  /// @param parts how large the slices are
  static StorageReport report(
      StoreStatus status,
      List<Slice> slices,
      List<PurgePlan.Part> parts,
      Disk.Space space,
      Instant now) {
    Map<String, Long> bytes =
        parts.stream()
            .collect(
                Collectors.toMap(PurgePlan.Part::name, PurgePlan.Part::bytes, (one, _) -> one));
    String limits = status.keeping().limits();
    List<StorageReport.Table> tables =
        slices.stream()
            .sorted(Comparator.comparingLong(Slice::newestNanos).reversed())
            .map(slice -> table(slice, bytes.getOrDefault(slice.alias(), -1L), limits))
            .toList();
    List<StorageReport.Disk> disks =
        space.equals(Disk.Space.UNKNOWN)
            ? List.of()
            : List.of(
                new StorageReport.Disk(
                    "here", "of the data set", space.usableBytes(), space.totalBytes()));
    return new StorageReport(about(status, tables.size(), now), tables, disks, status.problems());
  }

  private static StorageReport.Table table(Slice slice, long bytes, String limits) {
    boolean any = slice.rows() > 0;
    return new StorageReport.Table(
        "here",
        "",
        String.valueOf(slice.file().getFileName()),
        StorageReport.Kind.FLOWS,
        slice.packed() ? "Parquet" : slice.open() ? "DuckDB, written to" : "DuckDB",
        slice.rows(),
        bytes,
        -1,
        1,
        limits,
        any ? TIME.format(TimeRange.instant(slice.oldestNanos())) : "",
        any ? TIME.format(TimeRange.instant(slice.newestNanos())) : "");
  }

  private static String about(StoreStatus status, int slices, Instant now) {
    String kept =
        status.keeping().limits().isEmpty()
            ? "Everything is kept."
            : "Kept: " + status.keeping().limits() + "; " + status.ageInWords(now) + ".";
    return String.format(
        Locale.ROOT,
        "%,d flows take %s in %,d %s. %s",
        status.rows(),
        StoreStatus.inWords(status.diskBytes()),
        slices,
        slices == 1 ? "slice" : "slices",
        kept.replace("; .", "."));
  }
}
