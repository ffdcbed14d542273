package weir.ui.explore;

import weir.store.FlowReader;

/// What is explored.
///
/// @param live whether flows keep coming on the clock of this machine
public record DataSet(String name, FlowReader store, boolean live) {
  /// Whether others keep the flows, which come there with some delay.
  boolean ofOthers() {
    return store.restNanos(0) > 0;
  }
}
