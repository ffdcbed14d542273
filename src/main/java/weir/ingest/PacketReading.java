package weir.ingest;

import java.util.ArrayList;
import java.util.List;
import weir.packet.ExportMessages;
import weir.packet.LinkType;
import weir.packet.PacketFlows;
import weir.packet.PacketHandler;
import weir.packet.UnreadLinks;
import weir.wire.Datagram;
import weir.wire.WireReader;

/// Takes the packets of a capture for what they are: datagrams of exporters, which are decoded, or
/// traffic, of which flows are made. The first packets wait until that is known.
final class PacketReading implements PacketHandler {
  /// So many packets tell.
  static final int ENOUGH = 256;

  // Where packets come one by one, nobody waits for more of them.
  private static final int FEW = 16;
  private static final int FEW_EXPORTS = 2;
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private static final long SECOND_NANOS = 1_000_000_000L;

  /// The last packets of a second come so long after it at most.
  private static final long LATE_NANOS = 300_000_000L;

  private final ExportMessages datagrams;
  private final PacketFlows flows;
  private final ExportTest test = new ExportTest();
  private final UnreadLinks unread = new UnreadLinks();
  private final long startNanos = System.nanoTime();
  private final boolean hurried;
  private final FlowSink into;
  private boolean hasExports;
  private volatile Reading reading;
  private long second = Long.MIN_VALUE;
  private volatile long newestNanos;
  private long overNanos;

  private record Held(LinkType link, long receivedNanos, long wireOctets, byte[] octets) {}

  private List<Held> held = new ArrayList<>();

  /// @param hurried whether few packets tell, or a second: no for files, which are to be read alike
  ///   each time
  PacketReading(FlowSink into, Reading reading, boolean hurried) {
    this.into = into;
    this.datagrams = new ExportMessages(this::take, into);
    this.flows = PacketFlows.of(reading == Reading.EVERY_PACKET, into, _ -> {}, _ -> {});
    this.reading = reading == Reading.EVERY_PACKET ? Reading.PACKETS : reading;
    this.hurried = hurried;
  }

  @Override
  public void handle(LinkType link, long receivedNanos, long wireOctets, WireReader octets) {
    note(receivedNanos);
    switch (reading) {
      case DATAGRAMS -> {
        unread.count(link);
        datagrams.handle(link, receivedNanos, wireOctets, octets);
      }
      case PACKETS, EVERY_PACKET -> {
        unread.count(link);
        flows.handle(link, receivedNanos, wireOctets, octets);
      }
      case BY_CONTENT -> {
        int start = octets.position();
        held.add(new Held(link, receivedNanos, wireOctets, octets.bytes(octets.remaining())));
        octets.position(start);
        test.handle(link, receivedNanos, wireOctets, octets);
        if (held.size() == ENOUGH || (hurried && isPlain())) {
          decide();
        }
      }
    }
  }

  private void take(Datagram datagram, WireReader payload) {
    if (!hasExports && ExportTest.isExport(datagram, payload)) {
      hasExports = true;
    }
    into.handle(datagram, payload);
  }

  /// When a second of the capture is over here, whose clock is another one: from when its first
  /// packet came.
  private void note(long receivedNanos) {
    long now = Math.floorDiv(receivedNanos, SECOND_NANOS);
    if (now != second) {
      second = now;
      newestNanos = receivedNanos;
      overNanos =
          System.nanoTime()
              + SECOND_NANOS
              - Math.floorMod(receivedNanos, SECOND_NANOS)
              + LATE_NANOS;
    }
  }

  /// Hands on what would otherwise wait for the next packet; called ten times a second, of what
  /// comes bit by bit.
  void idle() {
    if (reading == Reading.BY_CONTENT && !held.isEmpty() && isPlain()) {
      decide();
    }
    if (reading == Reading.PACKETS && System.nanoTime() - overNanos > 0) {
      flows.flush();
    }
    into.idle();
  }

  /// The time of a packet of the last second, on the capture's clock; 0 before the first.
  long newestNanos() {
    return newestNanos;
  }

  /// Whether the first ones tell: who sends one by one may send no more for a while.
  private boolean isPlain() {
    return test.onlyExports(FEW_EXPORTS)
        || held.size() == FEW
        || System.nanoTime() - startNanos > PATIENCE_NANOS;
  }

  private void decide() {
    reading = test.mostAreExports() ? Reading.DATAGRAMS : Reading.PACKETS;
    List<Held> first = held;
    held = new ArrayList<>();
    WireReader octets = new WireReader();
    for (Held packet : first) {
      handle(
          packet.link,
          packet.receivedNanos,
          packet.wireOctets,
          octets.reset(packet.octets, 0, packet.octets.length));
    }
  }

  /// Hands on what is still held; no more packets come.
  void end() {
    if (reading == Reading.BY_CONTENT) {
      decide();
    }
    datagrams.end();
    flows.flush();
  }

  /// What they were taken for; [Reading#BY_CONTENT] while that is not known.
  Reading reading() {
    return reading;
  }

  /// Of [Reading#DATAGRAMS].
  ExportMessages datagrams() {
    return datagrams;
  }

  /// Of [Reading#PACKETS].
  PacketFlows flows() {
    return flows;
  }

  /// Of either.
  UnreadLinks unread() {
    return unread;
  }

  /// Whether anything that was read as [Reading#DATAGRAMS] is an export.
  boolean hasExports() {
    return hasExports || datagrams.messagePackets() > 0;
  }

  /// How many of the first packets carry exports.
  long exports() {
    return test.exports();
  }
}
