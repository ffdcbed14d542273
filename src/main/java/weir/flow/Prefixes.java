package weir.flow;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A set of networks, given as prefixes ("203.0.113.0/24", "2001:db8::/32") and single addresses.
public final class Prefixes {
  /// Every address there is.
  public static final Prefixes ALL = of(List.of("::/0"));

  private static final int MOST_IN_SUMMARY = 6;
  private static final long MAPPED = 0xffffL << 32;

  private final List<String> texts;

  /// High halves of IPv4 addresses are 0, of IPv6 addresses in use never: each has its own list.
  private final Prefix[] v4;

  private final Prefix[] v6;

  private Prefixes(List<String> texts, List<Prefix> prefixes) {
    this.texts = texts;
    this.v4 = prefixes.stream().filter(prefix -> prefix.high() == 0).toArray(Prefix[]::new);
    this.v6 =
        prefixes.stream()
            .filter(prefix -> prefix.high() != 0 || prefix.highMask() != -1)
            .toArray(Prefix[]::new);
  }

  /// @throws IllegalArgumentException if one is no prefix; says which
  public static Prefixes of(Collection<String> texts) {
    List<String> stripped = texts.stream().map(String::strip).distinct().toList();
    List<Prefix> prefixes = new ArrayList<>();
    stripped.forEach(text -> prefixes.add(Prefix.parse(text)));
    return new Prefixes(stripped, prefixes);
  }

  /// @param high of an address, see [IpAddress]
  public boolean contains(long high, long low) {
    for (Prefix prefix : high == 0 ? v4 : v6) {
      if (prefix.contains(high, low)) {
        return true;
      }
    }
    return false;
  }

  /// One of the networks.
  ///
  /// @param bits length in an IPv6 address's 128; 96 more than is written for IPv4
  public record Network(IpAddress address, int bits) {}

  /// All of them, IPv4's first.
  public List<Network> networks() {
    return Stream.concat(Arrays.stream(v4), Arrays.stream(v6))
        .distinct()
        .map(
            prefix ->
                new Network(
                    new IpAddress(prefix.high(), prefix.low()),
                    Long.bitCount(prefix.highMask()) + Long.bitCount(prefix.lowMask())))
        .toList();
  }

  /// The first few of them, and how many more there are.
  public String summary() {
    int more = texts.size() - MOST_IN_SUMMARY;
    return String.join(", ", texts.subList(0, Math.min(texts.size(), MOST_IN_SUMMARY)))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /// Whether they hold the same networks, however these are written.
  @Override
  public boolean equals(Object other) {
    return other instanceof Prefixes prefixes
        && Set.copyOf(networks()).equals(Set.copyOf(prefixes.networks()));
  }

  @Override
  public int hashCode() {
    return Set.copyOf(networks()).hashCode();
  }

  /// As they were given, with commas between.
  @Override
  public String toString() {
    return String.join(", ", texts);
  }

  /// An IPv6 (or mapped IPv4) prefix as a masked address and its mask.
  private record Prefix(long high, long low, long highMask, long lowMask) {
    static Prefix parse(String text) {
      int slash = text.indexOf('/');
      String literal = slash < 0 ? text : text.substring(0, slash).strip();
      IpAddress address = IpAddress.parse(literal);
      boolean v4 = InetAddress.ofLiteral(literal) instanceof Inet4Address;
      long low = v4 ? address.low() | MAPPED : address.low(); // 0.0.0.0 reads as "none"
      int most = literal.indexOf(':') < 0 ? 32 : 128;
      int length = slash < 0 ? most : length(text.substring(slash + 1).strip());
      if (length < 0 || length > most) {
        throw new IllegalArgumentException(
            "'" + text + "' is no prefix; its length must be 0 to " + most);
      }
      int bits = length + 128 - most;
      long highMask = bits == 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
      long lowMask = bits <= 64 ? 0 : -1L << (128 - bits);
      return new Prefix(address.high() & highMask, low & lowMask, highMask, lowMask);
    }

    private static int length(String text) {
      return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }

    boolean contains(long addressHigh, long addressLow) {
      return (addressHigh & highMask) == high && (addressLow & lowMask) == low;
    }
  }
}
