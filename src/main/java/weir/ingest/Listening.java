package weir.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.flow.Destination;
import weir.flow.ListenAddress;
import weir.flow.OwnElements;
import weir.flow.Prefixes;
import weir.naming.ElementsFile;

/// Where flows are listened for, and who may send them.
///
/// A source that listens can be told another one while it does: see [Source#listen].
///
/// @param datagrams UDP, any protocol on any of them
/// @param messages TCP, for IPFIX
/// @param streams TCP, for protobuf flows
/// @param allowed senders, and agents that payloads name
/// @param forward other collectors, which get a copy of each datagram of those senders
/// @param elements a file that says what elements of one's own fill, read when the source is
///   opened; empty for none
/// @param routes TCP, for routes of routers (BMP)
/// @param terms of ports, by number, that are not the usual ones
public record Listening(
    List<ListenAddress> datagrams,
    List<ListenAddress> messages,
    List<ListenAddress> streams,
    Prefixes allowed,
    List<Destination> forward,
    String elements,
    List<ListenAddress> routes,
    Map<Integer, PortTerms> terms) {
  /// NetFlow, legacy NetFlow, IPFIX and sFlow, on all addresses.
  public static final List<ListenAddress> DEFAULT = everywhere(List.of(2055, 2056, 4739, 6343));

  /// Nowhere yet; everybody may send.
  public static final Listening NOWHERE = new Listening(List.of(), List.of(), Prefixes.ALL);

  public Listening {
    datagrams = List.copyOf(datagrams);
    messages = List.copyOf(messages);
    streams = List.copyOf(streams);
    forward = List.copyOf(forward);
    routes = List.copyOf(routes);
    terms = Map.copyOf(terms);
  }

  /// On the usual terms.
  public Listening(
      List<ListenAddress> datagrams,
      List<ListenAddress> messages,
      List<ListenAddress> streams,
      Prefixes allowed,
      List<Destination> forward,
      String elements,
      List<ListenAddress> routes) {
    this(datagrams, messages, streams, allowed, forward, elements, routes, Map.of());
  }

  /// Without routes.
  public Listening(
      List<ListenAddress> datagrams,
      List<ListenAddress> messages,
      List<ListenAddress> streams,
      Prefixes allowed,
      List<Destination> forward,
      String elements) {
    this(datagrams, messages, streams, allowed, forward, elements, List.of());
  }

  /// Without IPFIX over TCP, forwarding nothing.
  public Listening(List<ListenAddress> datagrams, List<ListenAddress> streams, Prefixes allowed) {
    this(datagrams, List.of(), streams, allowed, List.of());
  }

  /// The same for others.
  public Listening allowing(Prefixes others) {
    return new Listening(datagrams, messages, streams, others, forward, elements, routes, terms);
  }

  /// With the elements that Weir knows.
  public Listening(
      List<ListenAddress> datagrams,
      List<ListenAddress> messages,
      List<ListenAddress> streams,
      Prefixes allowed,
      List<Destination> forward) {
    this(datagrams, messages, streams, allowed, forward, "");
  }

  /// The same with other collectors that get copies.
  public Listening forwardingTo(List<Destination> collectors) {
    return new Listening(
        datagrams, messages, streams, allowed, collectors, elements, routes, terms);
  }

  /// The same with what elements of one's own fill.
  ///
  /// @param file empty for none
  public Listening withElements(String file) {
    return new Listening(datagrams, messages, streams, allowed, forward, file, routes, terms);
  }

  /// The same with routes of routers, from there.
  public Listening withRoutes(List<ListenAddress> ports) {
    return new Listening(datagrams, messages, streams, allowed, forward, elements, ports, terms);
  }

  /// The same on other terms; the usual ones need not be said.
  public Listening onTerms(Map<Integer, PortTerms> ofPorts) {
    Map<Integer, PortTerms> unusual = new TreeMap<>(ofPorts);
    unusual.values().removeIf(PortTerms::isUsual);
    return new Listening(datagrams, messages, streams, allowed, forward, elements, routes, unusual);
  }

  /// The ports that flows come by, in order.
  public Set<Integer> flowPorts() {
    return allTerms().keySet();
  }

  /// On some of the ports that flows come by; routes are taken nowhere.
  public Listening on(IntPredicate ports) {
    Predicate<ListenAddress> some = at -> ports.test(at.port());
    return new Listening(
        datagrams.stream().filter(some).toList(),
        messages.stream().filter(some).toList(),
        streams.stream().filter(some).toList(),
        allowed,
        forward,
        elements,
        List.of(),
        terms);
  }

  /// The terms of a port, by the number that was asked for.
  public PortTerms terms(int port) {
    return terms.getOrDefault(port, PortTerms.USUAL);
  }

  /// The terms of all ports that flows come by, by the numbers that were asked for.
  Map<Integer, PortTerms> allTerms() {
    Map<Integer, PortTerms> all = new TreeMap<>();
    Stream.of(datagrams, messages, streams)
        .flatMap(List::stream)
        .forEach(at -> all.put(at.port(), terms(at.port())));
    return all;
  }

  /// What elements of one's own fill.
  ///
  /// @throws IOException if the file cannot be read, or a line of it is wrong; says which
  OwnElements readElements() throws IOException {
    try {
      return elements.isEmpty()
          ? OwnElements.NONE
          : ElementsFile.read(Path.of(elements)).elements();
    } catch (IllegalArgumentException e) {
      throw new IOException("Elements of your own: " + e.getMessage(), e);
    }
  }

  /// "2055, 127.0.0.1:2056".
  static String text(List<ListenAddress> addresses) {
    return addresses.stream().map(ListenAddress::toString).collect(Collectors.joining(", "));
  }

  private static List<ListenAddress> everywhere(List<Integer> ports) {
    return ports.stream().map(port -> new ListenAddress(ListenAddress.EVERYWHERE, port)).toList();
  }

  /// On UDP ports of all addresses, for everybody.
  public static Listening onPorts(List<Integer> ports) {
    return new Listening(everywhere(ports), List.of(), Prefixes.ALL);
  }

  /// On a free UDP port that only this machine can send to.
  public static Listening onLoopback() {
    return new Listening(
        List.of(new ListenAddress(ListenAddress.LOOPBACK, 0)), List.of(), Prefixes.ALL);
  }
}
