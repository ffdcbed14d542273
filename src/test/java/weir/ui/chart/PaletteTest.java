package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Colours as people see them who lack one kind of cones (Machado, Oliveira and Fernandes 2009),
/// and how far they are apart then, in Oklab.
class PaletteTest {
  /// What is just told apart side by side is some 0.02.
  private static final double NEIGHBOURS = 0.06;

  private static final double ANY = 0.07;

  /// As everybody, protanopia, deuteranopia, tritanopia.
  static final double[][][] EYES = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {
      {0.152286, 1.052583, -0.204868},
      {0.114503, 0.786281, 0.099216},
      {-0.003882, -0.048116, 1.051998}
    },
    {
      {0.367322, 0.860646, -0.227968},
      {0.280085, 0.672501, 0.047413},
      {-0.011820, 0.042940, 0.968881}
    },
    {
      {1.255528, -0.076749, -0.178779},
      {-0.078411, 0.930809, 0.147602},
      {0.004733, 0.691367, 0.303900}
    }
  };

  private static double linear(double value) {
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  /// As an eye has it, in linear parts of red, green and blue.
  static double[] linear(Color colour, double[][] eye) {
    double[] rgb = {linear(colour.getRed()), linear(colour.getGreen()), linear(colour.getBlue())};
    double[] as = new double[3];
    for (int i = 0; i < 3; i++) {
      as[i] = Math.clamp(eye[i][0] * rgb[0] + eye[i][1] * rgb[1] + eye[i][2] * rgb[2], 0, 1);
    }
    return as;
  }

  private static double[] seen(Color colour, double[][] eye) {
    double[] as = linear(colour, eye);
    double l = Math.cbrt(0.4122214708 * as[0] + 0.5363325363 * as[1] + 0.0514459929 * as[2]);
    double m = Math.cbrt(0.2119034982 * as[0] + 0.6806995451 * as[1] + 0.1073969566 * as[2]);
    double s = Math.cbrt(0.0883024619 * as[0] + 0.2817188376 * as[1] + 0.6299787005 * as[2]);
    return new double[] {
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    };
  }

  private static void assertApart(Color a, Color b, double least) {
    for (double[][] eye : EYES) {
      double[] x = seen(a, eye);
      double[] y = seen(b, eye);
      double apart = Math.hypot(Math.hypot(x[0] - y[0], x[1] - y[1]), x[2] - y[2]);
      assertTrue(apart >= least, a + " and " + b + ": " + apart);
    }
  }

  @ParameterizedTest
  @EnumSource
  void neighboursAreToldApartByEverybody(Palette palette) {
    List<Color> series = palette.series();
    IntStream.range(1, series.size())
        .forEach(i -> assertApart(series.get(i - 1), series.get(i), NEIGHBOURS));
  }

  @ParameterizedTest
  @EnumSource(names = {"DARK_DISTINCT", "LIGHT_DISTINCT"})
  void anyTwoOfTheDistinctOnesAreToldApartByEverybody(Palette palette) {
    List<Color> series = palette.series();
    for (int i = 0; i < series.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertApart(series.get(i), series.get(j), ANY);
      }
    }
  }

  /// Amounts are told by their lightness alone, too.
  @ParameterizedTest
  @EnumSource
  void stepsOfAmountsAreToldApartByEverybody(Palette palette) {
    int steps = 8;
    for (int i = 1; i <= steps; i++) {
      assertApart(
          amount(palette, (i - 1) / (double) steps), amount(palette, i / (double) steps), 0.03);
    }
  }

  private static Color amount(Palette palette, double share) {
    int argb = palette.amounts().argb(share);
    return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
  }

  @Test
  void allPalettesHaveAsManyColours() {
    for (Palette palette : Palette.values()) {
      assertTrue(palette.series().size() == Palette.DARK.series().size(), palette.name());
    }
  }
}
