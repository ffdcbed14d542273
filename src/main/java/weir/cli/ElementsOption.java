package weir.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.flow.OwnElements;
import weir.naming.ElementsFile;

/// `--elements`: what information elements of one's own fill.
final class ElementsOption {
  @Option(
      names = "--elements",
      paramLabel = "FILE",
      description =
          "What information elements fill that Weir does not know, or knows otherwise: a text file"
              + " with an enterprise number, an element and a field in each line, such as '9 12235"
              + " application_name', or goflow2's mapping.yaml.")
  @Example("/etc/weir/elements.txt")
  private @Nullable Path file;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  ElementsOption() {}

  /// The file; empty for none.
  String file() {
    return file == null ? "" : file.toString();
  }

  /// Says what of a mapping is not taken over.
  ///
  /// @throws CommandFailed if the file cannot be read, or a line of it is wrong
  OwnElements elements() {
    if (file == null) {
      return OwnElements.NONE;
    }
    try {
      ElementsFile read = ElementsFile.read(file);
      read.left().forEach(one -> spec.commandLine().getErr().println("weir: " + one));
      return read.elements();
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--elements: " + e.getMessage(), e);
    }
  }
}
