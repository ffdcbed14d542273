package weir.packet;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Puts fragments of IP packets together again (RFC 791 §3.2, RFC 8200 §4.5). Holds a bounded
/// number of unfinished packets; the oldest goes first.
final class Fragments {
  private static final int MAX_PACKETS = 256;
  private static final int MAX_BYTES = 65_535;

  /// What tells packets apart.
  record Key(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, long id) {}

  private final LinkedHashMap<Key, Partial> partials = new LinkedHashMap<>();
  private long dropped;

  /// Packets that never became whole, those in hand included.
  long incomplete() {
    return dropped + partials.size();
  }

  /// Adds a piece; gives the IP payload once it is whole.
  ///
  /// @param offset in octets, a multiple of 8
  byte @Nullable [] add(Key key, byte[] piece, int offset, boolean more) {
    if (offset + piece.length > MAX_BYTES || piece.length == 0) {
      return null;
    }
    Partial partial = partials.get(key);
    if (partial == null) {
      if (partials.size() >= MAX_PACKETS) {
        partials.pollFirstEntry();
        dropped++;
      }
      partial = new Partial();
      partials.put(key, partial);
    }
    byte[] whole = partial.add(piece, offset, more);
    if (whole != null) {
      partials.remove(key);
    }
    return whole;
  }

  /// A packet with holes, in units of 8 bytes.
  private static final class Partial {
    private byte[] bytes = new byte[4096];
    private final BitSet units = new BitSet();
    private int total = -1;

    byte @Nullable [] add(byte[] piece, int offset, boolean more) {
      int end = offset + piece.length;
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
      }
      System.arraycopy(piece, 0, bytes, offset, piece.length);
      units.set(offset / 8, (end + 7) / 8);
      if (!more) {
        total = end;
      }
      boolean whole = total >= 0 && units.nextClearBit(0) >= (total + 7) / 8;
      return whole ? Arrays.copyOf(bytes, total) : null;
    }
  }
}
