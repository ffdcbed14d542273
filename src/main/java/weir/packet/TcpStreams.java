package weir.packet;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.WireReader;

/// Puts the segments of TCP together again, of connections that carry IPFIX, and hands on its
/// messages as if each had come as a datagram. Which connections do, their port or their first
/// octets tell. Bounded in connections, and in what waits for segments that come late; the oldest
/// goes first. Not thread-safe.
final class TcpStreams {
  /// What one knows of all of them, for people.
  ///
  /// @param packets of connections that carry IPFIX
  /// @param messages that were handed on
  /// @param gaps where octets are missing: lost on the way, or not captured
  /// @param faults where something else is than a message
  /// @param connections with octets of any kind
  /// @param tls connections in TLS
  /// @param exportsInTls those of them to a port of IPFIX
  record Tally(
      long packets,
      long messages,
      long gaps,
      long faults,
      long connections,
      long tls,
      long exportsInTls) {}

  /// IPFIX, and IPFIX over TLS (RFC 7011 §10).
  static final int IPFIX_PORT = 4739;

  static final int IPFIX_TLS_PORT = 4740;

  private static final int MOST_STREAMS = 4096;
  private static final long MOST_WAITING_OCTETS = 32 << 20;
  private static final int HEADER_OCTETS = 20;
  private static final int SYN = 2;

  /// One direction of a connection.
  private record Key(long sourceHigh, long sourceLow, long targetHigh, long targetLow, int ports) {
    private Key reversed() {
      return new Key(
          targetHigh, targetLow, sourceHigh, sourceLow, ports << 16 | (ports >>> 16 & 0xffff));
    }
  }

  private final DatagramHandler handler;
  private final LinkedHashMap<Key, TcpStream> streams = new LinkedHashMap<>(16, 0.75f, true);
  private long waiting;
  private long packets;
  private long messages;
  private long gaps;
  private long faults;
  private long connections;
  private long tls;
  private long exportsInTls;

  TcpStreams(DatagramHandler handler) {
    this.handler = handler;
  }

  /// Takes a segment, which begins where the reader is.
  ///
  /// @param length by the IP header; what was captured may be less
  /// @return how many packets are known to be of a connection that carries IPFIX by this one:
  ///   itself and those before it; 0 where it is none
  long take(IpPayload ip, long receivedNanos, WireReader in, int length) {
    int captured = Math.min(length, in.remaining());
    if (captured < HEADER_OCTETS) {
      return 0;
    }
    int source = in.u16();
    int target = in.u16();
    int sequence = in.i32();
    in.skip(4);
    int flags = in.u16();
    int header = (flags >>> 12 & 0xf) * 4;
    if (header < HEADER_OCTETS || header > length) {
      return 0;
    }
    in.skip(Math.min(header, captured) - 14);
    Key key =
        new Key(
            ip.sourceHigh(),
            ip.sourceLow(),
            ip.destinationHigh(),
            ip.destinationLow(),
            source << 16 | target);
    boolean syn = (flags & SYN) != 0;
    int first = syn ? sequence + 1 : sequence;
    TcpStream stream = streams.get(key);
    if (stream == null || (syn && !stream.begins(first))) {
      stream = open(key, stream, source, target);
      if (syn) {
        stream.begin(first);
      }
    }
    byte[] octets = in.bytes(Math.max(0, captured - header));
    stream.add(first, octets, length - header, receivedNanos);
    trim();
    return counted(stream, streams.get(key.reversed()));
  }

  /// @param before of the same addresses and ports, which is over
  private TcpStream open(Key key, @Nullable TcpStream before, int source, int target) {
    if (before != null) {
      over(before);
    }
    var from = new Datagram(key.sourceHigh, key.sourceLow, source, target, 0, true);
    TcpStream stream = new TcpStream(this, isPort(target), from);
    streams.put(key, stream);
    return stream;
  }

  private void over(TcpStream stream) {
    stream.end();
    stream.drop();
    if (stream.isIpfix()) {
      handler.ended(stream.from());
    }
  }

  private static boolean isPort(int port) {
    return port == IPFIX_PORT || port == IPFIX_TLS_PORT;
  }

  /// Packets that are now known to be of IPFIX: those of the other direction, which only confirms
  /// what has come, as well.
  private long counted(TcpStream stream, @Nullable TcpStream other) {
    stream.uncounted++;
    if (!stream.isIpfix() && (other == null || !other.isIpfix())) {
      return 0;
    }
    long now = stream.uncounted;
    stream.uncounted = 0;
    if (other != null) {
      now += other.uncounted;
      other.uncounted = 0;
    }
    packets += now;
    return now;
  }

  private void trim() {
    while (streams.size() > MOST_STREAMS || (waiting > MOST_WAITING_OCTETS && streams.size() > 1)) {
      TcpStream oldest = streams.pollFirstEntry().getValue();
      over(oldest);
    }
  }

  /// Octets that wait in one of the streams, more or less than before.
  void waits(long more) {
    waiting += more;
  }

  long waitingOctets() {
    return waiting;
  }

  void message(Datagram of, WireReader message) {
    messages++;
    handler.handle(of, message);
  }

  void gap() {
    gaps++;
  }

  void fault() {
    faults++;
  }

  void connection() {
    connections++;
  }

  void inTls(boolean ofExports) {
    tls++;
    exportsInTls += ofExports ? 1 : 0;
  }

  /// Hands on what waits for segments that will not come any more.
  void end() {
    streams.values().forEach(TcpStream::end);
  }

  Tally tally() {
    return new Tally(packets, messages, gaps, faults, connections, tls, exportsInTls);
  }
}
