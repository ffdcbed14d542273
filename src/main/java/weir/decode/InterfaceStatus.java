package weir.decode;

import java.util.Objects;

/// What an exporter has told of one of its interfaces.
///
/// @param index SNMP's ifIndex
/// @param name from options records or sFlow port names; empty for unknown
/// @param description from options records; empty for unknown
/// @param speedBitsPerSecond from sFlow counter samples; 0 for unknown
/// @param inOctets ifHCInOctets of the last counter sample
/// @param outOctets ifHCOutOctets of it
/// @param countedNanos when that came, since 1970; 0 for never
/// @param inBitsPerSecond over the last two counter samples
/// @param outBitsPerSecond over the last two counter samples
public record InterfaceStatus(
    long index,
    String name,
    String description,
    long speedBitsPerSecond,
    long inOctets,
    long outOctets,
    long countedNanos,
    double inBitsPerSecond,
    double outBitsPerSecond) {

  public InterfaceStatus {
    Objects.requireNonNull(name);
    Objects.requireNonNull(description);
  }

  static InterfaceStatus unknown(long index) {
    return new InterfaceStatus(index, "", "", 0, 0, 0, 0, 0, 0);
  }

  InterfaceStatus named(String newName, String newDescription) {
    return new InterfaceStatus(
        index,
        newName,
        newDescription,
        speedBitsPerSecond,
        inOctets,
        outOctets,
        countedNanos,
        inBitsPerSecond,
        outBitsPerSecond);
  }

  InterfaceStatus counted(
      long speed, long newInOctets, long newOutOctets, long nanos, double in, double out) {
    return new InterfaceStatus(
        index, name, description, speed, newInOctets, newOutOctets, nanos, in, out);
  }
}
