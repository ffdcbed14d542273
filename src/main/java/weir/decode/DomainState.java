package weir.decode;

import weir.flow.FlowType;

/// What is known of one observation domain of an exporter.
final class DomainState {
  /// @param type of the protocol: domains of different protocols have nothing in common
  record Key(FlowType type, long domain) {}

  private final SamplingRates rates = new SamplingRates();
  private final Sequence sequence;
  private long systemInitNanos;

  DomainState(Sequence sequence) {
    this.sequence = sequence;
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
