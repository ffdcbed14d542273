package weir.cli;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import weir.flow.ListenAddress;
import weir.ingest.Listening;

/// `--port`, as often as wanted; any port takes any protocol.
final class Ports {
  @Option(
      names = "--port",
      split = ",",
      paramLabel = "[ADDRESS:]PORT",
      description =
          "UDP port to listen on, of all addresses or of one, as 127.0.0.1:2055 and [::1]:2055;"
              + " repeat or separate by commas (default: 2055, 2056, 4739, 6343). Any port takes"
              + " NetFlow, IPFIX and sFlow.")
  @Example({"2055", "6343"})
  private List<String> ports =
      Listening.DEFAULT.stream().map(ListenAddress::toString).collect(Collectors.toList());

  /// @throws CommandFailed if one is none
  List<ListenAddress> addresses() {
    return parse("--port", ports);
  }

  /// Ports alone are of all addresses.
  ///
  /// @throws CommandFailed if one is none
  static List<ListenAddress> parse(String option, List<String> ports) {
    return parse(option, ports, ListenAddress.EVERYWHERE);
  }

  /// @param otherwise the address of ports that are given alone
  /// @throws CommandFailed if one is none
  static List<ListenAddress> parse(String option, List<String> ports, InetAddress otherwise) {
    try {
      return ListenAddress.parse(ports, otherwise);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(option + ": " + e.getMessage(), e);
    }
  }
}
