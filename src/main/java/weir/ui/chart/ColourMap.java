package weir.ui.chart;

/// Colours for amounts: as many steps of lightness from each to the next, from what is near to the
/// background to what is far from it, by way of hues that are told apart with the common kinds of
/// colour blindness (blue to yellow). Made in Oklab, whose distances are those that people see
/// (Ottosson 2020).
enum ColourMap {
  /// From a dark violet to a light yellow.
  ON_DARK(0.36, 0.94, 296, 105),

  /// From a light yellow to a dark violet.
  ON_LIGHT(0.92, 0.27, 105, 296),

  /// From a dark blue by way of grey to a light yellow: two hues that everybody tells apart.
  BLUE_ON_DARK(0.4, 0.95),

  BLUE_ON_LIGHT(0.92, 0.27);

  /// Lightness at which there is no colour.
  private static final double MIDDLE = 0.62;

  /// So many colours are all that are told apart.
  static final int STEPS = 256;

  private static final int OPAQUE = 0xff << 24;

  /// Hues, in degrees.
  private static final int BLUE = 262;

  private static final int YELLOW = 105;

  @SuppressWarnings("ImmutableEnumChecker") // nobody else has it
  private final int[] colours = new int[STEPS];

  /// @param from lightness of the least, 0 to 1, as `until` of the most
  /// @param first hue of the least, in degrees, as `last` of the most
  ColourMap(double from, double until, double first, double last) {
    for (int i = 0; i < STEPS; i++) {
      double share = i / (STEPS - 1.0);
      double lightness = from + share * (until - from);
      colours[i] = shade(lightness, 0.16, first + share * (last - first));
    }
  }

  /// Where it is dark it is blue, where it is light yellow.
  ColourMap(double from, double until) {
    for (int i = 0; i < STEPS; i++) {
      double lightness = from + i / (STEPS - 1.0) * (until - from);
      double yellow = (lightness - MIDDLE) / (1 - MIDDLE);
      colours[i] = shade(lightness, 0.16 * Math.abs(yellow), yellow < 0 ? BLUE : YELLOW);
    }
  }

  /// As colourful as screens can show it.
  private static int shade(double lightness, double most, double degrees) {
    double hue = Math.toRadians(degrees);
    double chroma = most;
    int colour = rgb(lightness, chroma, hue);
    while (colour < 0) {
      chroma = Math.max(0, chroma - 0.002);
      colour = rgb(lightness, chroma, hue);
    }
    return OPAQUE | colour;
  }

  /// 0xffRRGGBB.
  ///
  /// @param share 0 for the least, 1 for the most
  int argb(double share) {
    return colours[Math.clamp(Math.round(share * (STEPS - 1)), 0, STEPS - 1)];
  }

  /// The colour of a step, as in [#argb].
  int step(int index) {
    return colours[index];
  }

  /// 0xRRGGBB, or -1 where there is no such colour.
  private static int rgb(double lightness, double chroma, double hue) {
    double a = chroma * Math.cos(hue);
    double b = chroma * Math.sin(hue);
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    int red = octet(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
    int green = octet(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
    int blue = octet(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    return red < 0 || green < 0 || blue < 0 ? -1 : red << 16 | green << 8 | blue;
  }

  private static double cube(double value) {
    return value * value * value;
  }

  /// As sRGB has it; -1 beyond that.
  private static int octet(double linear) {
    double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    return value < -0.0005 || value > 1.0005 ? -1 : (int) Math.round(Math.clamp(value, 0, 1) * 255);
  }
}
