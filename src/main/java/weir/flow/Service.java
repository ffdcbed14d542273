package weir.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// What flows are for, as far as headers tell: a protocol, and that one of its two ports which has
/// a name in `weir/names/ports.tsv`. Where both have one, or neither, it is the lower port, for
/// servers stand below the ports that clients take at random. Names are those of TCP and UDP.
///
/// @param protocol its number
/// @param port 0 where the protocol has none
public record Service(int protocol, int port) {
  /// TCP and UDP, whose ports have names.
  public static final List<Integer> NAMED = List.of(6, 17);

  /// DCCP, SCTP and UDP-Lite: they have ports too.
  public static final List<Integer> NAMELESS = List.of(33, 132, 136);

  private static final int PORT_BITS = 16;
  private static final int LAST_PORT = 0xffff;
  private static final int LAST_PROTOCOL = 0xff;

  /// Of a flow.
  public static Service of(int protocol, int sourcePort, int destinationPort) {
    if (!hasPorts(protocol)) {
      return new Service(protocol, 0);
    }
    boolean source = isNamed(protocol, sourcePort);
    boolean destination = isNamed(protocol, destinationPort);
    int port =
        source == destination
            ? Math.min(sourcePort, destinationPort)
            : source ? sourcePort : destinationPort;
    return new Service(protocol, port);
  }

  /// The one that a number stands for.
  public static Service of(long number) {
    return new Service((int) (number >>> PORT_BITS), (int) number & LAST_PORT);
  }

  /// The protocol above 16 bits of the port.
  public long number() {
    return ((long) protocol << PORT_BITS) | port;
  }

  public boolean hasPorts() {
    return hasPorts(protocol);
  }

  static boolean hasPorts(int protocol) {
    return NAMED.contains(protocol) || NAMELESS.contains(protocol);
  }

  /// Whether its port has a name.
  public boolean isNamed() {
    return isNamed(protocol, port);
  }

  private static boolean isNamed(int protocol, int port) {
    return NAMED.contains(protocol) && Names.ports().containsKey(port);
  }

  /// As people read it: "TCP 443 https", "UDP 50000", "ICMP".
  public String label() {
    String name = Names.protocolName(protocol);
    String spoken = name.equals(Integer.toString(protocol)) ? "protocol " + name : name;
    if (port == 0) {
      return hasPorts(protocol) ? spoken + " without a port" : spoken;
    }
    return spoken + " " + (NAMED.contains(protocol) ? Names.port(port) : Integer.toString(port));
  }

  /// The same by another name than IANA's: "TCP 8443 admin".
  public String label(String name) {
    return Names.protocolName(protocol) + " " + port + " " + name;
  }

  /// As filters name it: "tcp/443", "icmp". [#named] reads it.
  @Override
  public String toString() {
    String name = word(protocol);
    return hasPorts(protocol) || named(name).size() != 1 ? name + "/" + port : name;
  }

  private static String word(int protocol) {
    String name = Names.protocolName(protocol).toLowerCase(Locale.ROOT);
    return name.matches("[a-z0-9+.-]+") ? name : Integer.toString(protocol);
  }

  /// Those that a word means: one for "tcp/443" and "icmp", TCP's and UDP's for "https" and "443";
  /// none where it means nothing.
  public static List<Service> named(String word) {
    int slash = word.indexOf('/');
    if (slash >= 0) {
      int protocol = protocol(word.substring(0, slash));
      return protocol < 0
          ? List.of()
          : ports(word.substring(slash + 1)).stream()
              .filter(port -> hasPorts(protocol) || port == 0)
              .map(port -> new Service(protocol, port))
              .toList();
    }
    List<Service> services = new ArrayList<>();
    for (int port : ports(word)) {
      NAMED.forEach(protocol -> services.add(new Service(protocol, port)));
    }
    int protocol = Names.protocolNumber(word);
    if (services.isEmpty() && protocol >= 0 && !hasPorts(protocol)) {
      services.add(new Service(protocol, 0));
    }
    return List.copyOf(services);
  }

  private static int protocol(String word) {
    int named = Names.protocolNumber(word);
    return named >= 0 ? named : number(word, LAST_PROTOCOL);
  }

  private static List<Integer> ports(String word) {
    int number = number(word, LAST_PORT);
    return number >= 0
        ? List.of(number)
        : Names.ports().entrySet().stream()
            .filter(entry -> entry.getValue().equalsIgnoreCase(word))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
  }

  /// A number, or -1.
  private static int number(String word, int last) {
    boolean is = word.matches("\\d{1,5}") && Integer.parseInt(word) <= last;
    return is ? Integer.parseInt(word) : -1;
  }

  /// Of the ports that have names: what is summed up by service holds as long as it is the same.
  public static long fingerprint() {
    return Names.ports().keySet().stream().sorted().toList().hashCode();
  }

  /// Words that [#named] knows, for completion.
  public static List<String> words() {
    Stream<String> protocols =
        Names.protocolNames().stream().filter(name -> !hasPorts(Names.protocolNumber(name)));
    return Stream.concat(Names.portNames().stream(), protocols).toList();
  }
}
