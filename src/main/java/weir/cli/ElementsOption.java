package weir.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.flow.OwnElements;

/// `--elements`: what information elements of one's own fill.
final class ElementsOption {
  @Option(
      names = "--elements",
      paramLabel = "FILE",
      description =
          "What information elements fill that Weir does not know, or knows otherwise: a text file"
              + " with an enterprise number, an element and a field in each line, such as '9 12235"
              + " application_name'.")
  @Example("/etc/weir/elements.txt")
  private @Nullable Path file;

  /// The file; empty for none.
  String file() {
    return file == null ? "" : file.toString();
  }

  /// @throws CommandFailed if the file cannot be read, or a line of it is wrong
  OwnElements elements() {
    try {
      return file == null ? OwnElements.NONE : OwnElements.read(file);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--elements: " + e.getMessage(), e);
    }
  }
}
