package weir.capture;

import java.util.OptionalLong;
import weir.wire.Datagram;
import weir.wire.DatagramHandler;
import weir.wire.WireReader;

/// Takes packets and hands the UDP datagrams in them on: IPv4 with options (RFC 791), IPv6 with
/// extension headers (RFC 8200), fragments of both.
final class UdpPackets implements CaptureFormat.PacketSink {
  private static final int UDP = 17;
  private static final int IPV6_HOP_BY_HOP = 0;
  private static final int IPV6_ROUTING = 43;
  private static final int IPV6_FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int IPV6_DESTINATION = 60;
  private static final long MAPPED = 0xffffL << 32;

  private final DatagramHandler handler;
  private final WireReader reader = new WireReader();
  private final Fragments fragments = new Fragments();
  private long packets;
  private long datagrams;
  private long skipped;
  private long cut;

  UdpPackets(DatagramHandler handler) {
    this.handler = handler;
  }

  @Override
  public void packet(int linkType, long nanos, byte[] data, int offset, int length) {
    packets++;
    int end = offset + length;
    int at = LinkLayer.network(linkType, data, offset, end);
    boolean used = false;
    if (at >= 0 && at < end) {
      int version = (data[at] & 0xff) >>> 4;
      used =
          (version == 4 && ipv4(nanos, data, at, end))
              || (version == 6 && ipv6(nanos, data, at, end));
    }
    if (!used) {
      skipped++;
    }
  }

  private boolean ipv4(long nanos, byte[] data, int at, int end) {
    int headerLength = (data[at] & 0xf) * 4;
    if (headerLength < 20 || at + headerLength > end || data[at + 9] != UDP) {
      return false;
    }
    // 0: a captured packet that the network card was to cut up (segmentation offload)
    int total = Octets.u16(data, at + 2);
    int packetEnd = total == 0 ? end : at + total;
    if (packetEnd < at + headerLength) {
      return false;
    }
    long source = MAPPED | (Octets.i32(data, at + 12) & 0xffff_ffffL);
    int fragment = Octets.u16(data, at + 6);
    int fragmentOffset = (fragment & 0x1fff) * 8;
    boolean more = (fragment & 0x2000) != 0;
    int payload = at + headerLength;
    if (fragmentOffset == 0 && !more) {
      return udp(nanos, 0, source, data, payload, Math.min(packetEnd, end), packetEnd - payload);
    }
    if (packetEnd > end) {
      return false;
    }
    var key =
        new Fragments.Key(
            0, source, 0, Octets.i32(data, at + 16) & 0xffff_ffffL, Octets.u16(data, at + 4));
    return reassemble(nanos, key, data, payload, packetEnd, fragmentOffset, more);
  }

  private boolean ipv6(long nanos, byte[] data, int at, int end) {
    if (at + 40 > end) {
      return false;
    }
    int payloadLength = Octets.u16(data, at + 4);
    int packetEnd = payloadLength == 0 ? end : at + 40 + payloadLength;
    int readable = Math.min(packetEnd, end);
    long high = Octets.u64(data, at + 8);
    long low = Octets.u64(data, at + 16);
    int next = data[at + 6] & 0xff;
    int header = at + 40;
    while (header + 8 <= readable) {
      switch (next) {
        case UDP -> {
          return udp(nanos, high, low, data, header, readable, packetEnd - header);
        }
        case IPV6_HOP_BY_HOP, IPV6_ROUTING, IPV6_DESTINATION -> {
          next = data[header] & 0xff;
          header += ((data[header + 1] & 0xff) + 1) * 8;
        }
        case AUTHENTICATION -> {
          next = data[header] & 0xff;
          header += ((data[header + 1] & 0xff) + 2) * 4;
        }
        case IPV6_FRAGMENT -> {
          int fragment = Octets.u16(data, header + 2);
          boolean more = (fragment & 1) != 0;
          int fragmentOffset = fragment & 0xfff8;
          if (fragmentOffset != 0 || more) {
            if (packetEnd > end || data[header] != UDP) {
              return false;
            }
            var key =
                new Fragments.Key(
                    high,
                    low,
                    Octets.u64(data, at + 24),
                    Octets.u64(data, at + 32),
                    Octets.i32(data, header + 4));
            return reassemble(nanos, key, data, header + 8, packetEnd, fragmentOffset, more);
          }
          next = data[header] & 0xff;
          header += 8;
        }
        default -> {
          return false;
        }
      }
    }
    return false;
  }

  private boolean reassemble(
      long nanos, Fragments.Key key, byte[] data, int from, int to, int offset, boolean more) {
    byte[] whole = fragments.add(key, data, from, to - from, offset, more);
    if (whole != null) {
      udp(nanos, key.sourceHigh(), key.sourceLow(), whole, 0, whole.length, whole.length);
    }
    return true;
  }

  /// @param end end of what was captured
  /// @param length of the UDP datagram by the IP header
  private boolean udp(long nanos, long high, long low, byte[] data, int at, int end, int length) {
    if (at + 8 > end) {
      return false;
    }
    int udpLength = Octets.u16(data, at + 4);
    int wanted = udpLength < 8 || udpLength > length ? length : udpLength;
    int payload = Math.min(wanted, end - at) - 8;
    if (at + wanted > end) {
      cut++;
    }
    datagrams++;
    var datagram = new Datagram(high, low, Octets.u16(data, at), Octets.u16(data, at + 2), nanos);
    handler.handle(datagram, reader.reset(data, at + 8, payload));
    return true;
  }

  CaptureFile.Summary summary(OptionalLong truncatedAt) {
    return new CaptureFile.Summary(
        packets, datagrams, skipped, fragments.incomplete(), cut, truncatedAt);
  }
}
