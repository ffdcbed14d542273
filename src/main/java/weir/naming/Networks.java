package weir.naming;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import weir.flow.IpAddress;
import weir.flow.Prefixes;

/// Finds the network that an address is in: that of the longest prefix.
public final class Networks {
  public static final Networks NONE = new Networks(List.of());

  private final Map<Integer, Map<IpAddress, Network>> byLength =
      new TreeMap<>(Comparator.reverseOrder());

  /// Of several of the same prefix, the first counts.
  public Networks(List<Network> networks) {
    for (Network network : networks) {
      Prefixes.Network range = network.range();
      byLength
          .computeIfAbsent(range.bits(), _ -> new HashMap<>())
          .putIfAbsent(range.address(), network);
    }
  }

  /// The network of an address.
  public Optional<Network> of(long high, long low) {
    for (Map.Entry<Integer, Map<IpAddress, Network>> entry : byLength.entrySet()) {
      Network found = entry.getValue().get(first(high, low, entry.getKey()));
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /// The network of just this prefix.
  ///
  /// @param bits of 128
  public Optional<Network> exactly(long high, long low, int bits) {
    return Optional.ofNullable(byLength.getOrDefault(bits, Map.of()).get(first(high, low, bits)));
  }

  private static IpAddress first(long high, long low, int bits) {
    long highMask = bits == 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
    long lowMask = bits <= 64 ? 0 : -1L << (128 - bits);
    return new IpAddress(high & highMask, low & lowMask);
  }
}
