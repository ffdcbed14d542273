package weir.demo;

import java.util.Random;
import weir.flow.IpAddress;

/// The hosts of the generated network, inside and outside, few of them busy and many quiet (Zipf).
/// All addresses are from documentation and benchmark ranges (RFC 5737, RFC 2544, RFC 3849, RFC
/// 5398).
final class Hosts {
  private static final int INSIDE = 900;
  private static final int OUTSIDE = 6000;
  private static final double SKEW = 1.15;

  private final Random random;

  Hosts(Random random) {
    this.random = random;
  }

  /// A client of ours: 10.20.16.0/20, or 2001:db8:20:10::/64.
  IpAddress client(boolean v6) {
    int rank = rank(INSIDE);
    int scattered = (int) (((rank + 1) * 2654435761L) >>> 4) & 0xfff;
    return v6
        ? new IpAddress(0x20010db800200010L, 0x100 + rank)
        : v4((10 << 24) | (20 << 16) | 0x1000 | scattered);
  }

  /// A server of ours: 10.20.0.80 and its neighbours.
  IpAddress server(boolean v6) {
    int rank = rank(12);
    return v6
        ? new IpAddress(0x20010db800200001L, 0x80 + rank)
        : v4((10 << 24) | (20 << 16) | (80 + rank));
  }

  /// Somebody out there; the more popular, the lower the rank.
  IpAddress outside(boolean v6) {
    int rank = rank(OUTSIDE);
    long scattered = (rank * 2654435761L) >>> 3;
    if (v6) {
      return new IpAddress(0x20010db8f0000000L | ((scattered & 0xf) << 24), 1 + rank);
    }
    return switch (rank % 8) {
      case 0 -> v4((203 << 24) | (113 << 8) | (int) (1 + scattered % 250));
      case 1 -> v4((198 << 24) | (51 << 16) | (100 << 8) | (int) (1 + scattered % 250));
      default -> v4((198 << 24) | (18 << 16) | ((int) scattered & 0x1ffff));
    };
  }

  /// A forged source: any public address.
  IpAddress forged() {
    return v4(((1 + random.nextInt(222)) << 24) | random.nextInt(1 << 24));
  }

  /// 0 for our own, else one of 32 documentation AS numbers, the same for the same network.
  static int as(IpAddress address) {
    long network = address.isV4() ? (address.low() & 0xffff_ffffL) >>> 12 : address.high() >>> 24;
    boolean inside =
        address.isV4()
            ? (address.low() & 0xffff_0000L) == 0x0a14_0000L
            : address.high() >>> 16 == 0x20010db80020L;
    if (inside) {
      return 0;
    }
    int number = (int) ((network * 2654435761L) >>> 9) & 31;
    return number < 16 ? 64496 + number : 65536 + number - 16;
  }

  /// 0 to `count` - 1, by inverting the integral that approximates Zipf's distribution.
  private int rank(int count) {
    double most = Math.pow(count, 1 - SKEW);
    double place = Math.pow(random.nextDouble() * (most - 1) + 1, 1 / (1 - SKEW));
    return Math.clamp((long) place - 1, 0, count - 1);
  }

  static IpAddress v4(int address) {
    return new IpAddress(0, IpAddress.mapped(address));
  }
}
