package weir.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import weir.wire.WireWriter;

/// Builds capture files and packets for tests.
final class Captures {
  static final int ETHERNET = 1;
  static final long SECONDS = 1_700_000_000L;

  private Captures() {}

  /// A pcap file of packets one second apart, each half a second past.
  static byte[] pcap(ByteOrder order, boolean nanos, int linkType, byte[]... packets) {
    int size = 24;
    for (byte[] packet : packets) {
      size += 16 + packet.length;
    }
    ByteBuffer file = ByteBuffer.allocate(size).order(order);
    file.putInt(nanos ? 0xa1b23c4d : 0xa1b2c3d4).putInt(0x00020004).putLong(0);
    file.putInt(65_535).putInt(linkType);
    for (int i = 0; i < packets.length; i++) {
      file.putInt((int) SECONDS + i).putInt(nanos ? 500_000_000 : 500_000);
      file.putInt(packets[i].length).putInt(packets[i].length).put(packets[i]);
    }
    return file.array();
  }

  /// A pcapng block, padded.
  static byte[] block(ByteOrder order, int type, ByteBuffer body) {
    byte[] bytes = new byte[body.capacity()];
    body.rewind().get(bytes);
    int padded = (bytes.length + 3) & ~3;
    return ByteBuffer.allocate(padded + 12)
        .order(order)
        .putInt(type)
        .putInt(padded + 12)
        .put(bytes)
        .position(padded + 8)
        .putInt(padded + 12)
        .array();
  }

  static WireWriter udp(String payload) {
    return new WireWriter().u16(50_000, 2055, payload.length() + 8, 0).ascii(payload);
  }

  static WireWriter ipv4(int id, int fragment, int protocol, WireWriter payload) {
    return new WireWriter()
        .u16(0x4500, payload.size() + 20, id, fragment)
        .u8(64, protocol)
        .u16(0)
        .hex("c0000201 c0000202")
        .bytes(payload);
  }

  static WireWriter ipv6(int next, WireWriter payload) {
    return new WireWriter()
        .u32(0x6000_0000L)
        .u16(payload.size())
        .u8(next, 64)
        .hex("20010db8000000000000000000000001 20010db8000000000000000000000002")
        .bytes(payload);
  }

  static WireWriter ethernet(int type, WireWriter payload) {
    return new WireWriter().zeros(12).u16(type).bytes(payload);
  }
}
