package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import weir.ingest.FailedSource;
import weir.ingest.Listening;
import weir.ingest.Refilling;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.query.TimeRange;
import weir.store.Refill;
import weir.store.RefillPlan;
import weir.ui.control.Background;

/// What is said before and after stored flows get their AS anew.
@ExtendWith(ApplicationExtension.class)
class RefillDeskTest {
  private record Done(int files, int done, long rows, long changed, Optional<String> problem)
      implements Refill {
    @Override
    public boolean isOver() {
      return true;
    }

    @Override
    public void cancel() {}
  }

  @Test
  void whatWillBeDoneIsSaid() {
    TimeRange range =
        TimeRange.of(Instant.parse("2026-11-01T00:00:30Z"), Instant.parse("2026-11-29T12:00:00Z"));
    Refilling refilling =
        new Refilling(
            new RefillPlan(24, 12_300_000, range),
            "3 prefixes of as.csv",
            () -> {
              throw new IllegalStateException("nobody said yes");
            });
    assertEquals(
        "24 slices of edge with 12,300,000 flows, from 2026-11-01 00:00 to 2026-11-29 12:00 UTC,"
            + " are looked through by 3 prefixes of as.csv. What exporters sent stays.",
        RefillDesk.words("edge", refilling));
  }

  /// What is done in the background waits until it is let go.
  private static final class Later implements Background {
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {
      waiting.add(() -> done.accept(work.get()));
    }

    void go() {
      while (!waiting.isEmpty()) {
        waiting.poll().run();
      }
    }
  }

  private static final class Slow implements Refill {
    private boolean cancelled;
    private boolean over;

    @Override
    public int files() {
      return 3;
    }

    @Override
    public int done() {
      return 1;
    }

    @Override
    public long rows() {
      return 10;
    }

    @Override
    public long changed() {
      return 0;
    }

    @Override
    public boolean isOver() {
      return over;
    }

    @Override
    public Optional<String> problem() {
      return Optional.empty();
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  private final Source edge = new FailedSource("edge", "");
  private final Source other = new FailedSource("other", "");
  private final AtomicReference<Source> shown = new AtomicReference<>(edge);
  private final Later background = new Later();
  private final Slow slow = new Slow();
  private final RefillDesk desk =
      new RefillDesk(new Planning(slow), shown::get, background, _ -> {});

  private static final class Planning implements Workspace {
    private final Refill refill;

    Planning(Refill refill) {
      this.refill = refill;
    }

    @Override
    public Optional<Refilling> refilling(Source source) {
      RefillPlan plan = new RefillPlan(3, 10, TimeRange.ALL);
      return Optional.of(
          new Refilling(plan, "a table", () -> new Refilling.Started(refill, source)));
    }

    @Override
    public List<Source> sources() {
      return List.of();
    }

    @Override
    public Source openFile(Path file) {
      return demo();
    }

    @Override
    public Source listen(Listening where) {
      return demo();
    }

    @Override
    public Source demo() {
      return failed("none", "none here");
    }

    @Override
    public Source failed(String name, String message) {
      return new FailedSource(name, message);
    }

    @Override
    public void close(Source source) {}

    @Override
    public void close() {}
  }

  @Test
  void aPlanIsOfTheSourceThatWasShown() {
    desk.plan();
    background.go();
    assertTrue(desk.now().canStart());
    shown.set(other);
    desk.chosen(other);
    assertFalse(desk.now().canStart());
    desk.plan();
    shown.set(edge);
    desk.chosen(edge);
    background.go(); // what is found comes too late
    assertFalse(desk.now().canStart());
  }

  @Test
  void whatIsCancelledIsOverWhenTheSliceInHandIs(FxRobot robot) {
    robot.interact(this::cancelBeforeItHasBegun);
  }

  private void cancelBeforeItHasBegun() {
    desk.plan();
    background.go();
    desk.start();
    desk.cancel(); // before it has begun
    background.go();
    assertTrue(slow.cancelled);
    desk.look();
    assertEquals("Cancelling …", desk.now().words());
    assertTrue(desk.now().isRunning());
    slow.over = true;
    desk.look();
    assertEquals(
        "0 of 10 flows have another AS now. 2 of 3 slices stay as they were, for it was cancelled.",
        desk.now().words());
    assertFalse(desk.now().isRunning());
  }

  @Test
  void whatCameOfItIsSaid() {
    assertEquals(
        "12,300 of 1,200,000 flows have another AS now.",
        RefillDesk.result(new Done(3, 3, 1_200_000, 12_300, Optional.empty()), false));
    assertEquals(
        "0 of 10 flows have another AS now. 2 of 3 slices stay as they were, for it was cancelled.",
        RefillDesk.result(new Done(3, 1, 10, 0, Optional.empty()), true));
    assertEquals(
        "0 of 10 flows have another AS now. 1 of 3 slices stay as they were: no room.",
        RefillDesk.result(new Done(3, 2, 10, 0, Optional.of("no room")), false));
  }
}
