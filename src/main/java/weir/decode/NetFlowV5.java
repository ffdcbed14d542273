package weir.decode;

import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.wire.MalformedDatagram;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireReader;

/// NetFlow version 5 (Cisco, "NetFlow Export Datagram Format").
///
/// ```
/// header  version u16, count u16, uptime ms u32, seconds u32, nanoseconds u32, flow sequence u32,
///         engine type u8, engine id u8, sampling u16 (2 bits mode, 14 bits interval)
/// record  source, destination, next hop u32; input, output u16; packets, bytes, first, last u32;
///         source port, destination port u16; pad u8, TCP flags u8, protocol u8, tos u8;
///         source AS, destination AS u16; source mask, destination mask u8; pad u16
/// ```
final class NetFlowV5 {
  private static final int RECORD_BYTES = 48;

  private NetFlowV5() {}

  static void decode(WireReader in, MessageHeader header, ExporterState exporter, FlowBatch out) {
    in.skip(2);
    int count = in.u16();
    header.type = FlowType.NETFLOW_V5;
    header.uptimeMillis = in.u32();
    header.exportSeconds(in.u32());
    header.exportNanos += Math.min(in.u32(), 999_999_999);
    header.sequence = in.u32();
    int engine = in.u16();
    header.samplingRate = in.u16() & 0x3fff;
    if (count * RECORD_BYTES > in.remaining()) {
      throw new MalformedDatagram(
          Reason.BAD_COUNT, 2, count + " records do not fit in " + in.remaining() + " bytes");
    }
    for (int i = 0; i < count; i++) {
      readRecord(in, header, out);
    }
    exporter.domain(header.type, engine).sequence().arrived(header.sequence, count);
  }

  private static void readRecord(WireReader in, MessageHeader header, FlowBatch row) {
    header.write(row);
    row.set(FlowField.ETHER_TYPE, 0x0800);
    row.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(in.i32()));
    row.setAddress(FlowField.DST_ADDRESS, 0, IpAddress.mapped(in.i32()));
    row.setAddress(FlowField.NEXT_HOP, 0, IpAddress.mapped(in.i32()));
    row.set(FlowField.IN_INTERFACE, in.u16());
    row.set(FlowField.OUT_INTERFACE, in.u16());
    row.set(FlowField.PACKETS, in.u32());
    row.set(FlowField.BYTES, in.u32());
    row.set(FlowField.TIME_START, header.atUptime(in.u32()));
    row.set(FlowField.TIME_END, header.atUptime(in.u32()));
    row.set(FlowField.SRC_PORT, in.u16());
    row.set(FlowField.DST_PORT, in.u16());
    in.skip(1);
    row.set(FlowField.TCP_FLAGS, in.u8());
    row.set(FlowField.PROTOCOL, in.u8());
    row.set(FlowField.TOS, in.u8());
    row.set(FlowField.SRC_AS, in.u16());
    row.set(FlowField.DST_AS, in.u16());
    row.set(FlowField.SRC_PREFIX_LENGTH, in.u8());
    row.set(FlowField.DST_PREFIX_LENGTH, in.u8());
    in.skip(2);
    header.complete(row);
    row.endRow();
  }
}
