package weir.decode.sflow;

import static weir.flow.FlowField.*;

import weir.decode.state.DomainState;
import weir.flow.FlowBatch;
import weir.flow.IpAddress;
import weir.flow.RateSource;
import weir.packet.LinkType;
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
  private static final int MPLS = 1006;
  private static final int NAT = 1007;
  private static final int VLAN_TUNNEL = 1012;
  private static final int NAT_PORTS = 1020;
  private static final int VNI_EGRESS = 1029;
  private static final int VNI_INGRESS = 1030;

  /// "Internal to this device" (§5.3, interface).
  private static final long INTERNAL = 0x3fff_ffff;

  private static final int NONE = -1;

  private final SFlowExtensions extensions = new SFlowExtensions();
  private final PacketHeaders packets = new PacketHeaders();
  private int rawHeaderAt;
  private int ethernetAt;
  private int ipv4At;
  private int ipv6At;
  private int mplsAt;
  private int vlanTunnelAt;

  /// Reads a sample into a row; what all samples of a datagram share comes later.
  void read(boolean expanded, WireReader in, DomainState domain, FlowBatch row) {
    long sequence = in.u32();
    long source = expanded ? (in.u32() << 32) | in.u32() : in.u32();
    domain.sampleArrived(source, sequence);
    long rate = in.u32();
    row.set(SAMPLING_RATE, rate);
    row.set(RATE_SOURCE, (rate == 0 ? RateSource.UNKNOWN : RateSource.HEADER).code());
    in.skip(8);
    row.set(PACKETS, 1);
    row.set(IN_INTERFACE, expanded ? expandedInterface(in) : plainInterface(in));
    row.set(OUT_INTERFACE, expanded ? expandedInterface(in) : plainInterface(in));
    readRecords(in, row);
    readPacket(in, row);
    readStripped(in, row);
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
    mplsAt = NONE;
    vlanTunnelAt = NONE;
    long records = in.u32();
    for (long i = 0; i < records; i++) {
      int format = in.i32();
      int at = in.position();
      int limit = in.narrow(SFlow.length(in));
      switch (format) {
        case RAW_HEADER -> rawHeaderAt = at;
        case ETHERNET -> ethernetAt = at;
        case IPV4 -> ipv4At = at;
        case IPV6 -> ipv6At = at;
        case SWITCH -> extensions.readSwitch(in, row);
        case ROUTER -> extensions.readRouter(in, row);
        case GATEWAY -> extensions.readGateway(in, row);
        case MPLS -> mplsAt = at;
        case NAT -> extensions.readNat(in, row);
        case NAT_PORTS -> extensions.readNatPorts(in, row);
        case VLAN_TUNNEL -> vlanTunnelAt = at;
        case VNI_EGRESS, VNI_INGRESS -> row.set(TUNNEL_ID, in.u32());
        default -> {
          // users, URLs, queues: no columns for them
        }
      }
      in.widen(limit);
    }
  }

  /// The header itself is worth more than what the agent made of it.
  private void readPacket(WireReader in, FlowBatch row) {
    if (rawHeaderAt != NONE) {
      int limit = enter(rawHeaderAt, in);
      readHeader(in, row);
      in.widen(limit);
      return;
    }
    if (ethernetAt != NONE) {
      int limit = enter(ethernetAt, in);
      readEthernet(in, row);
      in.widen(limit);
    }
    if (ipv4At != NONE || ipv6At != NONE) {
      int limit = enter(ipv4At != NONE ? ipv4At : ipv6At, in);
      readIp(ipv4At != NONE, in, row);
      in.widen(limit);
    }
  }

  /// What the agent took off before it sampled the header; what is still on it is not told twice.
  private void readStripped(WireReader in, FlowBatch row) {
    if (mplsAt != NONE && row.listLength(MPLS_LABELS, row.rows()) == 0) {
      int limit = enter(mplsAt, in);
      extensions.readMpls(in, row);
      in.widen(limit);
    }
    if (vlanTunnelAt != NONE && row.get(VLAN) == 0) {
      int limit = enter(vlanTunnelAt, in);
      extensions.readVlanTunnel(in, row);
      in.widen(limit);
    }
  }

  /// Goes back to a record, whose length is there; gives the limit to widen to.
  private static int enter(int at, WireReader in) {
    in.position(at);
    return in.narrow(SFlow.length(in));
  }

  /// `protocol u32, frame length u32, stripped u32, header bytes`.
  private void readHeader(WireReader in, FlowBatch row) {
    int protocol = in.i32();
    row.set(BYTES, in.u32());
    in.skip(4);
    int limit = in.narrow(SFlow.length(in));
    packets.parse(LinkType.sampled(protocol), in, row);
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
