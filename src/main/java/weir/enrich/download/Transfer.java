package weir.enrich.download;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// How far a download is, and how it is ended before its time. From any thread.
public final class Transfer {
  private final AtomicLong octets = new AtomicLong();
  private volatile boolean cancelled;
  private @Nullable Closeable stream;

  /// That have come.
  public long octets() {
    return octets.get();
  }

  void add(int more) {
    octets.addAndGet(more);
  }

  /// Ends it soon, also where nothing comes any more.
  public void cancel() {
    Closeable open;
    synchronized (this) {
      cancelled = true;
      open = stream;
    }
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // It is over.
    }
  }

  boolean isCancelled() {
    return cancelled;
  }

  /// What is closed when it is cancelled; at once, if it was already.
  void of(Closeable open) throws IOException {
    synchronized (this) {
      stream = open;
    }
    if (cancelled) {
      open.close();
    }
  }
}
