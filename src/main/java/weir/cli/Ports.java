package weir.cli;

import java.util.List;
import picocli.CommandLine.Option;
import weir.capture.UdpListener;

/// `--port`, as often as wanted; any port takes any protocol.
final class Ports {
  @Option(
      names = "--port",
      split = ",",
      paramLabel = "PORT",
      description =
          "UDP port to listen on; repeat or separate by commas (default: 2055, 2056, 4739, 6343)."
              + " Any port takes NetFlow, IPFIX and sFlow.")
  private List<Integer> ports = UdpListener.DEFAULT_PORTS;

  /// @throws CommandFailed if one is no port
  List<Integer> checked() {
    for (int port : ports) {
      if (port < 0 || port > 65535) {
        throw new CommandFailed("--port " + port + ": a UDP port is 0 to 65535");
      }
    }
    return ports;
  }
}
