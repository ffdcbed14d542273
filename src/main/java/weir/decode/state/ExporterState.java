package weir.decode.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.InterfaceStatus;
import weir.exporter.RateStatus;
import weir.exporter.TemplateStatus;
import weir.exporter.ToldName;
import weir.exporter.Watched;
import weir.flow.FlowBatch;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.OwnElements;
import weir.flow.RateSource;
import weir.wire.MalformedDatagram;
import weir.wire.MalformedDatagram.Reason;

/// All that is known of one exporter. One thread decodes; the counters can be read from any.
public final class ExporterState {
  /// What one takes before it has told anything, with the counters and the tables in front of maps.
  private static final int BYTES = 8192;

  private static final int MAX_DOMAINS = 1024;
  private static final int RECENT_DOMAINS = 16;
  private static final long MAX_BYTES = 16 << 20;

  /// A template that has just come.
  public record TemplateId(FlowType type, long domain, int id) {}

  private final IpAddress address;
  private final Tally datagrams = new Tally();
  private final Tally records = new Tally();
  private final Tally gaps = new Tally();
  private final Tally missing = new Tally();
  private final Tally late = new Tally();
  private final Tally templateCount = new Tally();
  private final Tally waitingSets = new Tally();
  private final Tally lateSets = new Tally();
  private final Tally droppedSets = new Tally();
  private final Tally counterSamples = new Tally();
  private final Tally discardedSamples = new Tally();
  private final Tally lostSamples = new Tally();
  private final FlowNotes notes = new FlowNotes();
  private final Tally samplingRate = new Tally();
  private final Tally rateSource = new Tally();
  private final Tally forgottenInterfaces = new Tally();
  private final Tally unkeptInterfaces = new Tally();
  private final Tally lastSeen = new Tally();
  private final Tally clockSkew = new Tally();
  private final Tally octets = new Tally();
  private final Tally[] understood = tallies();
  private final Map<Reason, Tally> malformed = new EnumMap<>(Reason.class);

  private final Footprint footprint = new Footprint();
  private final Samplers samplers = new Samplers(footprint);
  private final TemplateCache templates;
  private final WaitingSets waiting = new WaitingSets(droppedSets, waitingSets, footprint);
  private final Watch watch = new Watch(footprint);
  private final Interfaces interfaces =
      new Interfaces(footprint, forgottenInterfaces, watch.checks());
  private final ToldNames names = new ToldNames(footprint);
  private final OwnCounts ownCounts = new OwnCounts(footprint);
  private final List<TemplateId> arrived = new ArrayList<>();
  private final LinkedHashMap<DomainState.Key, DomainState> domains =
      new LinkedHashMap<>(4, 0.75f, true);

  private long watchedRecords;
  private long droppedBefore;

  // In front of the map, whose keys are objects.
  private final @Nullable DomainState[] recentDomains = new DomainState[RECENT_DOMAINS];

  private static Tally[] tallies() {
    Tally[] tallies = new Tally[FlowType.values().length];
    Arrays.setAll(tallies, _ -> new Tally());
    return tallies;
  }

  public ExporterState(IpAddress address) {
    this(address, OwnElements.NONE);
  }

  /// @param own elements that somebody says what they fill
  public ExporterState(IpAddress address, OwnElements own) {
    this.address = address;
    templates = new TemplateCache(footprint, own);
    footprint.add(BYTES);
    for (Reason reason : Reason.values()) {
      malformed.put(reason, new Tally());
    }
  }

  public IpAddress address() {
    return address;
  }

  public TemplateCache templates() {
    return templates;
  }

  public WaitingSets waiting() {
    return waiting;
  }

  public Interfaces interfaces() {
    return interfaces;
  }

  public ToldNames names() {
    return names;
  }

  public OwnCounts ownCounts() {
    return ownCounts;
  }

  /// Templates that came with this datagram and may be waited for.
  public List<TemplateId> arrived() {
    return arrived;
  }

  public Tally counterSamples() {
    return counterSamples;
  }

  public Tally discardedSamples() {
    return discardedSamples;
  }

  public Tally lateSets() {
    return lateSets;
  }

  public long lastSeenNanos() {
    return lastSeen.value();
  }

  /// How many of its interfaces did not fit into what is kept for a restart; from one thread.
  public void unkeptInterfaces(long count) {
    unkeptInterfaces.set(count);
  }

  /// What is known of a domain; bounded, the one unused for longest goes.
  public DomainState domain(FlowType type, long id) {
    int slot = (int) id & (RECENT_DOMAINS - 1);
    DomainState recent = recentDomains[slot];
    if (recent != null && recent.key().domain() == id && recent.key().type() == type) {
      return recent;
    }
    DomainState found = findDomain(new DomainState.Key(type, id));
    recentDomains[slot] = found;
    return found;
  }

  private synchronized DomainState findDomain(DomainState.Key key) {
    DomainState domain = domains.get(key);
    if (domain == null) {
      if (domains.size() >= MAX_DOMAINS) {
        forgetOldestDomain();
      }
      domain =
          new DomainState(
              key,
              () -> new Sequence(gaps, missing, late, watch.repeated()),
              lostSamples,
              notes,
              templates,
              samplers,
              footprint);
      domains.put(key, domain);
    }
    return domain;
  }

  /// Goes on from what was known before a restart.
  ///
  /// @return templates that are none
  public int restore(ExporterMemory memory) {
    lastSeen.set(memory.lastSeenNanos());
    int unused = 0;
    for (TemplateStatus template : memory.templates()) {
      try {
        templates.restore(template);
      } catch (MalformedDatagram e) {
        unused++;
      }
    }
    memory.rates().forEach(rate -> domain(rate.type(), rate.domain()).rates().restore(rate));
    interfaces.restore(memory.interfaces());
    names.restore(memory.names());
    templates.restoreChanges(memory.changes());
    watch.restore(memory.watched());
    templateCount.set(templates.templates());
    return unused;
  }

  /// From any thread.
  public ExporterMemory memory() {
    return new ExporterMemory(
        address,
        lastSeen.value(),
        templates.status(),
        rates(),
        interfaces.status(),
        names.status(),
        templates.changes(),
        templates.samples(),
        watch.status(List.of()));
  }

  private synchronized List<RateStatus> rates() {
    return domains.entrySet().stream()
        .flatMap(domain -> domain.getValue().rates().status(domain.getKey()).stream())
        .toList();
  }

  private void forgetOldestDomain() {
    var oldest = domains.pollFirstEntry();
    if (oldest != null) {
      footprint.add(-oldest.getValue().bytes());
    }
    Arrays.fill(recentDomains, null);
  }

  /// Keeps what its domains take within bounds.
  public synchronized void trim() {
    while (footprint.bytes() > MAX_BYTES && domains.size() > 1) {
      forgetOldestDomain();
    }
  }

  public Footprint footprint() {
    return footprint;
  }

  /// Datagrams of it were dropped before this one: they are neither lost nor compared.
  ///
  /// @param count how many ever
  public void dropped(long count) {
    if (count != droppedBefore) {
      droppedBefore = count;
      synchronized (this) {
        domains.values().forEach(DomainState::lostTrack);
      }
      watch.checks().lostTrack();
    }
  }

  /// Counts a datagram, good or bad.
  public void seen(long receivedNanos, int length) {
    datagrams.add(1);
    octets.add(length);
    lastSeen.set(receivedNanos);
    watch.datagram(receivedNanos, records.value() - watchedRecords, missing.value() - late.value());
    watchedRecords = records.value();
  }

  /// Looks at what a datagram brought, or a set of it that has waited.
  ///
  /// @param first row of so many
  public void watch(int first, int rows, FlowBatch out) {
    watch.flows(first, rows, out);
  }

  /// Counts what a datagram brought, or a set of it that has waited.
  public void decoded(
      MessageHeader header, boolean waited, int rows, long lastRate, long lastSource) {
    records.add(rows);
    understood[header.type.ordinal()].add(waited ? 0 : 1);
    templateCount.set(templates.templates());
    if (rows > 0) {
      samplingRate.set(lastRate);
      rateSource.set(lastSource);
    }
    if (header.exportNanos != 0) {
      clockSkew.set(header.exportNanos - header.receivedNanos);
    }
  }

  public void malformed(Reason reason) {
    Tally tally = malformed.get(reason);
    if (tally != null) {
      tally.add(1);
    }
  }

  /// From any thread.
  public ExporterStatus status() {
    return status(interfaces.status(), names.status(), watch.status(waiting.told()));
  }

  /// Only what is counted; from any thread.
  public ExporterStatus counts() {
    return status(List.of(), List.of(), Watched.NOTHING);
  }

  private ExporterStatus status(List<InterfaceStatus> told, List<ToldName> named, Watched watched) {
    Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    malformed.forEach(
        (reason, tally) -> {
          if (tally.value() > 0) {
            reasons.put(reason, tally.value());
          }
        });
    Map<FlowType, Long> read = new EnumMap<>(FlowType.class);
    for (FlowType type : FlowType.values()) {
      long count = understood[type.ordinal()].value();
      if (count > 0) {
        read.put(type, count);
      }
    }
    return new ExporterStatus(
        address,
        read,
        datagrams.value(),
        octets.value(),
        records.value(),
        reasons,
        gaps.value(),
        missing.value() - late.value(),
        late.value(),
        templateCount.value(),
        waitingSets.value(),
        lateSets.value(),
        droppedSets.value(),
        counterSamples.value(),
        discardedSamples.value(),
        lostSamples.value(),
        notes.unknownTotals().value(),
        notes.impossibleTimes().value(),
        notes.layer2Flows().value(),
        notes.wideCounts().value(),
        notes.endReasonCounts(),
        ownCounts.status(),
        samplingRate.value(),
        RateSource.of((int) rateSource.value()),
        lastSeen.value(),
        clockSkew.value(),
        forgottenInterfaces.value(),
        unkeptInterfaces.value(),
        told,
        named,
        watched);
  }
}
