package weir.ui.explore;

import java.time.Duration;
import weir.flow.Bursting;
import weir.store.FlowReader;

/// What is explored.
///
/// @param live whether flows keep coming on the clock of this machine
/// @param recent how much of a live one is shown first
/// @param bursts what came at once, where that is known
public record DataSet(
    String name, FlowReader store, boolean live, Duration recent, Bursting bursts) {
  /// Whose last five minutes are shown first, if it is live.
  public DataSet(String name, FlowReader store, boolean live) {
    this(name, store, live, Duration.ofMinutes(5), Bursting.NONE);
  }

  /// Whether others keep the flows, which come there with some delay.
  boolean ofOthers() {
    return store.restNanos(0) > 0;
  }
}
