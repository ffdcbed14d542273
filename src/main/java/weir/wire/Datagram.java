package weir.wire;

/// Who sent a datagram and when it came. The bytes travel beside it, in a [WireReader].
///
/// @param sourceHigh high half of the sender's address
/// @param sourceLow low half; IPv4 mapped
/// @param sourcePort the sender's UDP port
/// @param destinationPort port it came to
/// @param receivedNanos since 1970, on the receiver's or the capture file's clock
/// @param connection whether it is a message of a connection: what that has told holds for it alone
public record Datagram(
    long sourceHigh,
    long sourceLow,
    int sourcePort,
    int destinationPort,
    long receivedNanos,
    boolean connection) {

  /// By UDP.
  public Datagram(
      long sourceHigh, long sourceLow, int sourcePort, int destinationPort, long receivedNanos) {
    this(sourceHigh, sourceLow, sourcePort, destinationPort, receivedNanos, false);
  }
}
