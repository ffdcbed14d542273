package weir.enrich.hosts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import weir.flow.ForeignText;
import weir.flow.IpAddress;

/// Knows what an address is called. Takes its time; asked from several threads.
public interface NameServer {
  /// What is known for so long.
  ///
  /// @param name empty where the address has none
  record Found(Optional<String> name, Duration validity) {}

  /// @throws IOException if there is no answer
  Found nameOf(IpAddress address) throws IOException;

  /// As this system resolves names: its hosts file, its name servers.
  static NameServer ofSystem() {
    return address -> {
      try {
        String literal = address.toString();
        InetAddress asked = InetAddress.ofLiteral(literal);
        String name = asked.getCanonicalHostName();
        boolean none = name.equals(asked.getHostAddress()) || name.equals(literal);
        return new Found(
            none ? Optional.empty() : Optional.of(ForeignText.clean(name)),
            none ? HostNames.NONE_FOR : HostNames.KNOWN_FOR);
      } catch (IllegalArgumentException e) {
        throw new UnknownHostException(String.valueOf(e.getMessage()));
      }
    };
  }

  /// A server of one's own choice, over UDP.
  static NameServer at(InetSocketAddress server) {
    return new DnsServer(server);
  }

  /// One by its address: "192.0.2.53", "[2001:db8::53]:5353"; the system's where that is empty.
  ///
  /// @throws IllegalArgumentException with a sentence
  static NameServer of(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return ofSystem();
    }
    boolean bracketed = stripped.startsWith("[");
    int colon = stripped.lastIndexOf(':');
    boolean ported =
        colon > 0
            && (bracketed ? stripped.charAt(colon - 1) == ']' : stripped.indexOf(':') == colon);
    String host = ported ? stripped.substring(0, colon) : stripped;
    String port = ported ? stripped.substring(colon + 1) : "53";
    if (!port.matches("\\d{1,5}")
        || Integer.parseInt(port) > 0xffff
        || Integer.parseInt(port) == 0) {
      throw new IllegalArgumentException("'" + port + "' is no port of a name server");
    }
    IpAddress address = IpAddress.parse(bracketed ? host.substring(1, host.length() - 1) : host);
    return at(
        new InetSocketAddress(InetAddress.ofLiteral(address.toString()), Integer.parseInt(port)));
  }
}
