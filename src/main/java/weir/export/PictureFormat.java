package weir.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How pictures are kept in files.
public enum PictureFormat {
  /// Pixels.
  PNG("png"),
  /// Shapes and text, for browsers and drawing programs.
  SVG("svg"),
  /// A page, for paper.
  PDF("pdf");

  private final String ending;

  PictureFormat(String ending) {
    this.ending = ending;
  }

  /// What names of such files end with: "svg".
  public String ending() {
    return ending;
  }

  /// The format that a file's name asks for.
  public static Optional<PictureFormat> of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> name.endsWith("." + format.ending)).findFirst();
  }
}
