package weir.ingest;

import weir.packet.ExportMessages;
import weir.packet.LinkType;
import weir.packet.PacketHandler;
import weir.wire.Datagram;
import weir.wire.WireReader;

/// Counts packets that carry exports, by the version that these begin with or the port that they
/// are sent to, and those that carry something else. Damaged exports are exports, and so is what
/// belongs to a connection that carries IPFIX.
final class ExportTest implements PacketHandler {
  private final ExportMessages packets = new ExportMessages(this::look, (_, _) -> {});
  private int exports;

  @Override
  public void handle(LinkType link, long receivedNanos, long wireOctets, WireReader octets) {
    packets.handle(link, receivedNanos, wireOctets, octets);
  }

  private void look(Datagram datagram, WireReader payload) {
    exports += isExport(datagram, payload) ? 1 : 0;
  }

  /// Whether a datagram is sent to where exports are, or begins as they do.
  static boolean isExport(Datagram datagram, WireReader payload) {
    return switch (datagram.destinationPort()) {
      case 2055, 2056, 4739, 6343, 9995, 9996 -> true;
      default -> isExport(payload);
    };
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

  /// With those of connections that carry them.
  long exports() {
    return exports + packets.messagePackets();
  }

  /// Whether there were that many, and nothing else.
  boolean onlyExports(int least) {
    return exports() >= least && others() == 0;
  }

  private long others() {
    return packets.datagrams() - exports + packets.skipped();
  }

  /// No packet at all, as well.
  boolean mostAreExports() {
    return exports() >= others();
  }
}
