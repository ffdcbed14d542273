package weir.decode.sflow;

import weir.decode.state.ExporterState;
import weir.decode.state.MessageHeader;
import weir.decode.state.Text;
import weir.wire.WireReader;

/// Counter samples of sFlow 5: no flows, but names, speeds and octets of interfaces.
///
/// ```
/// sample    sequence u32, source id u32 (expanded: type u32, index u32), records u32
/// record    format u32, length u32, body
/// generic   ifIndex u32, ifType u32, ifSpeed u64, direction u32, status u32, ifInOctets u64,
///           six packet counters u32, ifOutOctets u64, …
/// ```
///
/// Records that break off are passed over: agents differ in them, and flows beside them are worth
/// more.
final class SFlowCounters {
  private static final int GENERIC = 1;
  private static final int PORT_NAME = 1005;
  private static final int GENERIC_BYTES = 64;

  /// All bits set, for what an agent does not know.
  private static final long UNKNOWN = -1;

  private SFlowCounters() {}

  static void read(boolean expanded, WireReader in, MessageHeader header, ExporterState exporter) {
    exporter.counterSamples().add(1);
    if (in.remaining() < (expanded ? 16 : 12)) {
      return;
    }
    in.skip(expanded ? 8 : 4);
    long index = expanded ? in.u32() : in.u32() & 0xff_ffff;
    long records = in.u32();
    for (long i = 0; i < records && in.remaining() >= 8; i++) {
      int format = in.i32();
      long length = in.u32();
      if (length > in.remaining()) {
        return;
      }
      int limit = in.narrow((int) length);
      if (format == GENERIC && length >= GENERIC_BYTES) {
        generic(in, header, exporter);
      } else if (format == PORT_NAME && length > 4) {
        portName(index, in, header, exporter);
      }
      in.widen(limit);
    }
  }

  private static void generic(WireReader in, MessageHeader header, ExporterState exporter) {
    long index = in.u32();
    in.skip(4);
    long speed = in.u64();
    speed = speed == UNKNOWN ? 0 : speed;
    in.skip(8);
    long inOctets = in.u64();
    in.skip(24);
    long outOctets = in.u64();
    exporter.interfaces().counted(index, speed, inOctets, outOctets, header.receivedNanos);
  }

  private static void portName(
      long index, WireReader in, MessageHeader header, ExporterState exporter) {
    long length = in.u32();
    if (length <= in.remaining()) {
      String name = Text.read(in, (int) length);
      exporter.interfaces().named(index, name, "", header.receivedNanos);
    }
  }
}
