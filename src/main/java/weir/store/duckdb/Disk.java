package weir.store.duckdb;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How full the disk under a folder is. Asked as often as wanted, looked at once a second at most.
final class Disk {
  /// @param usableBytes that this user may still write
  record Space(long totalBytes, long usableBytes) {
    /// Of a disk that does not tell: there is always room.
    static final Space UNKNOWN = new Space(0, Long.MAX_VALUE);

    Space plus(long bytes) {
      return equals(UNKNOWN) ? this : new Space(totalBytes, usableBytes + bytes);
    }
  }

  /// Looks.
  interface Gauge {
    Space read() throws IOException;
  }

  private static final long LOOK_NANOS = 1_000_000_000L;

  private final Gauge gauge;
  private final LongSupplier ticker;
  private @Nullable Space seen;
  private long seenNanos;

  /// @param ticker nanoseconds; only differences matter
  Disk(Gauge gauge, LongSupplier ticker) {
    this.gauge = gauge;
    this.ticker = ticker;
  }

  static Disk under(Path folder) {
    return new Disk(
        () -> {
          FileStore store = Files.getFileStore(folder);
          return new Space(store.getTotalSpace(), store.getUsableSpace());
        },
        System::nanoTime);
  }

  synchronized Space space() {
    long now = ticker.getAsLong();
    Space last = seen;
    if (last == null || now - seenNanos >= LOOK_NANOS) {
      last = look();
      seen = last;
      seenNanos = now;
    }
    return last;
  }

  /// Looks again at the next question: something has been deleted.
  synchronized void forget() {
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
