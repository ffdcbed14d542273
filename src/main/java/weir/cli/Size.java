package weir.cli;

import picocli.CommandLine.Option;

/// `--size` of a picture.
final class Size {
  @Option(names = "--size", paramLabel = "WxH", description = "Pixels (default: 1600x1000).")
  private String size = "1600x1000";

  int width() {
    return part(0);
  }

  int height() {
    return part(1);
  }

  private int part(int index) {
    if (!size.matches("\\d{3,4}x\\d{3,4}")) {
      throw new CommandFailed("--size " + size + ": give it as 1600x1000");
    }
    return Integer.parseInt(size.split("x", -1)[index]);
  }
}
