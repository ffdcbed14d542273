package weir.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the number in a field is, and so how people read and write it.
public enum Kind {
  /// Nanoseconds since 1970-01-01T00:00:00Z.
  TIME,
  /// A quantity that sums up; multiplied by the sampling rate when it is asked for.
  COUNT,
  /// 128 bits, IPv4 mapped.
  ADDRESS,
  /// 48 bits, the first octet highest.
  MAC,
  FLOW_TYPE,
  DIRECTION,
  PROTOCOL,
  ETHER_TYPE,
  PORT,
  TCP_FLAGS,
  AS_NUMBER,
  INTERFACE,
  RATE_SOURCE,
  /// An [AsSource].
  AS_SOURCE,
  TUNNEL,
  APPLICATION,
  /// Up to 16 [Layer]s in four bits each, the first highest.
  LAYERS,
  /// Up to 8 numbers in eight bits each, the first highest.
  OCTETS,
  /// A list of 32-bit numbers.
  NUMBERS,
  /// A list of IPv6 addresses, four 32-bit numbers each.
  ADDRESSES,
  NUMBER,
  /// A [ShortText].
  TEXT;

  /// The value as people read it; `high` matters for what is wide only.
  public String text(long high, long low) {
    return switch (this) {
      case TIME -> Instant.ofEpochSecond(low / 1_000_000_000, low % 1_000_000_000).toString();
      case ADDRESS -> IpAddress.text(high, low);
      case TEXT -> ShortText.text(high, low);
      case MAC -> mac(low);
      case FLOW_TYPE -> FlowType.of((int) low).name();
      case DIRECTION -> Direction.of((int) low).label();
      case PROTOCOL -> Names.protocol((int) low);
      case ETHER_TYPE -> Names.etherType((int) low);
      case PORT -> Names.port((int) low);
      case TCP_FLAGS -> Names.tcpFlags((int) low);
      case AS_NUMBER -> "AS" + Long.toUnsignedString(low);
      case INTERFACE -> "if " + Long.toUnsignedString(low);
      case AS_SOURCE -> AsSource.of((int) low).label();
      case RATE_SOURCE -> RateSource.of((int) low).label();
      case TUNNEL -> Tunnel.of((int) low).label();
      case APPLICATION -> (low >>> 56) + ":" + (low & 0xff_ffff_ffff_ffffL);
      case LAYERS ->
          Layer.unpack(low).stream().map(Layer::label).collect(Collectors.joining(" > "));
      case OCTETS ->
          octets(low).stream().map(n -> Integer.toString(n)).collect(Collectors.joining(" "));
      case NUMBER, COUNT, NUMBERS, ADDRESSES -> Long.toUnsignedString(low);
    };
  }

  /// The numbers packed into an [#OCTETS] value, up to the last that is not 0.
  public static List<Integer> octets(long packed) {
    List<Integer> numbers = new ArrayList<>();
    for (long left = packed; left != 0; left <<= 8) {
      numbers.add((int) (left >>> 56));
    }
    return numbers;
  }

  private static String mac(long value) {
    StringBuilder text = new StringBuilder(17);
    for (int shift = 40; shift >= 0; shift -= 8) {
      text.append(String.format(Locale.ROOT, "%02x", (value >>> shift) & 0xff));
      if (shift > 0) {
        text.append(':');
      }
    }
    return text.toString();
  }
}
