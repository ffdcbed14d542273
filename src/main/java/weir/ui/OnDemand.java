package weir.ui;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is built when it is first wanted: the first screen does not wait for it. On the JavaFX
/// thread.
final class OnDemand<T> {
  private final Supplier<T> builder;
  private @Nullable T built;

  OnDemand(Supplier<T> builder) {
    this.builder = builder;
  }

  T get() {
    T there = built;
    if (there == null) {
      there = builder.get();
      built = there;
    }
    return there;
  }

  /// What was wanted before.
  Optional<T> built() {
    return Optional.ofNullable(built);
  }
}
