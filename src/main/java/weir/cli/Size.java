package weir.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.export.Paper;

/// How large a picture is: pixels, or a sheet of paper.
final class Size {
  /// Sheets of paper.
  enum Sheet {
    A4,
    LETTER;

    Paper paper() {
      return this == A4 ? Paper.A4 : Paper.LETTER;
    }
  }

  private static final String USUAL = "1600x960";

  @Option(names = "--size", paramLabel = "WxH", description = "Pixels (default: " + USUAL + ").")
  private @Nullable String size;

  @Option(
      names = "--paper",
      paramLabel = "SHEET",
      description =
          "Instead of --size: ${COMPLETION-CANDIDATES}, filled between its margins at 144 pixels an"
              + " inch.")
  private @Nullable Sheet sheet;

  @Option(names = "--landscape", description = "The sheet of --paper lies on its long side.")
  private boolean landscape;

  /// The sheet, if there is to be one.
  Optional<Paper> paper() {
    if (sheet != null && size != null) {
      throw new CommandFailed("--size and --paper: give one of them");
    }
    if (landscape && sheet == null) {
      throw new CommandFailed("--landscape goes with --paper");
    }
    return Optional.ofNullable(sheet).map(one -> landscape ? one.paper().landscape() : one.paper());
  }

  int width() {
    return paper().map(Paper::pixelWidth).orElseGet(() -> part(0));
  }

  int height() {
    return paper().map(Paper::pixelHeight).orElseGet(() -> part(1));
  }

  private int part(int index) {
    String pixels = size == null ? USUAL : size;
    if (!pixels.matches("\\d{3,4}x\\d{3,4}")) {
      throw new CommandFailed(
          "--size " + pixels + ": give it as " + USUAL + ", from 100 to 9999 each way");
    }
    return Integer.parseInt(pixels.split("x", -1)[index]);
  }
}
