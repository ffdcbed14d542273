package weir.ingest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import weir.capture.live.LivePackets;
import weir.capture.live.Tapped;
import weir.capture.programs.NamedFlows;
import weir.capture.programs.Programs;
import weir.capture.ring.PacketRing;
import weir.enrich.Directions;
import weir.flow.BurstBin;
import weir.flow.FlowBatch;
import weir.flow.Peaks;
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

  /// One that was opened beside another that could not be is closed within this.
  private static final Duration ABANDONED = Duration.ofSeconds(1);

  /// So long what comes does not wait for the end of its second.
  private static final Duration FIRST = Duration.ofSeconds(1);

  private final LivePackets capture;
  private final AdapterStamp stamp;
  private final int oneIn;
  private final boolean everyPacket;
  private final Bursts bursts;
  private final UnreadLinks unread = new UnreadLinks();
  private final Optional<Programs> programs;
  private @Nullable NamedFlows named;
  private @Nullable RingKeeping kept;
  private volatile @Nullable Thread reading;
  private volatile String ended = "";
  private volatile long early;
  private volatile long packets;

  private AdapterInput(
      LivePackets capture, Tapped.Side side, Capturing what, Optional<Programs> programs) {
    this.capture = capture;
    this.oneIn = what.oneIn();
    this.everyPacket = what.everyPacket();
    this.stamp = new AdapterStamp(capture::adapter, side, oneIn);
    this.bursts = new Bursts(capture.adapter().name());
    this.programs = programs;
  }

  /// Opens all of the adapters, or none.
  ///
  /// @throws IOException if one cannot be opened; says why and what to do
  public static List<AdapterInput> open(Capturing what) throws IOException {
    Optional<Programs> programs =
        what.programs() && !what.adapters().isEmpty() ? Programs.ofThisMachine() : Optional.empty();
    List<AdapterInput> inputs = new ArrayList<>();
    try {
      for (String adapter : what.adapters()) {
        for (Tapped tapped : Tapped.parse(adapter)) {
          LivePackets capture = LivePackets.open(tapped.adapter(), what.packetOptions());
          inputs.add(new AdapterInput(capture, tapped.side(), what, programs));
        }
      }
    } catch (IOException e) {
      inputs.forEach(input -> input.close(ABANDONED));
      throw e;
    }
    return inputs;
  }

  /// Has the packets kept that become flows. To be called before [#start].
  ///
  /// @param inside networks from which directions are told
  public void keepIn(PacketRing packets, Directions inside) {
    kept =
        new RingKeeping(packets, capture.adapter().name(), PacketStamp.words(stamp::into, inside));
  }

  @Override
  public Optional<PacketRing> ring() {
    return Optional.ofNullable(kept).map(RingKeeping::ring);
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
            stamp::into,
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
            keepUp(now);
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
      endKeeping();
    }
  }

  private PacketHandler handler(PacketFlows flows) {
    RingKeeping keeping = kept;
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

  private void keepUp(long nowNanos) {
    RingKeeping keeping = kept;
    if (keeping != null) {
      keeping.idle(nowNanos, capture.drops());
    }
  }

  private void endKeeping() {
    RingKeeping keeping = kept;
    if (keeping != null) {
      keeping.end(TimeRange.nanos(Instant.now()), capture.drops());
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
    RingKeeping keeping = kept;
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
    ring().map(PacketRing::problem).filter(said -> !said.isEmpty()).ifPresent(advice::add);
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
