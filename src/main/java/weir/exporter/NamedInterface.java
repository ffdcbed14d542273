package weir.exporter;

import weir.flow.ForeignText;
import weir.flow.IpAddress;

/// What an interface is called, as a list or an agent says; all texts are clean.
///
/// @param index SNMP's ifIndex
/// @param name empty for unknown
/// @param description empty for unknown
/// @param speedBitsPerSecond 0 for unknown
public record NamedInterface(
    IpAddress exporter,
    long index,
    String name,
    String description,
    long speedBitsPerSecond,
    Role role) {
  /// Which side of the network it is on.
  public enum Role {
    UNKNOWN,
    EXTERNAL,
    INTERNAL
  }

  public NamedInterface {
    if (index < 0 || index > 0xffff_ffffL) {
      throw new IllegalArgumentException("an ifIndex is 0 to 4294967295, not " + index);
    }
    if (speedBitsPerSecond < 0) {
      throw new IllegalArgumentException("a speed is not below 0");
    }
    name = ForeignText.clean(name);
    description = ForeignText.clean(description);
  }
}
