package weir.cli;

import java.util.List;
import picocli.CommandLine.Option;
import weir.flow.ListenAddress;

/// `--tcp-port`: where IPFIX over TCP is taken.
final class TcpPorts {
  @Option(
      names = "--tcp-port",
      split = ",",
      paramLabel = "[ADDRESS:]PORT",
      description =
          "Also take IPFIX over TCP on this port, of all addresses or of one; 4739 is the usual"
              + " one. A connection is an exporter with templates of its own. TLS is not read."
              + " Repeat or separate by commas.")
  @Example("4739")
  private List<String> ports = List.of();

  /// @throws CommandFailed if one is none
  List<ListenAddress> addresses() {
    return Ports.parse("--tcp-port", ports);
  }
}
