package weir.cli;

import java.util.List;
import picocli.CommandLine.Option;
import weir.flow.ListenAddress;

/// `--bmp`: where routers tell their routes.
final class BmpPorts {
  @Option(
      names = "--bmp",
      split = ",",
      paramLabel = "[ADDRESS:]PORT",
      description =
          "Take routes of routers by BMP on this TCP port, of all addresses or of one. They fill in"
              + " what the flows of the same router do not say: AS paths, neighbours, next hops,"
              + " communities. Repeat or separate by commas.")
  @Example("11019")
  private List<String> ports = List.of();

  /// @throws CommandFailed if one is none
  List<ListenAddress> addresses() {
    return Ports.parse("--bmp", ports);
  }
}
