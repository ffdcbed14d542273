package weir.demo;

import org.jspecify.annotations.Nullable;
import weir.flow.IpAddress;

/// A flow of the generated network, before an exporter puts it into a datagram.
///
/// @param destinationPort for ICMP its type and code, as exporters have it
/// @param packets as the exporter saw them, that is after sampling
/// @param bytes IP octets, likewise
/// @param underlay the tunnel that it is in; null for none
record DemoFlow(
    IpAddress source,
    IpAddress destination,
    int protocol,
    int sourcePort,
    int destinationPort,
    int tcpFlags,
    long packets,
    long bytes,
    int sourceAs,
    int destinationAs,
    int durationMillis,
    @Nullable Underlay underlay) {

  private static final int CALLS = 3478;
  private static final int EXPEDITED_FORWARDING = 0xb8;

  boolean isV6() {
    return !source.isV4();
  }

  /// The same with fewer packets, if it has more than carry so many octets; never with none.
  DemoFlow upTo(double octets) {
    long most = Math.max(1, (long) Math.ceil(octets * packets / bytes));
    return most >= packets ? this : with(most, bytes * most / packets, underlay);
  }

  private DemoFlow with(long newPackets, long newBytes, @Nullable Underlay newUnderlay) {
    return new DemoFlow(
        source,
        destination,
        protocol,
        sourcePort,
        destinationPort,
        tcpFlags,
        newPackets,
        newBytes,
        sourceAs,
        destinationAs,
        durationMillis,
        newUnderlay);
  }

  /// The same in a tunnel.
  DemoFlow in(Underlay tunnel) {
    return with(packets, bytes, tunnel);
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
