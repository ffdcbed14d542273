package weir.demo;

import weir.flow.IpAddress;

/// A flow of the generated network, before an exporter puts it into a datagram.
///
/// @param destinationPort for ICMP its type and code, as exporters have it
/// @param packets as the exporter saw them, that is after sampling
/// @param bytes IP octets, likewise
record DemoFlow(
    IpAddress source,
    IpAddress destination,
    int protocol,
    int sourcePort,
    int destinationPort,
    int tcpFlags,
    long packets,
    long bytes,
    int inInterface,
    int outInterface,
    int sourceAs,
    int destinationAs,
    int durationMillis) {

  private static final int CALLS = 3478;
  private static final int EXPEDITED_FORWARDING = 0xb8;

  boolean isV6() {
    return !source.isV4();
  }

  /// Voice and video go first.
  int typeOfService() {
    return sourcePort == CALLS || destinationPort == CALLS ? EXPEDITED_FORWARDING : 0;
  }

  /// The one that it comes from; none outside.
  int vlan() {
    return sourceAs == 0 ? 120 : 0;
  }

  int sourcePrefixLength() {
    return prefixLength(sourceAs);
  }

  int destinationPrefixLength() {
    return prefixLength(destinationAs);
  }

  private int prefixLength(int as) {
    return isV6() ? as == 0 ? 48 : 40 : as == 0 ? 16 : 20;
  }
}
