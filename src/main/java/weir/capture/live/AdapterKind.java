package weir.capture.live;

/// What an adapter is, as far as the system tells.
public enum AdapterKind {
  ETHERNET("Ethernet"),
  WIFI("Wi-Fi"),
  MOBILE("Mobile network"),
  VPN("VPN or tunnel"),
  VLAN("VLAN"),
  BOND("Bond"),
  BRIDGE("Bridge"),
  VIRTUAL("Virtual"),
  LOOPBACK("Loopback"),
  /// What stands for all of them.
  EVERY("All adapters"),
  /// Packets that the firewall's rules hand over.
  LOG("Firewall log"),
  UNKNOWN("Adapter");

  private final String words;

  AdapterKind(String words) {
    this.words = words;
  }

  /// "Wi-Fi".
  public String words() {
    return words;
  }
}
