package weir.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weir.flow.FlowField;
import weir.flow.Names;

/// Dimensions that are the same in every data set: services of ports, classes of sizes and of
/// times, steps of TCP.
final class BuiltInTables {
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

  static final List<Dimension> ALL = all();

  private BuiltInTables() {}

  private static List<Dimension> all() {
    NameTable services = services();
    return List.of(
        new Dimension.Services(),
        new Dimension.Named("src_service", "Source service", FlowField.SRC_PORT, services),
        new Dimension.Named("dst_service", "Destination service", FlowField.DST_PORT, services),
        new Dimension.Named(
            "packet_size",
            "Packet size",
            FlowField.BYTES,
            FlowField.PACKETS,
            Dimension.Named.ALL,
            sizes()),
        new Dimension.Ratio(
            "octets_per_packet", "Octets per packet", FlowField.BYTES, FlowField.PACKETS),
        new Dimension.Named(
            "handshake_time", "TCP handshake time", FlowField.TCP_HANDSHAKE_RTT, handshakes()),
        new Dimension.Named(
            "tcp_step",
            "TCP step",
            FlowField.TCP_FLAGS,
            FlowField.TCP_FLAGS,
            SYN | RST | ACK,
            TCP_STEPS),
        Dimension.End.BOTH.getFirst(),
        Dimension.End.BOTH.getLast());
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

  static NameTable table(Map<String, List<NameTable.Span>> spans, String rest) {
    return new NameTable(
        spans.entrySet().stream()
            .map(entry -> new NameTable.Entry(entry.getKey(), entry.getValue()))
            .toList(),
        rest);
  }
}
