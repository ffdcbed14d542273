package weir.ui;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import weir.flow.IpAddress;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.ingest.Listener.Takes;
import weir.ingest.Listening;
import weir.ingest.PortTerms;
import weir.naming.Name;
import weir.query.Dimensions;

/// A port as it is typed.
///
/// @param address empty for the usual: all addresses, of protobuf this machine alone
/// @param tag what its flows are called; empty for nothing
/// @param filter what of its flows is stored; empty for all
record PortEntry(Takes takes, String address, String port, String tag, String filter) {
  PortEntry(Takes takes, String address, String port) {
    this(takes, address, port, "", "");
  }

  /// The same without what is said of its flows.
  PortEntry endpoint() {
    return new PortEntry(takes, address, port);
  }

  static PortEntry of(Takes takes, ListenAddress where) {
    String address = where.address().equals(usual(takes)) ? "" : host(where);
    return new PortEntry(takes, address, Integer.toString(where.port()));
  }

  /// Without the port.
  private static String host(ListenAddress where) {
    return where.address().equals(ListenAddress.EVERYWHERE)
        ? where.address().isAnyLocalAddress() && where.address().getAddress().length == 4
            ? "0.0.0.0"
            : "::"
        : where.address().isAnyLocalAddress()
            ? "0.0.0.0"
            : IpAddress.of(where.address().getAddress()).toString();
  }

  /// Of all its ports, in the order of [weir.ingest.Source#listeners].
  ///
  /// @param tags of ports by number
  static List<PortEntry> of(Listening where, Map<Integer, String> tags) {
    return endpoints(where)
        .map(
            one -> {
              int port = Integer.parseInt(one.port);
              return one.takes == Takes.ROUTES
                  ? one
                  : new PortEntry(
                      one.takes,
                      one.address,
                      one.port,
                      tags.getOrDefault(port, ""),
                      where.terms(port).filter());
            })
        .toList();
  }

  private static Stream<PortEntry> endpoints(Listening where) {
    return Stream.of(
            where.datagrams().stream().map(at -> of(Takes.DATAGRAMS, at)),
            where.messages().stream().map(at -> of(Takes.MESSAGES, at)),
            where.streams().stream().map(at -> of(Takes.STREAMS, at)),
            where.routes().stream().map(at -> of(Takes.ROUTES, at)))
        .flatMap(entries -> entries);
  }

  private static InetAddress usual(Takes takes) {
    return takes == Takes.STREAMS ? ListenAddress.LOOPBACK : ListenAddress.EVERYWHERE;
  }

  /// What an empty address stands for.
  static String usualWords(Takes takes) {
    return takes == Takes.STREAMS ? "127.0.0.1" : "all addresses";
  }

  /// @throws IllegalArgumentException with a sentence, if it is no port or no address
  ListenAddress parse() {
    String host = address.strip().replaceAll("^\\[(.*)]$", "$1");
    InetAddress at = usual(takes);
    if (!host.isEmpty()) {
      try {
        IpAddress.parse(host);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "'"
                + host
                + "' is no address: names are not looked up. Write one as 127.0.0.1 or ::1, or"
                + " nothing for "
                + usualWords(takes),
            e);
      }
      at = InetAddress.ofLiteral(host);
    }
    String number = port.strip();
    int parsed = number.matches("\\d{1,5}") ? Integer.parseInt(number) : -1;
    if (parsed < 0 || parsed > 65535) {
      throw new IllegalArgumentException(
          number.isEmpty()
              ? "Give a port, as 2055"
              : "'" + number + "' is no port: a port is 1 to 65535; 0 takes a free one");
    }
    return new ListenAddress(at, parsed);
  }

  /// What is wrong with each of them, in a sentence.
  ///
  /// @param dimensions that filters can name
  static List<Optional<String>> problems(List<PortEntry> entries, Dimensions dimensions) {
    Map<Integer, PortEntry> said = new HashMap<>();
    List<String> before = new ArrayList<>();
    List<Optional<String>> problems = new ArrayList<>();
    for (PortEntry entry : entries) {
      try {
        ListenAddress where = entry.parse();
        String key = entry.takes.protocol() + " " + where;
        boolean twice = where.port() != 0 && before.contains(key);
        before.add(key);
        problems.add(
            twice
                ? Optional.of(key + " is there already")
                : entry.problemOfFlows(where.port(), said, dimensions));
      } catch (IllegalArgumentException e) {
        problems.add(Optional.of(String.valueOf(e.getMessage())));
      }
    }
    return problems;
  }

  /// A tag and a filter are a number's, be it of UDP or of TCP.
  ///
  /// @param said what other entries say of numbers
  private Optional<String> problemOfFlows(
      int number, Map<Integer, PortEntry> said, Dimensions dimensions) {
    if (takes == Takes.ROUTES) {
      return Optional.empty();
    }
    PortEntry other = said.putIfAbsent(number, this);
    if (other != null && !(other.tag.equals(tag) && other.filter.equals(filter))) {
      return Optional.of(
          "Port " + number + " has one tag and one filter, by whatever its flows come");
    }
    if (number == 0 && !tag.isBlank()) {
      return Optional.of("Tag: it belongs to a number, and 0 takes another one each time");
    }
    try {
      var _ = Name.quotable(tag.strip(), "a tag");
    } catch (IllegalArgumentException e) {
      return Optional.of("Tag: " + e.getMessage());
    }
    try {
      var _ = PortTerms.USUAL.withFilter(filter).parsed(dimensions);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("Filter, " + e.getMessage());
    }
  }

  /// The tags of all ports that flows come by; empty ones of those that have none.
  ///
  /// @throws IllegalArgumentException as [#parse]
  static Map<Integer, String> tags(List<PortEntry> entries) {
    Map<Integer, String> tags = new TreeMap<>();
    entries.stream()
        .filter(entry -> entry.takes != Takes.ROUTES)
        .forEach(entry -> tags.put(entry.parse().port(), entry.tag.strip()));
    tags.remove(0); // a free one, which has another number each time
    return tags;
  }

  private static Map<Integer, PortTerms> terms(List<PortEntry> entries) {
    Map<Integer, PortTerms> terms = new TreeMap<>();
    entries.stream()
        .filter(entry -> entry.takes != Takes.ROUTES)
        .forEach(
            entry ->
                terms.put(entry.parse().port(), PortTerms.USUAL.withFilter(entry.filter.strip())));
    return terms;
  }

  /// All of them, and who may send.
  ///
  /// @throws IllegalArgumentException as [#parse]
  static Listening listening(List<PortEntry> entries, Prefixes allowed) {
    return new Listening(
            addresses(entries, Takes.DATAGRAMS),
            addresses(entries, Takes.MESSAGES),
            addresses(entries, Takes.STREAMS),
            allowed,
            List.of())
        .withRoutes(addresses(entries, Takes.ROUTES))
        .onTerms(terms(entries));
  }

  private static List<ListenAddress> addresses(List<PortEntry> entries, Takes takes) {
    return entries.stream().filter(entry -> entry.takes == takes).map(PortEntry::parse).toList();
  }

  /// As people read it.
  static String words(Takes takes) {
    return switch (takes) {
      case DATAGRAMS -> "NetFlow, IPFIX, sFlow (UDP)";
      case MESSAGES -> "IPFIX (TCP)";
      case STREAMS -> "Protobuf flows (TCP)";
      case ROUTES -> "Routes of routers, BMP (TCP)";
    };
  }
}
