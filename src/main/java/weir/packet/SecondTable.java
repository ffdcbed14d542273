package weir.packet;

import static weir.flow.FlowField.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowBatches;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.wire.WireReader;

/// Makes flows of packets: those of one second whose headers say the same, as far as a flow tells
/// it, are one row. So a SYN stays apart from a SYN-ACK, each VLAN and each TTL from the others,
/// and what differs from packet to packet by its nature is left out: ids and offsets of fragments,
/// sizes of headers. Octets are those of the frames, beside them those of IP; both and the packets
/// are exact.
///
/// Holds the rows of one second, bounded: with more than that, rows are handed on early, and
/// further packets of theirs begin new rows, exact still. One thread.
public final class SecondTable implements PacketFlows {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private static final int MOST_BATCHES = 8;
  private static final int MOST_ROWS = MOST_BATCHES * FlowBatch.CAPACITY;

  /// Four times as many as there can be rows: what is looked for is found at once.
  private static final int SLOTS = 4 * MOST_ROWS;

  /// A row is a batch's number and a row in it.
  private static final int ROW_BITS = Integer.numberOfTrailingZeros(FlowBatch.CAPACITY);

  // What is summed up of a row lies side by side.
  private static final int SUMS = 8;
  private static final int SUM_PACKETS = 0;
  private static final int SUM_OCTETS = 1;
  private static final int SUM_IP_OCTETS = 2;
  private static final int FIRST = 3;
  private static final int LAST = 4;

  /// What differs from packet to packet of one flow, and what is summed up.
  private static final Set<FlowField> NO_KEYS =
      EnumSet.of(
          FRAGMENT_ID,
          FRAGMENT_OFFSET,
          LAYER_SIZES,
          PROGRAM,
          CONTAINER,
          BYTES_L3,
          BYTES,
          PACKETS,
          TYPE,
          TIME_RECEIVED,
          TIME_START,
          TIME_END);

  private static final FlowField[] KEY =
      FlowField.all().stream().filter(field -> !NO_KEYS.contains(field)).toArray(FlowField[]::new);

  private final FlowBatches out;
  private final PacketRow parser;
  private final Consumer<FlowBatch> begun;

  /// The packet in hand.
  private final FlowBatch packet = new FlowBatch();

  private final @Nullable FlowBatch[] held = new FlowBatch[MOST_BATCHES];
  private int heldCount;

  /// Rows by the hash of their key, plus 1; 0 for none.
  private final int[] slots = new int[SLOTS];

  private final int[] hashes = new int[SLOTS];
  private final long[] sums = new long[MOST_ROWS * SUMS];
  private final PlainHeaders plain = new PlainHeaders();
  private final KnownHeaders known = new KnownHeaders(2 * MOST_ROWS);
  private long second = Long.MIN_VALUE;
  private long packets;
  private long early;

  /// @param out takes the rows of a second when the next one begins
  public SecondTable(FlowBatches out) {
    this(out, _ -> {}, _ -> {});
  }

  /// @param stamp writes into a packet's row, which is open, what its headers do not tell: who
  ///   captured it, and where; the same for all packets
  /// @param begun hears of the packets that begin a row: their row is open
  public SecondTable(FlowBatches out, Consumer<FlowBatch> stamp, Consumer<FlowBatch> begun) {
    this.out = out;
    this.parser = new PacketRow(stamp);
    this.begun = begun;
  }

  @Override
  public void handle(LinkType link, long receivedNanos, long wireOctets, WireReader octets) {
    long now = Math.floorDiv(receivedNanos, SECOND_NANOS);
    if (now != second) {
      flush();
      second = now;
    }
    packets++;
    if (!plain.read(link, octets) || parser.isOfHandshake(plain)) {
      int row = parsed(link, receivedNanos, octets);
      count(row, receivedNanos, wireOctets, packet.get(BYTES_L3));
      return;
    }
    int slot = known.find(plain);
    int row = known.row(slot);
    if (row < 0) {
      row = parsed(link, receivedNanos, octets);
      known.put(slot, plain, row);
    }
    count(row, receivedNanos, wireOctets, plain.ipOctets());
  }

  /// The row where a packet belongs by what its headers say, a new one if need be.
  private int parsed(LinkType link, long receivedNanos, WireReader octets) {
    packet.reset();
    parser.fill(link, receivedNanos, octets, packet);
    int hash = hash();
    int slot = find(hash);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    begun.accept(packet);
    return insert(hash, slot);
  }

  private int hash() {
    long hash = 0;
    for (FlowField field : KEY) {
      if (packet.uses(field)) {
        hash = (hash ^ part(field)) * 0x9e3779b97f4a7c15L;
        hash ^= hash >>> 32;
      }
    }
    return (int) hash;
  }

  private long part(FlowField field) {
    if (!field.isList()) {
      return packet.get(field) + packet.high(field, 0) * 31 + field.ordinal();
    }
    long part = field.ordinal();
    for (int i = 0; i < packet.listLength(field, 0); i++) {
      part = part * 31 + packet.item(field, 0, i);
    }
    return part;
  }

  /// The slot of the packet's row, or the empty one where it belongs.
  private int find(int hash) {
    int slot = hash & (SLOTS - 1);
    while (slots[slot] != 0 && !(hashes[slot] == hash && isSame(slots[slot] - 1))) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  private boolean isSame(int place) {
    FlowBatch batch = batch(place);
    int row = row(place);
    for (FlowField field : KEY) {
      if (field.isList() ? !sameList(field, batch, row) : !sameValue(field, batch, row)) {
        return false;
      }
    }
    return true;
  }

  private boolean sameValue(FlowField field, FlowBatch batch, int row) {
    return packet.get(field) == batch.get(field, row)
        && (!field.isWide() || packet.high(field, 0) == batch.high(field, row));
  }

  private boolean sameList(FlowField field, FlowBatch batch, int row) {
    int length = packet.listLength(field, 0);
    if (length != batch.listLength(field, row)) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (packet.item(field, 0, i) != batch.item(field, row, i)) {
        return false;
      }
    }
    return true;
  }

  private int insert(int hash, int slot) {
    int free = slot;
    if (heldCount == 0 || batch((heldCount - 1) << ROW_BITS).isFull()) {
      if (heldCount == MOST_BATCHES) {
        early++;
        flush();
        free = find(hash);
      }
      held[heldCount++] = out.take();
    }
    FlowBatch into = batch((heldCount - 1) << ROW_BITS);
    for (FlowField field : KEY) {
      if (packet.uses(field)) {
        copy(field, into);
      }
    }
    into.set(TYPE, FlowType.PACKETS.code());
    int row = ((heldCount - 1) << ROW_BITS) | into.rows();
    slots[free] = row + 1;
    hashes[free] = hash;
    into.endRow();
    sums[row * SUMS + SUM_PACKETS] = 0;
    return row;
  }

  private void copy(FlowField field, FlowBatch into) {
    if (field.isList()) {
      for (int i = 0; i < packet.listLength(field, 0); i++) {
        into.add(field, packet.item(field, 0, i));
      }
    } else if (field.isWide()) {
      into.setHalves(field, packet.high(field, 0), packet.get(field));
    } else {
      into.set(field, packet.get(field));
    }
  }

  private void count(int row, long receivedNanos, long wireOctets, long ipOctets) {
    int at = row * SUMS;
    if (sums[at + SUM_PACKETS]++ == 0) {
      sums[at + SUM_OCTETS] = wireOctets;
      sums[at + SUM_IP_OCTETS] = ipOctets;
      sums[at + FIRST] = receivedNanos;
      sums[at + LAST] = receivedNanos;
      batch(row).set(TIME_RECEIVED, row(row), receivedNanos);
    } else {
      sums[at + SUM_OCTETS] += wireOctets;
      sums[at + SUM_IP_OCTETS] += ipOctets;
      sums[at + FIRST] = Math.min(sums[at + FIRST], receivedNanos);
      sums[at + LAST] = Math.max(sums[at + LAST], receivedNanos);
    }
  }

  /// Writes into a batch what was summed up of its rows.
  private void sumUp(FlowBatch batch, int firstRow) {
    for (int row = 0; row < batch.rows(); row++) {
      int at = (firstRow + row) * SUMS;
      batch.set(PACKETS, row, sums[at + SUM_PACKETS]);
      batch.set(BYTES, row, sums[at + SUM_OCTETS]);
      batch.set(BYTES_L3, row, sums[at + SUM_IP_OCTETS]);
      batch.set(TIME_START, row, sums[at + FIRST]);
      batch.set(TIME_END, row, sums[at + LAST]);
    }
  }

  private FlowBatch batch(int place) {
    FlowBatch batch = held[place >>> ROW_BITS];
    assert batch != null;
    return batch;
  }

  private static int row(int place) {
    return place & ((1 << ROW_BITS) - 1);
  }

  @Override
  public void idle(long nowNanos) {
    if (Math.floorDiv(nowNanos, SECOND_NANOS) > second) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (heldCount == 0) {
      return;
    }
    Arrays.fill(slots, 0);
    known.clear();
    int count = heldCount;
    heldCount = 0;
    for (int i = 0; i < count; i++) {
      FlowBatch full = batch(i << ROW_BITS);
      sumUp(full, i << ROW_BITS);
      held[i] = null;
      out.give(full);
    }
  }

  @Override
  public long packets() {
    return packets;
  }

  @Override
  public long early() {
    return early;
  }
}
