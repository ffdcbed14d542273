package weir.capture;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// How a capture is packed as a whole, told by its first bytes.
enum Packing {
  NONE,
  GZIP,
  ZSTD;

  static final int MAGIC_BYTES = 4;

  private static final int ZSTD_FRAME = 0x28b52ffd;

  /// Of a frame to be passed over; some packers begin with one. The first half octet is any.
  private static final int ZSTD_OTHER_FRAME = 0x502a4d18;

  /// Windows up to 2 GiB, which `zstd --long=31` makes.
  private static final int LONGEST_WINDOW = 31;

  static Packing of(byte[] start) {
    if (start.length >= 2 && start[0] == 0x1f && (start[1] & 0xff) == 0x8b) {
      return GZIP;
    }
    if (start.length < MAGIC_BYTES) {
      return NONE;
    }
    int magic = 0;
    for (int i = 0; i < MAGIC_BYTES; i++) {
      magic = (magic << 8) | (start[i] & 0xff);
    }
    return magic == ZSTD_FRAME || (magic & 0xf0ff_ffff) == ZSTD_OTHER_FRAME ? ZSTD : NONE;
  }

  /// What is packed in it. Where that breaks off, reading throws [EOFException].
  InputStream unpack(InputStream packed) throws IOException {
    return switch (this) {
      case NONE -> packed;
      case GZIP -> new GZIPInputStream(packed, 1 << 16);
      case ZSTD -> zstd(packed);
    };
  }

  private static InputStream zstd(InputStream packed) throws IOException {
    try {
      EndSeen source = new EndSeen(packed);
      ZstdInputStreamNoFinalizer unpacked = new ZstdInputStreamNoFinalizer(source);
      unpacked.setLongMax(LONGEST_WINDOW);
      return new Unpacked(unpacked, source);
    } catch (LinkageError e) {
      throw new IOException(
          "zstd cannot be used on this system (" + e.getMessage() + "); unpack it by hand", e);
    }
  }

  /// Remembers that there is no more.
  private static final class EndSeen extends FilterInputStream {
    private boolean ended;

    EndSeen(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      ended |= count < 0;
      return count;
    }
  }

  /// The library's error does not tell what ends too early from what is damaged.
  private static final class Unpacked extends FilterInputStream {
    private final EndSeen source;

    Unpacked(InputStream unpacked, EndSeen source) {
      super(unpacked);
      this.source = source;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (ZstdIOException e) {
        if (source.ended) {
          throw new EOFException(e.getMessage());
        }
        throw e;
      }
    }
  }
}
