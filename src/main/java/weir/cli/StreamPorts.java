package weir.cli;

import java.util.List;
import picocli.CommandLine.Option;
import weir.flow.ListenAddress;

/// `--protobuf-port`: where streams of flows are taken.
final class StreamPorts {
  @Option(
      names = "--protobuf-port",
      split = ",",
      paramLabel = "[ADDRESS:]PORT",
      description =
          "Also take streams of protobuf flows (goflow2's FlowMessage, each behind its length) on"
              + " this TCP port: of 127.0.0.1 unless an address is given, as 192.0.2.1:2057;"
              + " [::]:2057 is all. Repeat or separate by commas.")
  @Example("192.0.2.1:2057")
  private List<String> ports = List.of();

  /// @throws CommandFailed if one is none
  List<ListenAddress> addresses() {
    return Ports.parse("--protobuf-port", ports, ListenAddress.LOOPBACK);
  }
}
