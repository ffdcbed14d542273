package weir.ingest;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import weir.capture.CaptureFile;
import weir.decode.file.NfcapdFile;
import weir.decode.file.ProtobufFile;
import weir.decode.log.LogFile;

/// The start of an input that comes forward only, and what it tells.
///
/// @param format what the input is
/// @param whole all of it, the start included
record InputStart(Format format, InputStream whole) {
  private static final int CAPTURE_MAGIC_BYTES = 4;

  /// What Weir reads.
  enum Format {
    CAPTURE,
    NFCAPD,
    PROTOBUF,
    LOG
  }

  /// Reads as little as tells what it is: whoever sends may send no more for a while.
  ///
  /// @param otherwise what it is taken for where it does not tell
  static InputStart of(InputStream in, Format otherwise) throws IOException {
    InputStream quiet = new Quiet(in);
    byte[] start = new byte[InputFile.START_BYTES];
    int length = 0;
    Format format = null;
    while (format == null) {
      int more = length < start.length ? quiet.read(start, length, start.length - length) : -1;
      length += Math.max(0, more);
      byte[] known = Arrays.copyOf(start, length);
      format = more >= 0 && LogFile.isUndecided(known) ? null : told(known);
      format = more < 0 && format == null ? otherwise : format;
    }
    InputFile.prepare(Arrays.copyOf(start, length));
    // what is known is read without waiting for more
    InputStream known = new ByteArrayInputStream(start, 0, length);
    return new InputStart(format, new SequenceInputStream(known, quiet));
  }

  private static @Nullable Format told(byte[] start) {
    if (NfcapdFile.recognises(start)) {
      return Format.NFCAPD;
    }
    if (LogFile.recognises(start)) {
      return Format.LOG;
    }
    if (CaptureFile.recognises(start)) {
      return Format.CAPTURE;
    }
    return start.length >= CAPTURE_MAGIC_BYTES && ProtobufFile.recognises(start)
        ? Format.PROTOBUF
        : null;
  }

  /// A pipe's channel cannot say how much there is.
  private static final class Quiet extends FilterInputStream {
    Quiet(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      try {
        return super.available();
      } catch (IOException e) {
        return 0;
      }
    }
  }
}
