package weir.decode.netflow;

import weir.decode.state.Action;
import weir.decode.state.FlowTimes;
import weir.decode.state.MessageHeader;
import weir.flow.FlowType;

/// The clocks of exporters, as nanoseconds since 1970; 0 where one gives no time that can be.
final class Times {
  static final long NANOS_PER_MILLI = 1_000_000L;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /// Seconds from 1900 to 1970.
  private static final long NTP_TO_UNIX = 2_208_988_800L;

  private static final long NTP_ERA = 1L << 32;

  /// Uptimes have 32 bits of milliseconds.
  private static final long UPTIME_ERA_NANOS = (1L << 32) * NANOS_PER_MILLI;

  /// Exporters that round report flows which end a little after the export.
  private static final long LEAD_NANOS = 60 * NANOS_PER_SECOND;

  private Times() {}

  /// @param format one of the actions that are times
  /// @param uptimeZero when uptimes of IPFIX start, since 1970; 0 for unknown: then the flow is
  ///   taken to have ended at the export, see [weir.decode.state.FlowTimes]
  static long nanos(Action format, long value, MessageHeader header, long uptimeZero) {
    return switch (format) {
      case SECONDS -> value >>> 32 == 0 ? value * NANOS_PER_SECOND : 0;
      case MILLIS -> millis(value);
      case NTP -> ntp(value);
      case DELTA_MICROS -> value >>> 32 == 0 ? Math.max(0, header.exportNanos - value * 1000) : 0;
      default -> uptime(value, header, uptimeZero);
    };
  }

  /// Turns a column's values into times where they are.
  static void convert(
      Action format, long[] column, int from, int count, MessageHeader header, long uptimeZero) {
    for (int i = from; i < from + count; i++) {
      column[i] = nanos(format, column[i], header, uptimeZero);
    }
  }

  private static long uptime(long value, MessageHeader header, long uptimeZero) {
    if (header.type != FlowType.IPFIX) {
      return header.atUptime(value);
    }
    if (value >>> 32 != 0) {
      return 0;
    }
    long nanos = value * NANOS_PER_MILLI;
    return uptimeZero == 0 ? FlowTimes.ofUnknownStart(nanos) : wrapped(uptimeZero + nanos, header);
  }

  /// The last time before the export that an uptime may mean, for it wraps after 49.7 days, and
  /// below 0 where a flow began before its exporter.
  private static long wrapped(long nanos, MessageHeader header) {
    long eras = Math.floorDiv(header.exportNanos + LEAD_NANOS - nanos, UPTIME_ERA_NANOS);
    return Math.max(0, nanos + eras * UPTIME_ERA_NANOS);
  }

  static long millis(long value) {
    boolean fits = value >= 0 && value <= Long.MAX_VALUE / NANOS_PER_MILLI;
    return fits ? value * NANOS_PER_MILLI : 0;
  }

  /// Seconds since 1900 and their fraction in 2^-32; dates before 1968 are of the era from 2036 on
  /// (RFC 7011 §6.1.9, RFC 5905 §6).
  private static long ntp(long value) {
    if (value == 0) {
      return 0;
    }
    long seconds = (value >>> 32) - NTP_TO_UNIX;
    long nanos = ((value & 0xffff_ffffL) * NANOS_PER_SECOND + (1L << 31)) >>> 32;
    return (seconds < 0 ? seconds + NTP_ERA : seconds) * NANOS_PER_SECOND + nanos;
  }
}
