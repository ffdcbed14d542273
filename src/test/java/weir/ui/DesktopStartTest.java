package weir.ui;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DesktopStartTest {
  private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

  @Test
  void aStartThatFailsIsNotWaitedForButSaid() {
    Desktop.start(
        () -> {
          throw new IllegalStateException("no fonts");
        },
        closed);
    UncheckedIOException said =
        assertThrows(UncheckedIOException.class, () -> Desktop.await(closed));
    assertTrue(
        said.toString()
            .endsWith("the window cannot be opened: java.lang.IllegalStateException: no fonts"),
        said.toString());
  }

  @Test
  void aWindowThatIsThereIsWaitedFor() throws InterruptedException {
    Desktop.start(() -> {}, closed);
    assertFalse(closed.isDone());
    closed.complete(true);
    Desktop.await(closed);
  }
}
