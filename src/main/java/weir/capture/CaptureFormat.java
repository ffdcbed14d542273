package weir.capture;

import java.io.IOException;
import java.util.OptionalLong;

/// How packets are stored in a file.
interface CaptureFormat {
  /// Hands every packet on.
  ///
  /// @return the byte at which the file breaks off in the middle of a record, if it does
  OptionalLong read(PacketSink sink) throws IOException;

  /// Takes packets.
  @FunctionalInterface
  interface PacketSink {
    /// @param linkType tcpdump's LINKTYPE_ number
    /// @param nanos since 1970
    void packet(int linkType, long nanos, byte[] data, int offset, int length);
  }
}
