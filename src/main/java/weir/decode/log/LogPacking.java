package weir.decode.log;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/// How logs are packed: by gzip, by zstd, or not.
final class LogPacking {
  /// Enough to tell what a log is.
  static final int START_BYTES = 4096;

  private static final int MAGIC_BYTES = 4;
  private static final int ROOM = 1 << 16;

  private LogPacking() {}

  private static boolean isGzip(byte[] start) {
    return start.length > 1 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
  }

  private static boolean isZstd(byte[] start) {
    return start.length >= MAGIC_BYTES
        && (start[0] & 0xff) == 0x28
        && (start[1] & 0xff) == 0xb5
        && (start[2] & 0xff) == 0x2f
        && (start[3] & 0xff) == 0xfd;
  }

  static boolean isPacked(byte[] start) {
    return isGzip(start) || isZstd(start);
  }

  /// The text at the start of a file of which the first octets are known.
  static String unpackedStart(byte[] start) {
    byte[] text = new byte[START_BYTES];
    int length = 0;
    try (InputStream in = unpack(new ByteArrayInputStream(start))) {
      int more = 1;
      while (more > 0 && length < text.length) {
        more = in.read(text, length, text.length - length);
        length += Math.max(0, more);
      }
    } catch (IOException | RuntimeException e) {
      // It ends here: more of it was not handed over.
    }
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }

  /// @throws IOException if it is not packed as it begins
  static InputStream unpack(InputStream in) throws IOException {
    PushbackInputStream whole = new PushbackInputStream(in, MAGIC_BYTES);
    byte[] start = whole.readNBytes(MAGIC_BYTES);
    whole.unread(start);
    return isGzip(start)
        ? new Unpacked(new GZIPInputStream(whole, ROOM))
        : isZstd(start) ? new Unpacked(new ZstdInputStream(whole)) : whole;
  }

  /// Gives what it has before it fails: it says that there is no more, so nobody asks at once
  /// again. What the library throws on octets that no packer has made is its to choose.
  private static final class Unpacked extends FilterInputStream {
    Unpacked(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 0;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        return super.read(into, from, length);
      } catch (RuntimeException e) {
        throw new IOException("it cannot be unpacked", e);
      }
    }
  }
}
