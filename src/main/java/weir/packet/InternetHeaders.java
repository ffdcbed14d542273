package weir.packet;

import static weir.flow.FlowField.DST_ADDRESS;
import static weir.flow.FlowField.DST_PORT;
import static weir.flow.FlowField.FLOW_LABEL;
import static weir.flow.FlowField.FRAGMENT_ID;
import static weir.flow.FlowField.FRAGMENT_OFFSET;
import static weir.flow.FlowField.ICMP_CODE;
import static weir.flow.FlowField.ICMP_TYPE;
import static weir.flow.FlowField.IP_FLAGS;
import static weir.flow.FlowField.PROTOCOL;
import static weir.flow.FlowField.SRC_ADDRESS;
import static weir.flow.FlowField.SRC_PORT;
import static weir.flow.FlowField.TCP_FLAGS;
import static weir.flow.FlowField.TOS;
import static weir.flow.FlowField.TTL;

import weir.flow.FlowBatch;
import weir.flow.IpAddress;
import weir.wire.WireReader;

/// IPv4 (RFC 791), IPv6 (RFC 8200) and the ports, flags and types behind them.
final class InternetHeaders {
  private static final int HOP_BY_HOP = 0;
  private static final int ICMP = 1;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int ICMP_V6 = 58;
  private static final int DESTINATION = 60;
  private static final int SCTP = 132;
  private static final int DCCP = 33;
  private static final int UDP_LITE = 136;

  private InternetHeaders() {}

  static void ipv4(WireReader in, FlowBatch row) {
    if (in.remaining() < 20 || in.peekU8(0) >>> 4 != 4) {
      return;
    }
    int headerLength = (in.u8() & 0xf) * 4;
    row.set(TOS, in.u8());
    in.skip(2);
    row.set(FRAGMENT_ID, in.u16());
    int fragment = in.u16();
    row.set(IP_FLAGS, fragment >>> 13);
    row.set(FRAGMENT_OFFSET, fragment & 0x1fff);
    row.set(TTL, in.u8());
    int protocol = in.u8();
    row.set(PROTOCOL, protocol);
    in.skip(2);
    row.setAddress(SRC_ADDRESS, 0, IpAddress.mapped(in.i32()));
    row.setAddress(DST_ADDRESS, 0, IpAddress.mapped(in.i32()));
    int options = headerLength - 20;
    if (options < 0 || in.remaining() < options || (fragment & 0x1fff) != 0) {
      return;
    }
    in.skip(options);
    transport(protocol, in, row);
  }

  static void ipv6(WireReader in, FlowBatch row) {
    if (in.remaining() < 40 || in.peekU8(0) >>> 4 != 6) {
      return;
    }
    int first = in.i32();
    row.set(TOS, (first >>> 20) & 0xff);
    row.set(FLOW_LABEL, first & 0xfffff);
    in.skip(2);
    int next = in.u8();
    row.set(TTL, in.u8());
    row.setAddress(SRC_ADDRESS, in.u64(), in.u64());
    row.setAddress(DST_ADDRESS, in.u64(), in.u64());
    extensions(next, in, row);
  }

  /// Extension headers up to the upper protocol, or to where the packet was cut: then the last
  /// known number stands.
  private static void extensions(int first, WireReader in, FlowBatch row) {
    int next = first;
    while (isExtension(next) && in.remaining() >= 8) {
      int header = next;
      next = in.u8();
      int units = in.u8();
      if (header == FRAGMENT) {
        int fragment = in.u16();
        row.set(FRAGMENT_ID, in.u32());
        row.set(FRAGMENT_OFFSET, fragment >>> 3);
        row.set(IP_FLAGS, fragment & 1);
        if (fragment >>> 3 != 0) {
          row.set(PROTOCOL, next);
          return;
        }
      } else {
        int length = header == AUTHENTICATION ? (units + 2) * 4 : (units + 1) * 8;
        if (in.remaining() < length - 2) {
          row.set(PROTOCOL, next);
          return;
        }
        in.skip(length - 2);
      }
    }
    row.set(PROTOCOL, next);
    transport(next, in, row);
  }

  private static boolean isExtension(int next) {
    return switch (next) {
      case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION -> true;
      default -> false;
    };
  }

  private static void transport(int protocol, WireReader in, FlowBatch row) {
    switch (protocol) {
      case TCP -> {
        if (ports(in, row) && in.remaining() >= 10) {
          in.skip(8);
          row.set(TCP_FLAGS, in.u16() & 0x1ff);
        }
      }
      case UDP, SCTP, DCCP, UDP_LITE -> ports(in, row);
      case ICMP, ICMP_V6 -> {
        if (in.remaining() >= 2) {
          row.set(ICMP_TYPE, in.u8());
          row.set(ICMP_CODE, in.u8());
        }
      }
      default -> {
        // no ports
      }
    }
  }

  private static boolean ports(WireReader in, FlowBatch row) {
    if (in.remaining() < 4) {
      return false;
    }
    row.set(SRC_PORT, in.u16());
    row.set(DST_PORT, in.u16());
    return true;
  }
}
