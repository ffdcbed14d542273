package weir.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Looks at an X screen every 10 ms and notes when it has changed. The screen is the file in which
/// `Xvfb -fbdir` keeps its pixels, so that looking asks nobody and holds nobody up.
final class ScreenGrabs implements AutoCloseable {
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Arena arena = Arena.ofShared();
  private final MemorySegment screen;
  private final MemorySegment before;
  private final List<Long> changes = new ArrayList<>();
  private final Thread thread;
  private volatile boolean closed;

  ScreenGrabs(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      screen = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
    before = arena.allocate(screen.byteSize());
    thread = Thread.ofPlatform().daemon().name("grabs").start(this::watch);
  }

  private void watch() {
    long next = System.nanoTime();
    while (!closed) {
      long now = System.nanoTime();
      if (screen.mismatch(before) >= 0) {
        before.copyFrom(screen);
        synchronized (this) {
          changes.add(now);
        }
      }
      next = Math.max(next + EVERY_NANOS, now);
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  /// When grabs differed from the one before, since a moment of [System#nanoTime].
  synchronized List<Long> since(long nanos) {
    return changes.stream().filter(change -> change >= nanos).toList();
  }

  /// Waits until the screen has stood still for so long.
  void awaitStill(long millis) throws InterruptedException {
    while (!since(System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(millis)).isEmpty()) {
      Thread.sleep(5);
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
    arena.close();
  }
}
