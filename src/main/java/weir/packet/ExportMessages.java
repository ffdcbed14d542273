package weir.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.WireReader;

/// Takes packets and hands on what exporters may have sent in them: the datagrams of UDP, those
/// that came in fragments once the last of these is there, and the messages of IPFIX that TCP and
/// SCTP carry, as if each were a datagram. Of a packet in a tunnel the outer one counts. Not
/// thread-safe.
public final class ExportMessages implements PacketHandler {
  private static final int HEADER_OCTETS = 8;

  private final DatagramHandler handler;
  private final IpPayload ip = new IpPayload();
  private final Packet packet = new Packet(ip);
  private final WireReader payload = new WireReader();
  private final Fragments fragments = new Fragments();
  private final TcpStreams tcp;
  private final SctpMessages sctp;
  private final Contents contents = new Contents();
  private long packets;
  private long datagrams;
  private long skipped;
  private long cut;
  private long messagePackets;

  /// @param handler of all
  public ExportMessages(DatagramHandler handler) {
    this(handler, handler);
  }

  /// @param datagrams takes those of UDP
  /// @param messages takes the messages of connections
  public ExportMessages(DatagramHandler datagrams, DatagramHandler messages) {
    this.handler = datagrams;
    this.tcp = new TcpStreams(messages);
    this.sctp = new SctpMessages(messages);
  }

  @Override
  public void handle(LinkType link, long receivedNanos, long wireOctets, WireReader octets) {
    packets++;
    packet.start(octets);
    int protocol = IpHeaders.read(LinkHeaders.network(link, packet), packet);
    contents.count(protocol);
    switch (protocol) {
      case UpperHeaders.UDP -> skipped += take(receivedNanos, octets) ? 0 : 1;
      case UpperHeaders.TCP -> count(segment(receivedNanos, octets));
      case UpperHeaders.SCTP -> count(chunks(receivedNanos, octets));
      default -> skipped++;
    }
  }

  /// Packets of TCP are told by those that come behind them.
  private void count(long ofMessages) {
    messagePackets += ofMessages;
    skipped += 1 - ofMessages;
  }

  private long segment(long receivedNanos, WireReader in) {
    return ip.isFragment() ? 0 : tcp.take(ip, receivedNanos, in, ip.end() - in.position());
  }

  private long chunks(long receivedNanos, WireReader in) {
    boolean taken = !ip.isFragment() && sctp.take(ip, receivedNanos, in, ip.end() - in.position());
    return taken ? 1 : 0;
  }

  /// Hands on what waits for packets that will not come any more.
  public void end() {
    tcp.end();
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

  /// Packets that are neither UDP, nor a piece of it, nor of a connection that carries IPFIX.
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

  /// Packets of connections of TCP and SCTP that carry IPFIX.
  public long messagePackets() {
    return messagePackets;
  }

  /// Messages of IPFIX that came by TCP or SCTP.
  public long messages() {
    return tcp.tally().messages() + sctp.messages();
  }

  /// Octets that wait for segments before them; bounded.
  public long waitingOctets() {
    return tcp.waitingOctets();
  }

  /// What was lacking in connections that carry IPFIX, in sentences.
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    TcpStreams.Tally streams = tcp.tally();
    say(
        streams.gaps(),
        " times octets of a TCP connection with IPFIX are missing; what is whole behind them was"
            + " read",
        remarks);
    say(
        streams.faults(),
        " times a TCP connection with IPFIX has something else where a message would begin; it was"
            + " read from the next one on",
        remarks);
    say(
        streams.exportsInTls(),
        " connections to a port of IPFIX are in TLS, which Weir does not read",
        remarks);
    say(sctp.incomplete(), " messages of SCTP lack a part", remarks);
    return remarks;
  }

  private static void say(long count, String words, List<String> remarks) {
    if (count > 0) {
      remarks.add(String.format(Locale.ROOT, "%,d", count) + words);
    }
  }

  /// What there was, whether it is exports or not: "holds 12 packets (8 of TCP, 4 of UDP)".
  public String contents() {
    TcpStreams.Tally streams = tcp.tally();
    return contents.words(packets)
        + (streams.tls() > 0
            ? String.format(
                Locale.ROOT,
                "; %,d of its TCP connections are in TLS, which Weir does not read",
                streams.tls())
            : "");
  }
}
