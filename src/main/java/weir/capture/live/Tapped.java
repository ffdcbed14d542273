package weir.capture.live;

import java.util.List;
import java.util.Set;

/// An adapter, and which way its packets go.
///
/// @param adapter its name
public record Tapped(String adapter, Side side) {
  /// Of what it is on, seen from the device that is tapped or mirrored.
  public enum Side {
    BOTH,
    RECEIVED,
    SENT
  }

  /// What libpcap itself names with a colon: "nflog:5".
  private static final Set<String> OF_LIBPCAP =
      Set.of("nflog", "nfqueue", "netmap", "rpcap", "rpcaps");

  /// Both ways.
  public static Tapped whole(String adapter) {
    return new Tapped(adapter, Side.BOTH);
  }

  /// Reads "eth0", or "tap0:tap1" for the two halves of a tap: what comes in, and what goes out.
  ///
  /// @throws CannotCapture if it is neither
  public static List<Tapped> parse(String text) throws CannotCapture {
    String[] parts = text.split(":", -1);
    if (parts.length == 1 || OF_LIBPCAP.contains(parts[0])) {
      return List.of(whole(text));
    }
    if (parts.length > 2 || parts[0].isBlank() || parts[1].isBlank()) {
      throw new CannotCapture(
          "'"
              + text
              + "' is no adapter; name one, or the two halves of a tap with a colon between:"
              + " tap0:tap1");
    }
    return List.of(new Tapped(parts[0], Side.RECEIVED), new Tapped(parts[1], Side.SENT));
  }
}
