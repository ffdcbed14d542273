package weir.decode.file;

import java.nio.ByteBuffer;
import weir.flow.FlowBatch;

/// Reads the records of one layout of nfcapd files.
interface NfcapdReader {
  /// @param record whole, from its type on; in the file's byte order
  void read(ByteBuffer record, FlowBatch into);

  /// Records of kinds that are not known.
  long unknown();
}
