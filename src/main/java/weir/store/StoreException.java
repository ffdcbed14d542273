package weir.store;

import org.jspecify.annotations.Nullable;

/// A store could not do what was asked. The message is for people: what, why, what to do.
public final class StoreException extends RuntimeException {
  private final boolean cancelled;
  private final boolean held;

  public StoreException(String message, @Nullable Throwable cause) {
    this(message, cause, false, false);
  }

  private StoreException(
      String message, @Nullable Throwable cause, boolean cancelled, boolean held) {
    super(message, cause);
    this.cancelled = cancelled;
    this.held = held;
  }

  /// The question was taken back; nothing is wrong.
  public static StoreException cancelled() {
    return new StoreException("cancelled", null, true, false);
  }

  /// A data set is open in another process, which may be asked instead.
  public static StoreException held(String message) {
    return new StoreException(message, null, false, true);
  }

  /// Whether another process has the data set open.
  public boolean isHeld() {
    return held;
  }

  public boolean isCancelled() {
    return cancelled;
  }
}
