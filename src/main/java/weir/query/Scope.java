package weir.query;

/// Which flows, of which time.
public record Scope(Filter filter, RangeChoice range) {}
