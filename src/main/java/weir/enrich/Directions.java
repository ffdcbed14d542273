package weir.enrich;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.flow.Direction;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// Tells a flow's direction from the networks that the user calls their own: from outside to inside
/// is in, from inside to outside out, both inside internal. With neither end inside, an exporter
/// that says "egress" (IE 61) is believed; "ingress" is not, for exporters that say nothing say the
/// same 0.
public final class Directions {
  /// Private and local addresses: RFC 1918, RFC 6598, RFC 3927, loopback, RFC 4193, RFC 4291
  /// link-local.
  public static final List<String> PRIVATE =
      List.of(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "169.254.0.0/16",
          "127.0.0.0/8",
          "fc00::/7",
          "fe80::/10",
          "::1/128");

  private static final byte UNKNOWN = (byte) Direction.UNKNOWN.code();
  private static final byte IN = (byte) Direction.IN.code();
  private static final byte OUT = (byte) Direction.OUT.code();
  private static final byte INTERNAL = (byte) Direction.INTERNAL.code();

  /// High halves of IPv4 addresses are 0, of IPv6 addresses in use never: each has its own list.
  private final Prefix[] insideV4;

  private final Prefix[] insideV6;

  private Directions(List<Prefix> inside) {
    this.insideV4 = inside.stream().filter(prefix -> prefix.high() == 0).toArray(Prefix[]::new);
    this.insideV6 =
        inside.stream()
            .filter(prefix -> prefix.high() != 0 || prefix.highMask() != -1)
            .toArray(Prefix[]::new);
  }

  /// @param networks prefixes ("203.0.113.0/24", "2001:db8::/32") or single addresses
  /// @throws IllegalArgumentException if one is not; says which
  public static Directions inside(List<String> networks) {
    List<Prefix> prefixes = new ArrayList<>();
    for (String network : networks) {
      prefixes.add(Prefix.parse(network));
    }
    return new Directions(prefixes);
  }

  /// Fills [FlowField#DIRECTION] of every row.
  public void apply(FlowBatch batch) {
    long[] sourceHigh = batch.highs(FlowField.SRC_ADDRESS);
    long[] sourceLow = batch.longs(FlowField.SRC_ADDRESS);
    long[] destinationHigh = batch.highs(FlowField.DST_ADDRESS);
    long[] destinationLow = batch.longs(FlowField.DST_ADDRESS);
    byte[] directions = batch.bytes(FlowField.DIRECTION);
    for (int row = 0; row < batch.rows(); row++) {
      boolean fromInside = isInside(sourceHigh[row], sourceLow[row]);
      boolean toInside = isInside(destinationHigh[row], destinationLow[row]);
      directions[row] =
          fromInside
              ? toInside ? INTERNAL : OUT
              : toInside ? IN : batch.get(FlowField.FLOW_DIRECTION, row) == 1 ? OUT : UNKNOWN;
    }
  }

  private boolean isInside(long high, long low) {
    for (Prefix prefix : high == 0 ? insideV4 : insideV6) {
      if (prefix.contains(high, low)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "inside " + Arrays.toString(insideV4) + Arrays.toString(insideV6);
  }

  /// An IPv6 (or mapped IPv4) prefix as a masked address and its mask.
  private record Prefix(long high, long low, long highMask, long lowMask) {
    static Prefix parse(String text) {
      int slash = text.indexOf('/');
      IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
      boolean v4 = text.indexOf(':') < 0;
      long low = v4 ? address.low() | (0xffffL << 32) : address.low(); // 0.0.0.0 reads as "none"
      int most = v4 ? 32 : 128;
      int length = most;
      if (slash >= 0) {
        try {
          length = Integer.parseInt(text.substring(slash + 1).strip());
        } catch (NumberFormatException e) {
          length = -1;
        }
      }
      if (length < 0 || length > most) {
        throw new IllegalArgumentException(
            "'" + text + "' is no prefix; its length must be 0 to " + most);
      }
      int bits = length + 128 - most;
      long highMask = bits == 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
      long lowMask = bits <= 64 ? 0 : -1L << (128 - bits);
      return new Prefix(address.high() & highMask, low & lowMask, highMask, lowMask);
    }

    boolean contains(long addressHigh, long addressLow) {
      return (addressHigh & highMask) == high && (addressLow & lowMask) == low;
    }
  }
}
