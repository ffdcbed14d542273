package weir.demo;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// One exporter's part of the network's load, and how well its flows are reported. What it owes of
/// the load is carried from step to step, so that it follows the curve closely whatever sizes the
/// flows have.
final class Lane {
  private final Traffic traffic;
  private final Exporter exporter;
  private final double share;
  private final double tunnelled;
  private final Illness illness;
  private double owedBytes;
  private int datagrams;

  /// What is wrong on the way.
  ///
  /// @param behindNanos how far its clock is behind
  /// @param losesEvery of so many datagrams one is lost on the way; 0 for none
  record Illness(long behindNanos, int losesEvery) {
    static final Illness NONE = new Illness(0, 0);
  }

  /// @param share of the network's load, 0 to 1
  /// @param tunnelled share of its flows that are in tunnels
  Lane(Traffic traffic, Exporter exporter, double share, double tunnelled, Illness illness) {
    this.traffic = traffic;
    this.exporter = exporter;
    this.share = share;
    this.tunnelled = tunnelled;
    this.illness = illness;
  }

  Exporter exporter() {
    return exporter;
  }

  /// What its clock says.
  long clock(long nowNanos) {
    return nowNanos - illness.behindNanos();
  }

  /// The way of its datagrams.
  Consumer<ByteBuffer> way(Consumer<ByteBuffer> wire) {
    return illness.losesEvery() == 0
        ? wire
        : bytes -> {
          if (++datagrams % illness.losesEvery() != 0) {
            wire.accept(bytes);
          }
        };
  }

  /// Reports the traffic of `seconds` up to now.
  ///
  /// @param coarseness how many times larger the flows are; as many times fewer carry the load
  void step(long nowNanos, double seconds, int coarseness, Consumer<ByteBuffer> wire) {
    exporter.coarser(coarseness);
    double bytes = Traffic.bitsPerSecond(nowNanos / 1e9) / 8 * seconds * share;
    owedBytes += bytes / exporter.samplingRate();
    while (owedBytes > 0) {
      DemoFlow flow =
          traffic.chance(tunnelled)
              ? traffic.tunnelled(exporter.samplingRate(), coarseness)
              : traffic.flow(exporter.samplingRate(), coarseness);
      flow = flow.upTo(owedBytes);
      if (flow.isV6() && exporter instanceof NetFlowV5Exporter) {
        continue;
      }
      owedBytes -= exporter.reported(flow);
      exporter.add(flow, clock(nowNanos), wire);
    }
  }
}
