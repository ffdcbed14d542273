package weir.packet;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.MessageStream;
import weir.wire.WireReader;

/// Hands on the messages of IPFIX that SCTP carries (RFC 9260): each is a user message, in one
/// chunk or in several that follow one another. What was sent again counts once. Bounded in
/// associations and in what is remembered of each. Not thread-safe.
final class SctpMessages {
  private static final int HEADER_OCTETS = 12;
  private static final int CHUNK_OCTETS = 4;
  private static final int DATA_OCTETS = 16;
  private static final int DATA = 0;
  private static final int ENDS = 1;
  private static final int BEGINS = 2;
  private static final int MOST_ASSOCIATIONS = 1024;
  private static final int MOST_REMEMBERED = 1024;
  private static final int MOST_MESSAGE_OCTETS = 1 << 16;

  private record Key(int ports, int tag) {}

  /// What one side of an association has sent.
  private static final class Association {
    private final Set<Integer> numbers = new HashSet<>();
    private final Queue<Integer> oldest = new ArrayDeque<>();

    /// The chunks of a message in hand, and the number that the next one has.
    private byte[] begun = new byte[0];

    private int next;

    /// Whether this chunk has not been there yet.
    boolean isNew(int number) {
      if (!numbers.add(number)) {
        return false;
      }
      oldest.add(number);
      if (oldest.size() > MOST_REMEMBERED) {
        numbers.remove(oldest.remove());
      }
      return true;
    }

    /// The message that is whole with this chunk, if one is.
    byte @Nullable [] add(int flags, int number, byte[] octets) {
      boolean begins = (flags & BEGINS) != 0;
      if (!begins && (begun.length == 0 || number != next)) {
        begun = new byte[0];
        return null;
      }
      byte[] whole = begins ? octets : Arrays.copyOf(begun, begun.length + octets.length);
      if (!begins) {
        System.arraycopy(octets, 0, whole, begun.length, octets.length);
      }
      boolean ends = (flags & ENDS) != 0;
      begun = ends || whole.length > MOST_MESSAGE_OCTETS ? new byte[0] : whole;
      next = number + 1;
      return ends ? whole : null;
    }
  }

  private final DatagramHandler handler;
  private final LinkedHashMap<Key, Association> associations = new LinkedHashMap<>(16, 0.75f, true);
  private long messages;
  private long incomplete;
  private long others;

  SctpMessages(DatagramHandler handler) {
    this.handler = handler;
  }

  /// Takes a packet, which begins where the reader is.
  ///
  /// @param length by the IP header; what was captured may be less
  /// @return whether it carries IPFIX, or is to or from its port
  boolean take(IpPayload ip, long receivedNanos, WireReader in, int length) {
    int captured = Math.min(length, in.remaining());
    if (captured < HEADER_OCTETS) {
      return false;
    }
    int end = in.position() + captured;
    int source = in.u16();
    int target = in.u16();
    int tag = in.i32();
    in.skip(4);
    var from = new Datagram(ip.sourceHigh(), ip.sourceLow(), source, target, receivedNanos, true);
    long before = messages;
    while (end - in.position() >= CHUNK_OCTETS) {
      int type = in.u8();
      int flags = in.u8();
      int octets = in.u16() - CHUNK_OCTETS;
      if (octets < 0) {
        break;
      }
      int there = Math.min(octets, end - in.position());
      int next = in.position() + Math.min((octets + 3) / 4 * 4, end - in.position());
      if (type == DATA && there >= DATA_OCTETS - CHUNK_OCTETS) {
        data(new Key(source << 16 | target, tag), flags, in, there, octets, from);
      }
      in.position(next);
    }
    return messages > before || isPort(source) || isPort(target);
  }

  private static boolean isPort(int port) {
    return port == TcpStreams.IPFIX_PORT || port == TcpStreams.IPFIX_TLS_PORT;
  }

  /// `TSN u32, stream u16, sequence u16, protocol u32`, then what is carried.
  private void data(Key key, int flags, WireReader in, int there, int length, Datagram from) {
    int number = in.i32();
    in.skip(8);
    byte[] octets = in.bytes(there - DATA_OCTETS + CHUNK_OCTETS);
    Association association = association(key);
    if (!association.isNew(number)) {
      return;
    }
    if (there < length) {
      incomplete++; // the capture kept its start only
      return;
    }
    byte[] whole = association.add(flags, number, octets);
    boolean alone = (flags & (BEGINS | ENDS)) != 0;
    if (whole == null) {
      incomplete += alone && (flags & ENDS) != 0 ? 1 : 0;
      return;
    }
    if (MessageStream.mayBegin(whole, 0, whole.length) || isPort(from.destinationPort())) {
      messages++;
      handler.handle(from, new WireReader(whole));
    } else {
      others++;
    }
  }

  private Association association(Key key) {
    Association known = associations.get(key);
    if (known == null) {
      if (associations.size() >= MOST_ASSOCIATIONS) {
        associations.pollFirstEntry();
      }
      known = new Association();
      associations.put(key, known);
    }
    return known;
  }

  /// Messages that were handed on.
  long messages() {
    return messages;
  }

  /// Messages of which chunks are missing.
  long incomplete() {
    return incomplete;
  }

  /// Messages that are no IPFIX.
  long others() {
    return others;
  }
}
