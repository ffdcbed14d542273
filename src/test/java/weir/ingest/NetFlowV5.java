package weir.ingest;

import java.nio.ByteBuffer;

/// Builds NetFlow v5 datagrams by the layout of Cisco's "NetFlow Export Datagram Format": a 24-byte
/// header, 48 bytes a record.
public final class NetFlowV5 {
  private NetFlowV5() {}

  /// `records` flows of 10 packets and 1000 octets each, from 10.0.0.1 on, to 192.0.2.1, TCP 40000
  /// to 443.
  public static byte[] datagram(int sequence, int records, int samplingInterval) {
    ByteBuffer out = ByteBuffer.allocate(24 + 48 * records);
    out.putShort((short) 5).putShort((short) records);
    out.putInt(60_000).putInt(1_790_000_000).putInt(0).putInt(sequence);
    out.put((byte) 0).put((byte) 0).putShort((short) (0x4000 | samplingInterval));
    for (int i = 0; i < records; i++) {
      out.putInt(0x0a000001 + i).putInt(0xc0000201).putInt(0);
      out.putShort((short) 1).putShort((short) 2).putInt(10).putInt(1000);
      out.putInt(50_000).putInt(59_000).putShort((short) 40000).putShort((short) 443);
      out.put((byte) 0).put((byte) 0x1b).put((byte) 6).put((byte) 0);
      out.putShort((short) 64500)
          .putShort((short) 64501)
          .put((byte) 24)
          .put((byte) 24)
          .putShort((short) 0);
    }
    return out.array();
  }
}
