package weir.capture;

import java.nio.ByteBuffer;

/// Makes packets of IP that carry a UDP datagram under any sender's address: whole, or in fragments
/// where the way is too narrow. The system fills in what is left 0.
final class UdpPacket {
  /// What every way takes: the least MTU of IPv6.
  private static final int FRAGMENT_BYTES = 1280;

  private static final int UDP = 17;
  private static final int UDP_BYTES = 8;
  private static final int V4_BYTES = 20;
  private static final int V6_BYTES = 40;
  private static final int V6_FRAGMENT_BYTES = 8;
  private static final int FRAGMENT_HEADER = 44;
  private static final int HOPS = 64;
  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int MOST_BYTES = 65535;

  private final byte[] source;
  private final byte[] target;
  private final byte[] udp;

  /// @param source address of 4 or 16 octets
  /// @param target address of as many
  /// @param sourcePort of the sender
  UdpPacket(byte[] source, int sourcePort, byte[] target, int targetPort, byte[] payload) {
    this.source = source;
    this.target = target;
    int length = UDP_BYTES + payload.length;
    ByteBuffer out = ByteBuffer.allocate(length);
    out.putShort((short) sourcePort).putShort((short) targetPort);
    out.putShort((short) length).putShort((short) 0).put(payload);
    this.udp = out.array();
    out.putShort(6, (short) checksum());
  }

  private boolean isV4() {
    return target.length == 4;
  }

  /// Of the datagram and the addresses (RFC 768, RFC 8200 §8.1); never 0, which says that there is
  /// none.
  private int checksum() {
    long sum = sum(source) + sum(target) + UDP + udp.length + sum(udp);
    while (sum >> 16 != 0) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    int checksum = (int) ~sum & 0xffff;
    return checksum == 0 ? 0xffff : checksum;
  }

  private static long sum(byte[] octets) {
    long sum = 0;
    for (int i = 0; i < octets.length; i++) {
      sum += (octets[i] & 0xffL) << (i % 2 == 0 ? 8 : 0);
    }
    return sum;
  }

  /// How many octets it has as a whole.
  int length() {
    return (isV4() ? V4_BYTES : V6_BYTES) + udp.length;
  }

  boolean fits() {
    return length() <= MOST_BYTES;
  }

  byte[] whole() {
    return isV4() ? v4(0, udp.length, 0, 0) : v6(0, udp.length, 0, false, false);
  }

  /// In how many fragments it goes where the whole does not.
  int fragments() {
    return (udp.length + share() - 1) / share();
  }

  /// Octets of the datagram in each fragment; a multiple of eight.
  private int share() {
    int headers = isV4() ? V4_BYTES : V6_BYTES + V6_FRAGMENT_BYTES;
    return (FRAGMENT_BYTES - headers) / 8 * 8;
  }

  /// @param id the same for all fragments of a datagram, and of no other on its way
  byte[] fragment(int index, int id) {
    int from = index * share();
    int length = Math.min(share(), udp.length - from);
    boolean more = from + length < udp.length;
    return isV4()
        ? v4(from, length, id, from / 8 | (more ? MORE_FRAGMENTS : 0))
        : v6(from, length, id, true, more);
  }

  private byte[] v4(int from, int length, int id, int offset) {
    ByteBuffer out = ByteBuffer.allocate(V4_BYTES + length);
    out.put((byte) 0x45).put((byte) 0).putShort((short) (V4_BYTES + length));
    out.putShort((short) id).putShort((short) offset);
    out.put((byte) HOPS).put((byte) UDP).putShort((short) 0);
    return out.put(source).put(target).put(udp, from, length).array();
  }

  private byte[] v6(int from, int length, int id, boolean fragment, boolean more) {
    int inner = length + (fragment ? V6_FRAGMENT_BYTES : 0);
    ByteBuffer out = ByteBuffer.allocate(V6_BYTES + inner);
    out.putInt(0x60000000).putShort((short) inner);
    out.put((byte) (fragment ? FRAGMENT_HEADER : UDP)).put((byte) HOPS).put(source).put(target);
    if (fragment) {
      out.put((byte) UDP).put((byte) 0).putShort((short) (from | (more ? 1 : 0))).putInt(id);
    }
    return out.put(udp, from, length).array();
  }
}
