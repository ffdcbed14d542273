package weir.wire;

/// Takes datagrams as they come off a socket or out of a file.
@FunctionalInterface
public interface DatagramHandler {
  /// @param payload the UDP payload; valid only during the call
  void handle(Datagram datagram, WireReader payload);
}
