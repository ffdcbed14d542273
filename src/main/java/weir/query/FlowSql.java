package weir.query;

/// What statements take from a table of flows.
final class FlowSql {
  private FlowSql() {}

  static String bucket(String column, long nanos) {
    return nanos == 0 ? "0::UBIGINT" : column + " // " + nanos + " * " + nanos;
  }
}
