package weir.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.enrich.Directions;

/// `--inside`: the networks that in and out are seen from.
final class Inside {
  @Option(
      names = "--inside",
      split = ",",
      paramLabel = "PREFIX",
      description =
          "Your own networks, from which in and out are told (default: private addresses; the own"
              + " ones of adapters that are captured on).")
  @Example({"203.0.113.0/24", "2001:db8::/32"})
  private @Nullable List<String> networks;

  /// @throws CommandFailed if a prefix is none
  Directions directions() {
    return directions(List.of());
  }

  /// @param own addresses of this machine's adapters that are captured on
  /// @throws CommandFailed if a prefix is none
  Directions directions(List<String> own) {
    List<String> usual = own.isEmpty() ? Directions.PRIVATE : own;
    try {
      return Directions.inside(networks == null ? usual : networks);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--inside: " + e.getMessage(), e);
    }
  }
}
