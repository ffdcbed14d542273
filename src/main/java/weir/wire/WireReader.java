package weir.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import weir.wire.MalformedDatagram.Reason;

/// A big-endian cursor over bytes that nobody vouches for. Reading past the limit throws
/// [MalformedDatagram]; nothing else can happen. Reused from datagram to datagram; not thread-safe.
public final class WireReader {
  private static final VarHandle U16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle U32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle U64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] data = new byte[0];
  private int start;
  private int position;
  private int limit;

  public WireReader() {}

  public WireReader(byte[] data) {
    reset(data, 0, data.length);
  }

  /// Points it at `length` bytes from `offset`; offsets in errors count from there.
  public WireReader reset(byte[] data, int offset, int length) {
    java.util.Objects.checkFromIndexSize(offset, length, data.length);
    this.data = data;
    this.start = offset;
    this.position = offset;
    this.limit = offset + length;
    return this;
  }

  /// Points it at the next `length` bytes of another one, which stays where it is.
  public WireReader reset(WireReader of, int length) {
    of.need(length);
    return reset(of.data, of.position, length);
  }

  /// Bytes from the start of the datagram.
  public int position() {
    return position - start;
  }

  /// End of what may be read, from the start of the datagram.
  public int limit() {
    return limit - start;
  }

  public int remaining() {
    return limit - position;
  }

  public boolean hasRemaining() {
    return position < limit;
  }

  /// Goes to a place within the limit.
  public void position(int newPosition) {
    if (newPosition < 0 || newPosition > limit - start) {
      throw new MalformedDatagram(
          Reason.BAD_LENGTH, position(), "byte " + newPosition + " is outside of " + limit());
    }
    position = start + newPosition;
  }

  /// Narrows to the next `length` bytes and gives the former limit, for [#widen].
  public int narrow(int length) {
    need(length);
    int before = limit();
    limit = position + length;
    return before;
  }

  /// Ends [#narrow]: goes on behind the narrowed part, up to the former limit.
  public void widen(int formerLimit) {
    position = limit;
    limit = start + formerLimit;
  }

  public int u8() {
    need(1);
    return data[position++] & 0xff;
  }

  public int u16() {
    need(2);
    int value = (short) U16.get(data, position) & 0xffff;
    position += 2;
    return value;
  }

  public long u32() {
    return i32() & 0xffff_ffffL;
  }

  /// 32 bits as they are.
  public int i32() {
    need(4);
    int value = (int) U32.get(data, position);
    position += 4;
    return value;
  }

  /// 64 bits as they are; unsigned by convention.
  public long u64() {
    need(8);
    long value = (long) U64.get(data, position);
    position += 8;
    return value;
  }

  /// An unsigned number of 1 to 8 bytes (RFC 7011 §6.2 reduced-size encoding).
  public long unsigned(int length) {
    return switch (length) {
      case 1 -> u8();
      case 2 -> u16();
      case 4 -> u32();
      case 8 -> u64();
      case 6 -> ((long) u16() << 32) | u32();
      default -> {
        need(length);
        position += length;
        yield number(position - length, length);
      }
    };
  }

  /// Reads one field of `rows` records that lie one behind the other, into a column.
  ///
  /// @param at byte where the first record has it; later ones `stride` bytes further each
  /// @param length of the value, 1 to 8 bytes, unsigned; what does not fit the column is cut
  /// @param from index of the column's first element
  /// @return all values or'ed: 0 if each of them is
  public long column(int at, int stride, int rows, int length, byte[] into, int from) {
    int p = check(at, stride, rows, length) + length - 1;
    long any = 0;
    for (int i = from; i < from + rows; i++, p += stride) {
      into[i] = data[p];
      any |= into[i];
    }
    return any;
  }

  /// Like the one for bytes.
  public long column(int at, int stride, int rows, int length, short[] into, int from) {
    int p = check(at, stride, rows, length);
    long any = 0;
    for (int i = from; i < from + rows; i++, p += stride) {
      into[i] = length == 2 ? (short) U16.get(data, p) : (short) number(p, length);
      any |= into[i];
    }
    return any;
  }

  /// Like the one for bytes.
  public long column(int at, int stride, int rows, int length, int[] into, int from) {
    int p = check(at, stride, rows, length);
    long any = 0;
    for (int i = from; i < from + rows; i++, p += stride) {
      into[i] = length == 4 ? (int) U32.get(data, p) : (int) number(p, length);
      any |= into[i];
    }
    return any;
  }

  /// Like the one for bytes.
  public long column(int at, int stride, int rows, int length, long[] into, int from) {
    int p = check(at, stride, rows, length);
    long any = 0;
    if (length == 4) {
      for (int i = from; i < from + rows; i++, p += stride) {
        into[i] = (int) U32.get(data, p) & 0xffff_ffffL;
        any |= into[i];
      }
    } else {
      for (int i = from; i < from + rows; i++, p += stride) {
        into[i] = length == 8 ? (long) U64.get(data, p) : number(p, length);
        any |= into[i];
      }
    }
    return any;
  }

  /// Index of the first value, once all of them are known to be within the limit.
  private int check(int at, int stride, int rows, int length) {
    long end = at + (rows - 1L) * stride + length;
    if (at < 0 || stride < 0 || rows < 1 || length < 1 || length > 8 || end > limit - start) {
      throw new MalformedDatagram(
          Reason.TRUNCATED, at, "needs bytes up to " + end + ", there are " + (limit - start));
    }
    return start + at;
  }

  private long number(int index, int length) {
    long value = 0;
    for (int i = index; i < index + length; i++) {
      value = (value << 8) | (data[i] & 0xff);
    }
    return value;
  }

  public void skip(int length) {
    need(length);
    position += length;
  }

  /// Writes what is left into a buffer with room for it; it stays to be read.
  public void copyTo(ByteBuffer out) {
    out.put(data, position, limit - position);
  }

  /// A copy of the next bytes.
  public byte[] bytes(int length) {
    need(length);
    byte[] copy = java.util.Arrays.copyOfRange(data, position, position + length);
    position += length;
    return copy;
  }

  /// A byte without moving, counted from the position.
  public int peekU8(int ahead) {
    need(ahead + 1);
    return data[position + ahead] & 0xff;
  }

  private void need(int length) {
    if (length < 0 || length > limit - position) {
      throw new MalformedDatagram(
          Reason.TRUNCATED,
          position(),
          "needs " + length + " bytes, " + (limit - position) + " are left");
    }
  }
}
