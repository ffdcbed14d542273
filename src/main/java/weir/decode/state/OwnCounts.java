package weir.decode.state;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import weir.exporter.OwnCount;
import weir.flow.FlowType;

/// What an exporter counts of its own work, each of its domains by itself. What it tells of one
/// template or interface is a part of that, and stands in only where it tells no whole. Bounded:
/// the one unheard for longest goes. One thread writes, any reads.
public final class OwnCounts {
  private static final int MOST = 1024;
  private static final int BYTES = 240;
  private static final Slot[] SLOTS = slots();

  /// @param part number of the template or interface that it is of; -1 for the whole
  private record Key(FlowType type, long domain, long part) {}

  private final LinkedHashMap<Key, long[]> told = new LinkedHashMap<>(4, 0.75f, true);
  private final Footprint footprint;

  /// @param footprint grows and shrinks with it
  OwnCounts(Footprint footprint) {
    this.footprint = footprint;
  }

  private static Slot[] slots() {
    OwnCount[] counts = OwnCount.values();
    Slot[] slots = new Slot[counts.length];
    for (OwnCount count : counts) {
      slots[count.ordinal()] = slot(count);
    }
    return slots;
  }

  static Slot slot(OwnCount count) {
    return Slot.valueOf(count.name());
  }

  /// Takes in an options record, if its plan tells such counts.
  public synchronized void learn(TemplatePlan plan, long[][] slots, MessageHeader header) {
    if (!plan.ownCounts()) {
      return;
    }
    long part = -1;
    for (Slot slot : new Slot[] {Slot.TEMPLATE, Slot.INTERFACE}) {
      part = plan.has(slot) ? (long) slot.ordinal() << 32 | slots[slot.ordinal()][0] : part;
    }
    Key key = new Key(header.type, header.domain, part);
    long[] counts = told.get(key);
    if (counts == null) {
      counts = new long[SLOTS.length];
      told.put(key, counts);
      footprint.add(BYTES);
      if (told.size() > MOST) {
        told.pollFirstEntry();
        footprint.add(-BYTES);
      }
    }
    for (int i = 0; i < SLOTS.length; i++) {
      if (plan.has(SLOTS[i])) {
        counts[i] = slots[SLOTS[i].ordinal()][0];
      }
    }
  }

  /// Sums over all domains, without those that are 0.
  synchronized Map<OwnCount, Long> status() {
    Map<OwnCount, Long> sums = new EnumMap<>(OwnCount.class);
    for (OwnCount count : OwnCount.values()) {
      long whole = 0;
      long parts = 0;
      for (Map.Entry<Key, long[]> one : told.entrySet()) {
        long value = one.getValue()[count.ordinal()];
        whole += one.getKey().part == -1 ? value : 0;
        parts += one.getKey().part == -1 ? 0 : value;
      }
      if ((whole | parts) != 0) {
        sums.put(count, whole == 0 ? parts : whole);
      }
    }
    return sums;
  }
}
