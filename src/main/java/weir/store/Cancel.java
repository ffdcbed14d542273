package weir.store;

import java.util.ArrayList;
import java.util.List;

/// A question's way to be taken back, from any thread, before or while it runs.
public final class Cancel {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

  /// Cancels: runs what [#onCancel] was given, once.
  public void cancel() {
    List<Runnable> due;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      due = List.copyOf(actions);
    }
    due.forEach(Runnable::run);
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /// Has `action` run on cancellation; at once if that has been.
  public void onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }
}
