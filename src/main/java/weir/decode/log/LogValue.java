package weir.decode.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.ShortText;

/// What a text in a log means, into the open row of a batch. A text that says nothing ("-", "") is
/// left to be unknown.
final class LogValue {
  static final int TCP = 6;
  static final int UDP = 17;

  private static final long NANOS = 1_000_000_000L;
  private static final long IPV4 = 0x0800;
  private static final long IPV6 = 0x86dd;
  private static final long FORWARDED = 64;
  private static final long DROPPED = 128;
  private static final long EGRESS = 1;

  private LogValue() {}

  static boolean isUnsaid(String text) {
    return text.isEmpty() || text.equals("-");
  }

  static void address(FlowBatch into, FlowField field, String text) throws BadRecord {
    try {
      IpAddress address = IpAddress.parse(text);
      into.setAddress(field, address.high(), address.low());
      if (address.high() != 0 || address.low() != 0) {
        into.set(FlowField.ETHER_TYPE, address.isV4() ? IPV4 : IPV6);
      }
    } catch (IllegalArgumentException e) {
      throw BadRecord.of("an address", text);
    }
  }

  /// A number that the field has room for.
  static void number(FlowBatch into, FlowField field, String text) throws BadRecord {
    long most = field.width() >= 8 ? -1 : (1L << (8 * field.width())) - 1;
    into.set(field, number(text, field.label(), most));
  }

  private static long number(String text, String what, long most) throws BadRecord {
    try {
      long number = Long.parseUnsignedLong(text);
      if (text.charAt(0) != '+' && Long.compareUnsigned(number, most) <= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw BadRecord.of(
        "a number up to " + Long.toUnsignedString(most) + " as " + what.toLowerCase(Locale.ROOT),
        text);
  }

  /// Units since 1970.
  static void since1970(FlowBatch into, FlowField field, String text, long unitNanos)
      throws BadRecord {
    into.set(field, number(text, field.label(), Long.MAX_VALUE / unitNanos) * unitNanos);
  }

  /// As RFC 3339 has it, or seconds since 1970.
  static void time(FlowBatch into, FlowField field, String text) throws BadRecord {
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      since1970(into, field, text, NANOS);
      return;
    }
    try {
      into.set(field, nanos(Instant.parse(text)));
    } catch (DateTimeException | ArithmeticException e) {
      throw BadRecord.of("a time", text);
    }
  }

  /// In a form of one's own, with its distance from UTC.
  static void time(FlowBatch into, FlowField field, String text, DateTimeFormatter form)
      throws BadRecord {
    try {
      into.set(field, nanos(OffsetDateTime.parse(text, form).toInstant()));
    } catch (DateTimeException | ArithmeticException e) {
      throw BadRecord.of("a time", text);
    }
  }

  private static long nanos(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (seconds < 0) {
      throw new ArithmeticException("before 1970");
    }
    return Math.addExact(Math.multiplyExact(seconds, NANOS), instant.getNano());
  }

  static void text(FlowBatch into, FlowField field, String text) {
    into.setText(field, into.rows(), ShortText.of(text));
  }

  /// A number, or a name of TCP or UDP.
  static void protocol(FlowBatch into, String text) throws BadRecord {
    switch (text.toUpperCase(Locale.ROOT)) {
      case "TCP", "T" -> into.set(FlowField.PROTOCOL, TCP);
      case "UDP", "U" -> into.set(FlowField.PROTOCOL, UDP);
      case "ICMP" -> into.set(FlowField.PROTOCOL, 1);
      default -> number(into, FlowField.PROTOCOL, text);
    }
  }

  /// What was done with it: accepted or not.
  static void action(FlowBatch into, String text) throws BadRecord {
    into.set(
        FlowField.FORWARDING_STATUS,
        switch (text.toUpperCase(Locale.ROOT)) {
          case "ACCEPT", "ALLOWED", "ALLOW", "A" -> FORWARDED;
          case "REJECT", "DENIED", "DENY", "D" -> DROPPED;
          default -> throw BadRecord.of("what was done with it (ACCEPT, REJECT)", text);
        });
  }

  /// Which way it passes the interface that reports it.
  static void direction(FlowBatch into, String text) throws BadRecord {
    into.set(
        FlowField.FLOW_DIRECTION,
        switch (text.toUpperCase(Locale.ROOT)) {
          case "INGRESS", "I", "DEST", "DEST_GATEWAY" -> 0;
          case "EGRESS", "O", "SRC", "SRC_GATEWAY" -> EGRESS;
          default -> throw BadRecord.of("a direction (ingress, egress)", text);
        });
  }
}
