package weir.ui;

import java.awt.image.BufferedImage;
import java.util.stream.IntStream;
import javafx.scene.paint.Color;

/// What is seen in a picture.
final class Pixels {
  /// A channel may differ by so much, for what is drawn is rounded more than once.
  private static final double NEAR = 3 / 255.0;

  private Pixels() {}

  /// The share of a picture in that colour, which a white background may shine through.
  static double filled(Color colour, BufferedImage image) {
    int pixels = image.getWidth() * image.getHeight();
    return IntStream.range(0, pixels)
            .mapToObj(i -> at(i % image.getWidth(), i / image.getWidth(), image))
            .filter(pixel -> isShade(colour, pixel))
            .count()
        / (double) pixels;
  }

  static Color at(int x, int y, BufferedImage image) {
    int pixel = image.getRGB(x, y);
    return Color.rgb(pixel >> 16 & 0xff, pixel >> 8 & 0xff, pixel & 0xff);
  }

  private static boolean isShade(Color colour, Color pixel) {
    return IntStream.rangeClosed(60, 100)
        .mapToObj(percent -> Color.WHITE.interpolate(colour, percent / 100.0))
        .anyMatch(mixed -> isNear(mixed, pixel));
  }

  private static boolean isNear(Color a, Color b) {
    return Math.abs(a.getRed() - b.getRed()) < NEAR
        && Math.abs(a.getGreen() - b.getGreen()) < NEAR
        && Math.abs(a.getBlue() - b.getBlue()) < NEAR;
  }
}
