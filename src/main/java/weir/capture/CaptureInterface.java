package weir.capture;

import weir.packet.LinkType;

/// Where packets of a capture came from, as the capture says.
///
/// @param link what its packets begin with
/// @param name "eth0"; empty where that is not told
/// @param comment what its writer says of it; empty for nothing
public record CaptureInterface(LinkType link, String name, String comment) {
  /// Of files that say no more.
  CaptureInterface(LinkType link) {
    this(link, "", "");
  }
}
