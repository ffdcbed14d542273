package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.chart.ChartEvents.onFx;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import weir.query.Coverage;

final class PanelHeaderTest {
  private static final Coverage ALL = Coverage.complete(1);
  private static final Coverage THIRD = new Coverage(1, 3, false, 0);
  private static final Optional<String> HOUR = Optional.of("Asking for the last hour…");

  private final PanelHeader header = onFx(PanelHeader::new);
  private final VBox panel = onFx(() -> new VBox(header));

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  private void run(Runnable action) {
    onFx(
        () -> {
          action.run();
          return true;
        });
  }

  private boolean stale() {
    return onFx(() -> panel.getStyleClass().contains("stale"));
  }

  private void awaitNote(String note) throws TimeoutException {
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> note.equals(onFx(header::note)));
  }

  @Test
  void anotherQuestionMakesThePictureStale() throws TimeoutException {
    run(() -> header.answered(ALL));
    run(() -> header.await(HOUR));
    assertFalse(stale(), "not at once");
    awaitNote("Older picture · Asking for the last hour…");
    assertTrue(stale());
    run(() -> header.await(Optional.of("Asking for tcp…")));
    assertEquals("Older picture · Asking for tcp…", onFx(header::note));
    assertTrue(stale(), "without a flicker between");
    run(() -> header.answered(THIRD));
    assertFalse(stale());
    assertEquals("newest 33 % so far", onFx(header::note));
  }

  @Test
  void theQuestionOfThePictureAskedAgainIsNotStale() throws TimeoutException {
    run(() -> header.answered(ALL));
    run(() -> header.await(HOUR));
    awaitNote("Older picture · Asking for the last hour…");
    run(() -> header.await(Optional.empty()));
    assertFalse(stale());
    assertEquals("", onFx(header::note));
  }

  @Test
  void whatWasStoppedStaysStale() throws TimeoutException {
    run(() -> header.answered(ALL));
    run(() -> header.await(HOUR));
    run(header::stop);
    assertTrue(stale());
    assertEquals("stopped; this is still the answer before; F5 asks again", onFx(header::note));
    run(header::failed);
    assertFalse(stale());
    assertEquals("", onFx(header::note));
  }

  @Test
  void aLongRefreshSaysHowFarItHasComeAfterAWhile() throws TimeoutException {
    run(() -> header.answered(ALL));
    run(() -> header.await(Optional.empty()));
    run(() -> header.again(THIRD));
    assertEquals("", onFx(header::note), "most are over soon");
    awaitNote("asking again · 33 %");
    assertFalse(stale());
    run(() -> header.again(new Coverage(2, 3, false, 0)));
    assertEquals("asking again · 66 %", onFx(header::note));
  }

  @Test
  void anEmptyPanelLoads() throws TimeoutException {
    run(() -> header.await(Optional.of("Asking for the last hour…")));
    awaitNote("Loading…");
    assertFalse(stale());
  }
}
