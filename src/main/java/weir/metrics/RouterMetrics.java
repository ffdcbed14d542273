package weir.metrics;

import java.util.ArrayList;
import java.util.List;
import weir.exporter.RouterStatus;

/// What is known of each router that tells its routes.
final class RouterMetrics {
  private final List<Family> families = new ArrayList<>();
  private final Family connected =
      add(Family.gauge("weir_bmp_connected", "1 while a router tells its routes."));
  private final Family prefixes =
      add(Family.gauge("weir_bmp_prefixes", "Prefixes that a router has a route to."));
  private final Family routes =
      add(Family.gauge("weir_bmp_routes", "Routes of a router, of all its neighbours."));
  private final Family bytes =
      add(Family.gauge("weir_bmp_bytes", "Octets that they take in memory, about."));
  private final Family updates =
      add(Family.counter("weir_bmp_updates", "Updates that a router has told."));
  private final Family leftOut =
      add(Family.counter("weir_bmp_left_out", "Routes not kept: of VPNs, or for want of room."));
  private final Family malformed =
      add(Family.counter("weir_bmp_malformed", "Messages that break their format."));

  RouterMetrics(List<RouterStatus> routers) {
    routers.forEach(this::add);
  }

  private Family add(Family family) {
    families.add(family);
    return family;
  }

  private void add(RouterStatus router) {
    String address = router.address().toString();
    connected.put(router.connected() ? 1 : 0, "router", address);
    prefixes.put(router.prefixes(), "router", address);
    routes.put(router.routes(), "router", address);
    bytes.put(router.bytes(), "router", address);
    updates.put(router.updates(), "router", address);
    leftOut.put(router.leftOut(), "router", address);
    malformed.put(router.malformed(), "router", address);
  }

  List<Family> families() {
    return families;
  }
}
