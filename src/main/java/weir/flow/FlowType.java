package weir.flow;

/// What a flow was reported with. Codes 1 to 4 are goflow2's; 0 is "not known".
public enum FlowType {
  UNKNOWN,
  SFLOW_5,
  NETFLOW_V5,
  NETFLOW_V9,
  IPFIX,
  /// Older NetFlow and packets that Weir summed up itself: numbers of our own.
  NETFLOW_V1,
  NETFLOW_V7,
  PACKETS;

  private static final FlowType[] ALL = values();

  public int code() {
    return ordinal();
  }

  /// The type with this code; [#UNKNOWN] for one that is not known.
  public static FlowType of(int code) {
    return code > 0 && code < ALL.length ? ALL[code] : UNKNOWN;
  }
}
