package weir.flowfile;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.RateSource;

/// Records of nfdump 1.7: flows made of extensions, and the exporters that they come from.
///
/// ```
/// record     type u16, size u16, …
/// flow       …, extensions u16, engine type u8, engine id u8, exporter u16, flags u8, version u8,
///            extensions: type u16, length u16 (with these four bytes), body
/// exporter   …, version u32, address 16, family u16, number u16, observation domain u32
/// ```
final class NfcapdRecords {
  private static final int EXPORTER = 7;
  private static final int EXPORTER_STATISTICS = 8;
  private static final int SAMPLER_LEGACY = 9;
  private static final int FLOW = 11;
  private static final int NBAR_NAMES = 12;
  private static final int IF_NAMES = 13;
  private static final int VRF_NAMES = 14;
  private static final int SAMPLER = 15;
  private static final int IDENT = 0x8001;
  private static final int STATISTICS = 0x8002;

  private static final int FLOW_HEADER_BYTES = 12;
  private static final int MULTIPLIED = 2;
  private static final int SFLOW_VERSION = 9999;
  private static final int MOST_EXPORTERS = 1 << 16;

  private record Exporter(FlowType type, IpAddress address, long domain) {}

  private final NfcapdExtensions extensions = new NfcapdExtensions();
  private final Map<Integer, Exporter> exporters = new HashMap<>();
  private long unknown;

  /// Records of kinds that are not known.
  long unknown() {
    return unknown;
  }

  /// @param record whole, from its type on; in the file's byte order
  void read(ByteBuffer record, FlowBatch into) {
    switch (record.getShort(0) & 0xffff) {
      case FLOW -> {
        if (record.limit() >= FLOW_HEADER_BYTES) {
          flow(record, into);
        } else {
          unknown++;
        }
      }
      case EXPORTER -> exporter(record);
      case EXPORTER_STATISTICS,
          SAMPLER_LEGACY,
          SAMPLER,
          NBAR_NAMES,
          IF_NAMES,
          VRF_NAMES,
          IDENT,
          STATISTICS -> {
        // nothing that a flow needs: nfcapd has multiplied by the samplers' rates already
      }
      default -> unknown++;
    }
  }

  private void exporter(ByteBuffer record) {
    if (record.limit() < 32 || exporters.size() >= MOST_EXPORTERS) {
      return;
    }
    int version = record.getInt(4);
    boolean v4 = record.getShort(24) == 2;
    IpAddress address =
        v4
            ? new IpAddress(0, IpAddress.mapped((int) record.getLong(16)))
            : new IpAddress(record.getLong(8), record.getLong(16));
    long domain = record.getInt(28) & 0xffff_ffffL;
    exporters.put(record.getShort(26) & 0xffff, new Exporter(type(version), address, domain));
  }

  private static FlowType type(int version) {
    return switch (version) {
      case 1 -> FlowType.NETFLOW_V1;
      case 5 -> FlowType.NETFLOW_V5;
      case 7 -> FlowType.NETFLOW_V7;
      case 9 -> FlowType.NETFLOW_V9;
      case 10 -> FlowType.IPFIX;
      case SFLOW_VERSION, 0x85 -> FlowType.SFLOW_5;
      default -> FlowType.UNKNOWN;
    };
  }

  private void flow(ByteBuffer record, FlowBatch row) {
    int count = record.getShort(4) & 0xffff;
    boolean multiplied = (record.get(10) & MULTIPLIED) != 0;
    row.set(FlowField.TYPE, type(record.get(11) & 0xff).code());
    @Nullable Exporter from = exporters.get(record.getShort(8) & 0xffff);
    if (from != null) {
      row.setAddress(FlowField.EXPORTER, from.address.high(), from.address.low());
      row.set(FlowField.OBSERVATION_DOMAIN, from.domain);
      if (from.type != FlowType.UNKNOWN) {
        row.set(FlowField.TYPE, from.type.code());
      }
    }
    if (multiplied) {
      row.set(FlowField.SAMPLING_RATE, 1);
      row.set(FlowField.RATE_SOURCE, RateSource.RECORD.code());
    }
    extensions.start();
    int at = FLOW_HEADER_BYTES;
    for (int i = 0; i < count && record.limit() - at >= 4; i++) {
      int type = record.getShort(at) & 0xffff;
      int length = record.getShort(at + 2) & 0xffff;
      if (length < 4 || length > record.limit() - at) {
        break;
      }
      extensions.read(type, record.slice(at + 4, length - 4).order(record.order()), row);
      at += length;
    }
    extensions.complete(row);
    row.endRow();
    if (extensions.reversePackets() > 0) {
      reverse(row);
    }
  }

  /// The other direction of the last flow: its ends swapped, its counters those of the answer.
  private void reverse(FlowBatch out) {
    int forward = out.rows() - 1;
    for (FlowField field : FlowField.all()) {
      Optional<FlowField> opposite = field.opposite();
      FlowField from = opposite.orElse(field);
      if (out.uses(from)) {
        out.copy(from, forward, field);
      }
    }
    out.set(FlowField.PACKETS, extensions.reversePackets());
    out.set(FlowField.BYTES, extensions.reverseOctets());
    out.set(FlowField.TCP_FLAGS, extensions.reverseTcpFlags());
    out.set(FlowField.TOS, extensions.reverseTos());
    out.set(FlowField.BIFLOW_DIRECTION, 2);
    out.endRow();
  }
}
