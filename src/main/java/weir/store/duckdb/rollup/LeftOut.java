package weir.store.duckdb.rollup;

import weir.query.FlowQuery;

/// The largest sum over a slice of any group that is not on its [TopList].
///
/// @param scaledBytes with each flow's sampling rate
/// @param scaledPackets with each flow's sampling rate
public record LeftOut(
    double bytes, double packets, double flows, double scaledBytes, double scaledPackets) {
  /// Of what a question ranks by.
  public double of(FlowQuery query) {
    return switch (query.measures().getFirst().base()) {
      case BYTES -> query.scaled() ? scaledBytes : bytes;
      case PACKETS -> query.scaled() ? scaledPackets : packets;
      case SAMPLES -> packets;
      default -> flows;
    };
  }
}
