package weir.decode.state;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// What has been counted of connections whose records repeat it, so that each octet counts once.
///
/// Totals (IE 85, 86, 171, 172) are counted since the flow began, and reported again and again:
/// what is new since the last report counts. A flow that began before its domain was heard of, or
/// was forgotten since, counts from its first report on, unless it is so young that this one is the
/// first.
///
/// A firewall tells events (IE 233; Cisco, "NetFlow Secure Event Logging"): one that a connection
/// was created or denied carries no traffic, updates carry what is new, and its end carries all, of
/// which the rest counts. Of ICMP both directions are one flow: the record has the type of one
/// alone.
///
/// Bounded: what was not heard of for longest is forgotten.
public final class Connections {
  /// Octets and packets of the flow, then of the other direction.
  public static final int COUNTS = 4;

  private static final int CREATED = 1;
  private static final int DELETED = 2;
  private static final int DENIED = 3;
  private static final int ALERT = 4;
  private static final int UPDATED = 5;

  private static final int MOST = 1 << 15;
  private static final int BYTES = 216;

  /// Exporters do not report a flow before it is so old, unless it has ended.
  private static final long YOUNG_NANOS = 60_000_000_000L;

  /// Starts that are told by an uptime waver.
  private static final long SAME_START_NANOS = 2_000_000_000L;

  /// Of what tells one connection from another.
  private record Key(long high, long low) {}

  private static final class Counted {
    long startNanos;
    long seenNanos;
    final long[] counts = new long[COUNTS];
  }

  private final Map<Key, Counted> counted = new LinkedHashMap<>(16, 0.75f, true);
  private final Footprint footprint;
  private final Tally unknown;

  /// All connections that began later are known, by the exporter's clock.
  private long knownSinceNanos;

  /// @param unknown counts flows whose totals had begun before
  Connections(Footprint footprint, Tally unknown, long knownSinceNanos) {
    this.footprint = footprint;
    this.unknown = unknown;
    this.knownSinceNanos = knownSinceNanos;
  }

  long bytes() {
    return (long) counted.size() * BYTES;
  }

  /// Leaves of a record's counts what is new.
  ///
  /// @param row otherwise complete, the open one
  /// @param flowId by which the exporter tells flows apart; 0 for none
  /// @param counts [#COUNTS] of them, changed in place
  public void settle(
      TemplatePlan plan, FlowBatch row, long flowId, MessageHeader header, long[] counts) {
    int event = plan.events() ? (int) row.get(FlowField.FIREWALL_EVENT) : 0;
    switch (event) {
      case CREATED, DENIED, ALERT -> Arrays.fill(counts, 0);
      case UPDATED -> add(of(key(row, flowId), row, header), counts);
      case DELETED -> {
        Counted before = counted.remove(key(row, flowId));
        if (before != null) {
          footprint.add(-BYTES);
          takeOff(before, counts);
        }
      }
      default -> {
        if (plan.totals()) {
          settleTotals(key(row, flowId), row, header, counts);
        }
      }
    }
    if (plan.events() && Completion.isIcmp((int) row.get(FlowField.PROTOCOL))) {
      counts[0] += counts[2];
      counts[1] += counts[3];
      counts[2] = 0;
      counts[3] = 0;
    }
  }

  private void settleTotals(Key key, FlowBatch row, MessageHeader header, long[] totals) {
    long start = row.get(FlowField.TIME_START);
    Counted before = counted.get(key);
    boolean goesOn = before != null && isSame(before, start, totals);
    boolean whole =
        start >= knownSinceNanos || row.get(FlowField.TIME_END) - start <= YOUNG_NANOS || goesOn;
    Counted now = of(key, row, header);
    long[] all = totals.clone();
    if (goesOn) {
      takeOff(now, totals);
    } else if (!whole) {
      unknown.add(1);
      Arrays.fill(totals, 0);
    }
    now.startNanos = start;
    System.arraycopy(all, 0, now.counts, 0, COUNTS);
  }

  private static boolean isSame(Counted before, long startNanos, long[] totals) {
    boolean grown = true;
    for (int i = 0; i < COUNTS; i++) {
      grown &= Long.compareUnsigned(totals[i], before.counts[i]) >= 0;
    }
    return grown && Math.abs(startNanos - before.startNanos) <= SAME_START_NANOS;
  }

  private Counted of(Key key, FlowBatch row, MessageHeader header) {
    Counted found = counted.get(key);
    if (found == null) {
      found = new Counted();
      found.startNanos = row.get(FlowField.TIME_START);
      counted.put(key, found);
      footprint.add(BYTES);
      if (counted.size() > MOST) {
        forgetOldest();
      }
    }
    found.seenNanos = header.exportNanos;
    return found;
  }

  private void forgetOldest() {
    var all = counted.values().iterator();
    Counted oldest = all.next();
    all.remove();
    footprint.add(-BYTES);
    knownSinceNanos = Math.max(knownSinceNanos, oldest.seenNanos);
  }

  private static void add(Counted known, long[] counts) {
    for (int i = 0; i < COUNTS; i++) {
      known.counts[i] += counts[i];
    }
  }

  private static void takeOff(Counted before, long[] counts) {
    for (int i = 0; i < COUNTS; i++) {
      counts[i] = Math.max(0, counts[i] - before.counts[i]);
    }
  }

  private static Key key(FlowBatch row, long flowId) {
    Hash hash = new Hash();
    hash.add(flowId);
    hash.address(FlowField.SRC_ADDRESS, row);
    hash.address(FlowField.DST_ADDRESS, row);
    hash.add(row.get(FlowField.SRC_PORT) << 16 | row.get(FlowField.DST_PORT));
    hash.add(row.get(FlowField.PROTOCOL) << 8 | row.get(FlowField.TOS));
    hash.add(row.get(FlowField.IN_INTERFACE) << 32 | row.get(FlowField.OUT_INTERFACE));
    hash.add(row.get(FlowField.VLAN) << 16 | row.get(FlowField.ICMP_TYPE));
    hash.add(row.get(FlowField.INGRESS_VRF));
    return new Key(hash.high, hash.low);
  }

  /// 128 bits, so that two connections have the same never.
  private static final class Hash {
    private long high = 0x9e37_79b9_7f4a_7c15L;
    private long low = 0xc2b2_ae3d_27d4_eb4fL;

    void add(long value) {
      high = mixed(high ^ value);
      low = mixed(low + value * 0x9e37_79b9_7f4a_7c15L);
    }

    void address(FlowField field, FlowBatch row) {
      add(row.high(field, row.rows()));
      add(row.get(field));
    }

    private static long mixed(long value) {
      long mixed = (value ^ (value >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
      return mixed ^ (mixed >>> 31);
    }
  }
}
