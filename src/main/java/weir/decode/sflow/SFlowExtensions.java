package weir.decode.sflow;

import static weir.flow.FlowField.*;

import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.wire.MalformedDatagram;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireReader;

/// What an sFlow agent knows beyond the packet: VLANs, routes, AS paths.
final class SFlowExtensions {
  /// `source VLAN, priority, destination VLAN, priority`, u32 each.
  void readSwitch(WireReader in, FlowBatch row) {
    row.set(SRC_VLAN, vlan(in));
    in.skip(4);
    row.set(DST_VLAN, vlan(in));
  }

  /// 0xffffffff is "unknown".
  private static long vlan(WireReader in) {
    long vlan = in.u32();
    return vlan <= 0xffff ? vlan : 0;
  }

  /// `next hop, source prefix length u32, destination prefix length u32`.
  void readRouter(WireReader in, FlowBatch row) {
    readAddress(in, NEXT_HOP, row);
    row.set(SRC_PREFIX_LENGTH, in.u32());
    row.set(DST_PREFIX_LENGTH, in.u32());
  }

  /// `next hop, own AS, source AS, source peer AS, path segments (type, count, AS…), communities
  /// (count, community…), local preference`.
  void readGateway(WireReader in, FlowBatch row) {
    readAddress(in, BGP_NEXT_HOP, row);
    long own = in.u32();
    long source = in.u32();
    row.set(SRC_AS, source == 0 ? own : source);
    row.set(PREVIOUS_HOP_AS, in.u32());
    long segments = in.u32();
    for (long i = 0; i < segments; i++) {
      in.skip(4);
      readList(in, AS_PATH, row);
    }
    int length = row.listLength(AS_PATH, row.rows());
    if (length == 0) {
      row.set(DST_AS, own);
    } else {
      row.set(NEXT_HOP_AS, row.item(AS_PATH, row.rows(), 0));
      row.set(DST_AS, row.item(AS_PATH, row.rows(), length - 1));
    }
    if (in.hasRemaining()) {
      readList(in, COMMUNITIES, row);
    }
  }

  private static void readList(WireReader in, FlowField list, FlowBatch row) {
    long count = count(in);
    for (long i = 0; i < count; i++) {
      row.add(list, in.i32());
    }
  }

  /// Of numbers that follow.
  private static long count(WireReader in) {
    int at = in.position();
    long count = in.u32();
    if (count > in.remaining() / 4) {
      throw new MalformedDatagram(
          Reason.BAD_COUNT, at, "a list of " + count + " numbers does not fit");
    }
    return count;
  }

  /// `next hop, stack at ingress (count, entry…), stack at egress`: entries as on the wire (RFC
  /// 3032).
  void readMpls(WireReader in, FlowBatch row) {
    readAddress(in, NEXT_HOP, row);
    long count = count(in);
    int start = in.position();
    for (long i = 0; i < count; i++) {
      row.add(MPLS_LABELS, in.i32() >>> 12);
    }
    in.position(start);
    for (long i = 0; i < count; i++) {
      row.add(MPLS_TTLS, in.i32() & 0xff);
    }
  }

  /// `source, destination`, both after translation.
  void readNat(WireReader in, FlowBatch row) {
    readAddress(in, NAT_SRC_ADDRESS, row);
    readAddress(in, NAT_DST_ADDRESS, row);
  }

  /// `source port u32, destination port u32`, both after translation.
  void readNatPorts(WireReader in, FlowBatch row) {
    row.set(NAT_SRC_PORT, in.u32());
    row.set(NAT_DST_PORT, in.u32());
  }

  /// `count u32, tags u32`: TPID and TCI of each tag that was taken off, the outermost first.
  void readVlanTunnel(WireReader in, FlowBatch row) {
    long count = count(in);
    for (long i = 0; i < count; i++) {
      int vlan = in.i32() & 0xfff;
      if (i < 2) {
        row.set(i == 0 ? VLAN : CUSTOMER_VLAN, vlan);
      }
    }
  }

  /// `type u32`, then as many bytes as it takes; 0 is "unknown".
  private static void readAddress(WireReader in, FlowField field, FlowBatch row) {
    int at = in.position();
    switch (in.i32()) {
      case 0 -> {
        // unknown
      }
      case 1 -> row.setAddress(field, 0, IpAddress.mapped(in.i32()));
      case 2 -> row.setAddress(field, in.u64(), in.u64());
      default -> throw new MalformedDatagram(Reason.BAD_VALUE, at, "no such type of address");
    }
  }
}
