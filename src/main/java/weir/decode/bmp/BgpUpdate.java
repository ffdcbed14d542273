package weir.decode.bmp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import weir.flow.IpAddress;
import weir.wire.MalformedDatagram;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireReader;

/// Reads an UPDATE of BGP (RFC 4271, 4760, 7911): routes of IPv4 and IPv6, with their attributes.
final class BgpUpdate {
  /// Takes what an update says, in its order; prefixes as 128 bits, IPv4 mapped.
  interface Taker {
    void withdrawn(long high, long low, int bits, int pathId);

    void announced(long high, long low, int bits, int pathId, Attributes attributes);

    /// All routes of a family have been told.
    void told(boolean ipv6);

    /// Routes of a family that nobody looks up: VPNs, multicast.
    void passedOver();
  }

  private static final int IPV4 = 1;
  private static final int IPV6 = 2;
  private static final int UNICAST = 1;
  private static final int MAPPED = 96;
  private static final long V4 = 0xffff_0000_0000L;
  private static final int MOST_PATH = 1024;
  private static final int MOST_COMMUNITIES = 4096;
  private static final int AS_TRANS = 23_456;

  private final WireReader in;
  private final boolean fourOctets;
  private final AddPath addPath;
  private final Taker taker;
  private Attributes said = Attributes.NONE;
  private int[] longPath = new int[0];
  private boolean longSet;

  private record Reach(int family, int from, int length, IpAddress nextHop) {}

  private BgpUpdate(WireReader in, boolean fourOctets, AddPath addPath, Taker taker) {
    this.in = in;
    this.fourOctets = fourOctets;
    this.addPath = addPath;
    this.taker = taker;
  }

  /// @param in at the body, behind the header of the message
  /// @param fourOctets whether numbers of AS have four octets
  static void read(WireReader in, boolean fourOctets, AddPath addPath, Taker taker) {
    new BgpUpdate(in, fourOctets, addPath, taker).read();
  }

  private void read() {
    int withdrawn = in.u16();
    int former = in.narrow(withdrawn);
    boolean any = in.hasRemaining();
    prefixes(IPV4, false, null);
    in.widen(former);
    int length = in.u16();
    former = in.narrow(length);
    Reach reach = null;
    Reach unreach = null;
    while (in.hasRemaining()) {
      int flags = in.u8();
      int type = in.u8();
      int octets = (flags & 0x10) != 0 ? in.u16() : in.u8();
      int outer = in.narrow(octets);
      switch (type) {
        case 14 -> reach = reach(true);
        case 15 -> unreach = reach(false);
        default -> attribute(type);
      }
      in.widen(outer);
    }
    in.widen(former);
    mend();
    int behind = in.position();
    if (unreach != null) {
      in.position(unreach.from);
      int outer = in.narrow(unreach.length);
      if (!in.hasRemaining()) {
        taker.told(unreach.family == IPV6);
      }
      prefixes(unreach.family, false, null);
      in.widen(outer);
    }
    if (reach != null) {
      in.position(reach.from);
      int outer = in.narrow(reach.length);
      prefixes(reach.family, true, said.withNextHop(reach.nextHop));
      in.widen(outer);
    }
    in.position(behind);
    if (!any && length == 0 && !in.hasRemaining()) {
      taker.told(false); // RFC 4724: nothing at all ends IPv4
    }
    prefixes(IPV4, true, said);
  }

  /// A router that has numbers of two octets tells the others beside its path (RFC 6793).
  private void mend() {
    int missing = said.path().length - longPath.length;
    if (longPath.length > 0 && missing >= 0 && contains(said.path(), AS_TRANS)) {
      int[] whole = Arrays.copyOf(said.path(), said.path().length);
      System.arraycopy(longPath, 0, whole, missing, longPath.length);
      said =
          new Attributes(
              whole,
              longSet,
              said.origin(),
              said.nextHop(),
              said.localPreference(),
              said.communities());
    }
  }

  private static boolean contains(int[] path, int as) {
    return Arrays.stream(path).anyMatch(one -> one == as);
  }

  private void attribute(int type) {
    Attributes now = said;
    switch (type) {
      case 1 ->
          said =
              new Attributes(
                  now.path(),
                  now.endsInSet(),
                  in.u8(),
                  now.nextHop(),
                  now.localPreference(),
                  now.communities());
      case 2 -> {
        boolean[] set = new boolean[1];
        int[] path = path(fourOctets, set);
        said =
            new Attributes(
                path,
                set[0],
                now.origin(),
                now.nextHop(),
                now.localPreference(),
                now.communities());
      }
      case 3 -> said = now.withNextHop(new IpAddress(0, IpAddress.mapped(in.i32())));
      case 5 ->
          said =
              new Attributes(
                  now.path(),
                  now.endsInSet(),
                  now.origin(),
                  now.nextHop(),
                  in.u32(),
                  now.communities());
      case 8 -> {
        int count = Math.min(in.remaining() / 4, MOST_COMMUNITIES);
        int[] communities = new int[count];
        for (int i = 0; i < count; i++) {
          communities[i] = in.i32();
        }
        said =
            new Attributes(
                now.path(),
                now.endsInSet(),
                now.origin(),
                now.nextHop(),
                now.localPreference(),
                communities);
      }
      case 17 -> {
        boolean[] set = new boolean[1];
        longPath = path(true, set);
        longSet = set[0];
      }
      default -> {
        // nobody asks for it
      }
    }
  }

  private int[] path(boolean four, boolean[] endsInSet) {
    int[] path = new int[16];
    int length = 0;
    while (in.hasRemaining()) {
      int kind = in.u8();
      int count = in.u8();
      boolean ofConfederation = kind == 3 || kind == 4;
      if (kind < 1 || kind > 4) {
        throw new MalformedDatagram(Reason.BAD_VALUE, in.position(), "segment of kind " + kind);
      }
      for (int i = 0; i < count; i++) {
        int as = four ? in.i32() : in.u16();
        if (!ofConfederation && length < MOST_PATH) {
          path = length == path.length ? Arrays.copyOf(path, length * 2) : path;
          path[length++] = as;
        }
      }
      endsInSet[0] = ofConfederation ? endsInSet[0] : kind == 1 && count > 1;
    }
    return Arrays.copyOf(path, length);
  }

  /// Where the routes of other families than plain IPv4 stand.
  private @Nullable Reach reach(boolean announced) {
    int family = in.u16();
    int sub = in.u8();
    IpAddress nextHop = IpAddress.NONE;
    if (announced) {
      int octets = in.u8();
      int former = in.narrow(octets);
      nextHop = nextHop(octets);
      in.widen(former);
      in.skip(1);
    }
    boolean plain = (family == IPV4 || family == IPV6) && sub == UNICAST;
    if (!plain) {
      taker.passedOver();
      return null;
    }
    return new Reach(family, in.position(), in.remaining(), nextHop);
  }

  private IpAddress nextHop(int octets) {
    if (octets == 4) {
      return new IpAddress(0, IpAddress.mapped(in.i32()));
    }
    if (octets >= 16) { // a second one is link-local
      return new IpAddress(in.u64(), in.u64());
    }
    return IpAddress.NONE;
  }

  private void prefixes(int family, boolean announced, @Nullable Attributes attributes) {
    boolean ids = addPath.has(family == IPV6);
    while (in.hasRemaining()) {
      int pathId = ids ? in.i32() : 0;
      int bits = in.u8();
      if (bits > (family == IPV4 ? 32 : 128)) {
        throw new MalformedDatagram(
            Reason.BAD_LENGTH, in.position(), "prefix of " + bits + " bits");
      }
      long high = 0;
      long low = 0;
      int octets = (bits + 7) / 8;
      for (int i = 0; i < octets; i++) {
        long octet = in.u8();
        if (family == IPV4) {
          low |= octet << (24 - 8 * i);
        } else if (i < 8) {
          high |= octet << (56 - 8 * i);
        } else {
          low |= octet << (56 - 8 * (i - 8));
        }
      }
      int all = family == IPV4 ? MAPPED + bits : bits;
      low = family == IPV4 ? V4 | low : low; // 0.0.0.0/0 too
      if (announced && attributes != null) {
        taker.announced(high, low, all, pathId, attributes);
      } else {
        taker.withdrawn(high, low, all, pathId);
      }
    }
  }
}
