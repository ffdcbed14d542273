package weir.packet;

import java.util.Arrays;
import java.util.TreeMap;
import weir.wire.Datagram;
import weir.wire.MessageStream;

/// One direction of a TCP connection: its octets in their order, whatever order its segments came
/// in. Where the first ones are those of something else than IPFIX, nothing is kept.
final class TcpStream {
  /// Waits for so many segments at most before what is missing counts as lost.
  private static final int MOST_SEGMENTS = 1024;

  private static final int MOST_WAITING_OCTETS = 4 << 20;

  /// So long after the first that waits: TCP has sent again what was lost by then.
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  /// Of a connection that was there before the capture: the first segments may have changed places.
  private static final int FIRST_SEGMENTS = 4;

  /// Further off than any window, a sequence number is of another time.
  private static final long MOST_AHEAD = 1L << 30;

  /// Enough to tell IPFIX by.
  private static final int TELLING_OCTETS = 20;

  private enum Kind {
    UNKNOWN,
    IPFIX,
    OTHER
  }

  /// @param octets as far as they were captured
  /// @param length as it was
  private record Segment(byte[] octets, int length, long receivedNanos) {}

  private final TcpStreams all;
  private final MessageStream messages;
  private final TreeMap<Long, Segment> waiting = new TreeMap<>(); // by place in the stream
  private final boolean toPort;
  private Datagram now;
  private Kind kind = Kind.UNKNOWN;
  private byte[] start = new byte[0];

  /// Sequence number from which places in the stream count; where it begins, if that was captured.
  private int first;

  private boolean known;

  /// Whether the capture begins amid it.
  private boolean anywhere;

  /// Whether it is settled which octets are read first.
  private boolean begun;

  private long next;
  private long waitingOctets;
  private boolean hasOctets;

  /// Packets that are not counted as IPFIX's yet.
  long uncounted;

  /// @param toPort whether it is sent to a port of IPFIX
  /// @param from who sends it
  TcpStream(TcpStreams all, boolean toPort, Datagram from) {
    this.all = all;
    this.toPort = toPort;
    this.now = from;
    this.messages = new MessageStream(message -> all.message(now, message));
  }

  /// Who sends it.
  Datagram from() {
    return now;
  }

  boolean isIpfix() {
    return toPort || kind == Kind.IPFIX;
  }

  /// Whether it is known to begin with this sequence number.
  boolean begins(int sequence) {
    return known && !anywhere && sequence == first;
  }

  /// That it begins with this sequence number.
  void begin(int sequence) {
    first = sequence;
    known = true;
    begun = true;
  }

  /// @param length of what was sent; what was captured of it may be less
  void add(int sequence, byte[] octets, int length, long receivedNanos) {
    if (length <= 0 || kind == Kind.OTHER) {
      return;
    }
    if (!hasOctets) {
      hasOctets = true;
      all.connection();
    }
    if (!known) {
      first = sequence;
      known = true;
      anywhere = true;
    }
    long place = next + (sequence - (int) (first + next));
    boolean old = begun && place + length <= next;
    if (old || Math.abs(place - next) > MOST_AHEAD) {
      return;
    }
    Segment same = waiting.get(place);
    if (same == null || same.length < length) {
      hold(place, new Segment(octets, length, receivedNanos));
    }
    goOn(receivedNanos);
  }

  private void hold(long place, Segment segment) {
    Segment before = waiting.put(place, segment);
    count(segment.octets.length - (before == null ? 0 : before.octets.length));
  }

  private void count(int more) {
    waitingOctets += more;
    all.waits(more);
  }

  private void goOn(long receivedNanos) {
    if (!begun && waiting.size() < FIRST_SEGMENTS && !beginsMessage()) {
      return;
    }
    settle();
    takeNext();
    while (!waiting.isEmpty() && hasWaited(receivedNanos)) {
      skip();
    }
  }

  /// Begins with the first of what waits where nobody knows better.
  private void settle() {
    if (!begun && !waiting.isEmpty()) {
      next = waiting.firstKey();
      begun = true;
    }
  }

  /// Whether the first of what waits begins as messages do.
  private boolean beginsMessage() {
    byte[] octets = waiting.firstEntry().getValue().octets;
    return octets.length >= TELLING_OCTETS && MessageStream.mayBegin(octets, 0, octets.length);
  }

  private boolean hasWaited(long receivedNanos) {
    return waiting.size() > MOST_SEGMENTS
        || waitingOctets > MOST_WAITING_OCTETS
        || receivedNanos - waiting.firstEntry().getValue().receivedNanos > PATIENCE_NANOS;
  }

  private void takeNext() {
    while (!waiting.isEmpty() && waiting.firstKey() <= next) {
      long place = waiting.firstKey();
      Segment segment = waiting.pollFirstEntry().getValue();
      count(-segment.octets.length);
      int before = (int) Math.min(segment.octets.length, next - place);
      now =
          new Datagram(
              now.sourceHigh(),
              now.sourceLow(),
              now.sourcePort(),
              now.destinationPort(),
              segment.receivedNanos,
              true);
      long end = place + segment.length;
      if (end <= next) {
        continue;
      }
      take(segment.octets, before, segment.octets.length - before);
      next = Math.max(next, place + segment.octets.length);
      if (end > next) {
        lose(end - next); // the capture kept its start only
      }
    }
  }

  /// Gives up what is missing before the first of what waits.
  private void skip() {
    lose(waiting.firstKey() - next);
    takeNext();
  }

  private void lose(long octets) {
    next += octets;
    if (!isIpfix()) {
      leave(); // what it is will not be known
      return;
    }
    all.gap();
    kind = Kind.IPFIX;
    start = new byte[0];
    messages.lost(octets);
  }

  private void take(byte[] octets, int from, int length) {
    if (kind == Kind.UNKNOWN) {
      tell(octets, from, length);
    } else if (kind == Kind.IPFIX) {
      give(octets, from, length);
    }
  }

  /// What it is, by its first octets.
  private void tell(byte[] octets, int from, int length) {
    int before = start.length;
    start = Arrays.copyOf(start, before + length);
    System.arraycopy(octets, from, start, before, length);
    if (MessageStream.isTls(start, 0, start.length)) {
      all.inTls(toPort);
      leave();
    } else if (MessageStream.mayBegin(start, 0, start.length)) {
      if (start.length >= TELLING_OCTETS) {
        carry();
      }
    } else if (toPort && start.length >= 3) {
      carry();
    } else if (!toPort) {
      leave();
    }
  }

  private void carry() {
    kind = Kind.IPFIX;
    byte[] octets = start;
    start = new byte[0];
    give(octets, 0, octets.length);
  }

  private void give(byte[] octets, int from, int length) {
    if (messages.add(octets, from, length) != null) {
      if (!anywhere || messages.messages() > 0) {
        all.fault();
      }
      messages.search();
    }
  }

  private void leave() {
    kind = Kind.OTHER;
    start = new byte[0];
    drop();
  }

  /// Forgets what waits.
  void drop() {
    waiting.clear();
    count((int) -waitingOctets);
  }

  /// No more comes: what waits is taken as it is.
  void end() {
    settle();
    takeNext();
    while (!waiting.isEmpty()) {
      skip();
    }
    if (kind == Kind.IPFIX && !messages.isWhole()) {
      all.gap();
      messages.lost(Integer.MAX_VALUE);
    }
    start = new byte[0];
  }
}
