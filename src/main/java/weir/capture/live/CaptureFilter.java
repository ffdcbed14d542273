package weir.capture.live;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Filters in tcpdump's language, tried out without an adapter, for which nobody needs rights.
final class CaptureFilter {
  // DLT_…
  static final int ETHERNET = 1;
  static final int RAW = 12;
  static final int COOKED = 113;

  private static final int ANY_NETMASK = -1;
  private static final int PROGRAM_OCTETS = 16;

  private CaptureFilter() {}

  /// What is wrong with a filter, in libpcap's words; empty for nothing, and where libpcap is not
  /// there.
  static Optional<String> problem(String filter, int linkType) {
    if (filter.isBlank()) {
      return Optional.empty();
    }
    try {
      return problem(LibPcap.load(), filter, linkType);
    } catch (CannotCapture e) {
      return Optional.empty();
    }
  }

  private static Optional<String> problem(LibPcap pcap, String filter, int linkType) {
    int snap = CaptureOptions.HEADERS;
    MemorySegment handle =
        LibPcap.call(() -> (MemorySegment) pcap.openDead.invokeExact(linkType, snap));
    if (handle.equals(MemorySegment.NULL)) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment program = arena.allocate(PROGRAM_OCTETS, 8);
      MemorySegment text = arena.allocateFrom(filter);
      if (LibPcap.call(() -> (int) pcap.compile.invokeExact(handle, program, text, 1, ANY_NETMASK))
          != 0) {
        return Optional.of(
            LibPcap.text(LibPcap.call(() -> (MemorySegment) pcap.error.invokeExact(handle))));
      }
      LibPcap.call(
          () -> {
            pcap.freeCode.invokeExact(program);
            return program;
          });
      return Optional.empty();
    } finally {
      LibPcap.call(
          () -> {
            pcap.close.invokeExact(handle);
            return handle;
          });
    }
  }
}
