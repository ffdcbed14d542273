package weir.flow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// An address of this machine and a port of it, for flows to come to: "2055", "127.0.0.1:2055",
/// "[::1]:2055".
///
/// @param address where it is [#EVERYWHERE], `toString` gives the port alone
/// @param port 0 takes a free one
public record ListenAddress(InetAddress address, int port) {
  /// All addresses of the machine, of IPv6 and IPv4 alike where there is IPv6.
  public static final InetAddress EVERYWHERE = InetAddress.ofLiteral(hasIpv6() ? "::" : "0.0.0.0");

  public static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private static boolean hasIpv6() {
    try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET6)) {
      return channel.isOpen();
    } catch (UnsupportedOperationException | IOException e) {
      return false;
    }
  }

  /// All of them; what is given twice is taken once.
  ///
  /// @param otherwise the address of ports that are given alone
  /// @throws IllegalArgumentException as [#parse]
  public static List<ListenAddress> parse(Collection<String> texts, InetAddress otherwise) {
    List<ListenAddress> addresses = new ArrayList<>();
    for (String text : texts) {
      ListenAddress address = parse(text, otherwise);
      if (address.port == 0 || !addresses.contains(address)) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  /// Never asks a name server.
  ///
  /// @param otherwise the address if a port is given alone
  /// @throws IllegalArgumentException if it is none; says what is expected
  public static ListenAddress parse(String text, InetAddress otherwise) {
    String given = text.strip();
    int colon = given.lastIndexOf(':');
    boolean brackets = given.startsWith("[") && colon > 0 && given.charAt(colon - 1) == ']';
    if (colon < 0 && !given.contains(".")) {
      return new ListenAddress(otherwise, port(given, given));
    }
    String host =
        brackets
            ? given.substring(1, colon - 1)
            : colon < 0 ? given : given.substring(0, colon).strip();
    boolean v6 = host.contains(":");
    if (v6 != brackets) {
      throw new IllegalArgumentException(
          "'" + given + "': write an IPv6 address in brackets, with a port behind: [::1]:2055");
    }
    try {
      IpAddress.parse(host);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'"
              + given
              + "' has no address before its port, and names are not looked up; write 2055,"
              + " 127.0.0.1:2055 or [::1]:2055",
          e);
    }
    return new ListenAddress(
        InetAddress.ofLiteral(host), port(colon < 0 ? "" : given.substring(colon + 1), given));
  }

  private static int port(String text, String whole) {
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          text.isEmpty() && !whole.isEmpty()
              ? "'" + whole + "' lacks a port; write " + whole.replaceAll(":$", "") + ":2055"
              : "'" + text + "': a port is 0 to 65535");
    }
    return port;
  }

  /// The same with the port that was taken.
  public ListenAddress withPort(int taken) {
    return new ListenAddress(address, taken);
  }

  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }

  @Override
  public String toString() {
    if (address.equals(EVERYWHERE)) {
      return Integer.toString(port);
    }
    String host =
        address.isAnyLocalAddress() && address.getAddress().length == 4
            ? "0.0.0.0"
            : IpAddress.of(address.getAddress()).toString();
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
