package weir.store.duckdb.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import weir.query.TimeRange;

/// Names of slice files: `yyyyMMddTHHmmss`, when the slice was begun (UTC), then `_2`, `_3`… for
/// those that begin in the same second.
final class SliceName {
  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
  private static final int LENGTH = 15;

  private SliceName() {}

  static String of(Instant begun) {
    return FORM.format(begun.atOffset(ZoneOffset.UTC));
  }

  /// When a slice was written: by its name; by the file's own time where that tells nothing or lies
  /// in the future; and if that does too, from now on, which the file is told unless it is only
  /// read.
  static long written(Path file, Instant now, boolean readOnly) {
    Instant latest = now.plusNanos(Slice.FUTURE_NANOS);
    Instant begun = begun(file);
    if (begun.isBefore(latest)) {
      return TimeRange.nanos(begun);
    }
    try {
      Instant modified = Files.getLastModifiedTime(file).toInstant();
      if (modified.isBefore(latest)) {
        return TimeRange.nanos(modified);
      }
      if (!readOnly) {
        Files.setLastModifiedTime(file, FileTime.from(now));
      }
    } catch (IOException e) {
      // from now on, then
    }
    return TimeRange.nanos(now);
  }

  private static Instant begun(Path file) {
    String name = file.getFileName().toString();
    try {
      return LocalDateTime.parse(name.substring(0, Math.min(LENGTH, name.length())), FORM)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return Instant.MAX;
    }
  }
}
