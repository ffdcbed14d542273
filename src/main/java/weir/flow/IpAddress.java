package weir.flow;

/// An address as two longs: 128 bits, big-endian, IPv4 mapped into `::ffff:0:0/96` (RFC 4291
/// §2.5.5.2).
///
/// `0, 0` ("::") stands for "no address", also for IPv4's 0.0.0.0.
public record IpAddress(long high, long low) {
  public static final IpAddress NONE = new IpAddress(0, 0);

  private static final long MAPPED = 0xffffL << 32;

  /// The low half of an IPv4 address; 0.0.0.0 gives 0, "no address".
  public static long mapped(int ipv4) {
    return ipv4 == 0 ? 0 : MAPPED | (ipv4 & 0xffff_ffffL);
  }

  public static boolean isV4(long high, long low) {
    return high == 0 && low >>> 32 == 0xffff;
  }

  public boolean isV4() {
    return isV4(high, low);
  }

  /// Of 4 or 16 octets.
  public static IpAddress of(byte[] octets) {
    if (octets.length == 4) {
      return new IpAddress(
          0,
          mapped(
              ((octets[0] & 0xff) << 24)
                  | ((octets[1] & 0xff) << 16)
                  | ((octets[2] & 0xff) << 8)
                  | (octets[3] & 0xff)));
    }
    if (octets.length != 16) {
      throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length);
    }
    return new IpAddress(half(octets, 0), half(octets, 8));
  }

  private static long half(byte[] octets, int from) {
    long value = 0;
    for (int i = from; i < from + 8; i++) {
      value = (value << 8) | (octets[i] & 0xff);
    }
    return value;
  }

  /// Reads an IPv4 or IPv6 literal; never asks a name server.
  ///
  /// @throws IllegalArgumentException if it is neither
  public static IpAddress parse(String text) {
    String literal = text.strip();
    boolean plausible =
        literal.indexOf(':') >= 0
            ? literal.matches("[0-9A-Fa-f:.]+")
            : literal.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    if (plausible) {
      try {
        return of(java.net.InetAddress.ofLiteral(literal).getAddress());
      } catch (IllegalArgumentException e) {
        // said below
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not an IPv4 or IPv6 address");
  }

  /// RFC 5952 for IPv6, dotted for mapped IPv4, "::" for none.
  public static String text(long high, long low) {
    if (isV4(high, low)) {
      return ((low >>> 24) & 0xff)
          + "."
          + ((low >>> 16) & 0xff)
          + "."
          + ((low >>> 8) & 0xff)
          + "."
          + (low & 0xff);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 4; i++) {
      groups[i] = (int) (high >>> (48 - 16 * i)) & 0xffff;
      groups[i + 4] = (int) (low >>> (48 - 16 * i)) & 0xffff;
    }
    int runStart = -1;
    int runLength = 1; // a single zero group is not shortened (RFC 5952 §4.2.2)
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > runLength) {
        runStart = i;
        runLength = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == runStart) {
        text.append("::");
        i += runLength - 1;
      } else {
        if (i > 0 && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return text(high, low);
  }
}
