package weir.export;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// A grid of colours, to be stretched over a rectangle: each stays a cell with sharp edges.
///
/// @param colours row by row from the top, each 0xAARRGGBB; it is not to be changed any more
public record Raster(int columns, int rows, int[] colours) {
  private static final int MOST_PIXELS = 1600;
  private static final int MOST_TIMES = 8;

  public Raster {
    if (columns < 1 || rows < 1 || colours.length != columns * rows) {
      throw new IllegalArgumentException(columns + " columns, " + rows + " rows");
    }
  }

  /// The same with each cell as several pixels: programs that show documents blend pixels with
  /// their neighbours, and then there is less of that to be seen.
  Raster magnified() {
    int times = Math.clamp(MOST_PIXELS / Math.max(columns, rows), 1, MOST_TIMES);
    int[] large = new int[times * times * colours.length];
    for (int y = 0; y < times * rows; y++) {
      for (int x = 0; x < times * columns; x++) {
        large[y * times * columns + x] = colours[y / times * columns + x / times];
      }
    }
    return new Raster(times * columns, times * rows, large);
  }

  BufferedImage image() {
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, columns, rows, colours, 0, columns);
    return image;
  }

  byte[] png() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image(), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return out.toByteArray();
  }
}
