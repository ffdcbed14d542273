package weir.doctor;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weir.exporter.CounterCheck;
import weir.exporter.Course;
import weir.exporter.ExporterStatus;
import weir.exporter.FlowLengths;
import weir.exporter.InterfaceStatus;
import weir.exporter.OwnCount;
import weir.exporter.ToldName;
import weir.exporter.Watched;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.RateSource;
import weir.wire.MalformedDatagram.Reason;

/// Exporters that tests make, well unless something else is said.
public final class Known {
  public static final Instant NOW = Instant.parse("2026-11-21T19:00:00Z");
  public static final Seen LIVE = new Seen(ZoneOffset.UTC, NOW, true);
  public static final Seen FILE = new Seen(ZoneOffset.UTC, NOW, false);

  private final IpAddress address;
  private Set<FlowType> types = EnumSet.of(FlowType.NETFLOW_V9);
  private Map<Reason, Long> malformed = Map.of();
  private long datagrams = 1000;
  private long records = 20_000;
  private long gaps;
  private long lost;
  private long waiting;
  private long noTemplate;
  private long rate = 1000;
  private long skewNanos;
  private long lostSamples;
  private Instant heard = NOW.minusSeconds(1);
  private List<InterfaceStatus> interfaces = List.of();
  private Map<Integer, Long> endReasons = Map.of();
  private Map<OwnCount, Long> ownCounts = Map.of();
  private List<ToldName> names = List.of();
  private Watched watched = Watched.NOTHING;

  public Known(String address) {
    this.address = IpAddress.parse(address);
  }

  public Known sends(FlowType first, FlowType... others) {
    types = EnumSet.of(first, others);
    return this;
  }

  public Known lost(long count, long inGaps) {
    lost = count;
    gaps = inGaps;
    return this;
  }

  public Known malformed(Reason reason, long count) {
    malformed = Map.of(reason, count);
    return this;
  }

  public Known sets(long waitingSets, long withoutTemplate) {
    waiting = waitingSets;
    noTemplate = withoutTemplate;
    return this;
  }

  public Known records(long count) {
    records = count;
    return this;
  }

  public Known rate(long value) {
    rate = value;
    return this;
  }

  public Known clockAhead(double seconds) {
    skewNanos = (long) (seconds * 1e9);
    return this;
  }

  public Known ended(Map<Integer, Long> byReason) {
    endReasons = byReason;
    return this;
  }

  public Known counts(Map<OwnCount, Long> ofItself) {
    ownCounts = ofItself;
    return this;
  }

  public Known names(ToldName... told) {
    names = List.of(told);
    return this;
  }

  public Known lostSamples(long count) {
    lostSamples = count;
    return this;
  }

  public Known heard(Instant when) {
    heard = when;
    return this;
  }

  /// Ten seconds of flows before now, and so much lost in the last of them.
  public Known going(long flowsPerSecond, long lostLately) {
    long second = Watched.SECOND;
    long from = (NOW.getEpochSecond() - 10) * second;
    List<Long> flows = Collections.nCopies(10, flowsPerSecond);
    List<Long> losses = new ArrayList<>(Collections.nCopies(10, 0L));
    losses.set(9, lostLately);
    watched =
        new Watched(
            new Course(second, from, flows, losses),
            watched.minutes(),
            watched.lengths(),
            watched.counters(),
            watched.waiting(),
            watched.repeated(),
            watched.blocked());
    return this;
  }

  public Known lengths(FlowLengths lengths) {
    watched =
        new Watched(
            watched.seconds(),
            watched.minutes(),
            lengths,
            watched.counters(),
            watched.waiting(),
            watched.repeated(),
            watched.blocked());
    return this;
  }

  public Known counters(CounterCheck... checks) {
    watched =
        new Watched(
            watched.seconds(),
            watched.minutes(),
            watched.lengths(),
            List.of(checks),
            watched.waiting(),
            watched.repeated(),
            watched.blocked());
    return this;
  }

  public Known watched(Watched seen) {
    watched = seen;
    return this;
  }

  public Known interfaces(InterfaceStatus... told) {
    interfaces = List.of(told);
    return this;
  }

  public ExporterStatus status() {
    return new ExporterStatus(
        address,
        types.stream().collect(Collectors.toMap(type -> type, _ -> datagrams)),
        datagrams,
        100 * datagrams,
        records,
        malformed,
        gaps,
        lost,
        0,
        2,
        waiting,
        0,
        noTemplate,
        0,
        0,
        lostSamples,
        0,
        0,
        0,
        0,
        endReasons,
        ownCounts,
        rate,
        rate == 0 ? RateSource.UNKNOWN : RateSource.SYSTEM,
        heard.getEpochSecond() * 1_000_000_000L + heard.getNano(),
        skewNanos,
        0,
        0,
        interfaces,
        names,
        watched);
  }
}
