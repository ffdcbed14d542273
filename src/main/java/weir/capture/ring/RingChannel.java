package weir.capture.ring;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import weir.capture.CaptureInterface;
import weir.packet.LinkType;
import weir.packet.PacketHandler;
import weir.wire.WireReader;

/// An adapter's way into a ring. Takes packets on one thread, and never waits.
public final class RingChannel implements PacketHandler {
  private final PacketRing ring;
  private final String name;
  private final String comment;

  /// Of its interfaces in the ring's files, by link type.
  private final Map<Integer, Integer> numbers = new TreeMap<>();

  private final AtomicLong lost = new AtomicLong();
  private long received;

  RingChannel(PacketRing ring, String name, String comment) {
    this.ring = ring;
    this.name = name;
    this.comment = comment;
  }

  @Override
  public void handle(LinkType link, long receivedNanos, long wireOctets, WireReader octets) {
    received++;
    ring.add(this, link, receivedNanos, wireOctets, octets);
  }

  /// To be called ten times a second: what was taken is written soon.
  ///
  /// @param droppedByAdapter packets that never came from it, so far
  /// @param droppedBySystem the same of the system
  public void idle(long nowNanos, long droppedByAdapter, long droppedBySystem) {
    ring.flush();
    tell(nowNanos, droppedByAdapter, droppedBySystem, false);
  }

  /// The same when no more packets come.
  public void end(long nowNanos, long droppedByAdapter, long droppedBySystem) {
    tell(nowNanos, droppedByAdapter, droppedBySystem, true);
  }

  private void tell(long nowNanos, long droppedByAdapter, long droppedBySystem, boolean atOnce) {
    numbers.values().stream()
        .findFirst()
        .ifPresent(
            number ->
                ring.tell(number, nowNanos, received, droppedByAdapter, droppedBySystem, atOnce));
  }

  /// The number of its interface in the ring's files; negative where it has none yet.
  int number(LinkType link) {
    return numbers.getOrDefault(link.number(), -1);
  }

  /// @param number that it gets
  CaptureInterface describe(LinkType link, int number) {
    numbers.put(link.number(), number);
    return new CaptureInterface(link, name, comment);
  }

  void lose(long packets) {
    lost.addAndGet(packets);
  }

  /// Packets that the ring has not taken; from any thread.
  public long lost() {
    return lost.get();
  }
}
