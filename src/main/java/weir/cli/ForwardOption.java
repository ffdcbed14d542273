package weir.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import weir.flow.Destination;
import weir.ingest.Forward;
import weir.ingest.Source;

/// `--forward`: other collectors, which get copies of what comes.
final class ForwardOption {
  @Option(
      names = "--forward",
      split = ",",
      paramLabel = "HOST:PORT",
      description =
          "Send a copy of each datagram of those who may send on to these collectors, octet by"
              + " octet: under the exporters' addresses where Weir may (on Linux as root or with"
              + " CAP_NET_RAW), else from this machine's. Repeat or separate by commas.")
  @Example("192.0.2.9:2055")
  private List<String> collectors = List.of();

  /// @throws CommandFailed if one is none
  List<Destination> destinations() {
    try {
      return collectors.stream().map(Destination::parse).distinct().toList();
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--forward: " + e.getMessage(), e);
    }
  }

  /// "; forwarded 1,204 to 192.0.2.9:2055 (lost {unreachable=3})"; empty where nothing is to be.
  static String line(Source source) {
    return source.forwards().stream()
        .map(ForwardOption::words)
        .collect(Collectors.joining(", "))
        .transform(all -> all.isEmpty() ? "" : "; forwarded " + all);
  }

  private static String words(Forward forward) {
    Map<String, Long> lost = new TreeMap<>(forward.lost());
    return String.format(
        Locale.ROOT,
        "%,d to %s%s",
        forward.sent(),
        forward.to(),
        lost.isEmpty() ? "" : " (lost " + lost + ")");
  }
}
