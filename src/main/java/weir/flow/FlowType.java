package weir.flow;

/// What a flow was reported with. Codes 1 to 4 are goflow2's; 0 is "not known".
public enum FlowType {
  UNKNOWN("unknown"),
  SFLOW_5("sFlow 5"),
  NETFLOW_V5("NetFlow 5"),
  NETFLOW_V9("NetFlow 9"),
  IPFIX("IPFIX"),
  /// Older NetFlow and packets that Weir summed up itself: numbers of our own.
  NETFLOW_V1("NetFlow 1"),
  NETFLOW_V7("NetFlow 7"),
  PACKETS("packets"),
  /// A cloud's log of flows: AWS, Google Cloud, Azure.
  FLOW_LOG("flow log"),
  /// A web server's log of requests.
  ACCESS_LOG("access log");

  private static final FlowType[] ALL = values();
  private final String label;

  FlowType(String label) {
    this.label = label;
  }

  public int code() {
    return ordinal();
  }

  /// For people; programs read the name.
  public String label() {
    return label;
  }

  /// The type with this code; [#UNKNOWN] for one that is not known.
  public static FlowType of(int code) {
    return code > 0 && code < ALL.length ? ALL[code] : UNKNOWN;
  }
}
