package weir.decode.bmp;

import java.util.concurrent.atomic.AtomicLong;

/// How many routes there may be, of all routers together.
final class Room {
  private final long most;
  private final AtomicLong taken = new AtomicLong();

  Room(long most) {
    this.most = most;
  }

  boolean isFull() {
    return taken.get() >= most;
  }

  /// @param routes more than before, or fewer
  void take(int routes) {
    taken.addAndGet(routes);
  }
}
