package weir.ui.explore;

import weir.store.FlowStore;

/// What is explored.
///
/// @param live whether flows keep coming on the clock of this machine
public record DataSet(String name, FlowStore store, boolean live) {}
