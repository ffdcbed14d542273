package weir.capture;

import weir.wire.WireReader;

/// Takes packets out of a capture, with where each came from.
@FunctionalInterface
public interface CapturedHandler {
  /// @param from the same object for all packets of an interface
  /// @param receivedNanos since 1970, on the clock of who captured it; 0 where it has no time
  /// @param wireOctets its length on the wire, of which less may have been captured
  /// @param octets what was captured; valid only during the call
  void handle(CaptureInterface from, long receivedNanos, long wireOctets, WireReader octets);
}
