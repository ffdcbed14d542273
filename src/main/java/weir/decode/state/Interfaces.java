package weir.decode.state;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.exporter.InterfaceStatus;

/// Interfaces of an exporter: named in options records (NetFlow 9, IPFIX) or by sFlow, counted in
/// sFlow's counter samples. Bounded: the one unheard for longest goes. One thread writes, any
/// reads.
public final class Interfaces {
  public static final int MOST = 4096;

  /// Counts this far apart tell a rate; closer ones only how long a datagram was on its way.
  private static final long SHORTEST_NANOS = 1_000_000_000L;

  private static final long NO_COUNTER = -1;

  /// Interfaces whose counts options tell.
  private static final int MOST_COUNTED = 512;

  private final Footprint footprint;
  private final Tally forgotten;
  private final CounterChecks checks;

  /// By ifIndex, the one unheard for longest first.
  private final LinkedHashMap<Long, InterfaceStatus> known = new LinkedHashMap<>(8, 0.75f, true);

  /// Of one direction, by options.
  private record Count(long octets, long nanos) {}

  private final Map<Long, Count> lastIn = bounded();
  private final Map<Long, Count> lastOut = bounded();

  private static Map<Long, Count> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, Count> eldest) {
        return size() > MOST_COUNTED;
      }
    };
  }

  /// @param footprint grows and shrinks with it
  /// @param forgotten counts those that had to go
  /// @param checks compares what is counted with flows
  Interfaces(Footprint footprint, Tally forgotten, CounterChecks checks) {
    this.footprint = footprint;
    this.forgotten = forgotten;
    this.checks = checks;
  }

  /// Takes in a name and a description; an empty one leaves what is known.
  public synchronized void named(long index, String name, String description, long receivedNanos) {
    if (!name.isEmpty() || !description.isEmpty()) {
      put(of(index).named(name, description, receivedNanos));
    }
  }

  /// Takes in a counter sample.
  ///
  /// @param inOctets all bits set for a counter that the agent does not have (sFlow 5, §5.1)
  public synchronized void counted(
      long index, long speedBitsPerSecond, long inOctets, long outOctets, long receivedNanos) {
    InterfaceStatus before = of(index);
    long nanos = receivedNanos - before.countedNanos();
    double in = InterfaceStatus.UNKNOWN;
    double out = InterfaceStatus.UNKNOWN;
    if (before.countedNanos() != 0) {
      if (nanos < SHORTEST_NANOS) {
        return;
      }
      in = rate(before.inOctets(), inOctets, nanos);
      out = rate(before.outOctets(), outOctets, nanos);
    }
    boolean first = before.countedNanos() == 0;
    checks.counted(index, first ? 0 : nanos, octets(in, nanos), octets(out, nanos));
    put(before.counted(speedBitsPerSecond, inOctets, outOctets, receivedNanos, in, out));
  }

  /// Takes in a count of one direction, as options tell it; the other stays.
  public synchronized void counted(long index, boolean egress, long octets, long receivedNanos) {
    InterfaceStatus before = of(index);
    Count last = (egress ? lastOut : lastIn).get(index);
    long nanos = last == null ? 0 : receivedNanos - last.nanos;
    if (last != null && nanos < SHORTEST_NANOS) {
      return;
    }
    (egress ? lastOut : lastIn).put(index, new Count(octets, receivedNanos));
    double rate = last == null ? InterfaceStatus.UNKNOWN : rate(last.octets, octets, nanos);
    double moved = octets(rate, nanos);
    checks.counted(index, nanos, egress ? Double.NaN : moved, egress ? moved : Double.NaN);
    put(
        before.counted(
            before.speedBitsPerSecond(),
            egress ? before.inOctets() : octets,
            egress ? octets : before.outOctets(),
            receivedNanos,
            egress ? before.inBitsPerSecond() : rate,
            egress ? rate : before.outBitsPerSecond()));
  }

  /// Bits per second; unknown of a counter that went back, for it has started anew, and of one that
  /// is not there.
  private static double rate(long before, long now, long nanos) {
    boolean known = before != NO_COUNTER && now != NO_COUNTER;
    return known && Long.compareUnsigned(now, before) >= 0
        ? (now - before) * 8e9 / nanos
        : InterfaceStatus.UNKNOWN;
  }

  private static double octets(double bitsPerSecond, long nanos) {
    return bitsPerSecond * nanos / 8e9; // below 0 where that is not known
  }

  private InterfaceStatus of(long index) {
    InterfaceStatus status = known.get(index);
    return status == null ? InterfaceStatus.unknown(index) : status;
  }

  private void put(InterfaceStatus status) {
    InterfaceStatus before = known.put(status.index(), status);
    footprint.add(status.footprintBytes() - (before == null ? 0 : before.footprintBytes()));
    if (known.size() > MOST) {
      forgetOldest();
    }
  }

  private void forgetOldest() {
    var oldest = known.pollFirstEntry();
    if (oldest != null) {
      footprint.add(-oldest.getValue().footprintBytes());
      forgotten.add(1);
    }
  }

  /// Goes on from what was known before a restart.
  synchronized void restore(List<InterfaceStatus> before) {
    before.stream()
        .sorted(Comparator.comparingLong(InterfaceStatus::heardNanos))
        .forEach(this::put);
  }

  /// By index.
  List<InterfaceStatus> status() {
    List<InterfaceStatus> all;
    synchronized (this) {
      all = List.copyOf(known.values());
    }
    return all.stream().sorted(Comparator.comparingLong(InterfaceStatus::index)).toList();
  }
}
