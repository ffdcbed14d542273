package weir.demo;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// The attack on one server: answers of open DNS resolvers that it never asked, and a SYN flood of
/// a botnet on top. It comes a minute after the start, stays for three, and comes again every ten.
final class Attack {
  private static final int AFTER_SECONDS = 60;
  private static final int SECONDS = 180;
  private static final int EVERY_SECONDS = 600;

  /// It is at full strength after, and gone within, so much.
  private static final double EDGE_SECONDS = 4;

  private static final int SYNS_PER_SECOND = 400;
  private static final int ANSWERS_PER_SECOND = 90;

  private final Traffic traffic;
  private double owedSyns;
  private double owedAnswers;

  Attack(Traffic traffic) {
    this.traffic = traffic;
  }

  /// How strong it is, 0 to 1, so long after the start.
  static double strength(long sinceStartNanos) {
    double phase = sinceStartNanos / 1e9 - AFTER_SECONDS;
    double within = phase < 0 ? -1 : phase % EVERY_SECONDS;
    double edge = Math.min(within, SECONDS - within) / EDGE_SECONDS;
    return Math.clamp(edge, 0, 1);
  }

  /// Puts its flows of `seconds` into an exporter's datagrams.
  void step(
      long nowNanos,
      double seconds,
      double strength,
      Exporter exporter,
      Consumer<ByteBuffer> wire) {
    owedSyns += strength * SYNS_PER_SECOND * seconds;
    for (; owedSyns >= 1; owedSyns--) {
      exporter.add(traffic.flood(), nowNanos, wire);
    }
    owedAnswers += strength * ANSWERS_PER_SECOND * seconds;
    for (; owedAnswers >= 1; owedAnswers--) {
      exporter.add(traffic.amplified(), nowNanos, wire);
    }
  }
}
