package weir.exporter;

import weir.flow.FlowType;

/// Data that waits for a template.
///
/// @param domain observation domain
/// @param sinceNanos when the first of it came, since 1970
/// @param sets how many data sets
/// @param octets that they have
public record WaitingTemplate(
    FlowType type, long domain, int id, long sinceNanos, long sets, long octets) {}
