package weir.flow;

import java.time.Instant;
import java.util.Locale;

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
  NUMBER;

  /// The value as people read it; `high` matters for addresses only.
  public String text(long high, long low) {
    return switch (this) {
      case TIME -> Instant.ofEpochSecond(low / 1_000_000_000, low % 1_000_000_000).toString();
      case ADDRESS -> IpAddress.text(high, low);
      case MAC -> mac(low);
      case FLOW_TYPE -> FlowType.of((int) low).name();
      case DIRECTION -> Direction.of((int) low).label();
      case PROTOCOL -> Names.protocol((int) low);
      case ETHER_TYPE -> Names.etherType((int) low);
      case PORT -> Names.port((int) low);
      case TCP_FLAGS -> Names.tcpFlags((int) low);
      case AS_NUMBER -> "AS" + Long.toUnsignedString(low);
      case INTERFACE -> "if " + Long.toUnsignedString(low);
      case NUMBER, COUNT -> Long.toUnsignedString(low);
    };
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
