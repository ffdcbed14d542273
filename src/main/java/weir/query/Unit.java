package weir.query;

/// What is counted throughout a view.
public enum Unit {
  BITS("Bits", Measure.BITS_PER_SECOND),
  PACKETS("Packets", Measure.PACKETS_PER_SECOND),
  FLOWS("Flows", Measure.FLOWS_PER_SECOND);

  private final String label;
  private final Measure rate;

  Unit(String label, Measure rate) {
    this.label = label;
    this.rate = rate;
  }

  public String label() {
    return label;
  }

  /// Per second.
  public Measure rate() {
    return rate;
  }

  /// Over the whole range.
  public Measure sum() {
    return rate.base();
  }
}
