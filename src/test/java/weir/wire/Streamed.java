package weir.wire;

import java.nio.ByteBuffer;
import java.util.List;

/// Messages of IPFIX as they come by TCP and SCTP: octets, IP packets that carry them, captures.
public final class Streamed {
  public static final int SYN = 2;
  public static final int ACK = 16;
  public static final int FIN = 17;
  public static final int EXPORT_SECONDS = 1_700_000_000;

  private Streamed() {}

  /// A message of some sets.
  public static byte[] message(int sequence, WireWriter sets) {
    return new WireWriter()
        .u16(10, 16 + sets.size())
        .u32(EXPORT_SECONDS, sequence, 7)
        .bytes(sets)
        .toBytes();
  }

  /// Template 256: source, destination, octets of so many bytes.
  public static byte[] template(int octetBytes) {
    WireWriter fields = new WireWriter().u16(256, 3, 8, 4, 12, 4, 1, octetBytes);
    return message(0, new WireWriter().set(2, fields));
  }

  /// Records by [#template], each of so many octets.
  public static byte[] data(int sequence, int octetBytes, long... octets) {
    WireWriter records = new WireWriter();
    for (long each : octets) {
      records.hex("c6336401 cb007101");
      if (octetBytes == 8) {
        records.u64(each);
      } else {
        records.u32(each);
      }
    }
    return message(sequence, new WireWriter().set(256, records));
  }

  public static byte[] join(byte[]... parts) {
    WireWriter all = new WireWriter();
    for (byte[] part : parts) {
      all.bytes(part);
    }
    return all.toBytes();
  }

  /// An IPv4 packet from 192.0.2.1 to 192.0.2.2.
  public static byte[] ip(int protocol, WireWriter payload) {
    return new WireWriter()
        .u16(0x4500, 20 + payload.size(), 1, 0)
        .u8(64, protocol)
        .u16(0)
        .hex("c0000201 c0000202")
        .bytes(payload)
        .toBytes();
  }

  /// A segment of TCP.
  public static byte[] segment(int from, int to, long sequence, int flags, byte[] octets) {
    return ip(
        6,
        new WireWriter()
            .u16(from, to)
            .u32(sequence & 0xffff_ffffL, 0)
            .u16(0x5000 | flags, 8192, 0, 0)
            .bytes(octets));
  }

  /// A packet of SCTP with chunks.
  public static byte[] sctp(int from, int to, WireWriter... chunks) {
    WireWriter packet = new WireWriter().u16(from, to).u32(0xabcd, 0);
    for (WireWriter chunk : chunks) {
      packet.bytes(chunk).zeros((4 - chunk.size() % 4) % 4);
    }
    return ip(132, packet);
  }

  /// A DATA chunk; flags 3 for a whole message, 2 for its first part, 1 for its last.
  public static WireWriter chunk(int flags, long number, byte[] octets) {
    return new WireWriter()
        .u8(0, flags)
        .u16(16 + octets.length)
        .u32(number)
        .u16(0, 0)
        .u32(0)
        .bytes(octets);
  }

  /// A capture of IP packets, a tenth of a second apart.
  public static byte[] pcap(List<byte[]> packets) {
    int size = 24 + packets.stream().mapToInt(packet -> 16 + packet.length).sum();
    ByteBuffer file = ByteBuffer.allocate(size);
    file.putInt(0xa1b2c3d4).putInt(0x00020004).putLong(0).putInt(65_535).putInt(101);
    for (int i = 0; i < packets.size(); i++) {
      file.putInt(EXPORT_SECONDS + i / 10).putInt(i % 10 * 100_000);
      file.putInt(packets.get(i).length).putInt(packets.get(i).length).put(packets.get(i));
    }
    return file.array();
  }
}
