package weir.capture.live;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import weir.flow.IpAddress;

/// A network adapter, or what stands for several ("any").
///
/// @param name by which it is opened: "eth0"
/// @param description of the system, where it has one
/// @param addresses its own
/// @param index the system's number of it; 0 for none
public record Adapter(
    String name,
    String description,
    List<IpAddress> addresses,
    int index,
    boolean up,
    boolean loopback) {
  public Adapter {
    addresses = List.copyOf(addresses);
  }

  /// Of a name, with what the system tells of it.
  static Adapter of(String name, String description, boolean up, boolean loopback) {
    try {
      NetworkInterface known = NetworkInterface.getByName(name);
      if (known != null) {
        return new Adapter(
            name,
            description,
            known.inetAddresses().map(InetAddress::getAddress).map(IpAddress::of).toList(),
            known.getIndex(),
            up,
            loopback);
      }
    } catch (SocketException e) {
      // it has just gone
    }
    return new Adapter(name, description, List.of(), 0, up, loopback);
  }

  /// Whether it is worth while to open it now: it is there and up, or the system does not know it
  /// by this name anyway.
  public boolean isExpected() {
    try {
      NetworkInterface known = NetworkInterface.getByName(name);
      return index == 0 || (known != null && known.isUp());
    } catch (SocketException e) {
      return false; // it has just gone
    }
  }
}
