package weir.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.exporter.Overrides;
import weir.flow.FlowField;
import weir.flow.Names;

/// The dimensions that there are, by name: every field that can be grouped by, prefixes of every
/// address (`src_addr/24`, `src_addr/24/56` with IPv6's length), services, and what tables of names
/// make of fields. Sites are what people said of exporters, so they differ from data set to data
/// set.
public final class Dimensions {
  /// Octets a packet, in the classes of RMON's counters (RFC 2819, etherStatsPkts…).
  private static final long[] SIZES = {64, 127, 255, 511, 1023, 1518};

  /// Milliseconds at which a class of handshakes ends.
  private static final long[] HANDSHAKES = {1, 5, 20, 50, 100, 200, 500, 1000};

  private static final int SYN = 0x02;
  private static final int RST = 0x04;
  private static final int ACK = 0x10;

  /// What a flow does to its connection, of those three flags: "SYN" has no ACK.
  private static final NameTable TCP_STEPS =
      new NameTable(
          List.of(
              new NameTable.Entry("SYN", List.of(NameTable.Span.of(SYN))),
              new NameTable.Entry("SYN-ACK", List.of(NameTable.Span.of(SYN | ACK))),
              new NameTable.Entry(
                  "RST",
                  List.of(
                      NameTable.Span.of(RST, RST | SYN),
                      NameTable.Span.of(RST | ACK, RST | SYN | ACK)))),
          "other");

  private static final NameTable SERVICES = services();
  private static final NameTable PACKET_SIZES = sizes();
  private static final NameTable HANDSHAKE_TIMES = handshakes();

  private final Map<String, Dimension> named = new LinkedHashMap<>();

  /// Without sites.
  public static final Dimensions BUILT_IN = of(Overrides.NONE);

  private Dimensions(List<Dimension> made) {
    made.forEach(dimension -> named.put(dimension.name(), dimension));
  }

  /// With what people said of exporters.
  public static Dimensions of(Overrides overrides) {
    return new Dimensions(
        List.of(
            new Dimension.Named("site", "Site", FlowField.EXPORTER, sites(overrides)),
            new Dimension.Services(),
            new Dimension.Named("src_service", "Source service", FlowField.SRC_PORT, SERVICES),
            new Dimension.Named("dst_service", "Destination service", FlowField.DST_PORT, SERVICES),
            new Dimension.Named(
                "packet_size",
                "Packet size",
                FlowField.BYTES,
                FlowField.PACKETS,
                Dimension.Named.ALL,
                PACKET_SIZES),
            new Dimension.Ratio(
                "octets_per_packet", "Octets per packet", FlowField.BYTES, FlowField.PACKETS),
            new Dimension.Named(
                "handshake_time",
                "TCP handshake time",
                FlowField.TCP_HANDSHAKE_RTT,
                HANDSHAKE_TIMES),
            new Dimension.Named(
                "tcp_step",
                "TCP step",
                FlowField.TCP_FLAGS,
                FlowField.TCP_FLAGS,
                SYN | RST | ACK,
                TCP_STEPS),
            Dimension.End.BOTH.getFirst(),
            Dimension.End.BOTH.getLast()));
  }

  private static NameTable sites(Overrides overrides) {
    Map<String, List<NameTable.Span>> spans = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    overrides
        .exporters()
        .forEach(
            (address, said) -> {
              if (!said.site().isEmpty()) {
                spans
                    .computeIfAbsent(said.site(), _ -> new ArrayList<>())
                    .add(NameTable.Span.of(address));
              }
            });
    return table(spans, "no site");
  }

  private static NameTable services() {
    Map<String, List<NameTable.Span>> spans = new TreeMap<>();
    Names.ports()
        .forEach(
            (port, name) ->
                spans.computeIfAbsent(name, _ -> new ArrayList<>()).add(NameTable.Span.of(port)));
    return table(spans, "other");
  }

  private static NameTable sizes() {
    List<NameTable.Entry> entries = new ArrayList<>();
    long from = 0;
    for (long until : SIZES) {
      String name = from + "-" + until;
      entries.add(new NameTable.Entry(name, List.of(NameTable.Span.of(from, until))));
      from = until + 1;
    }
    return new NameTable(entries, from + "+");
  }

  private static NameTable handshakes() {
    List<NameTable.Entry> entries = new ArrayList<>();
    entries.add(new NameTable.Entry("none", List.of(NameTable.Span.of(0))));
    long from = 0;
    for (long until : HANDSHAKES) {
      entries.add(
          new NameTable.Entry(
              from + "-" + until + "ms",
              List.of(NameTable.Span.of(Math.max(1, from * 1000), until * 1000 - 1))));
      from = until;
    }
    return new NameTable(entries, from + "ms+");
  }

  private static NameTable table(Map<String, List<NameTable.Span>> spans, String rest) {
    return new NameTable(
        spans.entrySet().stream()
            .map(entry -> new NameTable.Entry(entry.getKey(), entry.getValue()))
            .toList(),
        rest);
  }

  /// The dimension of that name.
  public Optional<Dimension> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int slash = lower.indexOf('/');
    if (slash >= 0) {
      return FlowField.named(lower.substring(0, slash))
          .filter(FlowField::isAddress)
          .flatMap(field -> prefix(field, lower.substring(slash + 1)));
    }
    Dimension made = named.get(lower.equals("bpp") ? "octets_per_packet" : lower); // nfdump's
    return made != null
        ? Optional.of(made)
        : FlowField.named(lower).filter(FlowField::groupable).map(Dimension::field);
  }

  /// @throws IllegalArgumentException if there is none of that name, with a sentence that names
  ///   those there are
  public Dimension require(String name) {
    return named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no field '" + name + "'; there are " + names()));
  }

  /// What records can be sorted by: the dimensions, and times and counts.
  ///
  /// @throws IllegalArgumentException as [#require] does
  public Dimension requireOrdered(String name) {
    return FlowField.named(name.toLowerCase(Locale.ROOT))
        .filter(field -> !field.isList())
        .map(Dimension::field)
        .orElseGet(() -> require(name));
  }

  /// A dimension as it is here: names of sites, for one, are those of this data set.
  public Dimension now(Dimension dimension) {
    return named(dimension.name()).orElse(dimension);
  }

  private static Optional<Dimension> prefix(FlowField field, String lengths) {
    String[] parts = lengths.split("/", -1);
    try {
      int v4 = Integer.parseInt(parts[0]);
      int v6 = parts.length > 1 ? Integer.parseInt(parts[1]) : Dimension.Prefix.USUAL_V6_BITS;
      return parts.length > 2 ? Optional.empty() : Optional.of(new Dimension.Prefix(field, v4, v6));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dimensions that && named.equals(that.named);
  }

  @Override
  public int hashCode() {
    return named.hashCode();
  }

  /// Those that are made of fields: by tables of names, and services.
  public List<Dimension> made() {
    return List.copyOf(named.values());
  }

  /// All names, for people: prefixes as one example.
  public String names() {
    return Stream.of(
            FlowField.all().stream().filter(FlowField::groupable).map(FlowField::fieldName),
            named.keySet().stream(),
            Stream.of("src_addr/24 (any address, any length; src_addr/24/56 with IPv6's)"))
        .flatMap(names -> names)
        .collect(Collectors.joining(", "));
  }
}
