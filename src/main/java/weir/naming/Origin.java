package weir.naming;

/// Where a name comes from, each counting before those above it.
public enum Origin {
  BUNDLED("bundled (IANA)"),
  DNS("reverse DNS"),
  AS_TABLE("tables of AS"),
  OPTIONS("options"),
  COUNTERS("sFlow"),
  DATABASE("the database"),
  SNMP("SNMP"),
  CSV("CSV"),
  FILE("by hand"),
  DATA_SET("said in this data set");

  private final String words;

  Origin(String words) {
    this.words = words;
  }

  /// For people, behind a name: "by hand".
  public String words() {
    return words;
  }
}
