package weir.decode.file;

import static weir.flow.FlowField.*;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.RateSource;
import weir.flow.ShortText;

/// Records of nfdump 1.6: flows whose extensions a map lists, and the exporters that they come
/// from.
///
/// ```
/// record  type u16, size u16, …
/// map     …, id u16, size of the extensions u16, extensions u16 each, to a 0
/// flow    …, flags u8, exporter u8 (type 10: flags u16), map u16, milliseconds of the start u16, of
///         the end u16, start s u32, end s u32, forwarding u8, TCP flags u8, protocol u8, TOS u8,
///         ports 2×u16, (type 10: exporter u16, ICMP u16), addresses, packets, octets, extensions
/// ```
final class NfcapdOldRecords implements NfcapdReader {
  private static final int OLD_FLOW = 1;
  private static final int MAP = 2;
  private static final int PORTS = 3;
  private static final int SIZES = 4;
  private static final int EXPORTER = 7;
  private static final int EXPORTER_STATISTICS = 8;
  private static final int SAMPLER = 9;
  private static final int FLOW = 10;

  private static final int OLD_FLOW_BYTES = 28;
  private static final int FLOW_BYTES = 32;
  private static final int V6 = 1;
  private static final int PACKETS_64 = 2;
  private static final int BYTES_64 = 4;
  private static final int MULTIPLIED = 128;

  /// More than there are.
  private static final int MOST_EXTENSIONS = 64;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int ICMP = 1;
  private static final int ICMP_V6 = 58;

  private final Map<Integer, int[]> maps = new HashMap<>();
  private final NfcapdExporters exporters = new NfcapdExporters();
  private long unknown;
  private long reversePackets;
  private long reverseOctets;

  @Override
  public long unknown() {
    return unknown;
  }

  @Override
  public void read(ByteBuffer record, FlowBatch into) {
    int size = record.limit();
    boolean known =
        switch (record.getShort(0) & 0xffff) {
          case OLD_FLOW ->
              size >= OLD_FLOW_BYTES
                  && flow(record, record.get(4) & 0xff, record.get(5) & 0xff, OLD_FLOW_BYTES, into);
          case FLOW ->
              size >= FLOW_BYTES
                  && flow(
                      record,
                      record.getShort(4) & 0xffff,
                      record.getShort(28) & 0xffff,
                      FLOW_BYTES,
                      into);
          case MAP -> size >= 8 && map(record);
          case EXPORTER -> exporters.addExporter(record, 0, size);
          case SAMPLER -> exporters.addOldSampler(record, 0, size);
          case EXPORTER_STATISTICS, PORTS, SIZES -> true;
          default -> false;
        };
    unknown += known ? 0 : 1;
  }

  private boolean map(ByteBuffer record) {
    int[] extensions = new int[Math.min(MOST_EXTENSIONS, (record.limit() - 8) / 2)];
    for (int i = 0; i < extensions.length; i++) {
      extensions[i] = record.getShort(8 + 2 * i) & 0xffff;
    }
    maps.put(record.getShort(4) & 0xffff, extensions);
    return true;
  }

  /// Whether its map is known, and the record has room for all that it says.
  private boolean flow(ByteBuffer record, int flags, int sysid, int start, FlowBatch row) {
    int[] extensions = maps.get(record.getShort(6) & 0xffff);
    int addresses = (flags & V6) != 0 ? 32 : 8;
    int packets = (flags & PACKETS_64) != 0 ? 8 : 4;
    int octets = (flags & BYTES_64) != 0 ? 8 : 4;
    int at = start + addresses + packets + octets;
    if (extensions == null || at > record.limit()) {
      return false;
    }
    exporter(sysid, row);
    common(record, row);
    addresses(record, start, addresses == 32, row);
    row.set(PACKETS, number(record, start + addresses, packets));
    row.set(BYTES, number(record, start + addresses + packets, octets));
    reversePackets = 0;
    reverseOctets = 0;
    for (int extension : extensions) {
      int size = size(extension);
      if (size == 0 || size > record.limit() - at) {
        break; // where the others are is not known
      }
      extension(extension, record.slice(at, size).order(record.order()), row);
      at += size;
    }
    if (row.get(TIME_RECEIVED) == 0) {
      row.set(TIME_RECEIVED, row.get(TIME_END));
    }
    long rate = (flags & MULTIPLIED) != 0 ? 1 : exporters.rate(sysid, null);
    RateSource source =
        rate == 0
            ? RateSource.UNKNOWN
            : (flags & MULTIPLIED) != 0 ? RateSource.RECORD : RateSource.SAMPLER;
    row.set(SAMPLING_RATE, rate);
    row.set(RATE_SOURCE, source.code());
    row.endRow();
    if (reversePackets > 0) {
      reverse(row);
    }
    return true;
  }

  private void exporter(int sysid, FlowBatch row) {
    NfcapdExporters.@Nullable Exporter from = exporters.exporter(sysid);
    if (from != null) {
      row.setAddress(FlowField.EXPORTER, from.address().high(), from.address().low());
      row.set(OBSERVATION_DOMAIN, from.type() == FlowType.SFLOW_5 ? 0 : from.id());
      row.set(TYPE, from.type().code());
    }
  }

  private static void common(ByteBuffer record, FlowBatch row) {
    row.set(TIME_START, nanos(record.getInt(12), record.getShort(8)));
    row.set(TIME_END, nanos(record.getInt(16), record.getShort(10)));
    row.set(FORWARDING_STATUS, record.get(20) & 0xff);
    row.set(TCP_FLAGS, record.get(21) & 0xff);
    int protocol = record.get(22) & 0xff;
    row.set(PROTOCOL, protocol);
    row.set(TOS, record.get(23) & 0xff);
    row.set(SRC_PORT, record.getShort(24));
    row.set(DST_PORT, record.getShort(26));
    if (protocol == ICMP || protocol == ICMP_V6) {
      row.set(ICMP_TYPE, (record.getShort(26) >>> 8) & 0xff);
      row.set(ICMP_CODE, record.getShort(26) & 0xff);
    }
  }

  private static long nanos(int seconds, short millis) {
    return (Integer.toUnsignedLong(seconds) * 1000 + (millis & 0xffff)) * NANOS_PER_MILLI;
  }

  private static void addresses(ByteBuffer in, int at, boolean v6, FlowBatch row) {
    if (v6) {
      v6(SRC_ADDRESS, in, at, row);
      v6(DST_ADDRESS, in, at + 16, row);
    } else {
      v4(SRC_ADDRESS, in, at, row);
      v4(DST_ADDRESS, in, at + 4, row);
    }
    row.set(ETHER_TYPE, v6 ? 0x86dd : 0x0800);
  }

  /// Octets of an extension; 0 for one that is not known, or for the end of a map.
  private static int size(int extension) {
    return switch (extension) {
      case 4, 6, 8, 9, 11, 13, 14, 16, 18, 23, 25, 38 -> 4;
      case 5, 7, 15, 17, 19, 26, 27, 39, 47, 48 -> 8;
      case 46 -> 12;
      case 10, 12, 20, 21, 24 -> 16;
      case 37 -> 20;
      case 41, 42, 45 -> 24;
      case 40 -> 32;
      case 22 -> 40;
      case 43 -> 72;
      default -> 0;
    };
  }

  private void extension(int extension, ByteBuffer in, FlowBatch row) {
    switch (extension) {
      case 4 -> pair(IN_INTERFACE, OUT_INTERFACE, in, 2, row);
      case 5 -> pair(IN_INTERFACE, OUT_INTERFACE, in, 4, row);
      case 6 -> pair(SRC_AS, DST_AS, in, 2, row);
      case 7 -> pair(SRC_AS, DST_AS, in, 4, row);
      case 8 -> {
        row.set(FLOW_DIRECTION, in.get(1));
        row.set(SRC_PREFIX_LENGTH, in.get(2));
        row.set(DST_PREFIX_LENGTH, in.get(3));
      }
      case 9 -> v4(NEXT_HOP, in, 0, row);
      case 10 -> v6(NEXT_HOP, in, 0, row);
      case 11 -> v4(BGP_NEXT_HOP, in, 0, row);
      case 12 -> v6(BGP_NEXT_HOP, in, 0, row);
      case 13 -> {
        pair(SRC_VLAN, DST_VLAN, in, 2, row);
        row.set(VLAN, in.getShort(0));
      }
      case 14, 15 -> reversePackets = number(in, 0, in.limit());
      case 16, 17 -> reverseOctets = number(in, 0, in.limit());
      case 20 -> macs(SRC_MAC, DST_MAC, in, row);
      case 21 -> macs(DST_MAC, SRC_MAC, in, row);
      case 22 -> labels(in, row);
      case 23 -> v4(FlowField.EXPORTER, in, 0, row);
      case 24 -> v6(FlowField.EXPORTER, in, 0, row);
      case 26 -> pair(NEXT_HOP_AS, PREVIOUS_HOP_AS, in, 4, row);
      case 27 -> row.set(TIME_RECEIVED, received(in.getLong(0)));
      case 37 -> row.set(FIREWALL_EVENT, in.get(14));
      case 38 -> pair(NAT_SRC_PORT, NAT_DST_PORT, in, 2, row);
      case 39 -> {
        v4(NAT_SRC_ADDRESS, in, 0, row);
        v4(NAT_DST_ADDRESS, in, 4, row);
      }
      case 40 -> {
        v6(NAT_SRC_ADDRESS, in, 0, row);
        v6(NAT_DST_ADDRESS, in, 16, row);
      }
      case 42, 43 -> user(in, row);
      case 46 -> {
        row.set(NAT_EVENT, in.get(0));
        pair(EGRESS_VRF, INGRESS_VRF, in.slice(4, 8).order(in.order()), 4, row);
      }
      case 48 -> {
        pair(PORT_BLOCK_START, PORT_BLOCK_END, in, 2, row);
        pair(PORT_BLOCK_STEP, PORT_BLOCK_SIZE, in.slice(4, 4).order(in.order()), 2, row);
      }
      default -> {
        // numbers of flows, engines, access lists, latencies: no columns for them
      }
    }
  }

  private static long received(long millis) {
    boolean fits = millis >= 0 && millis <= Long.MAX_VALUE / NANOS_PER_MILLI;
    return fits ? millis * NANOS_PER_MILLI : 0;
  }

  private static void user(ByteBuffer in, FlowBatch row) {
    byte[] octets = new byte[in.limit()];
    in.get(0, octets);
    int length = 0;
    while (length < octets.length && octets[length] != 0) {
      length++;
    }
    String name = new String(octets, 0, length, java.nio.charset.StandardCharsets.UTF_8);
    row.setText(USER_NAME, row.rows(), ShortText.of(name));
  }

  /// An address that another extension has said already stays.
  private static void macs(FlowField first, FlowField second, ByteBuffer in, FlowBatch row) {
    row.set(first, in.getLong(0) & 0xffff_ffff_ffffL);
    if (row.get(second) == 0) {
      row.set(second, in.getLong(8) & 0xffff_ffff_ffffL);
    }
  }

  private static void labels(ByteBuffer in, FlowBatch row) {
    boolean bottom = false;
    for (int i = 0; i < 10 && !bottom && in.getInt(4 * i) != 0; i++) {
      row.add(MPLS_LABELS, (in.getInt(4 * i) >>> 4) & 0xfffff);
      bottom = (in.getInt(4 * i) & 1) != 0;
    }
  }

  private static void pair(FlowField a, FlowField b, ByteBuffer in, int octets, FlowBatch row) {
    row.set(a, number(in, 0, octets));
    row.set(b, number(in, octets, octets));
  }

  private static long number(ByteBuffer in, int at, int octets) {
    return switch (octets) {
      case 2 -> in.getShort(at) & 0xffff;
      case 4 -> Integer.toUnsignedLong(in.getInt(at));
      default -> in.getLong(at);
    };
  }

  private static void v4(FlowField field, ByteBuffer in, int at, FlowBatch row) {
    row.setAddress(field, 0, IpAddress.mapped(in.getInt(at)));
  }

  private static void v6(FlowField field, ByteBuffer in, int at, FlowBatch row) {
    row.setAddress(field, in.getLong(at), in.getLong(at + 8));
  }

  /// The other direction of the last flow: its ends swapped, its counters those of the answer.
  private void reverse(FlowBatch out) {
    int forward = out.rows() - 1;
    out.set(BIFLOW_DIRECTION, forward, 1);
    out.copyReversed(forward);
    out.set(PACKETS, reversePackets);
    out.set(BYTES, reverseOctets);
    out.set(TCP_FLAGS, 0);
    out.set(BIFLOW_DIRECTION, 2);
    out.endRow();
  }
}
