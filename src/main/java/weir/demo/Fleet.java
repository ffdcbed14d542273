package weir.demo;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// The exporters of the generated network and what passes through it, step by step; the same steps
/// give the same datagrams.
final class Fleet {
  private static final int SEED = 42;
  private static final int PROBES_PER_SECOND = 8;
  private static final Lane.Illness ILL = new Lane.Illness(40_000_000_000L, 25);

  private final Traffic traffic = new Traffic(new SplittableRandom(SEED));
  private final Attack attack = new Attack(traffic);
  private final List<Lane> lanes;
  private double owedProbes;

  /// @param startNanos when it begins
  Fleet(long startNanos) {
    lanes =
        List.of(
            lane(new TemplatedExporter(DemoDevice.EDGE_1, false, 1000, true, startNanos), 0.44),
            lane(new TemplatedExporter(DemoDevice.EDGE_2, true, 1024, true, startNanos), 0.33),
            new Lane(
                traffic,
                new SFlowExporter(DemoDevice.DC_1, 512, startNanos),
                0.19,
                0.45,
                Lane.Illness.NONE),
            lane(new NetFlowV5Exporter(DemoDevice.BRANCH_1, startNanos), 0.01),
            new Lane(
                traffic,
                new TemplatedExporter(DemoDevice.BRANCH_2, false, 400, false, startNanos),
                0.03,
                0,
                ILL));
  }

  private Lane lane(Exporter exporter, double share) {
    return new Lane(traffic, exporter, share, 0, Lane.Illness.NONE);
  }

  /// Sends what the exporters report of the `seconds` up to now.
  ///
  /// @param coarseness how many times larger, and fewer, flows are than usual
  /// @param attackStrength 0 to 1
  /// @param wires of each exporter, in the order of [DemoDevice#ALL]
  void step(
      long nowNanos,
      double seconds,
      int coarseness,
      double attackStrength,
      IntFunction<Consumer<ByteBuffer>> wires) {
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get(i);
      Exporter exporter = lane.exporter();
      Consumer<ByteBuffer> wire = lane.way(wires.apply(i));
      lane.step(nowNanos, seconds, coarseness, wire);
      if (exporter.device().equals(DemoDevice.EDGE_1)) {
        attack.step(lane.clock(nowNanos), seconds, attackStrength, exporter, wire);
      } else if (exporter.device().equals(DemoDevice.BRANCH_1) && coarseness == 1) {
        owedProbes += PROBES_PER_SECOND * seconds;
        for (; owedProbes >= 1; owedProbes--) {
          exporter.add(traffic.probe(), lane.clock(nowNanos), wire);
        }
      }
      exporter.send(lane.clock(nowNanos), wire);
    }
  }
}
