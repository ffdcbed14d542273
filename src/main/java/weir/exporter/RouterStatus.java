package weir.exporter;

import java.util.Set;
import weir.flow.ForeignText;
import weir.flow.IpAddress;

/// What a router has told of its routes.
///
/// @param address that it connects from
/// @param others addresses of it: its own ends of sessions, its BGP identifier
/// @param name that it calls itself; empty for unknown, clean
/// @param connected whether it is connected now: routes of one that is not are kept for a while
/// @param sinceNanos since when it is, or is not, since 1970
/// @param views tables of routes: of each neighbour, before and after its filters, and its own
/// @param prefixes that have a route
/// @param routes of all views
/// @param bytes that they take in memory, about
/// @param updates that came so far
/// @param leftOut routes that are not kept: of VPNs, or for want of room
/// @param malformed messages that break their format
public record RouterStatus(
    IpAddress address,
    Set<IpAddress> others,
    String name,
    boolean connected,
    long sinceNanos,
    int views,
    int prefixes,
    int routes,
    long bytes,
    long updates,
    long leftOut,
    long malformed) {
  public RouterStatus {
    name = ForeignText.clean(name);
    others = Set.copyOf(others);
  }

  /// Whether an address is one of it: flows may come from another one than routes.
  public boolean has(IpAddress one) {
    return address.equals(one) || others.contains(one);
  }
}
