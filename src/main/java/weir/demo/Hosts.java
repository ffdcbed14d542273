package weir.demo;

import java.util.random.RandomGenerator;
import weir.flow.IpAddress;

/// The hosts of the generated network, inside and outside, few of them busy and many quiet (Zipf).
/// All addresses are nobody's: private (RFC 1918), shared (RFC 6598) or for documentation (RFC
/// 5737, RFC 3849, RFC 9637); so are the AS numbers (RFC 5398).
final class Hosts {
  private static final double SKEW = 1.15;
  private static final int DRAWS = 1 << 14;
  private static final int[] INSIDE = ranks(900);
  private static final int[] OUTSIDE = ranks(6000);
  private static final int[] SERVERS = ranks(12);
  private static final int[] MACHINES = ranks(40);
  private static final int[] TENANTS = ranks(4);
  private static final int[] ENDS = ranks(8);
  private static final int BOTS = 2000;
  private static final int RESOLVERS = 60;
  private static final int SHARED = 100 << 24 | 64 << 16;
  private static final long SCATTER = 2654435761L;

  private final RandomGenerator random;

  Hosts(RandomGenerator random) {
    this.random = random;
  }

  /// A client of ours: 10.20.16.0/20, or 2001:db8:20:10::/64.
  IpAddress client(boolean v6) {
    int rank = draw(INSIDE);
    int scattered = (int) (((rank + 1) * SCATTER) >>> 4) & 0xfff;
    return v6
        ? new IpAddress(0x20010db800200010L, 0x100 + rank)
        : v4((10 << 24) | (20 << 16) | 0x1000 | scattered);
  }

  /// A server of ours: 10.20.0.80 and its neighbours.
  IpAddress server(boolean v6) {
    int rank = draw(SERVERS);
    return v6
        ? new IpAddress(0x20010db800200001L, 0x80 + rank)
        : v4((10 << 24) | (20 << 16) | (80 + rank));
  }

  /// The server that is attacked, which is the busiest one.
  static IpAddress target() {
    return v4(0x0a140050);
  }

  /// Somebody out there; the more popular, the lower the rank.
  IpAddress outside(boolean v6) {
    int rank = draw(OUTSIDE);
    long scattered = (rank * SCATTER) >>> 3;
    if (v6) {
      return rank % 3 == 0
          ? new IpAddress(0x3fff_0000_0000_0000L | ((scattered & 0xfff) << 32), 1 + rank)
          : new IpAddress(0x20010db8f0000000L | ((scattered & 0xf) << 24), 1 + rank);
    }
    int host = (int) (1 + scattered % 250);
    return switch (rank % 9) {
      case 0 -> v4(0xcb007100 | host);
      case 1 -> v4(0xc6336400 | host);
      case 2 -> v4(0xc0000200 | host);
      default -> v4(SHARED | ((int) scattered & 0x3fffff));
    };
  }

  /// One of the machines that flood.
  IpAddress bot() {
    return v4(SHARED | ((int) (((random.nextInt(BOTS) + 7) * SCATTER) >>> 5) & 0x3fffff));
  }

  /// One of the open resolvers that answer whoever is forged as the asker.
  IpAddress resolver() {
    return v4(0xcb007100 | 1 + random.nextInt(RESOLVERS) * 4);
  }

  /// A virtual machine of a tenant.
  IpAddress machine(int tenant) {
    return v4((10 << 24) | (20 << 16) | (128 + tenant) << 8 | 10 + draw(MACHINES));
  }

  int tenant() {
    return draw(TENANTS);
  }

  /// A host that virtual machines run on: one end of a tunnel.
  IpAddress tunnelEnd() {
    return v4(0x0a14fa00 | 1 + draw(ENDS));
  }

  /// 0 for our own, else one of 32 AS numbers, the same for the same network.
  static int as(IpAddress address) {
    long network = address.isV4() ? (address.low() & 0xffff_ffffL) >>> 12 : address.high() >>> 24;
    boolean inside =
        address.isV4()
            ? (address.low() & 0xffff_0000L) == 0x0a14_0000L
            : address.high() >>> 16 == 0x20010db80020L;
    if (inside) {
      return 0;
    }
    int number = (int) ((network * SCATTER) >>> 9) & 31;
    return number < 16 ? 64496 + number : 65536 + number - 16;
  }

  /// Ranks from 0, each as often as Zipf's distribution has it: made once, for drawing is what a
  /// flow costs most.
  private static int[] ranks(int count) {
    int[] ranks = new int[DRAWS];
    double most = Math.pow(count, 1 - SKEW);
    for (int i = 0; i < DRAWS; i++) {
      double place = Math.pow((i + 0.5) / DRAWS * (most - 1) + 1, 1 / (1 - SKEW));
      ranks[i] = Math.clamp((long) place - 1, 0, count - 1);
    }
    return ranks;
  }

  private int draw(int[] ranks) {
    return ranks[random.nextInt(DRAWS)];
  }

  static IpAddress v4(int address) {
    return new IpAddress(0, IpAddress.mapped(address));
  }
}
