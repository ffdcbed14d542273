package weir.decode;

import weir.flow.FlowType;

/// What is known of one observation domain of an exporter.
final class DomainState {
  /// @param type of the protocol: domains of different protocols have nothing in common
  record Key(FlowType type, long domain) {}

  private final Key key;
  private final SamplingRates rates = new SamplingRates();
  private final Sequence sequence;
  private final LongTable lastSamples = new LongTable();
  private final Tally lostSamples;
  private long systemInitNanos;

  /// @param key of the domain
  /// @param lostSamples counts sFlow samples that are missing by their sequence numbers
  DomainState(Key key, Sequence sequence, Tally lostSamples) {
    this.key = key;
    this.sequence = sequence;
    this.lostSamples = lostSamples;
  }

  /// Follows the sample numbers of a data source (sFlow 5 §5, flow_sample): each has its own.
  void sampleArrived(long source, long sequenceNumber) {
    long last = lastSamples.get(source) - 1;
    long missing = (sequenceNumber - last - 1) & 0xffff_ffffL;
    if (last >= 0 && missing < Sequence.MAX_GAP) {
      lostSamples.add(missing);
    }
    lastSamples.put(source, sequenceNumber + 1);
  }

  Key key() {
    return key;
  }

  SamplingRates rates() {
    return rates;
  }

  Sequence sequence() {
    return sequence;
  }

  /// When uptimes start, since 1970; 0 for unknown.
  long systemInit() {
    return systemInitNanos;
  }

  void systemInit(long nanos) {
    systemInitNanos = nanos;
  }
}
