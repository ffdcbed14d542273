package weir.decode.bmp;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import weir.exporter.RouterStatus;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.wire.MalformedDatagram;
import weir.wire.OctetStream;
import weir.wire.StreamHandler;
import weir.wire.WireReader;

/// The routes of all routers that tell them by BMP, each by itself: what fills the flows of an
/// exporter is what that router has told. Routes of one that breaks off stay for a while.
public final class Routers implements StreamHandler {
  /// Of all routers together: some 100 octets each, and what attributes take.
  public static final long MOST_ROUTES = 5_000_000;

  /// How long the routes of a router are kept that is not connected any more.
  public static final Duration HOLD = Duration.ofMinutes(10);

  private static final int VERSION = 3;
  private static final int HEADER = 6;

  /// An update has up to 64 KiB, a message with two OPENs little more.
  private static final int MOST_OCTETS = 1 << 18;

  private static final int MOST_ROUTERS = 1_000;
  private static final int MOST_ALIASES = 16_384;

  private final Room room;
  private final long holdNanos;
  private final LongSupplier nanos;
  private final InstantSource clock;
  private final Map<IpAddress, Router> routers = new ConcurrentHashMap<>();

  /// Routers by other addresses of theirs.
  private final Map<IpAddress, Router> aliases = new ConcurrentHashMap<>();

  private volatile long sweptNanos;

  public Routers() {
    this(MOST_ROUTES, HOLD, System::nanoTime, InstantSource.system());
  }

  Routers(long mostRoutes, Duration hold, LongSupplier nanos, InstantSource clock) {
    this.room = new Room(mostRoutes);
    this.holdNanos = hold.toNanos();
    this.nanos = nanos;
    this.clock = clock;
    this.sweptNanos = nanos.getAsLong();
  }

  @Override
  public void handle(OctetStream stream) throws IOException {
    IpAddress address = new IpAddress(stream.senderHigh(), stream.senderLow());
    Router router = router(address);
    if (router == null) {
      throw new IOException(stream.name() + " is of one router too many: " + MOST_ROUTERS);
    }
    Object session = new Object();
    router.begin(session, nanos.getAsLong(), sinceEpoch());
    try {
      read(stream, router);
    } finally {
      router.end(session, nanos.getAsLong(), sinceEpoch());
    }
  }

  private @Nullable Router router(IpAddress address) {
    Router known = routers.get(address);
    return known != null || routers.size() >= MOST_ROUTERS
        ? known
        : routers.computeIfAbsent(address, _ -> new Router(address, room));
  }

  private long sinceEpoch() {
    return clock.millis() * 1_000_000;
  }

  private void read(OctetStream stream, Router router) throws IOException {
    BmpSession session = new BmpSession(router, other -> alias(other, router));
    byte[] octets = new byte[4_096];
    WireReader in = new WireReader();
    while (fill(stream, octets, HEADER)) {
      in.reset(octets, 0, HEADER);
      int version = in.u8();
      long length = in.u32();
      int type = in.u8();
      if (version != VERSION || length < HEADER || length > MOST_OCTETS) {
        throw new IOException(
            stream.name() + " is not BMP of version 3; point the router's monitoring here");
      }
      int body = (int) length - HEADER;
      octets = body > octets.length ? new byte[MOST_OCTETS] : octets;
      if (!fill(stream, octets, body) && body > 0) {
        throw new EOFException(stream.name() + " ends amid a message");
      }
      try {
        session.take(type, in.reset(octets, 0, body));
      } catch (MalformedDatagram e) {
        router.malformed();
      }
    }
  }

  /// @return whether there was anything
  private static boolean fill(OctetStream stream, byte[] octets, int length) throws IOException {
    int there = stream.readNBytes(octets, 0, length);
    if (there > 0 && there < length) {
      throw new EOFException(stream.name() + " ends amid a message");
    }
    return there > 0;
  }

  /// Flows may come from another address of the router than its routes.
  private void alias(IpAddress other, Router router) {
    if (aliases.size() < MOST_ALIASES && !other.equals(IpAddress.NONE)) {
      aliases.put(other, router);
    }
  }

  /// Fills in what the flows of these routers do not say: origins, neighbours, paths, next hops,
  /// communities, lengths of prefixes. What they say stays.
  public void fill(FlowBatch batch) {
    if (routers.isEmpty()) {
      return;
    }
    sweep();
    IpAddress last = IpAddress.NONE;
    Router router = null;
    for (int row = 0; row < batch.rows(); row++) {
      long high = batch.high(FlowField.EXPORTER, row);
      long low = batch.get(FlowField.EXPORTER, row);
      if (low != last.low() || high != last.high()) {
        last = new IpAddress(high, low);
        router = of(last);
      }
      if (router != null) {
        router.fill(batch, row);
      }
    }
  }

  private @Nullable Router of(IpAddress exporter) {
    Router router = routers.get(exporter);
    return router != null ? router : aliases.get(exporter);
  }

  /// Forgets what has been out of date for long enough; looks once a second at most.
  private void sweep() {
    long now = nanos.getAsLong();
    if (now - sweptNanos >= Duration.ofSeconds(1).toNanos()) {
      sweptNanos = now;
      routers.values().forEach(router -> router.close(view -> view.isOver(now, holdNanos)));
    }
  }

  /// How each of them is doing; from any thread.
  public List<RouterStatus> status() {
    sweep();
    Map<Router, Set<IpAddress>> others = new HashMap<>();
    aliases.forEach(
        (other, router) -> others.computeIfAbsent(router, _ -> new HashSet<>()).add(other));
    return routers.values().stream()
        .map(router -> router.status(others.getOrDefault(router, Set.of())))
        .toList();
  }
}
