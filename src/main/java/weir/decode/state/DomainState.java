package weir.decode.state;

import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowType;

/// What is known of one observation domain of an exporter.
public final class DomainState {
  /// @param type of the protocol: domains of different protocols have nothing in common
  record Key(FlowType type, long domain) {}

  private final Key key;

  /// What one takes beside its tables.
  static final int BYTES = 1024;

  /// Processes of an exporter that are followed at once; the one not heard from for longest goes.
  private static final int MOST_PROCESSES = 16;

  private final SamplingRates rates;
  private final Supplier<Sequence> newSequence;
  private final LinkedHashMap<Integer, Sequence> sequences = new LinkedHashMap<>(4, 0.75f, true);
  private @Nullable Sequence lastSequence;
  private int lastPort;
  private final LongTable lastSamples;
  private final Tally lostSamples;
  private final FlowNotes notes;
  private final TemplateCache templates;
  private final Footprint footprint;
  private @Nullable Connections connections;
  private long heardSinceNanos;
  private long lastSample;
  private long systemInitNanos;

  /// @param key of the domain
  /// @param lostSamples counts sFlow samples that are missing by their sequence numbers
  /// @param notes counts what is to be known of flows
  /// @param templates of the exporter
  DomainState(
      Key key,
      Supplier<Sequence> newSequence,
      Tally lostSamples,
      FlowNotes notes,
      TemplateCache templates,
      Samplers samplers,
      Footprint footprint) {
    this.key = key;
    this.notes = notes;
    this.templates = templates;
    this.footprint = footprint;
    this.rates = new SamplingRates(footprint, samplers, key.domain());
    this.lastSamples = new LongTable(footprint);
    footprint.add(BYTES);
    this.newSequence = newSequence;
    this.lostSamples = lostSamples;
  }

  /// Follows the sample numbers of a data source (sFlow 5 §5, flow_sample): each has its own. Some
  /// agents number the samples of all their sources as one: what is missing is at most what either
  /// way to count says.
  public void sampleArrived(long source, long sequenceNumber) {
    long last = lastSamples.get(source) - 1;
    long missing = Math.min(gap(last, sequenceNumber), gap(lastSample, sequenceNumber));
    if (last >= 0 && missing < Sequence.MAX_GAP) {
      lostSamples.add(missing);
    }
    lastSamples.put(source, sequenceNumber + 1);
    lastSample = sequenceNumber;
  }

  private static long gap(long last, long sequenceNumber) {
    return (sequenceNumber - last - 1) & 0xffff_ffffL;
  }

  Key key() {
    return key;
  }

  /// What it has added to the footprint.
  long bytes() {
    long ofConnections = connections == null ? 0 : connections.bytes();
    return BYTES
        + rates.bytes()
        + lastSamples.bytes()
        + ofConnections
        + (long) sequences.size() * Sequence.BYTES;
  }

  /// A datagram of it has come.
  ///
  /// @param exportNanos the exporter's clock
  public void heard(long exportNanos) {
    if (heardSinceNanos == 0) {
      heardSinceNanos = exportNanos;
    }
  }

  /// What has been counted of connections before.
  public Connections connections() {
    Connections known = connections;
    if (known == null) {
      known = new Connections(footprint, notes.unknownTotals(), heardSinceNanos);
      connections = known;
    }
    return known;
  }

  /// Whether the exporter has a template of octets of IP.
  boolean tellsIpOctets() {
    return templates.tellIpOctets();
  }

  /// Notes that counts were larger than there is room for.
  public void wideCounts(long count) {
    notes.wideCounts().add(count);
  }

  /// What is to be known of its flows.
  FlowNotes notes() {
    return notes;
  }

  public SamplingRates rates() {
    return rates;
  }

  /// That of the process that has sent a datagram: each port has its own (RFC 7011 §8), and one
  /// that goes on from another's last number is the same process.
  public Sequence sequence(MessageHeader header) {
    Sequence last = lastSequence;
    if (last != null && lastPort == header.process) {
      return last;
    }
    Sequence own = sequences.get(header.process);
    if (own == null) {
      own = moved(header);
      sequences.put(header.process, own);
    }
    lastSequence = own;
    lastPort = header.process;
    return own;
  }

  private Sequence moved(MessageHeader header) {
    for (var one : sequences.entrySet()) {
      if (one.getValue().expects(header.sequence)) {
        Sequence same = one.getValue();
        sequences.remove(one.getKey());
        return same;
      }
    }
    if (sequences.size() >= MOST_PROCESSES) {
      sequences.pollFirstEntry();
    } else {
      footprint.add(Sequence.BYTES);
    }
    return newSequence.get();
  }

  /// Datagrams were dropped unseen: what is missing until the next one is not lost.
  void lostTrack() {
    sequences.values().forEach(Sequence::lostTrack);
    lastSamples.clear();
  }

  /// When uptimes start, since 1970; 0 for unknown.
  public long systemInit() {
    return systemInitNanos;
  }

  public void systemInit(long nanos) {
    systemInitNanos = nanos;
  }
}
