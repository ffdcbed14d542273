package weir.capture;

import java.io.IOException;
import java.util.OptionalLong;
import weir.packet.LinkType;

/// pcap (draft-ietf-opsawg-pcap): a 24-byte header, then records.
///
/// ```
/// file    magic u32, version 2×u16, zone u32, accuracy u32, snap length u32, link type u32
/// record  seconds u32, fraction u32, captured length u32, original length u32, bytes
/// ```
final class Pcap implements CaptureFormat {
  private static final int FILE_HEADER_BYTES = 24;
  private static final int RECORD_HEADER_BYTES = 16;

  private final CaptureInput input;
  private final int nanosPerUnit;

  Pcap(CaptureInput input, int nanosPerUnit) {
    this.input = input;
    this.nanosPerUnit = nanosPerUnit;
  }

  @Override
  public OptionalLong read(CapturedHandler handler) throws IOException {
    if (!input.available(FILE_HEADER_BYTES)) {
      return OptionalLong.of(input.offset());
    }
    // the highest bits tell of a frame check sequence
    CaptureInterface from = new CaptureInterface(LinkType.captured(input.i32(20) & 0x0fff_ffff));
    input.skip(FILE_HEADER_BYTES);
    while (!input.atEnd()) {
      long start = input.offset();
      if (!input.available(RECORD_HEADER_BYTES)) {
        return OptionalLong.of(start);
      }
      long length = input.u32(8);
      if (length > CaptureFile.MAX_RECORD_BYTES) {
        throw input.error(
            start,
            "expected a packet record, found one of " + length + " bytes",
            "What was before it has been read; repair the file or capture again");
      }
      if (!input.available(RECORD_HEADER_BYTES + (int) length)) {
        return OptionalLong.of(start);
      }
      long nanos = input.u32(0) * 1_000_000_000L + input.u32(4) * nanosPerUnit;
      handler.handle(from, nanos, input.u32(12), input.reader(RECORD_HEADER_BYTES, (int) length));
      input.skip(RECORD_HEADER_BYTES + (int) length);
    }
    return OptionalLong.empty();
  }
}
