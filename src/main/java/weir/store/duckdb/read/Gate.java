package weir.store.duckdb.read;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import weir.store.StoreException;

/// Keeps a store open while somebody uses it.
public final class Gate {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /// @throws StoreException that says "cancelled" once it is closed
  public <T> T whileOpen(Supplier<T> use) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw StoreException.cancelled();
      }
      return use.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Does nothing once it is closed.
  void ifOpen(Runnable use) {
    lock.readLock().lock();
    try {
      if (!closed) {
        use.run();
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Runs `last` once all have left; nobody gets in any more. Does nothing the second time.
  public void close(Runnable last) {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        last.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
