package weir.capture.live;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import weir.packet.PacketHandler;

/// The packets of an adapter that is waited for when it goes away: reading goes on when it is back.
/// Each packet comes once, and what was lost before is still told.
final class AwaitedPackets implements LivePackets {
  private static final long LOOK_NANOS = 100_000_000;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  /// Opens the adapter.
  interface Opening {
    LivePackets open() throws CannotCapture;
  }

  private final Opening opening;
  private final Map<String, Long> dropsBefore = new TreeMap<>();

  // Guarded by this.
  private LivePackets packets;
  private boolean stopped;
  private String away = "";
  private String wasAway = "";

  private AwaitedPackets(Opening opening) throws CannotCapture {
    this.opening = opening;
    this.packets = opening.open();
  }

  /// @throws CannotCapture if it cannot be opened now
  static AwaitedPackets open(Opening opening) throws CannotCapture {
    return new AwaitedPackets(opening);
  }

  @Override
  public Adapter adapter() {
    return packets().adapter();
  }

  @Override
  public String by() {
    return packets().by();
  }

  private synchronized LivePackets packets() {
    return packets;
  }

  @Override
  public void read(PacketHandler handler, Runnable idle) throws CannotCapture {
    while (!isStopped()) {
      try {
        packets().read(handler, idle);
      } catch (CannotCapture e) {
        if (!e.isAway()) {
          throw e;
        }
        leave();
        awaitReturn(idle);
      }
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  /// The next capture counts from 0.
  private synchronized void leave() {
    away = TIME.format(LocalTime.now(ZoneId.systemDefault()));
    packets.close();
    packets.drops().forEach((place, count) -> dropsBefore.merge(place, count, Long::sum));
  }

  private void awaitReturn(Runnable idle) throws CannotCapture {
    while (!isStopped()) {
      try {
        if (adapter().isExpected()) {
          returned(opening.open());
          return;
        }
      } catch (CannotCapture e) {
        if (!e.isAway()) {
          throw e;
        }
      }
      idle.run();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private synchronized void returned(LivePackets again) {
    wasAway = "from " + away + " to " + TIME.format(LocalTime.now(ZoneId.systemDefault()));
    away = "";
    packets = again;
    if (stopped) {
      again.stop();
    }
  }

  @Override
  public synchronized Optional<String> awaySince() {
    return away.isEmpty() ? Optional.empty() : Optional.of(away);
  }

  @Override
  public synchronized Optional<String> advice() {
    String name = packets.adapter().name();
    if (!away.isEmpty()) {
      return Optional.of(
          name + " went away at " + away + "; Weir waits for it, and goes on when it is back");
    }
    return wasAway.isEmpty()
        ? Optional.empty()
        : Optional.of(name + " was away " + wasAway + ": what passed it then was not seen");
  }

  @Override
  public synchronized Map<String, Long> drops() {
    Map<String, Long> drops = new TreeMap<>(dropsBefore);
    if (away.isEmpty()) {
      packets.drops().forEach((place, count) -> drops.merge(place, count, Long::sum));
    }
    return drops;
  }

  @Override
  public synchronized void stop() {
    stopped = true;
    packets.stop();
  }

  @Override
  public void close() {
    packets().close();
  }
}
