package weir.cli;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.capture.CannotListen;
import weir.flow.ListenAddress;
import weir.ingest.LiveSource;
import weir.metrics.Metrics;
import weir.metrics.MetricsPort;

/// `--metrics`: a port for Prometheus.
final class MetricsOption {
  @Option(
      names = "--metrics",
      paramLabel = "[ADDRESS:]PORT",
      description =
          "Answer Prometheus on this TCP port, at /metrics: of 127.0.0.1 unless an address is"
              + " given. Off unless this is given.")
  private @Nullable String where;

  /// Opens the port, if there is to be one, and says where it is.
  ///
  /// @throws CommandFailed if that is none
  /// @throws CannotListen if it cannot be had
  @Nullable MetricsPort open(LiveSource source, PrintWriter err) throws CannotListen {
    if (where == null) {
      return null;
    }
    ListenAddress address =
        Ports.parse("--metrics", List.of(where), ListenAddress.LOOPBACK).getFirst();
    MetricsPort port = MetricsPort.open(address, new Metrics(source));
    err.println("weir: metrics at http://" + port.address() + "/metrics");
    return port;
  }
}
