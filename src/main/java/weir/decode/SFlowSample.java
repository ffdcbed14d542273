package weir.decode;

import static weir.flow.FlowField.BYTES;
import static weir.flow.FlowField.DST_ADDRESS;
import static weir.flow.FlowField.DST_MAC;
import static weir.flow.FlowField.DST_PORT;
import static weir.flow.FlowField.ETHER_TYPE;
import static weir.flow.FlowField.IN_INTERFACE;
import static weir.flow.FlowField.OUT_INTERFACE;
import static weir.flow.FlowField.PACKETS;
import static weir.flow.FlowField.PROTOCOL;
import static weir.flow.FlowField.SRC_ADDRESS;
import static weir.flow.FlowField.SRC_MAC;
import static weir.flow.FlowField.SRC_PORT;
import static weir.flow.FlowField.TCP_FLAGS;
import static weir.flow.FlowField.TOS;

import weir.flow.FlowBatch;
import weir.flow.IpAddress;
import weir.packet.PacketHeaders;
import weir.wire.WireReader;

/// Flow samples of sFlow 5: one sampled packet each, in one or more records.
///
/// ```
/// sample    sequence u32, source id u32, rate u32, pool u32, drops u32, input u32, output u32,
///           records u32; expanded: source id, input and output take 2×u32 each
/// record    format u32, length u32, body
/// ```
final class SFlowSample {
  private static final int RAW_HEADER = 1;
  private static final int ETHERNET = 2;
  private static final int IPV4 = 3;
  private static final int IPV6 = 4;
  private static final int SWITCH = 1001;
  private static final int ROUTER = 1002;
  private static final int GATEWAY = 1003;

  /// "Internal to this device" (§5.3, interface).
  private static final long INTERNAL = 0x3fff_ffff;

  private static final int NONE = -1;

  private final SFlowExtensions extensions = new SFlowExtensions();
  private int rawHeaderAt;
  private int ethernetAt;
  private int ipv4At;
  private int ipv6At;

  /// Reads a sample into a row.
  void read(boolean expanded, WireReader in, MessageHeader header, FlowBatch row) {
    in.skip(expanded ? 12 : 8);
    header.samplingRate = in.u32();
    header.write(row);
    in.skip(8);
    row.set(PACKETS, 1);
    row.set(IN_INTERFACE, expanded ? expandedInterface(in) : plainInterface(in));
    row.set(OUT_INTERFACE, expanded ? expandedInterface(in) : plainInterface(in));
    readRecords(in, row);
    readPacket(in, row);
    header.complete(row);
    row.endRow();
  }

  private static long plainInterface(WireReader in) {
    return known(in.peekU8(0) >>> 6, in.u32() & INTERNAL);
  }

  private static long expandedInterface(WireReader in) {
    return known(in.i32(), in.u32());
  }

  /// Format 0 is an ifIndex; the others are why a packet was discarded, or how many interfaces.
  private static long known(int format, long value) {
    return format == 0 && value != INTERNAL && value != 0xffff_ffffL ? value : 0;
  }

  private void readRecords(WireReader in, FlowBatch row) {
    rawHeaderAt = NONE;
    ethernetAt = NONE;
    ipv4At = NONE;
    ipv6At = NONE;
    long records = in.u32();
    for (long i = 0; i < records; i++) {
      int format = in.i32();
      int limit = in.narrow(SFlow.length(in));
      switch (format) {
        case RAW_HEADER -> rawHeaderAt = in.position();
        case ETHERNET -> ethernetAt = in.position();
        case IPV4 -> ipv4At = in.position();
        case IPV6 -> ipv6At = in.position();
        case SWITCH -> extensions.readSwitch(in, row);
        case ROUTER -> extensions.readRouter(in, row);
        case GATEWAY -> extensions.readGateway(in, row);
        default -> {
          // users, URLs, tunnels, queues: no columns for them
        }
      }
      in.widen(limit);
    }
  }

  /// The header itself is worth more than what the agent made of it.
  private void readPacket(WireReader in, FlowBatch row) {
    if (rawHeaderAt != NONE) {
      in.position(rawHeaderAt);
      readHeader(in, row);
      return;
    }
    if (ethernetAt != NONE) {
      in.position(ethernetAt);
      readEthernet(in, row);
    }
    if (ipv4At != NONE) {
      in.position(ipv4At);
      readIp(true, in, row);
    } else if (ipv6At != NONE) {
      in.position(ipv6At);
      readIp(false, in, row);
    }
  }

  /// `protocol u32, frame length u32, stripped u32, header bytes`.
  private static void readHeader(WireReader in, FlowBatch row) {
    int protocol = in.i32();
    row.set(BYTES, in.u32());
    in.skip(4);
    int limit = in.narrow(SFlow.length(in));
    PacketHeaders.parse(protocol, in, row);
    in.widen(limit);
  }

  /// `length u32, source MAC 8, destination MAC 8 (padded), type u32`.
  private static void readEthernet(WireReader in, FlowBatch row) {
    row.set(BYTES, in.u32());
    row.set(SRC_MAC, in.unsigned(6));
    in.skip(2);
    row.set(DST_MAC, in.unsigned(6));
    in.skip(2);
    row.set(ETHER_TYPE, in.u32());
  }

  /// `length u32, protocol u32, source, destination, ports 2×u32, TCP flags u32, tos u32`.
  private static void readIp(boolean v4, WireReader in, FlowBatch row) {
    row.set(BYTES, in.u32());
    row.set(PROTOCOL, in.u32());
    row.set(ETHER_TYPE, v4 ? 0x0800 : 0x86dd);
    if (v4) {
      row.setAddress(SRC_ADDRESS, 0, IpAddress.mapped(in.i32()));
      row.setAddress(DST_ADDRESS, 0, IpAddress.mapped(in.i32()));
    } else {
      row.setAddress(SRC_ADDRESS, in.u64(), in.u64());
      row.setAddress(DST_ADDRESS, in.u64(), in.u64());
    }
    row.set(SRC_PORT, in.u32());
    row.set(DST_PORT, in.u32());
    row.set(TCP_FLAGS, in.u32());
    row.set(TOS, in.u32());
  }
}
