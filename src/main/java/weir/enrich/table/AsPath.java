package weir.enrich.table;

import java.nio.ByteBuffer;

/// The AS that a route begins in, read from its attributes (RFC 4271 §4.3; AS numbers of four
/// octets as RFC 6396 §4.3.4 has them).
final class AsPath {
  private static final int EXTENDED_LENGTH = 0x10;
  private static final int AS_PATH = 2;
  private static final int SET = 1;
  private static final int SEQUENCE = 2;

  private AsPath() {}

  /// The last AS of the path. Of a set of several that somebody has summed up, the one who did; of
  /// a path within one AS, which is empty, the peer's.
  ///
  /// @param attributes at the first one
  /// @param end where they end
  /// @return 0 without one
  static int origin(ByteBuffer attributes, int end, int peer) {
    while (attributes.position() < end) {
      int flags = attributes.get();
      int type = attributes.get();
      int length =
          (flags & EXTENDED_LENGTH) != 0
              ? Short.toUnsignedInt(attributes.getShort())
              : Byte.toUnsignedInt(attributes.get());
      int next = attributes.position() + length;
      if (next > end) {
        throw new IllegalArgumentException("an attribute is longer than all of them");
      }
      if (type == AS_PATH) {
        return last(attributes, next, peer);
      }
      attributes.position(next);
    }
    return 0;
  }

  private static int last(ByteBuffer path, int end, int peer) {
    int origin = peer;
    boolean sequence = false;
    while (path.position() < end) {
      int kind = path.get();
      int count = Byte.toUnsignedInt(path.get());
      int start = path.position();
      path.position(start + 4 * count);
      if (kind == SEQUENCE && count > 0) {
        origin = path.getInt(start + 4 * (count - 1));
        sequence = true;
      } else if (kind == SET && count == 1) {
        origin = path.getInt(start);
      } else if (kind == SET && count > 1 && !sequence) {
        origin = lowest(path, start, count);
      }
    }
    return origin;
  }

  private static int lowest(ByteBuffer path, int start, int count) {
    int lowest = path.getInt(start);
    for (int i = 1; i < count; i++) {
      int other = path.getInt(start + 4 * i);
      lowest = Integer.compareUnsigned(other, lowest) < 0 ? other : lowest;
    }
    return lowest;
  }
}
