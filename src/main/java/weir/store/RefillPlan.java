package weir.store;

import weir.query.TimeRange;

/// Stored flows that would be looked through to give them their AS anew.
///
/// @param files that they are in
/// @param range of their times
public record RefillPlan(int files, long rows, TimeRange range) {}
