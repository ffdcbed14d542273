package weir.decode.bmp;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import weir.flow.ForeignText;
import weir.flow.IpAddress;
import weir.wire.MalformedDatagram;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireReader;

/// Understands the messages of one session, and keeps what they say with their router.
final class BmpSession {
  private static final int GLOBAL = 0;
  private static final int LOCAL = 2;
  private static final int LOC_RIB = 3;
  private static final int UPDATE = 2;
  private static final int BGP_MARKER = 16;
  private static final int BGP_HEADER = 19;
  private static final int SYS_NAME = 2;
  private static final int NOWHERE = -1;

  /// What the header of most messages says (RFC 7854 §4.2).
  private record Peer(
      long distinguisher, IpAddress address, View.Kind kind, boolean kept, boolean fourOctets) {
    /// Of all its views.
    private boolean isOf(View.Key key) {
      return key.distinguisher() == distinguisher && key.neighbour().equals(address);
    }
  }

  /// Agreed when a neighbour came up, for what comes from it and what goes to it.
  private record Agreed(AddPath in, AddPath out) {
    private static final Agreed NOTHING = new Agreed(AddPath.NONE, AddPath.NONE);
  }

  private record Neighbour(long distinguisher, IpAddress address, boolean chosen) {}

  private final Router router;
  private final Consumer<IpAddress> alias;
  private final Map<Neighbour, Agreed> agreed = new HashMap<>();
  private final Map<View.Key, Integer> places = new HashMap<>();
  private final Map<View.Key, View> views = new HashMap<>();

  /// @param alias told other addresses of the router
  BmpSession(Router router, Consumer<IpAddress> alias) {
    this.router = router;
    this.alias = alias;
  }

  /// @param in behind the common header
  void take(int type, WireReader in) {
    switch (type) {
      case 0 -> routes(in);
      case 2 -> down(peer(in));
      case 3 -> up(in);
      case 4 -> initiation(in);
      default -> {
        // statistics, copies of what was wrong, and the end, which the stream's end says, too
      }
    }
  }

  private void initiation(WireReader in) {
    while (in.hasRemaining()) {
      int type = in.u16();
      int length = in.u16();
      byte[] text = in.bytes(length);
      if (type == SYS_NAME) {
        router.named(ForeignText.clean(new String(text, StandardCharsets.UTF_8)));
      }
    }
  }

  private static Peer peer(WireReader in) {
    int type = in.u8();
    int flags = in.u8();
    long distinguisher = in.u64();
    IpAddress address = address(in, type != LOC_RIB && (flags & 0x80) != 0);
    in.skip(16);
    boolean after = (flags & 0x40) != 0;
    boolean out = (flags & 0x10) != 0;
    View.Kind kind =
        type == LOC_RIB
            ? View.Kind.CHOSEN
            : out ? View.Kind.SENT : after ? View.Kind.AFTER_FILTERS : View.Kind.BEFORE_FILTERS;
    boolean kept =
        type == GLOBAL
            || (type == LOCAL && distinguisher == 0)
            || (type == LOC_RIB && distinguisher == 0);
    return new Peer(distinguisher, address, kind, kept, type == LOC_RIB || (flags & 0x20) == 0);
  }

  private static IpAddress address(WireReader in, boolean six) {
    long high = in.u64();
    long low = in.u64();
    return six ? new IpAddress(high, low) : new IpAddress(0, IpAddress.mapped((int) low));
  }

  private void up(WireReader in) {
    boolean six = (in.peekU8(1) & 0x80) != 0 && in.peekU8(0) != LOC_RIB;
    Peer peer = peer(in);
    close(peer, view -> views.get(view.key) == view);
    IpAddress local = address(in, six);
    in.skip(4);
    WireReader sent = open(in);
    WireReader received = open(in);
    int identifier = at(sent, 5);
    agreed.put(
        neighbour(peer),
        new Agreed(
            AddPath.agreed(copy(sent), copy(received), false),
            AddPath.agreed(copy(sent), copy(received), true)));
    if (peer.kind != View.Kind.CHOSEN) {
      alias.accept(local);
    }
    alias.accept(new IpAddress(0, IpAddress.mapped(identifier)));
  }

  private static Neighbour neighbour(Peer peer) {
    return new Neighbour(peer.distinguisher, peer.address, peer.kind == View.Kind.CHOSEN);
  }

  private static WireReader copy(WireReader of) {
    return new WireReader().reset(of, of.remaining());
  }

  private static int at(WireReader open, int offset) {
    WireReader in = copy(open);
    in.skip(offset);
    return in.i32();
  }

  /// The body of a message of BGP, which the reader is behind then.
  private static WireReader open(WireReader in) {
    in.skip(BGP_MARKER);
    int length = in.u16() - BGP_HEADER;
    in.skip(1);
    if (length < 0) {
      throw new MalformedDatagram(Reason.BAD_LENGTH, in.position(), "a message of BGP below 19");
    }
    WireReader body = new WireReader().reset(in, length);
    in.skip(length);
    return body;
  }

  /// Of a neighbour all routes are gone, whatever view they are of, and whichever session told of
  /// them.
  private void down(Peer peer) {
    close(peer, _ -> true);
    agreed.remove(neighbour(peer));
  }

  private void close(Peer peer, Predicate<View> which) {
    boolean chosen = peer.kind == View.Kind.CHOSEN;
    router.close(
        view ->
            which.test(view)
                && peer.isOf(view.key)
                && (view.key.kind() == View.Kind.CHOSEN) == chosen);
    places.keySet().removeIf(key -> peer.isOf(key) && (key.kind() == View.Kind.CHOSEN) == chosen);
    views.keySet().removeIf(key -> peer.isOf(key) && (key.kind() == View.Kind.CHOSEN) == chosen);
  }

  private void routes(WireReader in) {
    Peer peer = peer(in);
    in.skip(BGP_MARKER);
    int length = in.u16() - BGP_HEADER;
    if (in.u8() != UPDATE) {
      return;
    }
    if (length < 0) {
      throw new MalformedDatagram(Reason.BAD_LENGTH, in.position(), "an update below 19");
    }
    router.updated();
    if (!peer.kept) {
      router.leftOut(1);
      return;
    }
    View.Key key = new View.Key(peer.distinguisher, peer.address, peer.kind);
    int place = places.computeIfAbsent(key, this::open);
    View view = views.get(key);
    if (place == NOWHERE || view == null) {
      router.leftOut(1);
      return;
    }
    int former = in.narrow(length);
    BgpUpdate.read(in, peer.fourOctets, view.addPath, new Into(place, view));
    in.widen(former);
  }

  private int open(View.Key key) {
    Agreed of =
        agreed.getOrDefault(
            new Neighbour(key.distinguisher(), key.neighbour(), key.kind() == View.Kind.CHOSEN),
            Agreed.NOTHING);
    View view = new View(key, key.kind() == View.Kind.SENT ? of.out : of.in);
    views.put(key, view);
    return router.open(view);
  }

  /// Where the routes of a view go.
  private final class Into implements BgpUpdate.Taker {
    private final int place;
    private final View view;

    Into(int place, View view) {
      this.place = place;
      this.view = view;
    }

    @Override
    public void withdrawn(long high, long low, int bits, int pathId) {
      router.remove(place, high, low, bits, pathId);
    }

    @Override
    public void announced(long high, long low, int bits, int pathId, Attributes attributes) {
      router.put(place, high, low, bits, pathId, attributes);
    }

    /// What the session before has told of it is out of date.
    @Override
    public void told(boolean six) {
      if (view.told(six)) {
        router.close(other -> other.isStale() && other.key.equals(view.key));
      }
    }

    @Override
    public void passedOver() {
      router.leftOut(1);
    }
  }
}
