package weir.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import weir.wire.WireReader;

/// Writes the blocks of a pcapng file (draft-ietf-opsawg-pcapng): a section, an interface before
/// its first packet, packets with times in nanoseconds, and what was lost.
public final class PcapNgBlocks {
  /// The largest of a section's and an interface's blocks; longer texts are cut.
  public static final int MOST_OTHER_OCTETS = 4096;

  private static final int SECTION = 0x0a0d0d0a;
  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int INTERFACE = 1;
  private static final int STATISTICS = 5;
  private static final int ENHANCED_PACKET = 6;
  private static final int PACKET_OCTETS = 32;
  private static final int MOST_TEXT = 1500;

  private static final int OPTION_COMMENT = 1;
  private static final int SECTION_APPLICATION = 4;
  private static final int INTERFACE_NAME = 2;
  private static final int INTERFACE_RESOLUTION = 9;
  private static final int STATISTICS_RECEIVED = 4;
  private static final int STATISTICS_DROPPED_BY_ADAPTER = 5;
  private static final int STATISTICS_DROPPED_BY_SYSTEM = 7;
  private static final byte NANOSECONDS = 9;

  private final ByteBuffer out;

  /// @param out is filled from its position on, and must have room
  public PcapNgBlocks(ByteBuffer out) {
    this.out = out.order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Octets that a packet takes.
  public static int packetOctets(int captured) {
    return PACKET_OCTETS + padded(captured);
  }

  private static int padded(int length) {
    return (length + 3) & ~3;
  }

  private int begin(int type) {
    int start = out.position();
    out.putInt(type).putInt(0);
    return start;
  }

  private void end(int start) {
    int length = out.position() - start + 4;
    out.putInt(length);
    out.putInt(start + 4, length);
  }

  private void option(int code, byte[] value) {
    out.putShort((short) code).putShort((short) value.length).put(value);
    pad(value.length);
  }

  private void pad(int length) {
    for (int i = length; i < padded(length); i++) {
      out.put((byte) 0);
    }
  }

  /// Nothing for an empty text.
  private void text(int code, String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    if (octets.length > 0 && octets.length <= MOST_TEXT) {
      option(code, octets);
    }
  }

  private void number(int code, long value) {
    out.putShort((short) code).putShort((short) Long.BYTES).putLong(value);
  }

  private void endOptions() {
    out.putInt(0);
  }

  /// Begins a file.
  public void section() {
    int start = begin(SECTION);
    out.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
    text(SECTION_APPLICATION, "Weir");
    endOptions();
    end(start);
  }

  /// The next interface: the first one in a file has number 0.
  public void describe(CaptureInterface from) {
    int start = begin(INTERFACE);
    out.putShort((short) from.link().number()).putShort((short) 0).putInt(0);
    text(INTERFACE_NAME, from.name());
    text(OPTION_COMMENT, from.comment());
    option(INTERFACE_RESOLUTION, new byte[] {NANOSECONDS});
    endOptions();
    end(start);
  }

  /// A packet; what is read of it stays to be read.
  public void packet(int number, long receivedNanos, long wireOctets, WireReader octets) {
    int captured = octets.remaining();
    int start = begin(ENHANCED_PACKET);
    out.putInt(number).putInt((int) (receivedNanos >>> 32)).putInt((int) receivedNanos);
    out.putInt(captured).putInt((int) wireOctets);
    octets.copyTo(out);
    pad(captured);
    end(start);
  }

  /// How many packets of an interface have come so far, and how many were lost before they did.
  public void statistics(
      int number, long nowNanos, long received, long droppedByAdapter, long droppedBySystem) {
    int start = begin(STATISTICS);
    out.putInt(number).putInt((int) (nowNanos >>> 32)).putInt((int) nowNanos);
    number(STATISTICS_RECEIVED, received);
    number(STATISTICS_DROPPED_BY_ADAPTER, droppedByAdapter);
    number(STATISTICS_DROPPED_BY_SYSTEM, droppedBySystem);
    endOptions();
    end(start);
  }
}
