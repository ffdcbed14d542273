package weir.ingest;

import java.util.Set;
import weir.packet.LinkType;
import weir.packet.PacketHandler;
import weir.packet.UdpDatagrams;
import weir.wire.Datagram;
import weir.wire.WireReader;

/// Counts packets that carry exports, by the version that these begin with or the port that they
/// are sent to, and those that carry something else. Damaged exports are exports.
final class ExportTest implements PacketHandler {
  /// Those that exporters send to as a rule.
  private static final Set<Integer> PORTS = Set.of(2055, 2056, 4739, 6343, 9995, 9996);

  private final UdpDatagrams datagrams = new UdpDatagrams(this::look);
  private int exports;

  @Override
  public void handle(LinkType link, long receivedNanos, long wireOctets, WireReader octets) {
    datagrams.handle(link, receivedNanos, wireOctets, octets);
  }

  private void look(Datagram datagram, WireReader payload) {
    if (PORTS.contains(datagram.destinationPort()) || isExport(payload)) {
      exports++;
    }
  }

  /// NetFlow 1, 5, 7, 9 and IPFIX begin with their version of 16 bits, sFlow with one of 32.
  private static boolean isExport(WireReader payload) {
    if (payload.remaining() < 4) {
      return false;
    }
    int first = payload.peekU8(0) << 8 | payload.peekU8(1);
    int second = payload.peekU8(2) << 8 | payload.peekU8(3);
    return switch (first) {
      case 0 -> second == 5;
      case 1, 5, 7, 9, 10 -> second > 0;
      default -> false;
    };
  }

  int exports() {
    return exports;
  }

  /// Whether there were that many, and nothing else.
  boolean onlyExports(int least) {
    return exports >= least && others() == 0;
  }

  private long others() {
    return datagrams.datagrams() - exports + datagrams.skipped();
  }

  /// No packet at all, as well.
  boolean mostAreExports() {
    return exports >= others();
  }
}
