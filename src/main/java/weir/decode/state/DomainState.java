package weir.decode.state;

import org.jspecify.annotations.Nullable;
import weir.flow.FlowType;

/// What is known of one observation domain of an exporter.
public final class DomainState {
  /// @param type of the protocol: domains of different protocols have nothing in common
  record Key(FlowType type, long domain) {}

  private final Key key;

  /// What one takes beside its tables.
  static final int BYTES = 1024;

  private final SamplingRates rates;
  private final Sequence sequence;
  private final LongTable lastSamples;
  private final Tally lostSamples;
  private final Tally unknownTotals;
  private final Tally impossibleTimes;
  private final Footprint footprint;
  private @Nullable Connections connections;
  private long heardSinceNanos;
  private long lastSample;
  private long systemInitNanos;

  /// @param key of the domain
  /// @param lostSamples counts sFlow samples that are missing by their sequence numbers
  /// @param unknownTotals counts flows whose totals had begun before
  /// @param impossibleTimes counts flows whose date was replaced
  DomainState(
      Key key,
      Sequence sequence,
      Tally lostSamples,
      Tally unknownTotals,
      Tally impossibleTimes,
      Footprint footprint) {
    this.key = key;
    this.unknownTotals = unknownTotals;
    this.impossibleTimes = impossibleTimes;
    this.footprint = footprint;
    this.rates = new SamplingRates(footprint);
    this.lastSamples = new LongTable(footprint);
    footprint.add(BYTES);
    this.sequence = sequence;
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
    return BYTES + rates.bytes() + lastSamples.bytes() + ofConnections;
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
      known = new Connections(footprint, unknownTotals, heardSinceNanos);
      connections = known;
    }
    return known;
  }

  /// Flows whose date could not be and was replaced.
  Tally impossibleTimes() {
    return impossibleTimes;
  }

  public SamplingRates rates() {
    return rates;
  }

  public Sequence sequence() {
    return sequence;
  }

  /// When uptimes start, since 1970; 0 for unknown.
  public long systemInit() {
    return systemInitNanos;
  }

  public void systemInit(long nanos) {
    systemInitNanos = nanos;
  }
}
