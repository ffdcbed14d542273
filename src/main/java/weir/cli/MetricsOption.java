package weir.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.app.EventLog;
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
  @Example("127.0.0.1:9095")
  private @Nullable String where;

  /// Where it is to be; none where there is to be none.
  ///
  /// @throws CommandFailed if that is no address
  List<ListenAddress> addresses() {
    return where == null
        ? List.of()
        : Ports.parse("--metrics", List.of(where), ListenAddress.LOOPBACK);
  }

  /// Opens the port, if there is to be one, and says where it is.
  ///
  /// @throws CommandFailed if that is none
  /// @throws CannotListen if it cannot be had
  @Nullable MetricsPort open(List<LiveSource> sources, EventLog log) throws CannotListen {
    if (where == null) {
      return null;
    }
    MetricsPort port = MetricsPort.open(addresses().getFirst(), new Metrics(sources));
    log.info("metrics at http://" + port.address() + "/metrics");
    return port;
  }
}
