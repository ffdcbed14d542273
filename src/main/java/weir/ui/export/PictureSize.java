package weir.ui.export;

import java.util.List;

/// How large a picture is, in CSS pixels: 96 are an inch.
///
/// @param width 0 for as large as it is shown; as `height`
public record PictureSize(String label, int width, int height) {
  public static final PictureSize AS_SHOWN = new PictureSize("As shown", 0, 0);

  /// To be given by hand.
  static final PictureSize PIXELS = new PictureSize("Pixels", 1280, 720);

  static final List<PictureSize> ALL =
      List.of(
          AS_SHOWN,
          PIXELS,
          new PictureSize("A4, landscape", 1123, 794),
          new PictureSize("A4, upright", 794, 1123),
          new PictureSize("Letter, landscape", 1056, 816),
          new PictureSize("Letter, upright", 816, 1056));

  static final int LEAST = 200;
  static final int MOST = 8_000;

  public boolean isAsShown() {
    return width == 0;
  }

  /// @throws IllegalArgumentException with a sentence, if there can be no such picture
  static PictureSize of(String width, String height) {
    return new PictureSize(PIXELS.label, number(width), number(height));
  }

  private static int number(String text) {
    String digits = text.strip();
    if (digits.matches("\\d{3,4}")) {
      int number = Integer.parseInt(digits);
      if (number >= LEAST && number <= MOST) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        "write how many pixels wide and high the picture is, %d to %d".formatted(LEAST, MOST));
  }
}
