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
public final class SecondTable implements PacketHandler {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private static final int MOST_BATCHES = 8;

  /// Four times as many as there can be rows: what is looked for is found at once.
  private static final int SLOTS = 4 * MOST_BATCHES * FlowBatch.CAPACITY;

  /// A row is a batch's number and a row in it.
  private static final int ROW_BITS = 16;

  /// What differs from packet to packet of one flow, and what is summed up.
  private static final Set<FlowField> NO_KEYS =
      EnumSet.of(
          FRAGMENT_ID,
          FRAGMENT_OFFSET,
          LAYER_SIZES,
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
  private final Consumer<FlowBatch> stamp;
  private final PacketHeaders headers = new PacketHeaders();

  /// The packet in hand.
  private final FlowBatch packet = new FlowBatch();

  private final @Nullable FlowBatch[] held = new FlowBatch[MOST_BATCHES];
  private int heldCount;

  /// Rows by the hash of their key, plus 1; 0 for none.
  private final int[] slots = new int[SLOTS];

  private final int[] hashes = new int[SLOTS];
  private long second = Long.MIN_VALUE;
  private long packets;
  private long early;

  /// @param out takes the rows of a second when the next one begins
  public SecondTable(FlowBatches out) {
    this(out, _ -> {});
  }

  /// @param stamp writes into a packet's row, which is open, what its headers do not tell: who
  ///   captured it, and where
  public SecondTable(FlowBatches out, Consumer<FlowBatch> stamp) {
    this.out = out;
    this.stamp = stamp;
  }

  @Override
  public void handle(LinkType link, long receivedNanos, long wireOctets, WireReader octets) {
    long now = Math.floorDiv(receivedNanos, SECOND_NANOS);
    if (now != second) {
      flush();
      second = now;
    }
    packets++;
    packet.reset();
    stamp.accept(packet);
    headers.parse(link, octets, packet);
    int hash = hash();
    int slot = find(hash);
    if (slots[slot] == 0) {
      slot = insert(hash, slot, receivedNanos);
    }
    count(slots[slot] - 1, receivedNanos, wireOctets);
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
        && (!field.isAddress() || packet.high(field, 0) == batch.high(field, row));
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

  /// @return the slot of the new row
  private int insert(int hash, int slot, long receivedNanos) {
    int place = slot;
    if (heldCount == 0 || batch((heldCount - 1) << ROW_BITS).isFull()) {
      if (heldCount == MOST_BATCHES) {
        early++;
        flush();
        place = find(hash);
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
    into.set(TIME_RECEIVED, receivedNanos);
    into.set(TIME_START, receivedNanos);
    into.set(TIME_END, receivedNanos);
    slots[place] = (((heldCount - 1) << ROW_BITS) | into.rows()) + 1;
    hashes[place] = hash;
    into.endRow();
    return place;
  }

  private void copy(FlowField field, FlowBatch into) {
    if (field.isList()) {
      for (int i = 0; i < packet.listLength(field, 0); i++) {
        into.add(field, packet.item(field, 0, i));
      }
    } else if (field.isAddress()) {
      into.setAddress(field, packet.high(field, 0), packet.get(field));
    } else {
      into.set(field, packet.get(field));
    }
  }

  private void count(int place, long receivedNanos, long wireOctets) {
    FlowBatch batch = batch(place);
    int row = row(place);
    batch.set(PACKETS, row, batch.get(PACKETS, row) + 1);
    batch.set(BYTES, row, batch.get(BYTES, row) + wireOctets);
    batch.set(BYTES_L3, row, batch.get(BYTES_L3, row) + packet.get(BYTES_L3));
    batch.set(TIME_START, row, Math.min(batch.get(TIME_START, row), receivedNanos));
    batch.set(TIME_END, row, Math.max(batch.get(TIME_END, row), receivedNanos));
  }

  private FlowBatch batch(int place) {
    FlowBatch batch = held[place >>> ROW_BITS];
    assert batch != null;
    return batch;
  }

  private static int row(int place) {
    return place & ((1 << ROW_BITS) - 1);
  }

  /// Hands on what is held of a second that is over.
  ///
  /// @param nowNanos since 1970, on the clock of the packets
  public void idle(long nowNanos) {
    if (Math.floorDiv(nowNanos, SECOND_NANOS) > second) {
      flush();
    }
  }

  /// Hands on what is held: when no more packets come, or none have come for a second.
  public void flush() {
    if (heldCount == 0) {
      return;
    }
    Arrays.fill(slots, 0);
    int count = heldCount;
    heldCount = 0;
    for (int i = 0; i < count; i++) {
      FlowBatch full = batch(i << ROW_BITS);
      held[i] = null;
      out.give(full);
    }
  }

  /// Packets that were counted.
  public long packets() {
    return packets;
  }

  /// How often rows were handed on before their second was over.
  public long early() {
    return early;
  }
}
