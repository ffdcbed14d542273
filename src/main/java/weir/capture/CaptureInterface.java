package weir.capture;

import weir.packet.LinkType;

/// Where packets of a capture came from, as the capture says.
///
/// @param link what its packets begin with
/// @param linkNumber the same as files have it, `LINKTYPE_…`
/// @param name "eth0"; empty where that is not told
/// @param comment what its writer says of it; empty for nothing
public record CaptureInterface(LinkType link, int linkNumber, String name, String comment) {
  /// Of files that say no more.
  CaptureInterface(int linkNumber) {
    this(LinkType.captured(linkNumber), linkNumber, "", "");
  }
}
