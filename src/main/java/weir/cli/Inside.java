package weir.cli;

import java.util.List;
import picocli.CommandLine.Option;
import weir.enrich.Directions;

/// `--inside`: the networks that in and out are seen from.
final class Inside {
  @Option(
      names = "--inside",
      split = ",",
      paramLabel = "PREFIX",
      description =
          "Your own networks, from which in and out are told (default: private addresses).")
  private List<String> networks = Directions.PRIVATE;

  /// @throws CommandFailed if a prefix is none
  Directions directions() {
    try {
      return Directions.inside(networks);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--inside: " + e.getMessage(), e);
    }
  }
}
