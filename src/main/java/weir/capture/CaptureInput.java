package weir.capture;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import weir.wire.WireReader;

/// A capture's bytes through one large window, unpacked where the file is packed. Records are read
/// in place: [#window] is valid until the next [#available].
final class CaptureInput implements AutoCloseable {
  private static final int WINDOW_BYTES = 1 << 20;
  private static final VarHandle BIG_16 = view(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_16 = view(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG_32 = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_32 = view(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final String name;
  private final InputStream in;
  private final Packing packing;
  private final WireReader reader = new WireReader();
  private byte[] window = new byte[WINDOW_BYTES];
  private int position;
  private int limit;

  /// Offset of the window's start in the (unpacked) capture.
  private long windowOffset;

  private boolean littleEndian;
  private boolean brokenOff;

  /// @param name for messages
  /// @param file read forward only; closed with this
  /// @param readBytes goes up with what is read of the file itself
  CaptureInput(String name, InputStream file, AtomicLong readBytes) throws IOException {
    this.name = name;
    PushbackInputStream raw =
        new PushbackInputStream(new CountingStream(file, readBytes), Packing.MAGIC_BYTES);
    byte[] magic = raw.readNBytes(Packing.MAGIC_BYTES);
    raw.unread(magic);
    this.packing = Packing.of(magic);
    this.in = packing.unpack(raw);
  }

  Packing packing() {
    return packing;
  }

  /// Whether what is packed ended before its end.
  boolean isBrokenOff() {
    return brokenOff;
  }

  /// Whether `length` more bytes are there; reads on in the file as needed. Packed bytes that break
  /// off count as ended.
  boolean available(int length) throws IOException {
    if (limit - position >= length) {
      return true;
    }
    makeRoom(length);
    while (limit - position < length) {
      int n = readSome();
      if (n < 0) {
        return false;
      }
      limit += n;
    }
    return true;
  }

  private int readSome() throws IOException {
    try {
      return in.read(window, limit, window.length - limit);
    } catch (EOFException e) {
      brokenOff = true;
      return -1;
    }
  }

  private void makeRoom(int length) {
    if (position > 0) {
      System.arraycopy(window, position, window, 0, limit - position);
      windowOffset += position;
      limit -= position;
      position = 0;
    }
    if (length > window.length) {
      window = Arrays.copyOf(window, length);
    }
  }

  /// Whether the capture has ended with all of it taken.
  boolean atEnd() throws IOException {
    return !available(1);
  }

  /// Where in the capture the next byte is.
  long offset() {
    return windowOffset + position;
  }

  byte[] window() {
    return window;
  }

  /// Index in [#window] of the next byte.
  int position() {
    return position;
  }

  int left() {
    return limit - position;
  }

  /// Goes on; only over what [#available] has confirmed.
  void skip(int length) {
    position += length;
  }

  void littleEndian(boolean little) {
    littleEndian = little;
  }

  boolean littleEndian() {
    return littleEndian;
  }

  /// 16 bits in the capture's byte order, `ahead` bytes from here.
  int u16(int ahead) {
    return (short) (littleEndian ? LITTLE_16 : BIG_16).get(window, position + ahead) & 0xffff;
  }

  int i32(int ahead) {
    return (int) (littleEndian ? LITTLE_32 : BIG_32).get(window, position + ahead);
  }

  long u32(int ahead) {
    return i32(ahead) & 0xffff_ffffL;
  }

  /// Of `length` bytes, `ahead` bytes from here; the same one again and again.
  WireReader reader(int ahead, int length) {
    return reader.reset(window, position + ahead, length);
  }

  /// Says where reading stopped and why. Of the capture as a whole.
  ///
  /// @param what completes its name to a sentence
  CaptureException error(String what) {
    return new CaptureException(name + " " + what + ".");
  }

  CaptureException error(long offset, String expectation, String advice) {
    return new CaptureException(message(offset, expectation, advice));
  }

  CaptureException error(long offset, String expectation, String advice, IOException cause) {
    return new CaptureException(message(offset, expectation, advice), cause);
  }

  private String message(long offset, String expectation, String advice) {
    return name + ", byte " + offset + ": " + expectation + ". " + advice + ".";
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static VarHandle view(Class<?> array, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(array, order);
  }

  /// Counts what comes off the disk, for progress.
  private static final class CountingStream extends FilterInputStream {
    private final AtomicLong count;

    CountingStream(InputStream in, AtomicLong count) {
      super(in);
      this.count = count;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        count.setOpaque(count.getPlain() + 1);
      }
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      if (n > 0) {
        count.setOpaque(count.getPlain() + n);
      }
      return n;
    }
  }
}
