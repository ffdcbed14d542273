package weir.capture.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.packet.PacketHandler;

/// The packets of an adapter as they come: within this process, by the kernel's ring on Linux, else
/// by libpcap; or by a program that may capture where this account may not.
public interface LivePackets extends AutoCloseable {
  /// Opens an adapter in the way that works. When it goes away later, [#read] waits for it.
  ///
  /// @param name of an adapter, or what else libpcap opens: "any"
  /// @throws CannotCapture if none does; says why and what to do
  static LivePackets open(String name, CaptureOptions options) throws CannotCapture {
    return AwaitedPackets.open(() -> openNow(name, options));
  }

  private static LivePackets openNow(String name, CaptureOptions options) throws CannotCapture {
    try {
      return openInside(name, options);
    } catch (CannotCapture e) {
      if (!e.isForRights()) {
        throw e;
      }
      return HelperCapture.open(name, options).orElseThrow(() -> e);
    }
  }

  /// The same within this process.
  static LivePackets openInside(String name, CaptureOptions options) throws CannotCapture {
    Optional<LivePackets> ring = RingCapture.open(name, options);
    return ring.isPresent() ? ring.get() : PacketCapture.open(name, options);
  }

  /// The adapters of this machine.
  ///
  /// @throws CannotCapture if libpcap is not there
  static List<Adapter> adapters() throws CannotCapture {
    return PacketCapture.adapters();
  }

  /// The one that is captured on, as it was when it was opened.
  Adapter adapter();

  /// Who captures, in words: "libpcap", "dumpcap".
  String by();

  /// Hands on packets until [#stop], on the caller's thread, or on one at a time.
  ///
  /// @param idle called ten times a second at least, never beside the handler
  /// @throws CannotCapture when no more can come
  void read(PacketHandler handler, Runnable idle) throws CannotCapture;

  /// The time since when it has been away, and waited for; empty while it is there.
  default Optional<String> awaySince() {
    return Optional.empty();
  }

  /// What is to be known of it, in a sentence.
  default Optional<String> advice() {
    return Optional.empty();
  }

  /// Packets that were lost, by place; as far as that is known.
  Map<String, Long> drops();

  /// Ends [#read] soon.
  void stop();

  /// To be called once nobody reads any more.
  @Override
  void close();
}
