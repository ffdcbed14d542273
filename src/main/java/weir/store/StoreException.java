package weir.store;

import org.jspecify.annotations.Nullable;

/// A store could not do what was asked. The message is for people: what, why, what to do.
public final class StoreException extends RuntimeException {
  private final boolean cancelled;

  public StoreException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private StoreException(String message, @Nullable Throwable cause, boolean cancelled) {
    super(message, cause);
    this.cancelled = cancelled;
  }

  /// The question was taken back; nothing is wrong.
  public static StoreException cancelled() {
    return new StoreException("cancelled", null, true);
  }

  public boolean isCancelled() {
    return cancelled;
  }
}
