package weir.exporter;

/// What an exporter's flows say of an interface beside what its counters say, over the same time.
///
/// @param index SNMP's ifIndex
/// @param nanos over how long
public record CounterCheck(long index, long nanos, Side in, Side out) {
  /// One direction.
  ///
  /// @param counted octets by the interface's counter
  /// @param told octets of the flows, multiplied by the exported rates; those of layer 2 where told
  /// @param flows records that tell of it
  public record Side(double counted, double told, double flows) {
    public static final Side NOTHING = new Side(0, 0, 0);
  }
}
