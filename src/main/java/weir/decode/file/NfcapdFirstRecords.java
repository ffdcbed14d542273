package weir.decode.file;

import static weir.flow.FlowField.*;

import java.nio.ByteBuffer;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// Records of nfdump 1.5, which have nothing but a flow each.
///
/// ```
/// flow  flags u32, size u16, mark u16, milliseconds of the start u16, of the end u16, start s u32,
///       end s u32, direction u8, TCP flags u8, protocol u8, TOS u8, interfaces 2×u16, ports 2×u16,
///       AS 2×u16, addresses, packets, octets
/// ```
final class NfcapdFirstRecords implements NfcapdReader {
  private static final int ADDRESSES_AT = 36;
  private static final int V6 = 1;
  private static final int PACKETS_64 = 2;
  private static final int BYTES_64 = 4;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int ICMP = 1;
  private static final int ICMP_V6 = 58;

  private long unknown;

  @Override
  public int sizeAt() {
    return 4;
  }

  @Override
  public long unknown() {
    return unknown;
  }

  @Override
  public void read(ByteBuffer in, FlowBatch row) {
    int flags = in.limit() < ADDRESSES_AT ? 0 : in.getInt(0);
    int packetsAt = ADDRESSES_AT + ((flags & V6) != 0 ? 32 : 8);
    int octetsAt = packetsAt + ((flags & PACKETS_64) != 0 ? 8 : 4);
    if (in.limit() < octetsAt + ((flags & BYTES_64) != 0 ? 8 : 4)) {
      unknown++;
      return;
    }
    times(in, row);
    row.set(TCP_FLAGS, in.get(21) & 0xff);
    int protocol = in.get(22) & 0xff;
    row.set(PROTOCOL, protocol);
    row.set(TOS, in.get(23) & 0xff);
    row.set(IN_INTERFACE, in.getShort(24) & 0xffff);
    row.set(OUT_INTERFACE, in.getShort(26) & 0xffff);
    row.set(SRC_PORT, in.getShort(28));
    row.set(DST_PORT, in.getShort(30));
    if (protocol == ICMP || protocol == ICMP_V6) {
      row.set(ICMP_TYPE, (in.getShort(30) >>> 8) & 0xff);
      row.set(ICMP_CODE, in.getShort(30) & 0xff);
    }
    row.set(SRC_AS, in.getShort(32) & 0xffff);
    row.set(DST_AS, in.getShort(34) & 0xffff);
    address(SRC_ADDRESS, in, ADDRESSES_AT, (flags & V6) != 0, row);
    address(DST_ADDRESS, in, (ADDRESSES_AT + packetsAt) / 2, (flags & V6) != 0, row);
    row.set(PACKETS, number(in, packetsAt, (flags & PACKETS_64) != 0));
    row.set(BYTES, number(in, octetsAt, (flags & BYTES_64) != 0));
    row.endRow();
  }

  private static void times(ByteBuffer in, FlowBatch row) {
    row.set(TIME_START, nanos(in.getInt(12), in.getShort(8)));
    row.set(TIME_END, nanos(in.getInt(16), in.getShort(10)));
    row.set(TIME_RECEIVED, row.get(TIME_END));
  }

  private static long nanos(int seconds, short millis) {
    return (Integer.toUnsignedLong(seconds) * 1000 + (millis & 0xffff)) * NANOS_PER_MILLI;
  }

  private static void address(FlowField field, ByteBuffer in, int at, boolean v6, FlowBatch row) {
    if (v6) {
      row.setAddress(field, in.getLong(at), in.getLong(at + 8));
    } else {
      row.setAddress(field, 0, IpAddress.mapped(in.getInt(at)));
    }
    row.set(ETHER_TYPE, v6 ? 0x86dd : 0x0800);
  }

  private static long number(ByteBuffer in, int at, boolean wide) {
    return wide ? in.getLong(at) : Integer.toUnsignedLong(in.getInt(at));
  }
}
