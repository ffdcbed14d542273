package weir.exporter;

import weir.flow.ForeignText;

/// What an exporter has told of one of its interfaces.
///
/// @param index SNMP's ifIndex
/// @param name from options records or sFlow port names, clean; empty for unknown
/// @param description from options records, clean; empty for unknown
/// @param speedBitsPerSecond from sFlow counter samples; 0 for unknown
/// @param inOctets ifHCInOctets of the last counter sample
/// @param outOctets ifHCOutOctets of it
/// @param countedNanos when that came, since 1970; 0 for never
/// @param inBitsPerSecond over the last two counter samples; [#UNKNOWN] without two
/// @param outBitsPerSecond over the last two counter samples; [#UNKNOWN] without two
/// @param heardNanos when it was last told of, since 1970; 0 for unknown
public record InterfaceStatus(
    long index,
    String name,
    String description,
    long speedBitsPerSecond,
    long inOctets,
    long outOctets,
    long countedNanos,
    double inBitsPerSecond,
    double outBitsPerSecond,
    long heardNanos) {

  /// Stands for a rate that nothing has told: none is below 0.
  public static final double UNKNOWN = -1;

  /// Objects of one, its two texts' and the map's entry without what the texts say.
  private static final int BYTES = 320;

  public InterfaceStatus {
    name = ForeignText.clean(name);
    description = ForeignText.clean(description);
    inBitsPerSecond = countedNanos == 0 ? UNKNOWN : inBitsPerSecond;
    outBitsPerSecond = countedNanos == 0 ? UNKNOWN : outBitsPerSecond;
  }

  /// About what it takes in memory.
  public long footprintBytes() {
    return BYTES + 2L * (name.length() + description.length());
  }

  public static InterfaceStatus unknown(long index) {
    return new InterfaceStatus(index, "", "", 0, 0, 0, 0, 0, 0, 0);
  }

  /// @param newName empty for the one that is known
  /// @param newDescription empty for the one that is known
  public InterfaceStatus named(String newName, String newDescription, long receivedNanos) {
    return new InterfaceStatus(
        index,
        newName.isEmpty() ? name : newName,
        newDescription.isEmpty() ? description : newDescription,
        speedBitsPerSecond,
        inOctets,
        outOctets,
        countedNanos,
        inBitsPerSecond,
        outBitsPerSecond,
        receivedNanos);
  }

  public InterfaceStatus counted(
      long speed, long newInOctets, long newOutOctets, long nanos, double in, double out) {
    return new InterfaceStatus(
        index, name, description, speed, newInOctets, newOutOctets, nanos, in, out, nanos);
  }
}
