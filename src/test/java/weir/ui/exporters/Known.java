package weir.ui.exporters;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weir.exporter.ExporterStatus;
import weir.exporter.InterfaceStatus;
import weir.exporter.OwnCount;
import weir.exporter.ToldName;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.RateSource;
import weir.wire.MalformedDatagram.Reason;

/// Exporters that tests make, well unless something else is said.
final class Known {
  static final Instant NOW = Instant.parse("2026-11-21T19:00:00Z");
  static final Seen LIVE = new Seen(ZoneOffset.UTC, NOW, true);
  static final Seen FILE = new Seen(ZoneOffset.UTC, NOW, false);

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

  Known(String address) {
    this.address = IpAddress.parse(address);
  }

  Known sends(FlowType first, FlowType... others) {
    types = EnumSet.of(first, others);
    return this;
  }

  Known lost(long count, long inGaps) {
    lost = count;
    gaps = inGaps;
    return this;
  }

  Known malformed(Reason reason, long count) {
    malformed = Map.of(reason, count);
    return this;
  }

  Known sets(long waitingSets, long withoutTemplate) {
    waiting = waitingSets;
    noTemplate = withoutTemplate;
    return this;
  }

  Known records(long count) {
    records = count;
    return this;
  }

  Known rate(long value) {
    rate = value;
    return this;
  }

  Known clockAhead(double seconds) {
    skewNanos = (long) (seconds * 1e9);
    return this;
  }

  Known ended(Map<Integer, Long> byReason) {
    endReasons = byReason;
    return this;
  }

  Known counts(Map<OwnCount, Long> ofItself) {
    ownCounts = ofItself;
    return this;
  }

  Known names(ToldName... told) {
    names = List.of(told);
    return this;
  }

  Known lostSamples(long count) {
    lostSamples = count;
    return this;
  }

  Known heard(Instant when) {
    heard = when;
    return this;
  }

  Known interfaces(InterfaceStatus... told) {
    interfaces = List.of(told);
    return this;
  }

  ExporterStatus status() {
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
        names);
  }
}
