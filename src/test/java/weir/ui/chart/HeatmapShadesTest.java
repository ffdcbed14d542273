package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.chart.HeatmapAnswers.SECOND;
import static weir.ui.chart.HeatmapAnswers.START;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weir.export.Raster;
import weir.flow.FlowField;
import weir.query.Answer;

final class HeatmapShadesTest {
  private static HeatmapShades shades(HeatmapScale scale, Answer answer) {
    HeatmapCells cells = HeatmapCells.of(answer, 0, START + 1000 * SECOND, 1000);
    return HeatmapShades.of(cells, scale);
  }

  /// 1, 10, 100 and 1000 in one column, 50 in the next.
  private static Answer answer() {
    return new HeatmapAnswers(FlowField.TTL, 2, 1)
        .cell(0, 0, 1)
        .cell(0, 1, 10)
        .cell(0, 2, 100)
        .cell(0, 3, 1000)
        .cell(1, 3, 50)
        .answer();
  }

  private static int at(HeatmapShades shades, int column, int value) {
    Raster raster = shades.raster(ColourMap.ON_DARK);
    return raster.colours()[(255 - value) * 2 + column];
  }

  @Test
  void theLogarithmOfTenTimesAsMuchIsAStep() {
    HeatmapShades shades = shades(HeatmapScale.LOGARITHMIC, answer());
    assertEquals(ColourMap.ON_DARK.argb(0), at(shades, 0, 0));
    assertEquals(ColourMap.ON_DARK.argb(1 / 3.0), at(shades, 0, 1));
    assertEquals(ColourMap.ON_DARK.argb(2 / 3.0), at(shades, 0, 2));
    assertEquals(ColourMap.ON_DARK.argb(1), at(shades, 0, 3));
    assertEquals(
        List.of("1 pkt/s", "10 pkt/s", "100 pkt/s", "1.00 kpkt/s"),
        shades.ticks().stream().map(HeatmapShades.Tick::label).toList());
    assertEquals(1 / 3.0, shades.ticks().get(1).share(), 1e-9);
  }

  @Test
  void linearIsAPartOfTheLargest() {
    HeatmapShades shades = shades(HeatmapScale.LINEAR, answer());
    assertEquals(ColourMap.ON_DARK.argb(0.1), at(shades, 0, 2));
    assertEquals(ColourMap.ON_DARK.argb(0.05), at(shades, 1, 3));
    assertEquals(
        List.of("0", "500 pkt/s", "1.00 kpkt/s"),
        shades.ticks().stream().map(HeatmapShades.Tick::label).toList());
  }

  @Test
  void aColumnsLargestIsAllOfIt() {
    HeatmapShades shades = shades(HeatmapScale.COLUMN, answer());
    assertEquals(ColourMap.ON_DARK.argb(1), at(shades, 1, 3));
    assertEquals(ColourMap.ON_DARK.argb(0.1), at(shades, 0, 2));
    assertEquals("100 %", shades.ticks().getLast().label());
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsNotPainted(HeatmapScale scale) {
    HeatmapShades shades = shades(scale, answer());
    assertEquals(0, at(shades, 1, 2));
    assertEquals(0, at(shades, 0, 255));
    assertTrue(shades(scale, new HeatmapAnswers(FlowField.TTL, 2, 1).answer()).ticks().isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void oneAmountIsTheMost(HeatmapScale scale) {
    HeatmapShades shades =
        shades(scale, new HeatmapAnswers(FlowField.TTL, 2, 1).cell(0, 7, 5).cell(1, 8, 5).answer());
    assertEquals(ColourMap.ON_DARK.argb(1), at(shades, 0, 7));
    assertEquals(1, shades.ticks().getLast().share());
  }
}
