package weir.capture.live;

/// How packets are captured.
///
/// @param promiscuous whether those for other machines are taken too
/// @param filter in tcpdump's language; empty for all packets
/// @param snapOctets kept of each packet: its headers are what counts
/// @param bufferMebibytes in which packets wait in the kernel
public record CaptureOptions(
    boolean promiscuous, String filter, int snapOctets, int bufferMebibytes) {
  /// Enough for the headers of tunnels with options.
  public static final int HEADERS = 256;

  /// Longer than any packet.
  public static final int WHOLE = 262_144;

  public static final CaptureOptions USUAL = new CaptureOptions(true, "", HEADERS, 64);

  CaptureOptions withBuffer(int mebibytes) {
    return new CaptureOptions(promiscuous, filter, snapOctets, mebibytes);
  }
}
