package weir.decode.state;

/// What is done with a field of a record.
public enum Action {
  SKIP,
  SKIP_VARIABLE,
  /// Into the column.
  NUMBER,
  /// Into the column unless it is 0: other elements of the template may fill it too.
  NUMBER_IF_SET,
  /// Into the column while that is 0.
  NUMBER_IF_EMPTY,
  /// An address into the column.
  IPV4,
  IPV6,
  /// An address of a template that has it for both families: into the column, or if that has one
  /// already into the inner header's.
  IPV4_IF_EMPTY,
  IPV6_IF_EMPTY,
  /// 197 fragmentFlags: the highest three bits are the header's.
  FRAGMENT_FLAGS,
  /// 95 applicationId: a byte for the engine, the others for its selector.
  APPLICATION,
  /// 70 to 79: 20 bits of label, 3 of traffic class, 1 for the bottom of the stack.
  MPLS_LABEL,
  /// Into a list, unless it is 0.
  LIST_ITEM,
  /// RFC 6313 §4.5.1, of numbers: into a list.
  BASIC_LIST,
  /// 497 srhSegmentIPv6ListSection: addresses one behind the other.
  SEGMENTS,
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
  /// A name into a column of texts, cut to what that holds.
  TEXT,
  /// A name of what is in the step's slot, in options.
  NAME,
  /// A description of it.
  DESCRIPTION,
  /// A count of more than eight octets: its lowest eight, if that is all of it.
  WIDE_COUNT,
  /// Into a [Slot].
  SLOT,
  /// 315 dataLinkFrameSection.
  FRAME,
  /// 313 ipHeaderPacketSection.
  PACKET,
  /// A number of the reverse half (RFC 5103), or the responder's.
  REVERSE;

  public boolean isTime() {
    return switch (this) {
      case SECONDS, MILLIS, NTP, DELTA_MICROS, UPTIME -> true;
      default -> false;
    };
  }
}
