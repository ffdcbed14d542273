package weir.doctor;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import weir.exporter.RouterStatus;
import weir.flow.IpAddress;

/// When exporters are looked at, and how.
///
/// @param zone of times that are shown
/// @param now the wall clock
/// @param live whether they can send any moment; of a file they cannot
/// @param routers those that tell their routes
public record Seen(ZoneId zone, Instant now, boolean live, List<RouterStatus> routers) {
  /// Where nobody tells routes.
  public Seen(ZoneId zone, Instant now, boolean live) {
    this(zone, now, live, List.of());
  }

  /// What is told of this exporter's routes: "1,204 prefixes since 12:30:05", "none".
  public String routes(IpAddress exporter) {
    return routers.stream()
        .filter(one -> one.has(exporter))
        .max(Comparator.comparing(one -> one.address().equals(exporter)))
        .map(one -> Words.routes(one, zone))
        .orElse("none");
  }
}
