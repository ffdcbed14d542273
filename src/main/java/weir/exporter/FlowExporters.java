package weir.exporter;

import java.util.List;

/// The exporters of some flows, as these tell of them.
///
/// @param fromNanos of the flows that were looked at, since 1970
/// @param untilNanos exclusive
/// @param bucketNanos to what times are told
/// @param exporters the one with most flows first
/// @param notes what the flows cannot tell, in sentences
public record FlowExporters(
    long fromNanos,
    long untilNanos,
    long bucketNanos,
    List<ExporterFlows> exporters,
    List<String> notes) {
  public FlowExporters {
    exporters = List.copyOf(exporters);
    notes = List.copyOf(notes);
  }
}
