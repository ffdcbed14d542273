package weir.ingest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.capture.live.Adapter;
import weir.capture.live.CaptureOptions;
import weir.capture.live.LivePackets;
import weir.capture.live.Tapped;
import weir.capture.programs.NamedFlows;
import weir.capture.programs.Programs;
import weir.capture.ring.PacketRing;
import weir.capture.ring.RingChannel;
import weir.enrich.Directions;
import weir.flow.BurstBin;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Peaks;
import weir.flow.RateSource;
import weir.packet.Bursts;
import weir.packet.LinkType;
import weir.packet.PacketFlows;
import weir.packet.PacketHandler;
import weir.packet.UnreadLinks;
import weir.query.TimeRange;
import weir.store.Closing;
import weir.wire.WireReader;

/// The packets of a network adapter, made flows second by second.
public final class AdapterInput implements LiveInput {
  private static final Logger LOG = LoggerFactory.getLogger(AdapterInput.class);

  /// Packets come in heaps, the last ones of a second so much after it at most.
  private static final Duration LATE = Duration.ofMillis(300);

  /// So long what comes does not wait for the end of its second.
  private static final Duration FIRST = Duration.ofSeconds(1);

  private final LivePackets capture;
  private final Tapped.Side side;
  private final int oneIn;
  private final boolean everyPacket;
  private final Bursts bursts;
  private final UnreadLinks unread = new UnreadLinks();
  private final Optional<Programs> programs;
  private volatile @Nullable Own own;
  private @Nullable NamedFlows named;
  private @Nullable PacketRing ring;
  private @Nullable RingChannel kept;
  private volatile @Nullable Thread reading;
  private volatile String ended = "";
  private volatile long early;
  private volatile long packets;

  private AdapterInput(
      LivePackets capture,
      Tapped.Side side,
      int oneIn,
      boolean everyPacket,
      Optional<Programs> programs) {
    this.capture = capture;
    this.side = side;
    this.oneIn = oneIn;
    this.everyPacket = everyPacket;
    this.bursts = new Bursts(capture.adapter().name());
    this.programs = programs;
  }

  /// @param adapter its name
  /// @param oneIn of so many packets one is taken, at random; 1 for all
  /// @throws IOException if it cannot be opened; says why and what to do
  public static AdapterInput open(String adapter, CaptureOptions options, int oneIn)
      throws IOException {
    return open(Tapped.whole(adapter), options, oneIn, false, Programs.ofThisMachine());
  }

  /// The same of what may be half of a tap.
  ///
  /// @param everyPacket whether each packet becomes a flow of its own
  /// @param programs by which flows are named: several adapters share them; empty for no names
  public static AdapterInput open(
      Tapped tapped,
      CaptureOptions options,
      int oneIn,
      boolean everyPacket,
      Optional<Programs> programs)
      throws IOException {
    return new AdapterInput(
        LivePackets.open(tapped.adapter(), options), tapped.side(), oneIn, everyPacket, programs);
  }

  /// Has the packets kept that become flows. To be called before [#start].
  ///
  /// @param inside networks from which directions are told
  public void keepIn(PacketRing packets, Directions inside) {
    ring = packets;
    kept = packets.join(capture.adapter().name(), PacketStamp.words(this::stamp, inside));
  }

  @Override
  public Optional<PacketRing> ring() {
    return Optional.ofNullable(ring);
  }

  public Adapter adapter() {
    return capture.adapter();
  }

  /// Whether the adapter is not there at the moment.
  boolean isAway() {
    return capture.awaySince().isPresent();
  }

  /// Packets that were taken.
  long packets() {
    return packets;
  }

  @Override
  public String where() {
    if (!ended.isEmpty()) {
      return "";
    }
    String name = capture.adapter().name();
    return capture
        .awaySince()
        .map(since -> "for " + name + ", which went away at " + since)
        .orElseGet(() -> "to the packets of " + name + " by " + capture.by());
  }

  @Override
  public void start(FlowSink into) {
    named =
        programs.map(known -> new NamedFlows(into, known, capture.adapter().name())).orElse(null);
    PacketFlows flows =
        PacketFlows.of(
            everyPacket,
            named == null ? into : named,
            this::stamp,
            programs.<Consumer<FlowBatch>>map(known -> known::begun).orElse(_ -> {}));
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("weir-capture-" + capture.adapter().name())
            .unstarted(() -> read(flows));
    reading = thread;
    thread.start();
  }

  private void read(PacketFlows flows) {
    Losses losses = new Losses();
    long firstNanos = TimeRange.nanos(Instant.now()) + FIRST.toNanos();
    try {
      capture.read(
          handler(flows),
          () -> {
            long now = TimeRange.nanos(Instant.now());
            if (now < firstNanos) {
              flows.flush(); // something is to be seen soon: these are more rows, and as exact
            }
            flows.idle(now - LATE.toNanos());
            bursts.idle(now - LATE.toNanos());
            losses.look(now);
            early = flows.early();
            keepUp(now, false);
            packets = flows.packets();
          });
    } catch (IOException e) {
      ended = String.valueOf(e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("capturing on {} failed; this is a defect", capture.adapter().name(), e);
      ended = "capturing on " + capture.adapter().name() + " failed inside Weir (see the log)";
    } finally {
      flows.flush();
      packets = flows.packets();
      keepUp(TimeRange.nanos(Instant.now()), true);
    }
  }

  private PacketHandler handler(PacketFlows flows) {
    RingChannel keeping = kept;
    PacketHandler counted =
        (link, receivedNanos, wireOctets, octets) -> {
          if (keeping != null) {
            keeping.handle(link, receivedNanos, wireOctets, octets); // before it is read
          }
          bursts.count(receivedNanos, wireOctets, oneIn);
          unread.count(link);
          flows.handle(link, receivedNanos, wireOctets, octets);
        };
    return oneIn == 1 ? counted : new Sampled(counted, oneIn);
  }

  private void keepUp(long nowNanos, boolean last) {
    RingChannel keeping = kept;
    if (keeping == null) {
      return;
    }
    Map<String, Long> drops = capture.drops();
    long all = drops.values().stream().mapToLong(Long::longValue).sum();
    long bySystem =
        drops.entrySet().stream()
            .filter(drop -> drop.getKey().startsWith("kernel"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    if (last) {
      keeping.end(nowNanos, all - bySystem, bySystem);
    } else {
      keeping.idle(nowNanos, all - bySystem, bySystem);
    }
  }

  /// Looks whether packets were lost: then it is not known how much came at once.
  private final class Losses {
    private long lost;
    private long lookedNanos;

    void look(long nowNanos) {
      long now = capture.drops().values().stream().mapToLong(Long::longValue).sum();
      if (now != lost) {
        bursts.lost(lookedNanos, nowNanos);
        lost = now;
      }
      lookedNanos = nowNanos - LATE.toNanos();
    }
  }

  /// The adapter is the exporter, by its address; one of its link only is the last choice.
  private void stamp(FlowBatch row) {
    Own now = own();
    if (now.address != null) {
      row.setAddress(FlowField.EXPORTER, now.address.high(), now.address.low());
    }
    row.set(
        side == Tapped.Side.SENT ? FlowField.OUT_INTERFACE : FlowField.IN_INTERFACE,
        now.adapter.index());
    row.set(FlowField.FLOW_DIRECTION, side == Tapped.Side.SENT ? 1 : 0);
    row.set(FlowField.SAMPLING_RATE, oneIn);
    row.set(FlowField.RATE_SOURCE, RateSource.RECORD.code());
  }

  /// One that was away may have come back with another number and other addresses.
  @SuppressWarnings("ReferenceEquality") // asked of each packet
  private Own own() {
    Adapter adapter = capture.adapter();
    Own known = own;
    if (known == null || known.adapter != adapter) {
      known = Own.of(adapter);
      own = known;
    }
    return known;
  }

  private record Own(Adapter adapter, @Nullable IpAddress address) {
    private static Own of(Adapter adapter) {
      return new Own(
          adapter,
          adapter.addresses().stream().min(Comparator.comparing(AdapterInput::rank)).orElse(null));
    }
  }

  private static int rank(IpAddress address) {
    return address.isV4() ? 0 : address.toString().startsWith("fe80:") ? 2 : 1;
  }

  /// One of so many packets, at random: what repeats itself is not met again and again.
  private record Sampled(PacketHandler taken, int oneIn) implements PacketHandler {
    @Override
    public void handle(LinkType link, long receivedNanos, long wireOctets, WireReader octets) {
      if (ThreadLocalRandom.current().nextInt(oneIn) == 0) {
        taken.handle(link, receivedNanos, wireOctets, octets);
      }
    }
  }

  /// In packets.
  @Override
  public Map<String, Long> drops() {
    Map<String, Long> drops = new TreeMap<>(capture.drops());
    RingChannel keeping = kept;
    if (keeping != null && keeping.lost() > 0) {
      drops.put("packets not kept, " + capture.adapter().name(), keeping.lost());
    }
    return drops;
  }

  @Override
  public List<String> advice() {
    if (!ended.isEmpty()) {
      return List.of(ended);
    }
    List<String> advice = new ArrayList<>(unread.sentences());
    capture.advice().ifPresent(advice::add);
    programs.flatMap(Programs::advice).ifPresent(advice::add);
    if (early > 0) {
      advice.add(
          "there are more flows a second than are held: some have several rows a second, and none"
              + " is lost");
    }
    PacketRing packets = ring;
    if (packets != null && !packets.problem().isEmpty()) {
      advice.add(packets.problem());
    }
    return advice;
  }

  @Override
  public List<Peaks> bursts(BurstBin bin) {
    return List.of(bursts.peaks(bin));
  }

  @Override
  public void close(Duration most) {
    capture.stop();
    long startNanos = System.nanoTime();
    Thread thread = reading;
    if (thread == null || Closing.join(thread, most)) {
      capture.close();
    }
    NamedFlows naming = named;
    if (naming != null) {
      var _ = naming.end(most.minusNanos(System.nanoTime() - startNanos));
    }
  }
}
