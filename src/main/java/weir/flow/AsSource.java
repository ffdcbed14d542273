package weir.flow;

/// Where an AS number of a flow is from.
public enum AsSource {
  /// As the exporter sent it, be it 0.
  EXPORTER("exporter"),
  /// A table of prefixes: a dump of routes, a file, a database.
  TABLE("table"),
  /// Networks that the user has said the AS of.
  USER("user"),
  /// The routes of the router itself, which it told of.
  ROUTER("router");

  private static final AsSource[] ALL = values();
  private final String label;

  AsSource(String label) {
    this.label = label;
  }

  public int code() {
    return ordinal();
  }

  public String label() {
    return label;
  }

  /// The source with this code; [#EXPORTER] for one that is not known.
  public static AsSource of(int code) {
    return code > 0 && code < ALL.length ? ALL[code] : EXPORTER;
  }
}
