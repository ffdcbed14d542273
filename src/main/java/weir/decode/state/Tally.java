package weir.decode.state;

import java.util.concurrent.atomic.AtomicLong;

/// A counter that one thread writes and any thread reads.
public final class Tally {
  private final AtomicLong value = new AtomicLong();

  public void add(long n) {
    value.setOpaque(value.getPlain() + n);
  }

  void set(long n) {
    value.setOpaque(n);
  }

  long value() {
    return value.getOpaque();
  }
}
