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
  public Raster {
    if (columns < 1 || rows < 1 || colours.length != columns * rows) {
      throw new IllegalArgumentException(columns + " columns, " + rows + " rows");
    }
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
