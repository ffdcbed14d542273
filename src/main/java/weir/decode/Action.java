package weir.decode;

/// What is done with a field of a record.
enum Action {
  SKIP,
  SKIP_VARIABLE,
  /// Into the column.
  NUMBER,
  /// Into the column unless it is 0: other elements of the template may fill it too.
  NUMBER_IF_SET,
  /// Into the column while that is 0.
  NUMBER_IF_EMPTY,
  /// An address, while the column has none: the first of a tunnel is the outer one (RFC 7011 §8).
  IPV4,
  IPV6,
  /// 58 vlanId: the ingress VLAN and the VLAN.
  VLAN,
  /// 197 fragmentFlags: the highest three bits are the header's.
  FRAGMENT_FLAGS,
  /// Seconds since 1970.
  SECONDS,
  /// Milliseconds since 1970.
  MILLIS,
  /// NTP's 64 bits (RFC 7011 §6.1.9).
  NTP,
  /// Microseconds before the export.
  DELTA_MICROS,
  /// Milliseconds of the exporter's uptime.
  UPTIME,
  /// Into a [Slot].
  SLOT,
  /// 315 dataLinkFrameSection.
  FRAME,
  /// 313 ipHeaderPacketSection.
  PACKET,
  /// A number of the reverse half (RFC 5103).
  REVERSE;

  boolean isTime() {
    return switch (this) {
      case SECONDS, MILLIS, NTP, DELTA_MICROS, UPTIME -> true;
      default -> false;
    };
  }
}
