package weir.demo;

import weir.flow.IpAddress;

/// A flow of the generated network, before an exporter puts it into a datagram.
///
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

  boolean isV6() {
    return !source.isV4();
  }
}
