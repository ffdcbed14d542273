package weir.capture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Big-endian numbers in a packet, where the caller has seen to the bounds.
final class Octets {
  private static final VarHandle U16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle U32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle U64 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Octets() {}

  static int u16(byte[] data, int at) {
    return (short) U16.get(data, at) & 0xffff;
  }

  static int i32(byte[] data, int at) {
    return (int) U32.get(data, at);
  }

  static long u64(byte[] data, int at) {
    return (long) U64.get(data, at);
  }
}
