package weir.ingest;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import weir.naming.Naming;
import weir.query.Dimensions;

/// The ways by which flows come into a queue: one for each port that is listened on, and one for
/// all that comes by none. A port that is not listened on any more keeps its lane, for what it has
/// counted, but no share of the queue.
final class Lanes {
  static final int NO_PORT = 0;

  /// Of what no port has for itself so much is parted; the rest is for whoever needs it.
  private static final double PARTED = 0.5;

  private final BatchQueue queue;
  private volatile Map<Integer, Lane> byPort = Map.of();
  private Map<Integer, PortTerms> terms = Map.of();

  Lanes(BatchQueue queue) {
    this.queue = queue;
  }

  /// The lane of what comes by a port; of one that is not known, that of what comes by none.
  Lane of(int port) {
    Lane lane = byPort.get(port);
    if (lane == null) {
      lane = byPort.get(NO_PORT);
    }
    return lane == null ? others() : lane;
  }

  private synchronized Lane others() {
    Lane known = byPort.get(NO_PORT);
    if (known != null) {
      return known;
    }
    Lane others = new Lane(NO_PORT, queue.room(0));
    Map<Integer, Lane> lanes = new LinkedHashMap<>(byPort);
    lanes.put(NO_PORT, others);
    byPort = Map.copyOf(lanes);
    share();
    return others;
  }

  Collection<Lane> all() {
    return byPort.values();
  }

  /// Rows that were not to be stored, by port.
  Map<Integer, Long> leftOut() {
    Map<Integer, Long> counts = new HashMap<>();
    byPort.forEach(
        (port, lane) -> {
          if (lane.leftOut() > 0) {
            counts.put(port, lane.leftOut());
          }
        });
    return counts;
  }

  /// Why filters cannot be read, by port: all is stored of these while that is so.
  Map<Integer, String> unread() {
    Map<Integer, String> problems = new TreeMap<>();
    byPort.forEach((port, lane) -> lane.unread().ifPresent(why -> problems.put(port, why)));
    return problems;
  }

  /// Reads filters again where these names are others.
  void read(Naming naming) {
    byPort.values().forEach(lane -> lane.read(naming));
  }

  /// Looks whether filters can be read that are not in force already.
  ///
  /// @throws IllegalArgumentException if one cannot; says where and why
  synchronized void check(Map<Integer, PortTerms> ports, Naming naming) {
    Dimensions dimensions = Dimensions.of(naming);
    ports.forEach(
        (port, one) -> {
          PortTerms now = terms.get(port);
          if (now == null || !now.filter().equals(one.filter())) {
            var _ = one.parsed(dimensions);
          }
        });
  }

  /// These ports are listened on from now on, on these terms.
  synchronized void listen(Map<Integer, PortTerms> ports, Naming naming) {
    Map<Integer, PortFilter> filters = new HashMap<>();
    ports.forEach(
        (port, one) -> {
          if (!one.filter().isBlank()) {
            filters.put(port, new PortFilter(one, naming));
          }
        });
    Map<Integer, Lane> lanes = new LinkedHashMap<>(byPort);
    ports
        .keySet()
        .forEach(
            port ->
                lanes
                    .computeIfAbsent(port, _ -> new Lane(port, queue.room(0)))
                    .filter(filters.get(port)));
    byPort = Map.copyOf(lanes);
    terms = Map.copyOf(ports);
    share();
  }

  private void share() {
    double own = terms.values().stream().mapToDouble(PortTerms::share).sum();
    long without =
        terms.values().stream().filter(one -> one.share() == 0).count()
            + (byPort.containsKey(NO_PORT) ? 1 : 0);
    double usual = without == 0 ? 0 : Math.max(0, 1 - own) * PARTED / without;
    byPort.forEach(
        (port, lane) -> {
          PortTerms wanted = port == NO_PORT ? PortTerms.USUAL : terms.get(port);
          lane.room().share(wanted == null ? 0 : wanted.share() > 0 ? wanted.share() : usual);
        });
  }
}
