package weir.demo;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// One exporter's part of the network's load. What it owes of it is carried from step to step, so
/// that the load follows the curve closely whatever sizes the flows have.
final class Lane {
  private final Traffic traffic;
  private final Exporter exporter;
  private final double share;
  private final int size;
  private double owedBytes;

  /// @param share of the network's load, 0 to 1
  /// @param size how much larger its flows are than typical ones; fewer of them then carry the load
  Lane(Traffic traffic, Exporter exporter, double share, int size) {
    this.traffic = traffic;
    this.exporter = exporter;
    this.share = share;
    this.size = size;
  }

  Exporter exporter() {
    return exporter;
  }

  /// Reports the traffic of `seconds` up to now.
  void step(long nowNanos, double seconds, Consumer<ByteBuffer> wire) {
    double bytes = Traffic.bitsPerSecond(nowNanos / 1e9) / 8 * seconds * share;
    owedBytes += bytes / exporter.samplingRate();
    while (owedBytes > 0) {
      DemoFlow flow = traffic.flow(exporter.samplingRate(), size);
      if (flow.isV6() && exporter instanceof NetFlowV5Exporter) {
        continue;
      }
      boolean packetOnly = exporter instanceof SFlowExporter;
      owedBytes -= packetOnly ? (double) flow.bytes() / flow.packets() : flow.bytes();
      exporter.add(flow, nowNanos, wire);
    }
  }
}
