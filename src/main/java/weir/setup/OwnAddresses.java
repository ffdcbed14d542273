package weir.setup;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import weir.flow.IpAddress;

/// Addresses of this machine that others may reach it by.
public final class OwnAddresses {
  private OwnAddresses() {}

  /// @param adapter the network adapter's name
  public record Own(String adapter, String address) {}

  /// The likeliest first: IPv4, in the order of the adapters. Asks the system; no name server.
  public static List<Own> list() {
    List<Own> found = new ArrayList<>();
    try {
      for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (one.isUp() && !one.isLoopback()) {
          for (InetAddress address : Collections.list(one.getInetAddresses())) {
            if (!address.isLinkLocalAddress()) {
              found.add(new Own(one.getName(), IpAddress.of(address.getAddress()).toString()));
            }
          }
        }
      }
    } catch (SocketException e) {
      return List.of(); // a system that does not say
    }
    found.sort(Comparator.comparing(own -> own.address().contains(":")));
    return List.copyOf(found);
  }
}
