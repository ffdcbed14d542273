package weir.cli;

import picocli.CommandLine.Option;

/// `--size` of a picture.
final class Size {
  @Option(names = "--size", paramLabel = "WxH", description = "Pixels (default: 1600x960).")
  private String size = "1600x960";

  /// JavaFX's Headless platform fails to draw windows higher than this.
  private static final int MOST_HEIGHT = 990;

  int width() {
    return part(0);
  }

  int height() {
    int height = part(1);
    if (height > MOST_HEIGHT) {
      throw new CommandFailed("--size " + size + ": a picture is at most " + MOST_HEIGHT + " high");
    }
    return height;
  }

  private int part(int index) {
    if (!size.matches("\\d{3,4}x\\d{3,4}")) {
      throw new CommandFailed("--size " + size + ": give it as 1600x960");
    }
    return Integer.parseInt(size.split("x", -1)[index]);
  }
}
