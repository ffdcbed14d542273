package weir.exporter;

/// A record of a template as it came: at most a second before the last one.
///
/// @param receivedNanos since 1970
/// @param hex its octets, two digits each; of a long record the first ones
/// @param octets how many it has
public record TemplateSample(TemplateStatus template, long receivedNanos, String hex, int octets) {}
