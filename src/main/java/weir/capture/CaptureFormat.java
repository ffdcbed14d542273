package weir.capture;

import java.io.IOException;
import java.util.OptionalLong;

/// How packets are stored in a file.
interface CaptureFormat {
  /// Hands every packet on.
  ///
  /// @return the byte at which the file breaks off in the middle of a record, if it does
  OptionalLong read(CapturedHandler handler) throws IOException;
}
