package weir.snmp;

import java.util.List;

/// What an agent says of itself and its interfaces; all texts are clean.
///
/// @param name sysName; empty for unknown
/// @param location sysLocation; empty for unknown
/// @param interfaces by ifIndex
/// @param whole whether the agent has no more: one with very many is cut
public record Walked(String name, String location, List<Interface> interfaces, boolean whole) {
  public Walked {
    interfaces = List.copyOf(interfaces);
  }

  /// @param name ifName; where there is none, ifDescr
  /// @param hardware ifDescr: what it is
  /// @param alias ifAlias: what the one who configured it wrote of it
  /// @param type ifType: 6 is Ethernet, 24 loopback, 161 a link aggregate
  /// @param speedBitsPerSecond 0 for unknown
  public record Interface(
      long index, String name, String hardware, String alias, int type, long speedBitsPerSecond) {
    /// What it is for; where nobody wrote that, what it is, if the name does not say it.
    public String description() {
      return !alias.isEmpty() ? alias : hardware.equals(name) ? "" : hardware;
    }
  }
}
