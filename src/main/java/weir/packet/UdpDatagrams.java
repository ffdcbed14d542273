package weir.packet;

import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.WireReader;

/// Takes packets and hands on the UDP datagrams in them, those that came in fragments once the last
/// of these is there. Of a packet in a tunnel the outer one counts. Not thread-safe.
public final class UdpDatagrams implements PacketHandler {
  private static final int HEADER_OCTETS = 8;

  private final DatagramHandler handler;
  private final IpPayload ip = new IpPayload();
  private final Packet packet = new Packet(ip);
  private final WireReader payload = new WireReader();
  private final Fragments fragments = new Fragments();
  private long packets;
  private long datagrams;
  private long skipped;
  private long cut;

  public UdpDatagrams(DatagramHandler handler) {
    this.handler = handler;
  }

  @Override
  public void handle(LinkType link, long receivedNanos, long wireOctets, WireReader octets) {
    packets++;
    packet.start(octets);
    int protocol = IpHeaders.read(LinkHeaders.network(link, packet), packet);
    if (protocol != UpperHeaders.UDP || !take(receivedNanos, octets)) {
      skipped++;
    }
  }

  /// Whether it is a datagram, or a piece of one.
  private boolean take(long receivedNanos, WireReader in) {
    int length = ip.end() - in.position();
    if (!ip.isFragment()) {
      return handOn(receivedNanos, in, length);
    }
    if (length < 0 || length > in.remaining()) {
      return false;
    }
    byte[] whole = ip.joined(in.bytes(length), fragments);
    if (whole != null) {
      handOn(receivedNanos, new WireReader(whole), whole.length);
    }
    return true;
  }

  /// `source port u16, destination port u16, length u16, checksum u16`.
  ///
  /// @param length by the IP header; what was captured may be less
  private boolean handOn(long receivedNanos, WireReader in, int length) {
    int captured = Math.min(length, in.remaining());
    if (captured < HEADER_OCTETS) {
      return false;
    }
    var datagram = new Datagram(ip.sourceHigh(), ip.sourceLow(), in.u16(), in.u16(), receivedNanos);
    int said = in.u16();
    in.skip(2);
    int octets = said < HEADER_OCTETS || said > length ? length : said;
    if (octets > captured) {
      cut++;
    }
    datagrams++;
    handler.handle(datagram, payload.reset(in, Math.min(octets, captured) - HEADER_OCTETS));
    return true;
  }

  /// Packets that were taken.
  public long packets() {
    return packets;
  }

  /// Datagrams that were handed on.
  public long datagrams() {
    return datagrams;
  }

  /// Packets that are neither UDP nor a piece of it.
  public long skipped() {
    return skipped;
  }

  /// Datagrams whose fragments have not all come.
  public long incomplete() {
    return fragments.incomplete();
  }

  /// Datagrams whose end the capture left out (snap length); handed on as far as they are.
  public long cut() {
    return cut;
  }
}
