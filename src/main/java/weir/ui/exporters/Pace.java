package weir.ui.exporters;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weir.exporter.ExporterStatus;
import weir.flow.IpAddress;

/// How fast exporters' counts grow, by looking at them again and again.
final class Pace {
  /// Rates are over this at least.
  private static final long WINDOW_NANOS = 5_000_000_000L;

  /// What was lost longer ago is told as past.
  private static final long LATELY_NANOS = 60_000_000_000L;

  private final Map<IpAddress, Known> known = new HashMap<>();

  /// @param flowsPerSecond over the last seconds; below 0 while it is not known
  /// @param losing whether anything was lost in the last minute
  record Reading(double flowsPerSecond, boolean losing) {
    static final Reading UNKNOWN = new Reading(-1, false);
  }

  /// Counts at two moments, at least so long ago that rates are steady, and when more was lost.
  private static final class Known {
    private long olderNanos;
    private long olderRecords;
    private long newerNanos;
    private long newerRecords;
    private long lost;
    private long lossNanos;
    private boolean everLost;
    private double rate = -1;
  }

  /// Takes in how all are doing now.
  ///
  /// @param nanos of a clock that only goes forward
  void look(List<ExporterStatus> exporters, long nanos) {
    Set<IpAddress> addresses =
        exporters.stream().map(ExporterStatus::address).collect(Collectors.toSet());
    known.keySet().retainAll(addresses);
    for (ExporterStatus exporter : exporters) {
      Known one = known.get(exporter.address());
      if (one == null || exporter.records() < one.newerRecords) {
        known.put(exporter.address(), first(exporter, nanos));
      } else {
        next(one, exporter, nanos);
      }
    }
  }

  private static Known first(ExporterStatus exporter, long nanos) {
    Known one = new Known();
    one.olderNanos = nanos;
    one.newerNanos = nanos;
    one.olderRecords = exporter.records();
    one.newerRecords = exporter.records();
    one.lost = exporter.lost();
    return one;
  }

  private static void next(Known one, ExporterStatus exporter, long nanos) {
    if (nanos > one.olderNanos) {
      one.rate = (exporter.records() - one.olderRecords) * 1e9 / (nanos - one.olderNanos);
    }
    if (nanos - one.newerNanos >= WINDOW_NANOS) {
      one.olderNanos = one.newerNanos;
      one.olderRecords = one.newerRecords;
      one.newerNanos = nanos;
      one.newerRecords = exporter.records();
    }
    if (exporter.lost() > one.lost) {
      one.lossNanos = nanos;
      one.everLost = true;
    }
    one.lost = exporter.lost(); // what comes late is taken back
    one.everLost &= nanos - one.lossNanos < LATELY_NANOS;
  }

  Reading of(IpAddress exporter) {
    Known one = known.get(exporter);
    return one == null ? Reading.UNKNOWN : new Reading(one.rate, one.everLost);
  }
}
