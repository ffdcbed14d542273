package weir.decode.file;

import java.nio.ByteBuffer;
import weir.flow.FlowBatch;

/// Reads the records of one kind of block of nfcapd files.
interface NfcapdReader {
  /// Where the size of a record is in it, in two octets.
  default int sizeAt() {
    return 2;
  }

  /// @param record whole, from its type on; in the file's byte order
  void read(ByteBuffer record, FlowBatch into);

  /// Records of kinds that are not known.
  long unknown();
}
