package weir.packet;

import static weir.flow.FlowField.DST_ADDRESS;
import static weir.flow.FlowField.DST_PORT;
import static weir.flow.FlowField.SRC_ADDRESS;
import static weir.flow.FlowField.SRC_PORT;
import static weir.flow.FlowField.TCP_FLAGS;

import weir.flow.FlowBatch;

/// Round-trip times of TCP's handshakes: a SYN-ACK comes so long after its SYN, the first ACK from
/// the other end so long after the SYN-ACK. What was sent again tells no time, for nobody knows
/// which of them was answered (Karn). Holds a bounded number of handshakes; the oldest make room.
final class Handshakes {
  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int RST = 4;
  private static final int ACK = 16;

  private static final int SLOTS = 1 << 16;

  private static final int PORT_BITS = 16;

  /// A handshake is in one of so many neighbouring slots.
  private static final int WAYS = 4;

  /// Nobody waits as long for an answer.
  private static final long LONGEST_NANOS = 120_000_000_000L;

  /// Who sends again waits for longer (RFC 6298: a second); what comes sooner is the same packet,
  /// captured at two places.
  private static final long COPY_NANOS = 50_000_000L;

  // What is known of a handshake; 0 for an empty slot.
  private static final int ASKED = 1;
  private static final int ASKED_AGAIN = 2;
  private static final int ANSWERED = 4;
  private static final int ANSWERED_AGAIN = 8;

  private byte[] state = {};
  private long[] clientHigh = {};
  private long[] clientLow = {};
  private long[] serverHigh = {};
  private long[] serverLow = {};
  private int[] ports = {};
  private int[] askedSequence = {};
  private int[] answeredSequence = {};
  private long[] askedNanos = {};
  private long[] answeredNanos = {};

  /// How many have been answered, and wait for the last word.
  private int answered;

  /// The same by what becomes of the ports, so that few other packets are looked up.
  private int[] answeredByPorts = {};

  /// Whether a packet may be part of a handshake: most are not.
  ///
  /// @param packetPorts the source's in the upper half, the destination's in the lower
  boolean concerns(int flags, int packetPorts) {
    return (flags & SYN) != 0
        || (answered > 0
            && (flags & (ACK | RST)) == ACK
            && answeredByPorts[place(packetPorts)] > 0);
  }

  private static int place(int clientAndServer) {
    return (clientAndServer * 0x9e3779b9) >>> (32 - PORT_BITS);
  }

  /// Microseconds since what the packet answers, 1 at least; 0 if it answers nothing, or it cannot
  /// be told.
  ///
  /// @param packet with the packet's headers in its open row
  long micros(FlowBatch packet, int sequence, int acknowledgement, long nanos) {
    return switch ((int) packet.get(TCP_FLAGS) & (FIN | SYN | RST | ACK)) {
      case SYN -> asked(packet, sequence, nanos);
      case SYN | ACK -> answered(packet, sequence, acknowledgement, nanos);
      case ACK, ACK | FIN -> confirmed(packet, acknowledgement, nanos);
      default -> 0;
    };
  }

  private long asked(FlowBatch packet, int sequence, long nanos) {
    if (state.length == 0) {
      allocate();
    }
    long high = packet.high(SRC_ADDRESS, packet.rows());
    long low = packet.get(SRC_ADDRESS);
    long otherHigh = packet.high(DST_ADDRESS, packet.rows());
    long otherLow = packet.get(DST_ADDRESS);
    int both = ports(packet.get(SRC_PORT), packet.get(DST_PORT));
    int slot = find(high, low, otherHigh, otherLow, both);
    if (slot >= 0 && askedSequence[slot] == sequence) {
      if (nanos - askedNanos[slot] >= COPY_NANOS) {
        state[slot] |= ASKED_AGAIN;
      }
      return 0;
    }
    if (slot < 0) {
      slot = oldest(first(high, low, otherHigh, otherLow, both));
    }
    forget(slot);
    state[slot] = ASKED;
    clientHigh[slot] = high;
    clientLow[slot] = low;
    serverHigh[slot] = otherHigh;
    serverLow[slot] = otherLow;
    ports[slot] = both;
    askedSequence[slot] = sequence;
    askedNanos[slot] = nanos;
    return 0;
  }

  private long answered(FlowBatch packet, int sequence, int acknowledgement, long nanos) {
    int slot = ofServer(packet);
    if (slot < 0 || acknowledgement - askedSequence[slot] <= 0) {
      return 0;
    }
    if ((state[slot] & ANSWERED) != 0) {
      if (nanos - answeredNanos[slot] >= COPY_NANOS) {
        state[slot] |= ANSWERED_AGAIN;
      }
      return 0;
    }
    state[slot] |= ANSWERED;
    answered++;
    answeredByPorts[place(ports[slot])]++;
    answeredSequence[slot] = sequence;
    answeredNanos[slot] = nanos;
    return (state[slot] & ASKED_AGAIN) != 0 ? 0 : micros(nanos - askedNanos[slot]);
  }

  private long confirmed(FlowBatch packet, int acknowledgement, long nanos) {
    int slot = ofClient(packet);
    if (slot < 0
        || (state[slot] & ANSWERED) == 0
        || acknowledgement - answeredSequence[slot] <= 0) {
      return 0;
    }
    long micros = (state[slot] & ANSWERED_AGAIN) != 0 ? 0 : micros(nanos - answeredNanos[slot]);
    forget(slot);
    return micros;
  }

  private static long micros(long nanos) {
    return nanos < 0 || nanos > LONGEST_NANOS ? 0 : Math.max(1, (nanos + 500) / 1000);
  }

  private int ofClient(FlowBatch packet) {
    return find(
        packet.high(SRC_ADDRESS, packet.rows()),
        packet.get(SRC_ADDRESS),
        packet.high(DST_ADDRESS, packet.rows()),
        packet.get(DST_ADDRESS),
        ports(packet.get(SRC_PORT), packet.get(DST_PORT)));
  }

  private int ofServer(FlowBatch packet) {
    return find(
        packet.high(DST_ADDRESS, packet.rows()),
        packet.get(DST_ADDRESS),
        packet.high(SRC_ADDRESS, packet.rows()),
        packet.get(SRC_ADDRESS),
        ports(packet.get(DST_PORT), packet.get(SRC_PORT)));
  }

  private static int ports(long client, long server) {
    return (int) (client << 16 | server);
  }

  /// Its slot, or -1.
  private int find(long high, long low, long otherHigh, long otherLow, int both) {
    if (state.length == 0) {
      return -1;
    }
    int first = first(high, low, otherHigh, otherLow, both);
    for (int slot = first; slot < first + WAYS; slot++) {
      if (state[slot] != 0
          && ports[slot] == both
          && clientLow[slot] == low
          && serverLow[slot] == otherLow
          && clientHigh[slot] == high
          && serverHigh[slot] == otherHigh) {
        return slot;
      }
    }
    return -1;
  }

  private static int first(long high, long low, long otherHigh, long otherLow, int both) {
    long hash = (high * 31 + low) * 0x9e3779b97f4a7c15L;
    hash = (hash ^ hash >>> 32 ^ (otherHigh * 31 + otherLow)) * 0x9e3779b97f4a7c15L;
    hash = (hash ^ hash >>> 32 ^ both) * 0x9e3779b97f4a7c15L;
    return (int) (hash >>> 40) & (SLOTS - WAYS);
  }

  private int oldest(int first) {
    int oldest = first;
    for (int slot = first; slot < first + WAYS; slot++) {
      if (state[slot] == 0) {
        return slot;
      }
      if (askedNanos[slot] < askedNanos[oldest]) {
        oldest = slot;
      }
    }
    return oldest;
  }

  private void forget(int slot) {
    if ((state[slot] & ANSWERED) != 0) {
      answered--;
      answeredByPorts[place(ports[slot])]--;
    }
    state[slot] = 0;
  }

  private void allocate() {
    state = new byte[SLOTS];
    answeredByPorts = new int[1 << PORT_BITS];
    clientHigh = new long[SLOTS];
    clientLow = new long[SLOTS];
    serverHigh = new long[SLOTS];
    serverLow = new long[SLOTS];
    ports = new int[SLOTS];
    askedSequence = new int[SLOTS];
    answeredSequence = new int[SLOTS];
    askedNanos = new long[SLOTS];
    answeredNanos = new long[SLOTS];
  }
}
