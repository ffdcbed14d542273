package weir.packet;

import weir.wire.WireReader;

/// Takes packets as they come out of a file or off a network card, all on one thread.
@FunctionalInterface
public interface PacketHandler {
  /// @param receivedNanos since 1970, on the clock of who captured it
  /// @param wireOctets its length on the wire, of which less may have been captured
  /// @param octets what was captured; valid only during the call
  void handle(LinkType link, long receivedNanos, long wireOctets, WireReader octets);
}
