package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final List<String> closed = new ArrayList<>();

  private static void fail(String sentence) {
    throw new StoreException(sentence, null);
  }

  @Test
  void aPartThatFailsDoesNotHoldTheOthersAndTheFirstFailureIsTold() {
    Closing closing = Closing.unhurried();
    closing.part("a", 1, () -> fail("a failed"));
    closing.part(
        "b",
        1,
        () -> {
          throw new OutOfMemoryError("b");
        });
    closing.part("c", 1, () -> closed.add("c"));
    assertEquals(List.of("c"), closed);
    assertEquals("a failed", assertThrows(StoreException.class, closing::rethrow).getMessage());
  }

  @Test
  void aPartThatHangsIsLeftBehindWhenItsTimeIsOver() {
    CountDownLatch never = new CountDownLatch(1);
    Closing closing = Closing.within(Duration.ofSeconds(2));
    long start = System.nanoTime();
    assertFalse(closing.part("a", 0.1, () -> await(never)));
    assertTrue(closing.part("b", 1, () -> closed.add("b")));
    assertEquals(List.of("b"), closed);
    assertTrue(System.nanoTime() - start < 1_900_000_000L, "it takes all the time");
    closing.rethrow();
    never.countDown();
  }

  @Test
  void thereIsNoTimeLeftWhenItIsOver() {
    assertEquals(Duration.ZERO, Closing.within(Duration.ZERO).left(1));
    assertTrue(Closing.unhurried().left(0.1).toDays() > 300);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
