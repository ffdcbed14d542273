package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How far colours are apart that lie on each other in a chart, as CIEDE2000 over CIELAB tells it;
/// a difference of 2 is just seen, of 10 at a glance.
class PaletteOrderTest {
  /// @param neighbours told apart at least so far by everybody; the last one and the first lie on
  ///   each other where there are more groups than colours
  /// @param next the next but one
  @ParameterizedTest
  @CsvSource({"DARK, 18, 10", "LIGHT, 18, 10", "DARK_DISTINCT, 12, 10", "LIGHT_DISTINCT, 12, 10"})
  void coloursNearEachOtherAreToldApart(Palette palette, double neighbours, double next) {
    List<Color> series = palette.series();
    for (double[][] eye : PaletteTest.EYES) {
      for (int i = 0; i < series.size(); i++) {
        assertApart(series, i, 1, eye, neighbours);
        assertApart(series, i, 2, eye, next);
      }
    }
  }

  private static void assertApart(
      List<Color> series, int at, int further, double[][] eye, double least) {
    Color one = series.get(at);
    Color other = series.get((at + further) % series.size());
    double apart = difference(lab(one, eye), lab(other, eye));
    assertTrue(apart >= least, one + " and " + other + ": " + apart);
  }

  /// A published pair of Sharma, Wu and Dalal (2005).
  @Test
  void theDifferenceIsThatOfTheStandard() {
    assertEquals(
        2.0425,
        difference(new double[] {50, 2.6772, -79.7751}, new double[] {50, 0, -82.7485}),
        1e-4);
  }

  private static double[] lab(Color colour, double[][] eye) {
    double[] c = PaletteTest.linear(colour, eye);
    double x = cubed((0.4124564 * c[0] + 0.3575761 * c[1] + 0.1804375 * c[2]) / 0.95047);
    double y = cubed(0.2126729 * c[0] + 0.7151522 * c[1] + 0.0721750 * c[2]);
    double z = cubed((0.0193339 * c[0] + 0.1191920 * c[1] + 0.9503041 * c[2]) / 1.08883);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double cubed(double t) {
    return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }

  private static double difference(double[] one, double[] other) {
    double mean = (Math.hypot(one[1], one[2]) + Math.hypot(other[1], other[2])) / 2;
    double grey = 1.5 - 0.5 * Math.sqrt(Math.pow(mean, 7) / (Math.pow(mean, 7) + Math.pow(25, 7)));
    double a = Math.hypot(one[1] * grey, one[2]);
    double b = Math.hypot(other[1] * grey, other[2]);
    double hueA = hue(one[1] * grey, one[2]);
    double hueB = hue(other[1] * grey, other[2]);
    double turn = hueB - hueA;
    double around = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
    double hues = 2 * Math.sqrt(a * b) * Math.sin(Math.toRadians(around / 2));
    double hue = (hueA + hueB) / 2 + (Math.abs(turn) > 180 ? 180 : 0);
    double chroma = (a + b) / 2;
    double light = Math.pow((one[0] + other[0]) / 2 - 50, 2);
    double wide =
        1
            - 0.17 * cos(hue - 30)
            + 0.24 * cos(2 * hue)
            + 0.32 * cos(3 * hue + 6)
            - 0.2 * cos(4 * hue - 63);
    double l = (other[0] - one[0]) / (1 + 0.015 * light / Math.sqrt(20 + light));
    double c = (b - a) / (1 + 0.045 * chroma);
    double h = hues / (1 + 0.015 * chroma * wide);
    double blue = 60 * Math.exp(-Math.pow((hue % 360 - 275) / 25, 2));
    double turned = -2 * Math.sqrt(Math.pow(chroma, 7) / (Math.pow(chroma, 7) + Math.pow(25, 7)));
    return Math.sqrt(l * l + c * c + h * h + turned * Math.sin(Math.toRadians(blue)) * c * h);
  }

  private static double hue(double a, double b) {
    return (Math.toDegrees(Math.atan2(b, a)) + 360) % 360;
  }

  private static double cos(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }
}
