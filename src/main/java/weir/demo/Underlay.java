package weir.demo;

import weir.flow.IpAddress;

/// What carries a packet inside another one, between two ends of a tunnel.
///
/// @param id VNI or key
record Underlay(Carrier carrier, IpAddress from, IpAddress to, int id) {
  enum Carrier {
    /// RFC 7348: Ethernet over UDP.
    VXLAN(50),
    /// RFC 8926, without options.
    GENEVE(50),
    /// RFC 2784 with a key.
    GRE(28),
    /// RFC 4213: IPv6 directly in IPv4.
    SIX_IN_FOUR(20);

    private final int octets;

    Carrier(int octets) {
      this.octets = octets;
    }

    /// What it adds to a packet, its own IPv4 header included.
    int octets() {
      return octets;
    }
  }
}
