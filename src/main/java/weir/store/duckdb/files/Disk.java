package weir.store.duckdb.files;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How full the disk under a folder is. Asked as often as wanted, looked at once a second, and
/// oftener where it is nearly full.
public final class Disk {
  /// @param usableBytes that this user may still write
  public record Space(long totalBytes, long usableBytes) {
    /// Of a disk that does not tell: there is always room.
    public static final Space UNKNOWN = new Space(0, Long.MAX_VALUE);

    public Space plus(long bytes) {
      return equals(UNKNOWN) ? this : new Space(totalBytes, usableBytes + bytes);
    }
  }

  /// Looks.
  public interface Gauge {
    Space read() throws IOException;
  }

  private static final long LOOK_NANOS = 1_000_000_000L;

  /// More than is ever written.
  private static final double MOST_BYTES_A_NANOSECOND = 0.5;

  private final Gauge gauge;
  private final LongSupplier ticker;
  private @Nullable Space seen;
  private long seenNanos;

  /// @param ticker nanoseconds; only differences matter
  public Disk(Gauge gauge, LongSupplier ticker) {
    this.gauge = gauge;
    this.ticker = ticker;
  }

  public static Disk under(Path folder) {
    return new Disk(
        () -> {
          File file = folder.toFile(); // does not read the list of what is mounted, as others do
          Space space = new Space(file.getTotalSpace(), file.getUsableSpace());
          return space.totalBytes() == 0 ? Space.UNKNOWN : space;
        },
        System::nanoTime);
  }

  public Space space() {
    return space(0);
  }

  /// The same, looked at sooner where the last look found little above a line: before as much can
  /// have been written.
  public synchronized Space space(long lineBytes) {
    long now = ticker.getAsLong();
    Space last = seen;
    if (last == null || now - seenNanos >= Math.min(LOOK_NANOS, nanos(last, lineBytes))) {
      last = look();
      seen = last;
      seenNanos = now;
    }
    return last;
  }

  private static long nanos(Space space, long lineBytes) {
    return (long) ((double) (space.usableBytes() - lineBytes) / MOST_BYTES_A_NANOSECOND);
  }

  /// Looks again at the next question: something has been deleted.
  public synchronized void forget() {
    seen = null;
  }

  private Space look() {
    try {
      return gauge.read();
    } catch (IOException e) {
      return Space.UNKNOWN;
    }
  }
}
