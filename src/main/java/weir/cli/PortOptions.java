package weir.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.ingest.PortTerms;
import weir.query.Dimensions;
import weir.store.Retention;
import weir.store.RetentionText;

/// `--port-filter` and its like: what one port has for itself.
final class PortOptions {
  /// What sums of parts may be off by.
  private static final double ROUNDED = 1e-9;

  @Option(
      names = "--port-filter",
      paramLabel = "PORT=FILTER",
      description =
          "What is stored of the flows that come by a UDP or TCP port, in the language of filters;"
              + " what it leaves out is counted, and no loss.")
  @Example("6343=direction out")
  private List<String> filters = List.of();

  @Option(
      names = "--port-share",
      paramLabel = "PORT=SHARE",
      description =
          "How much of the room in which flows wait for the store is this port's alone, and how"
              + " often it takes its turn there (default: half of the room is parted evenly among"
              + " the ports, the rest is for whoever needs it).")
  @Example("2055=40%")
  private List<String> shares = List.of();

  @Option(
      names = "--port-data",
      paramLabel = "PORT=DIR",
      description =
          "Another data set for the flows of a port, with a bound of its own; several ports may"
              + " share one.")
  @Example("6343=/var/lib/weir/sflow")
  private List<String> folders = List.of();

  @Option(
      names = "--port-keep",
      paramLabel = "PORT=AGE",
      description = "With --port-data: how long its flows stay (default: as --keep says).")
  @Example("6343=2d")
  private List<String> ages = List.of();

  @Option(
      names = "--port-keep-size",
      paramLabel = "PORT=SIZE",
      description =
          "With --port-data: what its data set may take on disk (default: as --keep-size says).")
  @Example("6343=50GiB")
  private List<String> sizes = List.of();

  /// A data set beside the main one.
  ///
  /// @param ports whose flows go there
  record DataSet(Path folder, Set<Integer> ports, Retention retention) {}

  /// Each by itself.
  ///
  /// @throws CommandFailed if one cannot be so
  void check() {
    byPort("--port-filter", filters);
    byPort("--port-share", shares).forEach(PortOptions::share);
    byPort("--port-data", folders);
    byPort("--port-keep", ages)
        .values()
        .forEach(age -> said("--port-keep", () -> RetentionText.age(age)));
    byPort("--port-keep-size", sizes)
        .values()
        .forEach(size -> said("--port-keep-size", () -> RetentionText.size(size)));
  }

  /// On what terms flows of ports are taken.
  ///
  /// @param ports that are listened on
  /// @param dimensions that a filter can name
  /// @throws CommandFailed if a filter cannot be read, or nobody listens there
  Map<Integer, PortTerms> terms(Set<Integer> ports, Function<PortTerms, Dimensions> dimensions) {
    Map<Integer, PortTerms> terms = new TreeMap<>();
    byPort("--port-filter", filters)
        .forEach(
            (port, filter) -> {
              PortTerms one = PortTerms.USUAL.withFilter(filter);
              said("--port-filter " + port + ":", () -> one.parsed(dimensions.apply(one)));
              terms.put(require("--port-filter", port, ports), one);
            });
    double sum = 0;
    for (Map.Entry<Integer, String> one : byPort("--port-share", shares).entrySet()) {
      int port = require("--port-share", one.getKey(), ports);
      double share = share(port, one.getValue());
      sum += share;
      terms.put(port, terms.getOrDefault(port, PortTerms.USUAL).withShare(share));
    }
    if (sum > 1 + ROUNDED) {
      throw new CommandFailed("--port-share: together they are more than 100%");
    }
    return terms;
  }

  /// The data sets beside the main one, in their order.
  ///
  /// @param main the folder of the main one; null where flows go elsewhere
  /// @param ports that are listened on
  /// @throws CommandFailed if one cannot be so
  List<DataSet> dataSets(@Nullable Path main, Set<Integer> ports, Keep keep) {
    Map<Path, Set<Integer>> byFolder = new LinkedHashMap<>();
    Map<Integer, String> named = byPort("--port-data", folders);
    named.forEach(
        (port, folder) -> {
          require("--port-data", port, ports);
          Path path = Path.of(folder);
          if (main != null && same(main, path)) {
            throw new CommandFailed("--port-data " + port + "=" + folder + " is --data itself");
          }
          Path known =
              byFolder.keySet().stream().filter(one -> same(one, path)).findFirst().orElse(path);
          byFolder.computeIfAbsent(known, _ -> new TreeSet<>()).add(port);
        });
    for (String option : List.of("--port-keep", "--port-keep-size")) {
      byPort(option, option.equals("--port-keep") ? ages : sizes)
          .keySet()
          .forEach(
              port -> {
                if (!named.containsKey(port)) {
                  throw new CommandFailed(option + " " + port + ": it needs --port-data");
                }
              });
    }
    List<DataSet> sets = new ArrayList<>();
    byFolder.forEach(
        (folder, its) ->
            sets.add(
                new DataSet(
                    folder,
                    its,
                    keep.retention(
                        one("--port-keep", ages, its, folder),
                        one("--port-keep-size", sizes, its, folder)))));
    return sets;
  }

  /// What is said of a data set by any of its ports; null for nothing.
  private static @Nullable String one(
      String option, List<String> texts, Set<Integer> ports, Path folder) {
    Set<String> said =
        byPort(option, texts).entrySet().stream()
            .filter(one -> ports.contains(one.getKey()))
            .map(Map.Entry::getValue)
            .collect(Collectors.toCollection(TreeSet::new));
    if (said.size() > 1) {
      throw new CommandFailed(option + ": " + folder + " has one bound, not " + said);
    }
    return said.isEmpty() ? null : said.iterator().next();
  }

  private static boolean same(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  private static int require(String option, int port, Set<Integer> ports) {
    if (!ports.contains(port)) {
      throw new CommandFailed(
          option
              + " "
              + port
              + ": no flows are listened for there, but on "
              + ports.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    return port;
  }

  private static double share(int port, String text) {
    String number = text.strip();
    double percent = number.matches("\\d{1,3}%") ? Double.parseDouble(number.replace("%", "")) : 0;
    if (percent < 1 || percent > 100) {
      throw new CommandFailed(
          "--port-share " + port + "=" + text + ": write a part of the room, 1% to 100%");
    }
    return percent / 100;
  }

  private static void said(String option, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(option + " " + e.getMessage(), e);
    }
  }

  private static Map<Integer, String> byPort(String option, List<String> texts) {
    Map<Integer, String> byPort = new TreeMap<>();
    for (String text : texts) {
      int sign = text.indexOf('=');
      String port = text.substring(0, Math.max(0, sign)).strip();
      int number = port.matches("\\d{1,5}") ? Integer.parseInt(port) : -1;
      String value = text.substring(sign + 1).strip();
      if (number < 0 || number > 65535 || value.isEmpty()) {
        throw new CommandFailed(
            option + " '" + text + "': write a port and what it has, as 6343=…");
      }
      if (byPort.put(number, value) != null) {
        throw new CommandFailed(option + ": port " + number + " is there twice");
      }
    }
    return byPort;
  }
}
