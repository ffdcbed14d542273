package weir.enrich.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/// Dumps of routes made for tests, after RFC 6396.
public final class MrtWriter {
  private final OutputStream out;
  private final int seconds;
  private int number;

  /// @param peers AS of the peers, in order
  public MrtWriter(OutputStream out, int seconds, int... peers) throws IOException {
    this.out = out;
    this.seconds = seconds;
    ByteBuffer body = ByteBuffer.allocate(16 + 13 * peers.length);
    body.putInt(1).putShort((short) 0).putShort((short) peers.length);
    for (int peer : peers) {
      body.put((byte) 2).putInt(peer).putInt(peer).putInt(peer);
    }
    record(13, 1, body);
  }

  /// A record of any kind.
  public MrtWriter record(int type, int subtype, ByteBuffer body) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(12);
    header.putInt(seconds).putShort((short) type).putShort((short) subtype);
    header.putInt(body.position());
    out.write(header.array());
    byte[] octets = new byte[body.position()];
    body.get(0, octets);
    out.write(octets);
    return this;
  }

  /// A prefix as its peers have it, the first peer's path first.
  ///
  /// @param several whether a peer may have more than one (RFC 8050)
  /// @param paths segments of AS numbers, each behind its kind (1 set, 2 sequence)
  public MrtWriter routes(String prefix, boolean several, int[][]... paths) throws IOException {
    Network network = Objects.requireNonNull(Network.parse(prefix));
    boolean four = prefix.indexOf(':') < 0;
    int bits = four ? network.bits() - 96 : network.bits();
    ByteBuffer body = ByteBuffer.allocate(1 << 12);
    body.putInt(number++).put((byte) bits);
    ByteBuffer address = ByteBuffer.allocate(16).putLong(network.high()).putLong(network.low());
    body.put(address.array(), four ? 12 : 0, (bits + 7) / 8);
    body.putShort((short) paths.length);
    for (int peer = 0; peer < paths.length; peer++) {
      body.putShort((short) peer).putInt(seconds);
      if (several) {
        body.putInt(peer + 1);
      }
      byte[] attributes = attributes(paths[peer]);
      body.putShort((short) attributes.length).put(attributes);
    }
    int subtype = (four ? 2 : 4) + (several ? 6 : 0);
    return record(13, subtype, body);
  }

  private static byte[] attributes(int[][] segments) {
    ByteBuffer path = ByteBuffer.allocate(1 << 10);
    for (int[] segment : segments) {
      path.put((byte) segment[0]).put((byte) (segment.length - 1));
      for (int i = 1; i < segment.length; i++) {
        path.putInt(segment[i]);
      }
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(new byte[] {0x40, 1, 1, 0}); // ORIGIN
    all.writeBytes(new byte[] {0x50, 2, 0, (byte) path.position()});
    all.write(path.array(), 0, path.position());
    all.writeBytes(new byte[] {0x40, 3, 4, 1, 2, 3, 4}); // NEXT_HOP
    return all.toByteArray();
  }
}
