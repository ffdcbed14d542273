package weir.decode;

import static weir.flow.FlowField.BGP_NEXT_HOP;
import static weir.flow.FlowField.DST_AS;
import static weir.flow.FlowField.DST_PREFIX_LENGTH;
import static weir.flow.FlowField.DST_VLAN;
import static weir.flow.FlowField.NEXT_HOP;
import static weir.flow.FlowField.NEXT_HOP_AS;
import static weir.flow.FlowField.SRC_AS;
import static weir.flow.FlowField.SRC_PREFIX_LENGTH;
import static weir.flow.FlowField.SRC_VLAN;

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

  /// `next hop, own AS, source AS, source peer AS, path segments (type, count, AS…)`; communities
  /// and preference after that have no columns.
  void readGateway(WireReader in, FlowBatch row) {
    readAddress(in, BGP_NEXT_HOP, row);
    long own = in.u32();
    long source = in.u32();
    row.set(SRC_AS, source == 0 ? own : source);
    in.skip(4);
    long first = 0;
    long last = 0;
    long segments = in.u32();
    for (long i = 0; i < segments; i++) {
      in.skip(4);
      long count = in.u32();
      if (count > in.remaining() / 4) {
        throw new MalformedDatagram(
            Reason.BAD_COUNT, in.position(), "a path of " + count + " AS does not fit");
      }
      for (long j = 0; j < count; j++) {
        last = in.u32();
        first = first == 0 ? last : first;
      }
    }
    row.set(NEXT_HOP_AS, first);
    row.set(DST_AS, last == 0 ? own : last);
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
