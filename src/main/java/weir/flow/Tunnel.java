package weir.flow;

/// What carries a packet inside another one.
public enum Tunnel {
  NONE("none"),
  /// IPv4 or IPv6 directly in IPv4 or IPv6 (RFC 2003, RFC 2473, RFC 4213).
  IP_IN_IP("IP-in-IP"),
  /// RFC 2784, RFC 2890.
  GRE("GRE"),
  /// RFC 7348.
  VXLAN("VXLAN"),
  /// RFC 8926.
  GENEVE("Geneve"),
  /// RFC 8986: the outer IPv6 header steers along segments.
  SRV6("SRv6"),
  /// The record tells of two headers, not of what joins them.
  UNKNOWN("unknown");

  private static final Tunnel[] ALL = values();
  private final String label;

  Tunnel(String label) {
    this.label = label;
  }

  public int code() {
    return ordinal();
  }

  public String label() {
    return label;
  }

  /// The tunnel with this code; [#UNKNOWN] for one that is not known.
  public static Tunnel of(int code) {
    return code >= 0 && code < ALL.length ? ALL[code] : UNKNOWN;
  }
}
