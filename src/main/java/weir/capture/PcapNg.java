package weir.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import weir.packet.LinkType;

/// pcapng (draft-ietf-opsawg-pcapng): blocks of `type u32, length u32, body, length u32`, padded to
/// 4 bytes, in the byte order that their section's header shows.
final class PcapNg implements CaptureFormat {
  private static final int SECTION_HEADER = 0x0a0d0d0a;
  private static final int INTERFACE_DESCRIPTION = 1;
  private static final int PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;
  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int OPTION_COMMENT = 1;
  private static final int OPTION_NAME = 2;
  private static final int OPTION_RESOLUTION = 9;
  private static final int OPTION_OFFSET = 14;
  private static final int MAX_INTERFACES = 65_536;
  private static final int PACKET_DATA_AT = 28;

  private final CaptureInput input;
  private final List<Described> interfaces = new ArrayList<>();

  PcapNg(CaptureInput input) {
    this.input = input;
  }

  @Override
  public OptionalLong read(CapturedHandler handler) throws IOException {
    while (!input.atEnd()) {
      long start = input.offset();
      if (!input.available(12)) {
        return OptionalLong.of(start);
      }
      if (input.i32(0) == SECTION_HEADER) {
        readByteOrder(start);
      }
      long length = input.u32(4);
      if (length < 12 || length % 4 != 0 || length > CaptureFile.MAX_RECORD_BYTES) {
        throw damaged(start, "expected a block, found one of " + length + " bytes");
      }
      if (!input.available((int) length)) {
        return OptionalLong.of(start);
      }
      readBlock(start, (int) length, handler);
      input.skip((int) length);
    }
    return OptionalLong.empty();
  }

  private void readByteOrder(long start) throws CaptureException {
    input.littleEndian(false);
    if (input.i32(8) != BYTE_ORDER_MAGIC) {
      input.littleEndian(true);
      if (input.i32(8) != BYTE_ORDER_MAGIC) {
        throw damaged(start + 8, "expected a section's byte-order magic");
      }
    }
    interfaces.clear();
  }

  private void readBlock(long start, int length, CapturedHandler handler) throws CaptureException {
    switch (input.i32(0)) {
      case INTERFACE_DESCRIPTION -> {
        require(length >= 20 && interfaces.size() < MAX_INTERFACES, start, "an interface");
        interfaces.add(readInterface(length));
      }
      case ENHANCED_PACKET -> {
        require(length >= 32, start, "an enhanced packet");
        packet(start, input.u32(8), length, handler);
      }
      case PACKET -> {
        require(length >= 32, start, "a packet");
        packet(start, input.u16(8), length, handler);
      }
      case SIMPLE_PACKET -> {
        require(length >= 16 && !interfaces.isEmpty(), start, "a simple packet");
        Described description = interfaces.getFirst();
        long captured = Math.min(input.u32(8), description.snapLength());
        captured = Math.min(captured, length - 16);
        handler.handle(description.from(), 0, input.u32(8), input.reader(12, (int) captured));
      }
      default -> {
        // names, statistics, secrets: no packets
      }
    }
  }

  private void packet(long start, long index, int length, CapturedHandler handler)
      throws CaptureException {
    require(index < interfaces.size(), start, "an interface's description before its packet");
    long captured = input.u32(20);
    require(captured <= length - 32, start, "a packet that fits its block");
    Described description = interfaces.get((int) index);
    long nanos = description.nanos((input.u32(12) << 32) | input.u32(16));
    handler.handle(
        description.from(), nanos, input.u32(24), input.reader(PACKET_DATA_AT, (int) captured));
  }

  private Described readInterface(int length) {
    int resolution = 6;
    long offsetSeconds = 0;
    long snapLength = input.u32(12);
    String name = "";
    String comment = "";
    int at = 16;
    while (at + 4 <= length - 4) {
      int code = input.u16(at);
      int size = input.u16(at + 2);
      at += 4;
      if (code == 0 || at + size > length - 4) {
        break;
      }
      if (code == OPTION_COMMENT) {
        comment = text(at, size);
      } else if (code == OPTION_NAME) {
        name = text(at, size);
      } else if (code == OPTION_RESOLUTION && size == 1) {
        resolution = input.window()[input.position() + at] & 0xff;
      } else if (code == OPTION_OFFSET && size == 8) {
        offsetSeconds =
            input.littleEndian()
                ? input.u32(at) | ((long) input.i32(at + 4) << 32)
                : ((long) input.i32(at) << 32) | input.u32(at + 4);
      }
      at += (size + 3) & ~3;
    }
    return new Described(
        new CaptureInterface(LinkType.captured(input.u16(8)), name, comment),
        snapLength == 0 ? Long.MAX_VALUE : snapLength,
        resolution,
        offsetSeconds);
  }

  private String text(int ahead, int length) {
    return new String(input.window(), input.position() + ahead, length, StandardCharsets.UTF_8);
  }

  private void require(boolean condition, long start, String what) throws CaptureException {
    if (!condition) {
      throw damaged(start, "expected " + what);
    }
  }

  private CaptureException damaged(long at, String expectation) {
    return input.error(
        at, expectation, "What was before it has been read; repair the file or capture again");
  }

  /// Where packets came from.
  ///
  /// @param resolution if_tsresol: powers of ten, or of two with the highest bit set
  private record Described(
      CaptureInterface from, long snapLength, int resolution, long offsetSeconds) {
    long nanos(long units) {
      return offsetSeconds * 1_000_000_000L + scale(units);
    }

    private long scale(long units) {
      int power = resolution & 0x7f;
      if ((resolution & 0x80) != 0) {
        int bits = Math.min(power, 63);
        long seconds = bits == 0 ? units : units >>> bits;
        long rest = bits == 0 ? 0 : units & ((1L << bits) - 1);
        return seconds * 1_000_000_000L + (long) (rest * (1e9 / Math.scalb(1.0, bits)));
      }
      long nanos = units;
      for (int i = power; i < 9; i++) {
        nanos *= 10;
      }
      for (int i = 9; i < Math.min(power, 28); i++) {
        nanos /= 10;
      }
      return nanos;
    }
  }
}
