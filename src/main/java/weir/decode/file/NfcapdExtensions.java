package weir.decode.file;

import static weir.flow.FlowField.*;

import java.nio.ByteBuffer;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// The extensions that a flow of nfdump 1.7 is made of, into the open row. Those that Weir has no
/// fields for, or that are shorter than they should be, are passed over.
final class NfcapdExtensions {
  private static final int ICMP = 1;
  private static final int ICMP_V6 = 58;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private long reversePackets;
  private long reverseOctets;
  private int reverseTcpFlags;
  private int reverseTos;
  private long sampler;

  /// Begins a flow.
  void start() {
    reversePackets = 0;
    reverseOctets = 0;
    reverseTcpFlags = 0;
    reverseTos = 0;
    sampler = 0;
  }

  /// Number of the flow's sampler; 0 for none.
  long sampler() {
    return sampler;
  }

  long reversePackets() {
    return reversePackets;
  }

  long reverseOctets() {
    return reverseOctets;
  }

  int reverseTcpFlags() {
    return reverseTcpFlags;
  }

  int reverseTos() {
    return reverseTos;
  }

  /// @param type nfdump's number of the extension
  /// @param body in the file's byte order
  void read(int type, ByteBuffer body, FlowBatch row) {
    if (body.limit() < smallest(type)) {
      return;
    }
    switch (type) {
      case 1 -> generic(body, row);
      case 2 -> {
        v4(SRC_ADDRESS, body, 0, row);
        v4(DST_ADDRESS, body, 4, row);
        row.set(ETHER_TYPE, 0x0800);
      }
      case 3 -> {
        v6(SRC_ADDRESS, body, 0, row);
        v6(DST_ADDRESS, body, 16, row);
        row.set(ETHER_TYPE, 0x86dd);
      }
      case 4 -> misc(body, row);
      case 5 -> {
        reversePackets = body.getLong(8);
        reverseOctets = body.getLong(16);
      }
      case 6 -> {
        row.set(SRC_VLAN, body.getInt(0));
        row.set(DST_VLAN, body.getInt(4));
        row.set(VLAN, body.getInt(0));
      }
      case 7 -> {
        row.set(SRC_AS, body.getInt(0));
        row.set(DST_AS, body.getInt(4));
      }
      case 8 -> v4(BGP_NEXT_HOP, body, 0, row);
      case 9 -> v6(BGP_NEXT_HOP, body, 0, row);
      case 10 -> v4(NEXT_HOP, body, 0, row);
      case 11 -> v6(NEXT_HOP, body, 0, row);
      case 12 -> v4(EXPORTER, body, 0, row);
      case 13 -> v6(EXPORTER, body, 0, row);
      case 14 -> labels(body, row);
      case 15 -> {
        mac(SRC_MAC, body.getLong(0), body.getLong(24), row);
        mac(DST_MAC, body.getLong(16), body.getLong(8), row);
      }
      case 16 -> row.set(NEXT_HOP_AS, body.getInt(0));
      case 18 -> sampler = body.getInt(0);
      case 19 -> row.set(FIREWALL_EVENT, body.get(14));
      case 20 -> {
        v4(NAT_SRC_ADDRESS, body, 0, row);
        v4(NAT_DST_ADDRESS, body, 4, row);
      }
      case 21 -> {
        v6(NAT_SRC_ADDRESS, body, 0, row);
        v6(NAT_DST_ADDRESS, body, 16, row);
      }
      case 22 -> {
        row.set(NAT_SRC_PORT, body.getShort(0));
        row.set(NAT_DST_PORT, body.getShort(2));
      }
      case 25 -> row.set(NAT_EVENT, body.get(12));
      case 27 -> application(body, row);
      case 33 -> {
        row.set(OBSERVATION_POINT, body.getLong(0));
        row.set(OBSERVATION_DOMAIN, body.getInt(8));
      }
      case 36 -> {
        row.set(EGRESS_VRF, body.getInt(0));
        row.set(INGRESS_VRF, body.getInt(4));
      }
      default -> {
        // user names, payloads, access lists, latencies: no columns for them
      }
    }
  }

  /// Bytes that an extension has at least.
  private static int smallest(int type) {
    return switch (type) {
      case 1 -> 48;
      case 2, 6, 7, 16, 20, 36 -> 8;
      case 3, 15, 21 -> 32;
      case 4 -> 15;
      case 5 -> 24;
      case 8, 10, 12, 18, 22 -> 4;
      case 9, 11, 13 -> 16;
      case 14 -> 40;
      case 19 -> 15;
      case 25 -> 13;
      case 27 -> 2;
      case 33 -> 12;
      default -> 0;
    };
  }

  private static void generic(ByteBuffer body, FlowBatch row) {
    row.set(TIME_START, nanos(body.getLong(0)));
    row.set(TIME_END, nanos(body.getLong(8)));
    row.set(TIME_RECEIVED, nanos(body.getLong(16)));
    row.set(PACKETS, body.getLong(24));
    row.set(BYTES, body.getLong(32));
    int protocol = body.get(44) & 0xff;
    row.set(PROTOCOL, protocol);
    row.set(SRC_PORT, body.getShort(40));
    row.set(DST_PORT, body.getShort(42));
    if (protocol == ICMP || protocol == ICMP_V6) {
      row.set(ICMP_TYPE, (body.getShort(42) >>> 8) & 0xff);
      row.set(ICMP_CODE, body.getShort(42) & 0xff);
    }
    row.set(TCP_FLAGS, body.get(45) & 0xff);
    row.set(FORWARDING_STATUS, body.get(46) & 0xff);
    row.set(TOS, body.get(47) & 0xff);
  }

  private void misc(ByteBuffer body, FlowBatch row) {
    row.set(IN_INTERFACE, body.getInt(0));
    row.set(OUT_INTERFACE, body.getInt(4));
    row.set(SRC_PREFIX_LENGTH, body.get(8));
    row.set(DST_PREFIX_LENGTH, body.get(9));
    row.set(FLOW_DIRECTION, body.get(10));
    reverseTos = body.get(11) & 0xff;
    row.set(BIFLOW_DIRECTION, body.get(12));
    row.set(FLOW_END_REASON, body.get(13));
    reverseTcpFlags = body.get(14) & 0xff;
  }

  private static void labels(ByteBuffer body, FlowBatch row) {
    boolean bottom = false;
    for (int i = 0; i < 10 && !bottom; i++) {
      int entry = body.getInt(4 * i);
      if (entry == 0) {
        return;
      }
      row.add(MPLS_LABELS, (entry >>> 4) & 0xfffff);
      bottom = (entry & 1) != 0;
    }
  }

  private static void application(ByteBuffer body, FlowBatch row) {
    long selector = 0;
    for (int i = 1; i < Math.min(8, body.limit()); i++) {
      selector = (selector << 8) | (body.get(i) & 0xff);
    }
    row.set(APPLICATION, ((long) body.get(0) << 56) | selector);
  }

  private static void mac(FlowField field, long mac, long otherwise, FlowBatch row) {
    row.set(field, (mac == 0 ? otherwise : mac) & 0xffff_ffff_ffffL);
  }

  private static void v4(FlowField field, ByteBuffer body, int at, FlowBatch row) {
    row.setAddress(field, 0, IpAddress.mapped(body.getInt(at)));
  }

  private static void v6(FlowField field, ByteBuffer body, int at, FlowBatch row) {
    row.setAddress(field, body.getLong(at), body.getLong(at + 8));
  }

  private static long nanos(long millis) {
    boolean fits = millis >= 0 && millis <= Long.MAX_VALUE / NANOS_PER_MILLI;
    return fits ? millis * NANOS_PER_MILLI : 0;
  }

  /// A flow without a time of its own is of the time when it was received, and the other way round.
  void complete(FlowBatch row) {
    if (row.get(TIME_RECEIVED) == 0) {
      row.set(TIME_RECEIVED, row.get(TIME_END));
    }
    if (row.get(TIME_START) == 0) {
      row.set(TIME_START, row.get(TIME_RECEIVED));
    }
    if (row.get(TIME_END) == 0) {
      row.set(TIME_END, row.get(TIME_START));
    }
  }
}
