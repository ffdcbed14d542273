package weir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
  private final CompletableFuture<Integer> halted = new CompletableFuture<>();
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void release() {
    never.countDown();
  }

  private Stop stop(long millis) {
    return new Stop(Duration.ofMillis(millis), err, halted::complete, () -> List.of("not begun"));
  }

  private int halted() throws Exception {
    return halted.get(20, TimeUnit.SECONDS);
  }

  private List<String> hang() {
    try {
      never.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return List.of();
  }

  @Test
  void anEndingThatLosesNothingGivesZero() throws Exception {
    Stop stop = stop(60_000);
    assertFalse(stop.await(0));
    stop.ending(new Stop.Ending(_ -> List.of(), List::of));
    stop.tell();
    assertTrue(stop.isTold());
    assertEquals(0, stop.awaitEnd());
    assertEquals("", said.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aFailureThatNothingCanGoOnFromGivesOneThoughAllIsStored() throws Exception {
    Stop stop = stop(60_000);
    stop.ending(new Stop.Ending(_ -> List.of(), List::of));
    stop.fail();
    assertEquals(1, stop.awaitEnd());
    Stop hanging = stop(300);
    hanging.ending(new Stop.Ending(_ -> hang(), List::of));
    hanging.fail();
    assertEquals(1, halted());
  }

  @Test
  void whatIsLostIsSaidAndGivesOne() throws Exception {
    Stop stop = stop(60_000);
    stop.tell(); // before there is anything to end
    stop.ending(new Stop.Ending(_ -> List.of("3 flows are lost"), List::of));
    assertEquals(1, stop.awaitEnd());
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("weir: 3 flows are lost"));
  }

  @Test
  void anEndingThatHangsIsCutShortWithWhatIsLost() throws Exception {
    Stop stop = stop(500);
    stop.ending(new Stop.Ending(_ -> hang(), () -> List.of("7 flows are not stored")));
    stop.tell();
    assertEquals(1, halted());
    assertEquals("weir: 7 flows are not stored", said.toString(StandardCharsets.UTF_8).strip());
  }

  @Test
  void oneThatHangsWithAllStoredGivesZero() throws Exception {
    Stop stop = stop(300);
    stop.ending(new Stop.Ending(_ -> hang(), List::of));
    stop.tell();
    assertEquals(0, halted());
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("all that was received is stored"));
  }

  @Test
  void whereNothingHasBegunTheProcessEndsAllTheSame() throws Exception {
    stop(300).tell();
    assertEquals(1, halted());
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("weir: not begun"));
  }

  @Test
  void nobodyReadingStandardErrorDoesNotHoldIt() throws Exception {
    OutputStream unread =
        new OutputStream() {
          @Override
          public void write(int octet) {
            hang();
          }
        };
    PrintStream full = new PrintStream(unread, true, StandardCharsets.UTF_8);
    Stop stop = new Stop(Duration.ofMillis(300), full, halted::complete, List::of);
    stop.ending(new Stop.Ending(_ -> hang(), () -> List.of("a sentence", "and one more")));
    stop.tell();
    assertEquals(1, halted());
  }

  @Test
  void aStateThatCannotBeAskedForIsNotWaitedFor() throws Exception {
    Stop stop = stop(300);
    stop.ending(new Stop.Ending(_ -> hang(), this::hang));
    stop.tell();
    assertEquals(1, halted());
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("may not be stored"));
  }

  @Test
  void aSecondSignalChangesNothing() throws Exception {
    AtomicInteger endings = new AtomicInteger();
    Stop stop = stop(60_000);
    stop.ending(
        new Stop.Ending(
            _ -> {
              endings.incrementAndGet();
              return List.of();
            },
            List::of));
    stop.tell();
    stop.tell();
    assertEquals(0, stop.awaitEnd());
    assertEquals(1, endings.get());
  }
}
