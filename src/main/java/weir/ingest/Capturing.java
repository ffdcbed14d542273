package weir.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.capture.live.CaptureOptions;

/// What is to be captured, and where its flows go.
///
/// @param adapters by name, one at least; "tap0:tap1" for the two halves of a tap
/// @param oneIn of so many packets one is taken, at random; 1 for all
/// @param programs whether flows are named by the programs that they belong to
/// @param everyPacket whether each packet becomes a flow of its own
/// @param mostPacketMebibytes that packets take that are kept behind their flows; 0 for none
/// @param folder of the data set that flows go to; empty for one that is gone when it is closed,
///   unless it is saved
public record Capturing(
    List<String> adapters,
    CaptureOptions options,
    int oneIn,
    boolean programs,
    boolean everyPacket,
    int mostPacketMebibytes,
    Optional<Path> folder) {
  public Capturing {
    adapters = List.copyOf(adapters);
  }

  /// With the packets of a second folded.
  public Capturing(
      List<String> adapters,
      CaptureOptions options,
      int oneIn,
      boolean programs,
      int mostPacketMebibytes,
      Optional<Path> folder) {
    this(adapters, options, oneIn, programs, false, mostPacketMebibytes, folder);
  }

  /// All packets, with the usual options, kept for the time being.
  public static Capturing on(List<String> adapters) {
    return new Capturing(adapters, CaptureOptions.USUAL, 1, true, 0, Optional.empty());
  }

  /// The options, with whole packets where these are kept, unless so many octets were asked for.
  CaptureOptions packetOptions() {
    return mostPacketMebibytes > 0 && options.snapOctets() == CaptureOptions.HEADERS
        ? new CaptureOptions(
            options.promiscuous(),
            options.filter(),
            CaptureOptions.WHOLE,
            options.bufferMebibytes())
        : options;
  }

  /// "eth0, wlan0".
  public String name() {
    return String.join(", ", adapters);
  }
}
