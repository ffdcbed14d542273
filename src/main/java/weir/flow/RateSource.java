package weir.flow;

/// Where a flow's sampling rate was found. The most specific place counts.
public enum RateSource {
  /// The exporter tells none: sums take the flow as it is.
  UNKNOWN("unknown"),
  /// NetFlow 5's header, or the sFlow sample itself.
  HEADER("header"),
  /// The flow's own record.
  RECORD("record"),
  /// Options about the sampler or selector that the record names.
  SAMPLER("options: sampler"),
  /// Options about one of its interfaces.
  INTERFACE("options: interface"),
  /// Options about its template.
  TEMPLATE("options: template"),
  /// Options about the exporter or the observation domain.
  SYSTEM("options: system"),
  /// The only rate that the observation domain has told of.
  ONLY_ONE("options: only rate"),
  /// Options about a sampler of that number in another observation domain: a guess.
  OTHER_DOMAIN("options: sampler of another domain, a guess");

  private static final RateSource[] ALL = values();
  private final String label;

  RateSource(String label) {
    this.label = label;
  }

  public int code() {
    return ordinal();
  }

  public String label() {
    return label;
  }

  /// The source with this code; [#UNKNOWN] for one that is not known.
  public static RateSource of(int code) {
    return code > 0 && code < ALL.length ? ALL[code] : UNKNOWN;
  }
}
