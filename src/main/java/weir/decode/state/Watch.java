package weir.decode.state;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import weir.exporter.FlowLengths;
import weir.exporter.WaitingTemplate;
import weir.exporter.Watched;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// What is watched of an exporter while its datagrams are decoded. One thread writes, any reads.
final class Watch {
  /// What it takes beside what is counted elsewhere.
  static final int BYTES = 2 * CourseCounts.BYTES + 512;

  private final CourseCounts seconds = new CourseCounts(Watched.SECOND);
  private final CourseCounts minutes = new CourseCounts(60 * Watched.SECOND);
  private final AtomicLongArray lengths = new AtomicLongArray(FlowLengths.steps());
  private final Tally packets = new Tally();
  private final Tally repeated = new Tally();
  private final CounterChecks checks;
  private long lostBefore;

  /// @param footprint grows with it
  Watch(Footprint footprint) {
    footprint.add(BYTES);
    checks = new CounterChecks(footprint);
  }

  /// Goes on from how it went before a restart.
  void restore(Watched before) {
    seconds.restore(before.seconds());
    minutes.restore(before.minutes());
    FlowLengths known = before.lengths();
    for (int step = 0; step < lengths.length(); step++) {
      lengths.setOpaque(step, Math.max(0, known.count(step)));
    }
    packets.set(Math.clamp(known.packets(), 0, lengths.getPlain(0)));
  }

  CounterChecks checks() {
    return checks;
  }

  /// Datagrams that came twice.
  Tally repeated() {
    return repeated;
  }

  /// Rows of a datagram, which are whole.
  void flows(int first, int count, FlowBatch out) {
    if (count == 0) {
      return;
    }
    long[] starts = out.longs(FlowField.TIME_START);
    long[] ends = out.longs(FlowField.TIME_END);
    for (int row = first; row < first + count; row++) {
      long nanos = ends[row] - starts[row];
      int step = FlowLengths.step(nanos);
      lengths.setOpaque(step, lengths.getPlain(step) + 1);
      if (nanos == 0 && out.get(FlowField.PACKETS, row) == 1) {
        packets.add(1);
      }
    }
    if (checks.isUsed()) {
      checks.flows(first, count, out);
    }
  }

  /// A datagram was read, good or bad.
  ///
  /// @param records that it brought
  /// @param lost all that is missing by now
  void datagram(long receivedNanos, long records, long lost) {
    seconds.add(receivedNanos, (int) records, lost - lostBefore);
    minutes.add(receivedNanos, (int) records, lost - lostBefore);
    lostBefore = lost;
  }

  Watched status(List<WaitingTemplate> waiting) {
    long[] counts = new long[FlowLengths.steps()];
    for (int step = 0; step < counts.length; step++) {
      counts[step] = lengths.getOpaque(step);
    }
    return new Watched(
        seconds.status(),
        minutes.status(),
        FlowLengths.of(counts, packets.value()),
        checks.status(),
        waiting,
        repeated.value(),
        0);
  }
}
