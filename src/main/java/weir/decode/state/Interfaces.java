package weir.decode.state;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import weir.exporter.InterfaceStatus;

/// Interfaces of an exporter: named in options records (NetFlow 9, IPFIX) or by sFlow, counted in
/// sFlow's counter samples. Bounded: the one unheard for longest goes. One thread writes, any
/// reads.
public final class Interfaces {
  public static final int MOST = 4096;

  /// Counts this far apart tell a rate; closer ones only how long a datagram was on its way.
  private static final long SHORTEST_NANOS = 1_000_000_000L;

  private static final long NO_COUNTER = -1;

  private final Footprint footprint;
  private final Tally forgotten;

  /// By ifIndex, the one unheard for longest first.
  private final LinkedHashMap<Long, InterfaceStatus> known = new LinkedHashMap<>(8, 0.75f, true);

  /// @param footprint grows and shrinks with it
  /// @param forgotten counts those that had to go
  Interfaces(Footprint footprint, Tally forgotten) {
    this.footprint = footprint;
    this.forgotten = forgotten;
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
    put(before.counted(speedBitsPerSecond, inOctets, outOctets, receivedNanos, in, out));
  }

  /// Bits per second; unknown of a counter that went back, for it has started anew, and of one that
  /// is not there.
  private static double rate(long before, long now, long nanos) {
    boolean known = before != NO_COUNTER && now != NO_COUNTER;
    return known && Long.compareUnsigned(now, before) >= 0
        ? (now - before) * 8e9 / nanos
        : InterfaceStatus.UNKNOWN;
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
