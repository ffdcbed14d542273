package weir.ingest;

import java.util.Map;
import weir.capture.ring.PacketRing;
import weir.capture.ring.RingChannel;
import weir.packet.LinkType;
import weir.packet.PacketHandler;
import weir.wire.WireReader;

/// The packets of an adapter on their way into a ring.
final class RingKeeping implements PacketHandler {
  private static final String BY_SYSTEM = "kernel";

  private final PacketRing ring;
  private final RingChannel channel;

  /// @param stamp what the adapter says of all its flows, in words
  RingKeeping(PacketRing ring, String adapter, String stamp) {
    this.ring = ring;
    this.channel = ring.join(adapter, stamp);
  }

  PacketRing ring() {
    return ring;
  }

  /// Packets that the ring has not taken.
  long lost() {
    return channel.lost();
  }

  @Override
  public void handle(LinkType link, long receivedNanos, long wireOctets, WireReader octets) {
    channel.handle(link, receivedNanos, wireOctets, octets);
  }

  /// To be called ten times a second.
  ///
  /// @param drops of the capture, by place
  void idle(long nowNanos, Map<String, Long> drops) {
    channel.idle(nowNanos, byAdapter(drops), bySystem(drops));
  }

  /// The same when no more packets come.
  void end(long nowNanos, Map<String, Long> drops) {
    channel.end(nowNanos, byAdapter(drops), bySystem(drops));
  }

  private static long byAdapter(Map<String, Long> drops) {
    return drops.values().stream().mapToLong(Long::longValue).sum() - bySystem(drops);
  }

  private static long bySystem(Map<String, Long> drops) {
    return drops.entrySet().stream()
        .filter(drop -> drop.getKey().startsWith(BY_SYSTEM))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
