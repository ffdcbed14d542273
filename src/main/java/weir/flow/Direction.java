package weir.flow;

/// Where a flow goes, seen from the networks that the user calls their own.
public enum Direction {
  /// Neither the addresses nor the exporter tell.
  UNKNOWN("unknown"),
  IN("in"),
  OUT("out"),
  /// Both ends are inside.
  INTERNAL("internal"),
  /// Neither end is inside, and it is known that it goes through.
  TRANSIT("transit");

  private static final Direction[] ALL = values();
  private final String label;

  Direction(String label) {
    this.label = label;
  }

  public int code() {
    return ordinal();
  }

  public String label() {
    return label;
  }

  public static Direction of(int code) {
    return code > 0 && code < ALL.length ? ALL[code] : UNKNOWN;
  }
}
