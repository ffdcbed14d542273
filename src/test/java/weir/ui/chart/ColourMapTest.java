package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Judged by CIELAB, which the colours were not made with.
final class ColourMapTest {
  private static double lightness(int argb) {
    double luminance =
        0.2126 * linear(argb >> 16) + 0.7152 * linear(argb >> 8) + 0.0722 * linear(argb);
    return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance;
  }

  private static double linear(int octet) {
    double value = (octet & 0xff) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  /// More is always further from the background, by about as much at each step: in grey, in print
  /// and with any colour blindness.
  @ParameterizedTest
  @EnumSource
  void lightnessGrowsEvenly(ColourMap map) {
    double from = lightness(map.argb(0));
    double until = lightness(map.argb(1));
    assertTrue(Math.abs(until - from) > 60, () -> from + " to " + until);
    for (int i = 0; i < 16; i++) {
      double step = lightness(map.argb((i + 1) / 16.0)) - lightness(map.argb(i / 16.0));
      double even = (until - from) / 16;
      assertEquals(1, step / even, 0.45, "step " + i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLeastIsSeenOnItsBackground(ColourMap map) {
    Color ground = Color.web(map.name().endsWith("ON_DARK") ? "#0d1117" : "#ffffff");
    int rgb =
        (int) (ground.getRed() * 255) << 16
            | (int) (ground.getGreen() * 255) << 8
            | (int) (ground.getBlue() * 255);
    double apart = Math.abs(lightness(map.argb(0)) - lightness(rgb));
    assertTrue(apart > 8, () -> "" + apart);
    assertTrue(Math.abs(lightness(map.argb(1)) - lightness(rgb)) > 75);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsBeyondIsTheEnd(ColourMap map) {
    assertEquals(map.argb(0), map.argb(-1));
    assertEquals(map.argb(1), map.argb(2));
    assertEquals(map.argb(0), map.argb(Double.NaN));
    assertEquals(0xff, map.argb(0.3) >>> 24);
  }
}
