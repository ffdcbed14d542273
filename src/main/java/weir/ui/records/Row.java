package weir.ui.records;

import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;

/// A line of a table of records.
///
/// @param number of the record, from 0 on
/// @param flows where it is; null while it is being read
/// @param at which row of these
public record Row(long number, @Nullable FlowBatch flows, int at) {}
