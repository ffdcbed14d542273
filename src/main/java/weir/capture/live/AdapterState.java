package weir.capture.live;

import java.util.Optional;
import java.util.OptionalLong;

/// An adapter and how it is at a moment.
///
/// @param carrier whether something is at the other end, as far as is known
/// @param bitsPerSecond its speed; empty where it has none, or the system does not tell
/// @param traffic what has come and gone; empty where the system does not count
public record AdapterState(
    Adapter adapter,
    AdapterKind kind,
    boolean carrier,
    OptionalLong bitsPerSecond,
    Optional<Traffic> traffic) {

  /// Since some time before.
  public record Traffic(long octetsIn, long octetsOut, long packetsIn, long packetsOut) {
    static final Traffic NONE = new Traffic(0, 0, 0, 0);

    Traffic plus(Traffic other) {
      return new Traffic(
          octetsIn + other.octetsIn,
          octetsOut + other.octetsOut,
          packetsIn + other.packetsIn,
          packetsOut + other.packetsOut);
    }

    public long octets() {
      return octetsIn + octetsOut;
    }
  }

  public String name() {
    return adapter.name();
  }
}
