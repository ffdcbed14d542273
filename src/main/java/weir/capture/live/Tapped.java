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
  public static List<Tapped> parse(String text) {
    int colon = text.indexOf(':');
    boolean pair =
        colon > 0
            && colon + 1 < text.length()
            && text.indexOf(':', colon + 1) < 0
            && !OF_LIBPCAP.contains(text.substring(0, colon));
    return pair
        ? List.of(
            new Tapped(text.substring(0, colon), Side.RECEIVED),
            new Tapped(text.substring(colon + 1), Side.SENT))
        : List.of(whole(text));
  }
}
