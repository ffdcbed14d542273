package weir.sql;

/// What statements take from a table of flows.
public final class FlowSql {
  private FlowSql() {}

  public static String bucket(String column, long nanos) {
    return nanos == 0 ? "0::UBIGINT" : column + " // " + nanos + " * " + nanos;
  }
}
