package weir.decode.file;

import io.airlift.compress.v3.Decompressor;
import io.airlift.compress.v3.bzip2.BZip2HadoopStreams;
import io.airlift.compress.v3.lz4.Lz4JavaDecompressor;
import io.airlift.compress.v3.lzo.LzoDecompressor;
import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How the blocks of an nfcapd file are packed; in the order of nfdump's numbers.
enum BlockPacking {
  NONE(null),
  LZO(LzoDecompressor::new),
  BZ2(null),
  LZ4(Lz4JavaDecompressor::new),
  ZSTD(ZstdJavaDecompressor::new),
  UNKNOWN(null);

  private static final BlockPacking[] ALL = values();

  @SuppressWarnings("ImmutableEnumChecker") // a constructor
  private final @Nullable Supplier<Decompressor> decompressor;

  BlockPacking(@Nullable Supplier<Decompressor> decompressor) {
    this.decompressor = decompressor;
  }

  static BlockPacking of(int number) {
    return number >= 0 && number < UNKNOWN.ordinal() ? ALL[number] : UNKNOWN;
  }

  /// Unpacks into `out`; gives how many bytes there are.
  ///
  /// @throws IOException if it is not packed so, or does not fit
  int unpack(byte[] packed, byte[] out) throws IOException {
    try {
      if (decompressor != null) {
        return decompressor.get().decompress(packed, 0, packed.length, out, 0, out.length);
      }
      try (InputStream in =
          new BZip2HadoopStreams().createInputStream(new ByteArrayInputStream(packed))) {
        int length = in.readNBytes(out, 0, out.length);
        if (in.read() >= 0) {
          throw new IOException("there are more than " + out.length + " bytes in it");
        }
        return length;
      }
    } catch (RuntimeException e) {
      // What the libraries throw on bytes that no packer has made is theirs to choose.
      throw new IOException(e.toString(), e);
    }
  }
}
