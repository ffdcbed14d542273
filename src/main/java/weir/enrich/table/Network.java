package weir.enrich.table;

import org.jspecify.annotations.Nullable;
import weir.flow.IpAddress;

/// A network or an address as a line of a table writes it.
///
/// @param bits in an IPv6 address's 128
record Network(long high, long low, int bits) {
  private static final long MAPPED = 0xffffL << 32;
  private static final int MOST_BITS = 128;

  /// "192.0.2.0/24", "2001:db8::/32", or an address alone. Null if it is neither.
  static @Nullable Network parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? parse(text, "") : parse(text.substring(0, slash), text.substring(slash + 1));
  }

  /// @param length as it is written; "" for an address alone
  static @Nullable Network parse(String address, String length) {
    if (address.isEmpty() || address.length() > 45) {
      return null;
    }
    boolean four = address.indexOf(':') < 0;
    long high = 0;
    long low;
    if (four) {
      long octets = v4(address);
      if (octets < 0) {
        return null;
      }
      low = MAPPED | octets;
    } else {
      try {
        IpAddress parsed = IpAddress.parse(address);
        high = parsed.high();
        low = parsed.low();
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    int most = four ? 32 : MOST_BITS;
    int bits = length.isEmpty() ? most : number(length, most);
    return bits < 0 ? null : new Network(high, low, bits + MOST_BITS - most);
  }

  /// -1 if it is no number up to the most.
  private static int number(String text, int most) {
    if (text.length() > 3) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number > most ? -1 : number;
  }

  /// -1 if it is none. A full table has a million of them.
  private static long v4(String text) {
    long address = 0;
    int octet = -1;
    int octets = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (octet < 0 || ++octets > 4) {
          return -1;
        }
        address = address << 8 | octet;
        octet = -1;
      } else if (c >= '0' && c <= '9') {
        octet = Math.max(octet, 0) * 10 + c - '0';
        if (octet > 255) {
          return -1;
        }
      } else {
        return -1;
      }
    }
    return octets == 4 && octet >= 0 ? address << 8 | octet : -1;
  }

  IpAddress address() {
    return new IpAddress(high, low);
  }

  /// Whether it is every address: a default route, which says nothing of whose they are.
  boolean isDefault() {
    return bits == 0 || (bits == 96 && IpAddress.isV4(high, low));
  }
}
