package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.chart.ChartEvents.onFx;
import static weir.ui.chart.HeatmapAnswers.SECOND;
import static weir.ui.chart.HeatmapAnswers.START;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import weir.query.Measure;
import weir.query.Selection;
import weir.query.TimeRange;

final class NumberTileTest {
  private static final TimeRange RANGE = new TimeRange(START, START + 100 * SECOND);

  private final List<Selection> selected = new ArrayList<>();
  private final ChartGroup group =
      new ChartGroup(ChartChoice.FIRST, _ -> {}, () -> START + 1000 * SECOND);
  private final NumberTile tile = onFx(() -> new NumberTile("All", "", group, selected::add));
  private ChartStage stage = onFx(() -> null);

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void show() {
    onFx(
        () -> {
          SampleAnswers sample = new SampleAnswers(RANGE, SECOND, Measure.BITS_PER_SECOND);
          for (int i = 0; i < 100; i++) {
            sample.row(i, 1000 + i);
          }
          tile.show(sample.answer());
          return true;
        });
    stage = new ChartStage(tile);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private ChartEvents events() {
    PlotOverlay overlay = (PlotOverlay) onFx(() -> tile.lookup(".plot-overlay"));
    return new ChartEvents(tile, overlay);
  }

  private boolean isMarked() {
    return onFx(() -> tile.lookup("#stretch").isVisible());
  }

  private void drag() {
    double width = onFx(() -> tile.lookup(".plot-overlay").getLayoutBounds().getWidth());
    events().brush(new Point2D(0.205 * width, 8), new Point2D(0.405 * width, 9));
  }

  @Test
  void draggingOverItsLineMarksAndEnterZooms() {
    drag();
    assertEquals(List.of(), selected, "nothing is asked yet");
    assertTrue(isMarked());
    events().key(KeyCode.RIGHT);
    events().key(KeyCode.ENTER);
    TimeRange later = new TimeRange(START + 21 * SECOND, START + 42 * SECOND);
    assertEquals(List.of(new Selection.Span(later)), selected);
    assertFalse(isMarked());
  }

  @Test
  void escapeDropsIt() {
    drag();
    events().key(KeyCode.ESCAPE);
    assertFalse(isMarked());
    assertEquals(List.of(), selected);
  }

  @Test
  void keysMarkTheNewestStep() {
    events()
        .key(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, true, false, false, false));
    assertTrue(isMarked());
    events().key(KeyCode.ENTER);
    TimeRange newest = new TimeRange(START + 99 * SECOND, START + 100 * SECOND);
    assertEquals(List.of(new Selection.Span(newest)), selected);
  }
}
