package weir.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.packet.LinkType;
import weir.packet.PacketHandler;
import weir.wire.WireReader;

/// An adapter that goes away and comes back; here it is one that does what the test says.
class AwaitedPacketsTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  /// What a capture does next.
  ///
  /// @param packets that come
  /// @param end of the capture behind them
  private record Step(int packets, @Nullable CannotCapture end) {}

  /// What there is to open next.
  private record Next(@Nullable Scripted capture, @Nullable CannotCapture refused) {}

  private final BlockingQueue<Next> openings = new LinkedBlockingQueue<>();
  private final AtomicInteger packets = new AtomicInteger();
  private final AtomicInteger idle = new AtomicInteger();
  private volatile @Nullable CannotCapture ended;

  private LivePackets next() throws CannotCapture {
    try {
      Next next = openings.take();
      if (next.refused != null) {
        throw next.refused;
      }
      return Objects.requireNonNull(next.capture);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Scripted opens() {
    Scripted capture = new Scripted();
    openings.add(new Next(capture, null));
    return capture;
  }

  private void refuses(CannotCapture why) {
    openings.add(new Next(null, why));
  }

  private Thread read(LivePackets awaited) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                awaited.read((_, _, _, _) -> packets.incrementAndGet(), idle::incrementAndGet);
              } catch (CannotCapture e) {
                ended = e;
              }
            });
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < until, "it does not come");
      Thread.sleep(5);
    }
  }

  private static CannotCapture away() {
    return CannotCapture.away("lab0 went away");
  }

  @Test
  void oneThatComesBackIsReadOn() throws Exception {
    Scripted first = opens();
    LivePackets awaited = AwaitedPackets.open(this::next);
    Thread reading = read(awaited);
    assertEquals(Optional.empty(), awaited.awaySince());
    assertEquals(Optional.empty(), awaited.advice());
    first.steps.add(new Step(3, away()));
    await(() -> awaited.awaySince().isPresent());
    assertTrue(first.closed);
    assertEquals(
        "lab0 went away at "
            + awaited.awaySince().orElseThrow()
            + "; Weir waits for it, and goes on when it is back",
        awaited.advice().orElseThrow());
    assertEquals(Map.of("kernel, lab0", 7L), awaited.drops(), "what was lost before is known");

    int idleBefore = idle.get();
    refuses(CannotCapture.away("there is no adapter 'lab0'"));
    refuses(CannotCapture.away("lab0 is down"));
    await(() -> idle.get() >= idleBefore + 2); // whoever reads goes on with the seconds
    Scripted second = opens();
    await(() -> awaited.awaySince().isEmpty());
    assertTrue(awaited.advice().orElseThrow().startsWith("lab0 was away from "));
    second.steps.add(new Step(2, null));
    await(() -> packets.get() == 5);
    awaited.stop();
    reading.join();
    awaited.close();
    assertTrue(second.closed);
    assertEquals(5, packets.get(), "each packet once");
    assertEquals(Map.of("kernel, lab0", 14L), awaited.drops());
  }

  @Test
  void oneThatMayNotBeOpenedAgainIsNoMoreWaitedFor() throws Exception {
    Scripted first = opens();
    LivePackets awaited = AwaitedPackets.open(this::next);
    first.steps.add(new Step(0, away()));
    CannotCapture refused = CannotCapture.forRights("this account may not");
    refuses(refused);
    read(awaited).join();
    assertEquals(refused, ended);
  }

  @Test
  void whatIsNoMatterOfTheAdapterEndsIt() throws Exception {
    Scripted first = opens();
    LivePackets awaited = AwaitedPackets.open(this::next);
    CannotCapture end = new CannotCapture("no more");
    first.steps.add(new Step(1, end));
    read(awaited).join();
    assertEquals(end, ended);
    assertEquals(1, packets.get());
  }

  @Test
  void oneThatIsAwayCanBeStopped() throws Exception {
    Scripted first = opens();
    LivePackets awaited = AwaitedPackets.open(this::next);
    Thread reading = read(awaited);
    first.steps.add(new Step(0, away()));
    await(() -> awaited.awaySince().isPresent());
    awaited.stop();
    Scripted late = opens(); // what was being opened just then
    reading.join();
    awaited.close();
    assertTrue(late.stopped || !openings.isEmpty());
  }

  @Test
  void oneThatIsNotThereAtFirstIsAnError() {
    refuses(CannotCapture.away("there is no adapter 'lab0'"));
    assertThrows(CannotCapture.class, () -> AwaitedPackets.open(this::next));
  }

  /// One capture.
  private static final class Scripted implements LivePackets {
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private volatile boolean stopped;
    private volatile boolean closed;

    @Override
    public Adapter adapter() {
      return new Adapter("lab0", "", List.of(), 0, true, false);
    }

    @Override
    public String by() {
      return "the test";
    }

    @Override
    public void read(PacketHandler handler, Runnable idle) throws CannotCapture {
      try {
        while (!stopped || !steps.isEmpty()) {
          Step step = steps.poll(10, TimeUnit.MILLISECONDS);
          if (step != null) {
            for (int i = 0; i < step.packets; i++) {
              handler.handle(LinkType.captured(-1), 0, 60, new WireReader(new byte[60]));
            }
            if (step.end != null) {
              throw step.end;
            }
          }
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public Map<String, Long> drops() {
      return Map.of("kernel, lab0", 7L);
    }

    @Override
    public void stop() {
      stopped = true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
