package weir.decode;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Interfaces of an exporter: named in options records (NetFlow 9, IPFIX) or by sFlow, counted in
/// sFlow's counter samples. Bounded; one thread writes, any reads.
final class Interfaces {
  private static final int MOST = 4096;
  private static final int MOST_CHARACTERS = 128;

  /// Counts this far apart tell a rate; closer ones only how long a datagram was on its way.
  private static final long SHORTEST_NANOS = 1_000_000_000L;

  private static final int BYTES = 256;

  private final Footprint footprint;
  private final Map<Long, InterfaceStatus> known = new ConcurrentHashMap<>();

  /// @param footprint grows with it
  Interfaces(Footprint footprint) {
    this.footprint = footprint;
  }

  void named(long index, String name, String description) {
    InterfaceStatus before = of(index);
    String newName = name.isEmpty() ? before.name() : cut(name);
    String newDescription = description.isEmpty() ? before.description() : cut(description);
    if (!newName.equals(before.name()) || !newDescription.equals(before.description())) {
      put(before.named(newName, newDescription));
    }
  }

  private static String cut(String text) {
    return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
  }

  /// Takes in a counter sample.
  void counted(
      long index, long speedBitsPerSecond, long inOctets, long outOctets, long receivedNanos) {
    InterfaceStatus before = of(index);
    long nanos = receivedNanos - before.countedNanos();
    double in = 0;
    double out = 0;
    if (before.countedNanos() != 0) {
      if (nanos < SHORTEST_NANOS) {
        return;
      }
      in = rate(before.inOctets(), inOctets, nanos);
      out = rate(before.outOctets(), outOctets, nanos);
    }
    put(before.counted(speedBitsPerSecond, inOctets, outOctets, receivedNanos, in, out));
  }

  /// Bits per second; a counter that went back has started anew.
  private static double rate(long before, long now, long nanos) {
    long octets = now - before;
    return octets < 0 ? 0 : octets * 8e9 / nanos;
  }

  private InterfaceStatus of(long index) {
    InterfaceStatus status = known.get(index);
    return status == null ? InterfaceStatus.unknown(index) : status;
  }

  private void put(InterfaceStatus status) {
    boolean isNew = !known.containsKey(status.index());
    if (!isNew || known.size() < MOST) {
      footprint.add(isNew ? BYTES : 0);
      known.put(status.index(), status);
    }
  }

  void restore(InterfaceStatus status) {
    put(status);
  }

  /// By index.
  List<InterfaceStatus> status() {
    return known.values().stream()
        .sorted(Comparator.comparingLong(InterfaceStatus::index))
        .toList();
  }
}
