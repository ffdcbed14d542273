package weir.wire;

/// Takes datagrams as they come off a socket or out of a file, all on one thread.
@FunctionalInterface
public interface DatagramHandler {
  /// @param payload the UDP payload; valid only during the call
  void handle(Datagram datagram, WireReader payload);

  /// That a connection is over, of which messages may have come; on the same thread.
  ///
  /// @param last of it; its time does not count
  default void ended(Datagram last) {}

  /// Called on the same thread every 100 ms or so while a socket is open, also when nothing came:
  /// the time to hand on what has waited long enough.
  default void idle() {}
}
