package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class GridLayoutTest {
  @Test
  void fillsThePanelWithWideCharts() {
    assertEquals(new GridLayout(4, 3, 12), GridLayout.of(12, 1240, 300, 11));
    assertEquals(new GridLayout(2, 3, 6), GridLayout.of(6, 600, 400, 11));
    assertEquals(new GridLayout(1, 1, 1), GridLayout.of(1, 600, 400, 11));
  }

  @Test
  void whatDoesNotFitIsLeftOut() {
    GridLayout small = GridLayout.of(12, 300, 150, 11);
    assertEquals(new GridLayout(2, 2, 4), small);
    assertEquals(new GridLayout(1, 1, 1), GridLayout.of(12, 10, 10, 11));
  }

  @Property(tries = 300)
  void showsTheFirstAsFarAsThereIsRoom(
      @ForAll @IntRange(min = 1, max = 60) int charts,
      @ForAll @IntRange(min = 1, max = 2000) int width,
      @ForAll @IntRange(min = 1, max = 1200) int height) {
    GridLayout layout = GridLayout.of(charts, width, height, 11);
    assertTrue(layout.shown() <= Math.min(charts, layout.columns() * layout.rows()));
    assertTrue(layout.shown() > layout.columns() * (layout.rows() - 1), "no row is empty");
  }
}
