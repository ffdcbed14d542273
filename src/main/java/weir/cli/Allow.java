package weir.cli;

import java.util.List;
import picocli.CommandLine.Option;
import weir.flow.Prefixes;

/// `--allow`: who may send flows.
final class Allow {
  @Option(
      names = "--allow",
      split = ",",
      paramLabel = "PREFIX",
      description =
          "Who may send: prefixes and addresses, of IPv4 and IPv6 (default: everybody). What others"
              + " send is refused and counted; so is what names an agent outside of them in sFlow"
              + " and protobuf flows.")
  @Example({"192.0.2.0/24", "2001:db8::/32"})
  private List<String> networks = List.of();

  /// @throws CommandFailed if one is no prefix
  Prefixes prefixes() {
    try {
      return networks.isEmpty() ? Prefixes.ALL : Prefixes.of(networks);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--allow: " + e.getMessage(), e);
    }
  }
}
