package weir.ui.explore;

/// Another data set that is looked at together with the one that is explored, with the same filter,
/// range and view.
///
/// @param over whether it is laid over the same panels, instead of beside them in panels of its own
public record Beside(DataSet set, boolean over) {}
