package weir.ui.exporters;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weir.exporter.ExporterStatus;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.exporter.RouterStatus;
import weir.flow.IpAddress;

/// When exporters are looked at, and how.
///
/// @param zone of times that are shown
/// @param now the wall clock
/// @param live whether they can send any moment; of a file they cannot
/// @param labels names that are in force
/// @param routers those that tell their routes
public record Seen(
    ZoneId zone, Instant now, boolean live, List<RouterStatus> routers, Labels labels) {
  /// Where nobody tells routes.
  public Seen(ZoneId zone, Instant now, boolean live) {
    this(zone, now, live, List.of(), Labels.NONE);
  }

  /// Names of an exporter's interfaces: what people say, then what is in force, then what it tells.
  Map<Long, String> names(ExporterStatus exporter, Overrides.Exporter said) {
    Map<Long, String> names = new TreeMap<>(exporter.interfaceNames());
    Labels.Exporter known = labels.exporters().get(exporter.address());
    if (known != null) {
      names.putAll(known.interfaces());
    }
    said.interfaces()
        .forEach(
            (index, one) -> {
              if (!one.name().isEmpty()) {
                names.put(index, one.name());
              }
            });
    names.values().removeIf(String::isEmpty);
    return names;
  }

  /// What is told of this exporter's routes: "1,204 prefixes since 12:30:05", "none".
  String routes(IpAddress exporter) {
    return routers.stream()
        .filter(one -> one.address().equals(exporter))
        .findFirst()
        .map(one -> Words.routes(one, zone))
        .orElse("none");
  }
}
