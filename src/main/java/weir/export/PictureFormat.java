package weir.export;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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

  /// The format that a file's name asks for.
  ///
  /// @throws IllegalArgumentException with a sentence, if it asks for none
  public static PictureFormat needed(Path file) {
    return of(String.valueOf(file.getFileName()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "cannot write "
                        + file
                        + ": a picture's name ends with "
                        + Arrays.stream(values())
                            .map(format -> "." + format.ending)
                            .collect(Collectors.joining(", "))));
  }
}
