package weir.query;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is made when it is first asked for, and kept.
final class Once<T> implements Supplier<T> {
  private final Supplier<? extends T> making;
  private @Nullable T made;

  Once(Supplier<? extends T> making) {
    this.making = making;
  }

  @Override
  public synchronized T get() {
    T there = made;
    if (there == null) {
      there = making.get();
      made = there;
    }
    return there;
  }
}
